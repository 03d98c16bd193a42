import type { OptimizerName } from "@ansatz/variational";
import type { ActiveSpaceRequest } from "../active-space/active-space.ts";
import type { PlacedAtom } from "../molecule/describe.ts";
import type { MoleculeInput } from "../molecule/input.ts";

/** Settings that ground states and scans of them share. */
export interface ElectronicStructureRequest {
  /** Default: the input's own charge, else 0. */
  readonly charge?: number | undefined;
  /** 2S + 1. Default: the library's, else the lowest possible. */
  readonly multiplicity?: number | undefined;
  /** Default "sto-3g". */
  readonly basis?: string | undefined;
  /** Default { kind: "auto" }. */
  readonly activeSpace?: ActiveSpaceRequest | undefined;
  readonly ansatz?: "uccsd" | undefined;
  /** Default "l-bfgs". */
  readonly optimizer?: OptimizerName | undefined;
  readonly maxIterations?: number | undefined;
  /** The loop stops when an iteration changes the energy by less, hartree; default 1e-8. */
  readonly energyTolerance?: number | undefined;
  /** Seed of the conformer and of stochastic optimisers, default 42. */
  readonly seed?: number | undefined;
}

export interface GroundStateRequest extends ElectronicStructureRequest {
  readonly molecule: MoleculeInput;
}

export type GroundStateStage =
  | "geometry"
  | "integrals"
  | "scf"
  | "active-space"
  | "mp2"
  | "casci"
  | "vqe"
  | "audit";

/** One step of a running calculation. The VQE steps carry the live curve. */
export interface GroundStateProgress {
  readonly stage: GroundStateStage;
  readonly message: string;
  /** Share of the whole calculation done, 0 to 1. */
  readonly fraction?: number;
  /** SCF, Davidson or VQE iteration. */
  readonly iteration?: number;
  /** hartree */
  readonly energy?: number;
  readonly gradientNorm?: number | null;
  readonly evaluations?: number;
  readonly seconds?: number;
  /** RHF or ROHF energy, hartree, once it is known. */
  readonly rhf?: number;
  /** CASCI energy of the active space, hartree, once it is known. */
  readonly exact?: number | null;
}

export interface ReferenceEnergy {
  readonly method: "rhf" | "mp2" | "casci";
  /** The method as a chemist writes it, for example "ROHF" or "CASCI(6,6)". */
  readonly label: string;
  /** hartree; null when it could not be computed. */
  readonly energy: number | null;
  readonly seconds: number;
  readonly converged: boolean;
}

export interface ErrorBudgetItem {
  readonly source: "ansatz" | "optimizer" | "active-space" | "basis" | "geometry";
  readonly label: string;
  /** hartree, energy of this calculation minus that without this error; null when it is named only. */
  readonly hartree: number | null;
  readonly kind: "exact" | "estimate" | "named";
  readonly note: string;
}

export interface Verdict {
  readonly level: "excellent" | "good" | "caution" | "failed";
  readonly text: string;
}

export interface GroundStateIteration {
  readonly iteration: number;
  /** hartree */
  readonly energy: number;
  readonly gradientNorm: number | null;
  readonly evaluations: number;
  readonly seconds: number;
}

/** The active space as a result tells it. */
export interface ActiveSpaceSummary {
  readonly kind: "full" | "frozen-core" | "active";
  readonly electrons: number;
  readonly orbitals: number;
  /** Doubly occupied orbitals left out. */
  readonly coreOrbitals: number;
  /** Empty orbitals left out. */
  readonly virtualOrbitals: number;
  /** Why this space, in a sentence. */
  readonly reason: string;
}

/** An audited ground-state energy, JSON-safe. Energies in hartree. */
export interface GroundStateResult {
  /** UCCSD-VQE energy; null when the SCF did not converge. */
  readonly energy: number | null;
  readonly converged: boolean;
  readonly method: "uccsd-vqe";
  readonly formula: string;
  readonly charge: number;
  readonly multiplicity: number;
  readonly basis: string;
  readonly basisFunctions: number;
  readonly geometry: PlacedAtom[];
  readonly geometrySource: string;
  readonly activeSpace: ActiveSpaceSummary;
  readonly qubits: number;
  readonly determinants: number;
  readonly parameters: number;
  /** Factors of the product ansatz. */
  readonly excitations: number;
  readonly parameterValues: number[];
  readonly history: GroundStateIteration[];
  readonly optimizer: string;
  readonly stopReason: string;
  readonly evaluations: number;
  readonly references: ReferenceEnergy[];
  /** CASCI − RHF in the active space. */
  readonly correlationEnergy: number | null;
  /** Share of it that the VQE recovers, 0 to 1. */
  readonly correlationRecovered: number | null;
  readonly spinSquared: number | null;
  /** Dipole moment of the VQE state (RHF where there is none), debye. */
  readonly dipoleDebye: [number, number, number] | null;
  readonly errorBudget: ErrorBudgetItem[];
  readonly verdict: Verdict;
  readonly warnings: string[];
  readonly timings: { stage: GroundStateStage; seconds: number }[];
  readonly seconds: number;
  readonly threads: number;
  readonly seed: number;
}
