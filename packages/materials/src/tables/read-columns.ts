import { MaterialsTableError } from "../errors.ts";
import { listSome, type MaterialsFinding } from "./findings.ts";
import type { MaterialsTableOptions } from "./materials-table.ts";
import { parseNumberCell, recogniseDecimalMark } from "./number-cell.ts";
import { isFormula, shareOf, type Columns } from "./recognise-columns.ts";
import { splitTable, type NumberedRow } from "./split-table.ts";

/** A table split into rows, with the names of its columns and how it writes numbers. */
export interface TableColumns extends Columns {
  readonly data: readonly NumberedRow[];
  readonly delimiter: string;
  readonly hasHeader: boolean;
  readonly findings: readonly MaterialsFinding[];
}

const sampleRows = 200;
const greatestColumnCount = 20_000;

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

function repeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => {
    if (seen.has(name)) return true;
    seen.add(name);
    return false;
  });
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
 * Splits a table into named columns.
 *
 * @throws MaterialsTableError for no data, two columns of one name, more than 20,000 columns, and rows that are too long.
 */
export function readColumns(
  text: string,
  options: Pick<MaterialsTableOptions, "delimiter" | "decimal" | "maximumRows">,
): TableColumns {
  const { rows, delimiter, blankRows } = splitTable(text, options.delimiter, options.maximumRows ?? 200_000);
  if (rows.length === 0) {
    throw new MaterialsTableError("a table must have a header and rows of data, got an empty text");
  }
  const columnCount = rows[0].cells.length;
  if (columnCount > greatestColumnCount) {
    throw new MaterialsTableError(
      `a table must have at most ${greatestColumnCount} columns, got ${columnCount}: leave out those that are no features, or check the delimiter`,
      { columns: columnCount },
    );
  }
  const { names, hasHeader } = namesOf(rows);
  const data = hasHeader ? rows.slice(1) : rows;
  if (data.length === 0) {
    throw new MaterialsTableError("a table must have a header and rows of data, got a header alone");
  }
  const twice = repeated(names);
  if (twice !== undefined) {
    throw new MaterialsTableError(`columns must have different names, got ${twice} twice`, { column: twice });
  }
  checkRows(rows, names.length);
  const sample = data.slice(0, sampleRows).map(({ cells }) => cells);
  const recognised = recogniseDecimalMark(sample, delimiter);
  const decimal = options.decimal ?? recognised.mark;
  const samples = names.map((_, column) => sample.map((cells) => cells[column] ?? ""));
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
  return { names, samples, decimal, data, delimiter, hasHeader, findings };
}
