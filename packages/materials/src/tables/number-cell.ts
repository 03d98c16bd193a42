const missing = new Set(["", "na", "n/a", "#n/a", "#na", "nan", "null", "none", "-", "--", ".", "?"]);

/** Whether a cell says that its value is missing. */
export function isMissingCell(cell: string): boolean {
  return cell.length < 5 && missing.has(cell.toLowerCase());
}

const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const commaNumber = /^[+-]?(?:\d+,\d*|,\d+)(?:[eE][+-]?\d+)?$/;

/** How a table writes numbers. */
export type DecimalMark = "." | ",";

/** The number in a cell; NaN for a missing one; undefined for text, infinite numbers included. */
export function parseNumberCell(cell: string, decimal: DecimalMark): number | undefined {
  let text = cell;
  if (!plainNumber.test(text)) {
    if (isMissingCell(text)) return Number.NaN;
    text = text.replaceAll("−", "-").replaceAll(/[\s\u00A0\u202F]/g, "");
    if (decimal === "," && commaNumber.test(text)) text = text.replace(",", ".");
    if (!plainNumber.test(text)) return undefined;
  }
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Whether numbers are written with a decimal comma: some cells are, and none with a point. */
export function recogniseDecimalMark(rows: readonly (readonly string[])[], delimiter: string): DecimalMark {
  let commas = 0;
  let points = 0;
  for (const cells of rows) {
    for (const cell of cells) {
      if (commaNumber.test(cell)) commas++;
      else if (cell.includes(".") && plainNumber.test(cell)) points++;
    }
  }
  return commas > 0 && (points === 0 || (delimiter !== "," && commas > points)) ? "," : ".";
}
