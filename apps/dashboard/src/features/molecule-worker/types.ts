import type { Answer } from "../../shared/page-worker.ts";
import type { ActiveSpaceRequest, JobError, MoleculeInput } from "@ansatz/contract";

/** An atom in Å. */
export interface ViewAtom {
  readonly element: string;
  readonly position: readonly [number, number, number];
}

/** Two atoms, numbered from 1, close enough to be bonded. */
export interface ViewBond {
  readonly atoms: readonly [number, number];
  /** "O1–H2" */
  readonly label: string;
  readonly lengthAngstrom: number;
  /** Bonds in rings cannot be stretched. */
  readonly isInRing: boolean;
}

/** What the page tells about a molecule before anything is calculated. */
export interface MoleculeFacts {
  readonly formula: string;
  readonly electronCount: number;
  readonly charge: number;
  readonly multiplicity: number;
  readonly atoms: readonly ViewAtom[];
  readonly bonds: readonly ViewBond[];
  readonly geometrySource: string;
  readonly notes: readonly string[];
  /** SMILES to draw the molecule flat; null where none is known. */
  readonly smiles: string | null;
  /** What is wrong with the charge or multiplicity asked for; the facts are then those without them. */
  readonly spinError: JobError | null;
}

export interface MoleculeQuestion {
  readonly molecule: MoleculeInput;
  readonly charge?: number | undefined;
  readonly multiplicity?: number | undefined;
  readonly seed?: number | undefined;
}

export interface SizeQuestion extends MoleculeQuestion {
  readonly basis: string;
  readonly activeSpace: ActiveSpaceRequest;
}

/** The size of a calculation, as far as it is known without running it. */
export interface SizeEstimate {
  readonly basisFunctions: number;
  /** Null where the space is chosen from the orbitals during the run. */
  readonly space: {
    readonly electrons: number;
    readonly orbitals: number;
    readonly qubits: number;
    readonly determinants: number;
  } | null;
  readonly note: string;
}

/** What the worker of the page does. */
export interface MoleculeWorker {
  readMolecule(question: MoleculeQuestion): Promise<Answer<MoleculeFacts>>;
  estimateSize(question: SizeQuestion): Promise<Answer<SizeEstimate>>;
  /** A drawing of the molecule as an SVG text; null where it cannot be drawn. */
  drawFlat(smiles: string): Promise<string | null>;
}
