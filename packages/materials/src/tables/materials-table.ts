import type { FeatureMatrix, Task } from "@ansatz/learning";
import type { Composition } from "../compositions/composition.ts";
import type { Crystal } from "../structures/crystal.ts";
import type { MaterialsFinding } from "./findings.ts";
import type { DuplicatePolicy } from "./merge-duplicates.ts";
import type { DecimalMark } from "./number-cell.ts";
import type { TableSubject } from "./recognise-subject.ts";
import type { NamedQuantity } from "./target-name.ts";

/** What to take instead of what is recognised, and what to do about faults. */
export interface MaterialsTableOptions {
  /** Column of formulas (of file names in a table of structures, of SMILES in one of molecules). Default: recognised. */
  readonly compositionColumn?: string;
  /** Default: recognised by its name, else the last column of numbers. */
  readonly targetColumn?: string;
  /** Rows with the same text in it stay in one fold. Default: the chemical system, molecule or row of numbers. */
  readonly groupColumn?: string;
  /** Columns of numbers that serve as features. Default none; in a table of numbers all but target and group. */
  readonly featureColumns?: readonly string[];
  /** Unit of the target; counts before the header's. */
  readonly unit?: string;
  /** Default: classes where the target is words, truth values or only 0 and 1. */
  readonly task?: Task;
  /** Rows of one material with equal features. Default "mean"; "keep-all" where official folds need every row. */
  readonly duplicates?: DuplicatePolicy;
  /** Rows with an unreadable formula or with text as target: default "drop" with a warning that names them. */
  readonly unusableRows?: "drop" | "refuse";
  /** Default: recognised from the first line among tab, semicolon, bar, comma. */
  readonly delimiter?: string;
  /** Default: recognised from the cells. */
  readonly decimal?: DecimalMark;
  /** Default 200,000. */
  readonly maximumRows?: number;
}

/** Materials with targets, ready to be described and learnt from; every list has an entry a sample. */
export interface MaterialsTable {
  readonly task: Task;
  /** What rows are about. */
  readonly subject: TableSubject;
  /** Formulas, names of files or SMILES as the table writes them; names or numbers of rows in a table of numbers. */
  readonly labels: readonly string[];
  /** Empty in tables of molecules and of numbers. */
  readonly compositions: readonly Composition[];
  /** Only from a table of structures. */
  readonly crystals: readonly Crystal[] | undefined;
  /** SMILES; only from a table of molecules. */
  readonly molecules: readonly string[] | undefined;
  /** Numbers, or indices of `classes`. */
  readonly targets: Float64Array;
  readonly classes: readonly string[];
  /** Samples of one group belong into one fold. */
  readonly groups: readonly string[];
  /** Row of the text, counted from 1 with the header; of merged rows the first. */
  readonly rows: readonly number[];
  readonly target: NamedQuantity;
  /** The feature columns; undefined where there is none. */
  readonly features: FeatureMatrix | undefined;
  readonly columns: {
    /** Of what rows are about; empty in a table of numbers. */
    readonly composition: string;
    readonly target: string;
    readonly group: string | undefined;
    /** Columns of numbers that could serve as features. */
    readonly otherNumbers: readonly string[];
  };
  readonly findings: readonly MaterialsFinding[];
  /** How the text was understood. */
  readonly understood: {
    readonly delimiter: string;
    readonly decimal: DecimalMark;
    readonly hasHeader: boolean;
    /** Rows of data, unusable ones counted. */
    readonly rowCount: number;
  };
}
