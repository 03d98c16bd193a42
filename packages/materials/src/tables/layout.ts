import { MaterialsTableError } from "../errors.ts";
import { listSome, type MaterialsFinding } from "./findings.ts";
import type { MaterialsTableOptions } from "./materials-table.ts";
import { parseNumberCell, recogniseDecimalMark, type DecimalMark } from "./number-cell.ts";
import {
  findColumn,
  isFormula,
  isNumberColumn,
  recogniseTargetColumn,
  shareOf,
  type Columns,
} from "./recognise-columns.ts";
import { splitTable, type NumberedRow } from "./split-table.ts";

/** A table's rows and which column plays which part. */
export interface Layout {
  readonly names: readonly string[];
  readonly data: readonly NumberedRow[];
  readonly delimiter: string;
  readonly decimal: DecimalMark;
  readonly hasHeader: boolean;
  readonly subject: number;
  readonly target: number;
  readonly group: number | undefined;
  readonly features: readonly number[];
  readonly otherNumbers: readonly number[];
  readonly findings: readonly MaterialsFinding[];
}

const sampleRows = 200;

/** Whether the first row is data: it has a number, or a formula above a column of formulas. */
function startsWithData(rows: readonly NumberedRow[]): boolean {
  const [{ cells }, ...rest] = rows;
  if (cells.some((cell) => cell !== "" && parseNumberCell(cell, ",") !== undefined)) return true;
  const sample = rest.slice(0, sampleRows);
  // A header such as Tc (K) or V reads as a formula too.
  return cells.some(
    (cell, column) =>
      isFormula(cell) &&
      shareOf(
        sample.map((row) => row.cells[column] ?? ""),
        isFormula,
      ) >= 0.8,
  );
}

function namesOf(rows: readonly NumberedRow[]): { names: readonly string[]; hasHeader: boolean } {
  const first = rows[0].cells;
  const hasHeader = !startsWithData(rows);
  const names = first.map((name, column) => (name === "" || !hasHeader ? `column ${column + 1}` : name));
  return { names, hasHeader };
}

function checkRows(rows: readonly NumberedRow[], columnCount: number): void {
  const odd = rows.find(
    ({ cells }) => cells.length > columnCount && cells.slice(columnCount).some((cell) => cell !== ""),
  );
  if (odd !== undefined) {
    throw new MaterialsTableError(
      `row ${odd.row} must have ${columnCount} cells, got ${odd.cells.length}: quote cells that hold the delimiter`,
      { row: odd.row },
    );
  }
}

/**
 * Splits a table and gives its columns their roles.
 *
 * @throws MaterialsTableError for no data, no column of subjects or of targets, two columns of one name, rows that are too
 * long, and names that no column has.
 */
export function readLayout(
  text: string,
  options: MaterialsTableOptions,
  recogniseSubject: (columns: Columns) => number | undefined,
  subjectName: string,
): Layout {
  const { rows, delimiter, blankRows } = splitTable(text, options.delimiter, options.maximumRows ?? 200_000);
  if (rows.length === 0) {
    throw new MaterialsTableError("a table must have a header and rows of data, got an empty text");
  }
  const { names, hasHeader } = namesOf(rows);
  const data = hasHeader ? rows.slice(1) : rows;
  if (data.length === 0) {
    throw new MaterialsTableError("a table must have a header and rows of data, got a header alone");
  }
  const twice = names.find((name, column) => names.indexOf(name) !== column);
  if (twice !== undefined) {
    throw new MaterialsTableError(`columns must have different names, got ${twice} twice`, { column: twice });
  }
  checkRows(rows, names.length);
  const sample = data.slice(0, sampleRows).map(({ cells }) => cells);
  const recognised = recogniseDecimalMark(sample, delimiter);
  const decimal = options.decimal ?? recognised.mark;
  const columns: Columns = {
    names,
    samples: names.map((_, column) => sample.map((cells) => cells[column] ?? "")),
    decimal,
  };
  const findings: MaterialsFinding[] = [];
  if (!hasHeader) {
    findings.push({
      code: "no-header",
      severity: "information",
      message: `The first row holds data, so the columns are named ${listSome(names, 3)}.`,
    });
  }
  if (blankRows.length > 0) {
    findings.push({
      code: "blank-rows",
      severity: "information",
      message: `${blankRows.length} rows without text were left out.`,
      rows: blankRows,
    });
  }
  if (options.decimal === undefined && (decimal === "," || !recognised.isCertain)) {
    const reading = decimal === "," ? "as decimal mark" : "between thousands";
    findings.push({
      code: "decimal-comma",
      severity: recognised.isCertain ? "information" : "warning",
      message: `Numbers are read with a comma ${reading}${recognised.isCertain ? "" : "; they could be read the other way: the option decimal settles it"}.`,
    });
  }
  const find = (wanted: string | undefined, role: string): number | undefined =>
    wanted === undefined ? undefined : findColumn(names, wanted, role);
  const group = find(options.groupColumn, "groupColumn");
  const features = (options.featureColumns ?? []).map((name) => findColumn(names, name, "featureColumns"));
  const givenTarget = find(options.targetColumn, "targetColumn");
  const subject = find(options.compositionColumn, "compositionColumn") ?? recogniseSubject(columns);
  if (subject === undefined) {
    throw new MaterialsTableError(
      `a table must have a column of ${subjectName}, got ${names.join(", ")}, in none of which most cells are: name it by compositionColumn`,
      { columns: names },
    );
  }
  const taken = [subject, ...features, ...(group === undefined ? [] : [group])];
  const guess = recogniseTargetColumn(columns, taken);
  const target = givenTarget ?? guess.column;
  if (target === undefined) {
    throw new MaterialsTableError(
      `a table must have a column of targets, got ${names.join(", ")}: name it by targetColumn`,
      { columns: names },
    );
  }
  const clash = [subject, ...features].find((column) => column === target);
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
    column !== subject && column !== target && isNumberColumn(columns, column) ? [column] : [],
  );
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
