import { listSome, type MaterialsFinding } from "./findings.ts";
import { parseNumberCell, type DecimalMark } from "./number-cell.ts";
import type { TableColumns } from "./read-columns.ts";
import type { NumberedRow } from "./split-table.ts";

/** Columns of numbers without those that only count the rows, which are told. */
export function measuredColumns(
  { names, data, decimal }: Pick<TableColumns, "names" | "data" | "decimal">,
  columns: readonly number[],
  findings: MaterialsFinding[],
): number[] {
  const counting = columns.filter((column) => countsRows(names[column], column, data, decimal));
  if (counting.length > 0) {
    findings.push({
      code: "numbered-rows",
      severity: "information",
      message: `Column ${listSome(counting.map((column) => names[column]))} only counts the rows and is no feature.`,
      column: names[counting[0]],
    });
  }
  return columns.filter((column) => !counting.includes(column));
}

const countNames = /^(?:id|index|idx|no\.?|nr\.?|number|row|sample|unnamed: ?\d+|column 1|#)$/i;

function countsRows(
  name: string,
  column: number,
  data: readonly NumberedRow[],
  decimal: DecimalMark,
): boolean {
  if (!countNames.test(name) || data.length < 3) return false;
  const first = parseNumberCell(data[0].cells[column] ?? "", decimal);
  return (
    first !== undefined &&
    data.every(({ cells }, index) => parseNumberCell(cells[column] ?? "", decimal) === first + index)
  );
}
