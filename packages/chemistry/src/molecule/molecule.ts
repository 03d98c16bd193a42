/** A nucleus at a position in bohr. */
export interface Atom {
  readonly atomicNumber: number;
  /** bohr */
  readonly position: readonly [number, number, number];
}

/** Nuclei, total charge and spin multiplicity 2S + 1. */
export interface Molecule {
  readonly atoms: readonly Atom[];
  readonly charge: number;
  readonly multiplicity: number;
}

/** How the coordinates of a molecule came about. */
export type GeometryOrigin = "force-field" | "conformer" | "experiment" | "model" | "given";

/** A molecule together with where its geometry comes from. */
export interface MoleculeWithOrigin extends Molecule {
  readonly origin: GeometryOrigin;
  /** A phrase for people, for example "MMFF94s+ force field on the conformer of seed 42". */
  readonly geometrySource: string;
  /** What a user should know about how the molecule was read. */
  readonly notes: readonly string[];
}

/** Charge and spin that override what the input says or implies. */
export interface ChargeAndSpin {
  readonly charge?: number | undefined;
  readonly multiplicity?: number | undefined;
}
