import type { Answer } from "../../shared/page-worker.ts";
import type { MaterialsFinding, SampleMaterials } from "@ansatz/materials";

/** A CIF or POSCAR with the name of its file. */
export interface StructureText {
  readonly name: string;
  readonly text: string;
}

/** How a table is read where the user says so. */
export interface ReadingChoices {
  /** What rows are about where structures do not tell; default recognised. */
  readonly subject?: "composition" | "molecule";
  readonly composition?: string;
  readonly target?: string;
  readonly group?: string;
  readonly columns?: readonly string[];
  readonly unit?: string;
  readonly task?: "regression" | "classification";
  readonly duplicates?: "keep-all" | "mean" | "keep-first";
}

export interface MaterialsQuestion extends ReadingChoices {
  readonly source:
    | { readonly sample: SampleMaterials["id"] }
    | { readonly table: string; readonly structures: readonly StructureText[] };
}

/** Values from `from` up to `to`, `count` of them. */
export interface TargetBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** A row that a finding speaks of. */
export interface NamedRow {
  readonly row: number;
  /** Its formula or file; null where the row is not learnt from. */
  readonly label: string | null;
  readonly target: string | null;
}

export interface CheckedFinding extends Pick<MaterialsFinding, "code" | "severity" | "message"> {
  /** The first of the rows concerned. */
  readonly rows: readonly NamedRow[];
  readonly rowCount: number;
}

/** What a table of materials holds, before anything is learnt from it. */
export interface MaterialsFacts {
  readonly subject: "composition" | "structure" | "molecule" | "numbers";
  readonly task: "regression" | "classification";
  /** Rows of the text, and those that are learnt from. */
  readonly rowCount: number;
  readonly usedRows: number;
  /** Formulas that differ. */
  readonly groups: number;
  readonly target: { readonly name: string; readonly unit: string | null };
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  readonly summary: {
    readonly mean: number;
    readonly median: number;
    readonly deviation: number;
    readonly lowest: number;
    readonly highest: number;
  } | null;
  readonly bins: readonly TargetBin[];
  readonly columns: {
    readonly composition: string;
    readonly target: string;
    readonly group: string | null;
    readonly otherNumbers: readonly string[];
  };
  /** Rows that hold an element, by its symbol. */
  readonly elements: Readonly<Record<string, number>>;
  readonly findings: readonly CheckedFinding[];
  /** The first rows, as they were read. */
  readonly preview: readonly NamedRow[];
  readonly sample: Pick<SampleMaterials, "title" | "description" | "source" | "licence"> | null;
}

/** A model that a job may name. */
export interface ModelChoice {
  readonly name: string;
  readonly label: string;
  readonly kind: "quantum" | "classical" | "control";
  readonly inputs: "all" | "reduced";
  /** Name of the twin without entanglement. */
  readonly twin: string | null;
  /** Whether it tells how sure it is. */
  readonly hasUncertainty: boolean;
}

export interface CandidateQuestion {
  readonly elements: readonly string[];
  readonly required: readonly string[];
  readonly minimumElements: number;
  readonly maximumElements: number;
  readonly maximumAtoms: number;
  readonly chargeBalanced: boolean;
  readonly limit: number;
}

export interface CandidatePreview {
  readonly count: number;
  readonly isComplete: boolean;
  readonly examples: readonly string[];
}

/** A site that symmetry does not make equal to another one. */
export interface SiteFacts {
  readonly label: string;
  readonly wyckoff: string | null;
  readonly multiplicity: number;
  readonly fractional: readonly [number, number, number];
  readonly coordination: number;
  readonly effectiveCoordination: number;
  readonly nearest: { readonly element: string; readonly distance: number } | null;
}

export interface CrystalFacts {
  readonly name: string;
  readonly formula: string;
  readonly atoms: number;
  readonly cell: {
    readonly a: number;
    readonly b: number;
    readonly c: number;
    readonly alpha: number;
    readonly beta: number;
    readonly gamma: number;
  };
  /** Å³ */
  readonly volume: number;
  /** g/cm³ */
  readonly density: number;
  readonly packing: number;
  readonly stated: { readonly number: number; readonly symbol: string } | null;
  readonly found: { readonly number: number; readonly symbol: string; readonly pearson: string } | null;
  /** Why no space group was found. */
  readonly symmetryFault: string | null;
  readonly sites: readonly SiteFacts[];
  /** What was assumed in reading it. */
  readonly notes: readonly string[];
  /** For the picture: the cell's atoms with their copies on its faces, Å, and the corners of the cell. */
  readonly picture: {
    readonly atoms: readonly {
      readonly element: string;
      readonly position: readonly [number, number, number];
    }[];
    readonly lattice: readonly (readonly [number, number, number])[];
  };
}

/** What the worker answers. */
export interface MaterialsWorker {
  checkMaterials(question: MaterialsQuestion): Promise<Answer<MaterialsFacts>>;
  listModels(task: "regression" | "classification", qubits: number): Promise<Answer<readonly ModelChoice[]>>;
  previewCandidates(question: CandidateQuestion): Promise<Answer<CandidatePreview>>;
  describeCrystal(structure: StructureText): Promise<Answer<CrystalFacts>>;
}
