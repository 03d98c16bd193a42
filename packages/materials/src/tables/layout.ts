import { MaterialsTableError } from "../errors.ts";
import { listSome, type MaterialsFinding } from "./findings.ts";
import type { MaterialsTableOptions } from "./materials-table.ts";
import { measuredColumns } from "./measured-columns.ts";
import type { DecimalMark } from "./number-cell.ts";
import { readColumns } from "./read-columns.ts";
import {
  findColumn,
  isNumberColumn,
  recogniseOutcome,
  recogniseTargetColumn,
  type Columns,
} from "./recognise-columns.ts";
import type { NumberedRow } from "./split-table.ts";

/** A table's rows and which column plays which part. */
export interface Layout {
  readonly names: readonly string[];
  readonly data: readonly NumberedRow[];
  readonly delimiter: string;
  readonly decimal: DecimalMark;
  readonly hasHeader: boolean;
  /** Undefined in a table of numbers. */
  readonly subject: number | undefined;
  readonly target: number;
  readonly group: number | undefined;
  readonly features: readonly number[];
  readonly otherNumbers: readonly number[];
  readonly findings: readonly MaterialsFinding[];
}

/** How the column of what rows are about is found, and what its cells are called. */
export interface SubjectColumn {
  readonly recognise: (columns: Columns) => number | undefined;
  readonly noun: string;
}

function without(columns: readonly number[], taken: number | undefined): number[] {
  return columns.filter((column) => column !== taken);
}

/**
 * Splits a table and gives its columns their roles; without `subjects` all columns of numbers are features.
 *
 * @throws MaterialsTableError for no data, no column of subjects or of targets, two columns of one name, rows that are too
 * long, and names that no column has.
 */
export function readLayout(
  text: string,
  options: MaterialsTableOptions,
  subjects: SubjectColumn | undefined,
): Layout {
  const table = readColumns(text, options);
  const { names, data, delimiter, decimal, hasHeader } = table;
  const findings: MaterialsFinding[] = [...table.findings];
  const find = (wanted: string | undefined, role: string): number | undefined =>
    wanted === undefined ? undefined : findColumn(names, wanted, role);
  const group = find(options.groupColumn, "groupColumn");
  const chosen = (options.featureColumns ?? []).map((name) => findColumn(names, name, "featureColumns"));
  const givenTarget = find(options.targetColumn, "targetColumn");
  const subject =
    subjects === undefined
      ? undefined
      : (find(options.compositionColumn, "compositionColumn") ?? subjects.recognise(table));
  if (subjects !== undefined && subject === undefined) {
    throw new MaterialsTableError(
      `a table must have a column of ${subjects.noun}, got ${listSome(names, 20)}, in none of which most cells are: name it by compositionColumn`,
      { columns: names },
    );
  }
  const taken = [subject, ...chosen, group].filter((column) => column !== undefined);
  const guess = subject === undefined ? recogniseOutcome(table, taken) : recogniseTargetColumn(table, taken);
  const target = givenTarget ?? guess.column;
  if (target === undefined) {
    throw new MaterialsTableError(
      `a table must have a column of targets, got ${listSome(names, 20)}: name it by targetColumn`,
      { columns: names },
    );
  }
  const clash = [subject, ...chosen].find((column) => column === target);
  if (clash !== undefined) {
    throw new MaterialsTableError(
      `column ${names[clash]} must not be target and ${clash === subject ? "composition" : "feature"} at once`,
      { column: names[clash] },
    );
  }
  if (givenTarget === undefined && !guess.isCertain) {
    findings.push({
      code: "column-assumed",
      severity: "warning",
      message: `Column ${names[target]} is taken as the target; targetColumn names another one.`,
      column: names[target],
    });
  }
  const otherNumbers = names.flatMap((_, column) =>
    column !== subject && column !== target && isNumberColumn(table, column) ? [column] : [],
  );
  const features =
    subjects === undefined && options.featureColumns === undefined
      ? measuredColumns({ names, data, decimal }, without(otherNumbers, group), findings)
      : chosen;
  if (subjects === undefined && features.length === 0) {
    throw new MaterialsTableError(
      `a table without formulas must have columns of numbers beside the target ${names[target]}, got ${listSome(names, 20)}`,
      { columns: names },
    );
  }
  return {
    names,
    data,
    delimiter,
    decimal,
    hasHeader,
    subject,
    target,
    group,
    features,
    otherNumbers,
    findings,
  };
}
