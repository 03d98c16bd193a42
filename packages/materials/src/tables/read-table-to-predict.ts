import { MaterialsTableError } from "../errors.ts";
import { listSome } from "./findings.ts";
import type { MaterialsTableOptions } from "./materials-table.ts";
import { parseNumberCell } from "./number-cell.ts";
import { formulaCell } from "./read-subjects.ts";
import { readColumns, type TableColumns } from "./read-columns.ts";
import { findColumn, recogniseCompositionColumn, recogniseSmilesColumn } from "./recognise-columns.ts";
import type { TableSubject } from "./recognise-subject.ts";

/** A row whose target is to be predicted. */
export interface RowToPredict {
  /** Of the text, counted from 1 with the header. */
  readonly row: number;
  /** Formula, name of a file or SMILES; empty in a table of numbers. */
  readonly subject: string;
  /** A value a feature column; NaN where the cell holds none, then `problem` says so. */
  readonly numbers: Float64Array;
  readonly problem: string | undefined;
}

export interface TableToPredict {
  readonly rows: readonly RowToPredict[];
  /** The column of the subjects; undefined in a table of numbers. */
  readonly subjectColumn: string | undefined;
}

export interface TableToPredictOptions extends Pick<
  MaterialsTableOptions,
  "delimiter" | "decimal" | "maximumRows"
> {
  readonly subject: TableSubject;
  /** What the column of the subjects may be called, the first that there is; else it is recognised. */
  readonly subjectColumns?: readonly string[];
  /** Columns of numbers that a model was trained on, all of which the table must have. */
  readonly featureColumns?: readonly string[];
}

/** The column of what rows are about. */
function subjectOf(
  columns: TableColumns,
  { subject, subjectColumns = [] }: TableToPredictOptions,
): number | undefined {
  if (subject === "numbers") return undefined;
  for (const name of subjectColumns) {
    if (columns.names.includes(name)) return findColumn(columns.names, name, "composition");
  }
  const recognised =
    subject === "composition"
      ? recogniseCompositionColumn(columns)
      : subject === "molecule"
        ? recogniseSmilesColumn(columns)
        : undefined;
  // A list of one column needs no name.
  const found = recognised ?? (columns.names.length === 1 ? 0 : undefined);
  if (found !== undefined) return found;
  const noun = { composition: "formulas", structure: "names of structures", molecule: "SMILES" }[subject];
  const called = subjectColumns.length === 0 ? "" : ` called ${subjectColumns.join(" or ")}`;
  throw new MaterialsTableError(
    `a table to predict for must have a column of ${noun}${called}, got ${listSome(columns.names, 20)}`,
    { columns: columns.names },
  );
}

/**
 * Reads what a trained model predicts for: the column of formulas, names of structures or SMILES, and the columns of numbers by
 * the names that the model knows. A target is not needed, and other columns do not matter. A row without a number where one is
 * needed has a problem and stops no other row.
 *
 * @throws MaterialsTableError for a text that is no table, and with its name for a column that is missing.
 */
export function readTableToPredict(text: string, options: TableToPredictOptions): TableToPredict {
  const columns = readColumns(text, options);
  const { names, data, decimal } = columns;
  const subject = subjectOf(columns, options);
  const { featureColumns = [] } = options;
  const missing = featureColumns.filter((name) => !hasColumn(names, name));
  if (missing.length > 0) {
    throw new MaterialsTableError(
      `a table to predict for must have the columns that the model was trained on, got none called ${listSome(missing, 20)} among ${listSome(names, 20)}`,
      { missing, columns: names },
    );
  }
  const features = featureColumns.map((name) => findColumn(names, name, "featureColumns"));
  const rows = data.map(({ cells, row }): RowToPredict => {
    const numbers = Float64Array.from(
      features,
      (column) => parseNumberCell(cells[column] ?? "", decimal) ?? Number.NaN,
    );
    const faulty = features.filter((_, k) => Number.isNaN(numbers[k]));
    const cell = subject === undefined ? "" : (cells[subject] ?? "");
    return {
      row,
      subject: options.subject === "composition" ? formulaCell(cell, decimal) : cell,
      numbers,
      problem:
        faulty.length === 0
          ? undefined
          : `it must have a number in column ${listSome(faulty.map((column) => names[column]))}, got ${listSome(faulty.map((column) => cells[column] || "nothing"))}`,
    };
  });
  return { rows, subjectColumn: subject === undefined ? undefined : names[subject] };
}

function hasColumn(names: readonly string[], wanted: string): boolean {
  if (names.includes(wanted)) return true;
  try {
    findColumn(names, wanted, "featureColumns");
    return true;
  } catch {
    return false;
  }
}
