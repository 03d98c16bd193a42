const missing = new Set(["", "na", "n/a", "#n/a", "#na", "nan", "null", "none", "-", "--", ".", "?"]);

/** Whether a cell says that its value is missing. */
export function isMissingCell(cell: string): boolean {
  return cell.length < 5 && missing.has(cell.toLowerCase());
}

const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const commaNumber = /^[+-]?(?:\d+,\d*|,\d+)(?:[eE][+-]?\d+)?$/;

const groupedThousands = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;

/** How a table writes numbers. */
export type DecimalMark = "." | ",";

/** Beyond it squares overflow, and no measurement lies there. */
const greatestNumber = 1e100;

/** The number in a cell; NaN for a missing one; undefined for text, numbers beyond ±1e100 included. */
export function parseNumberCell(cell: string, decimal: DecimalMark): number | undefined {
  let text = cell;
  if (!plainNumber.test(text)) {
    if (isMissingCell(text)) return Number.NaN;
    text = text.replaceAll("−", "-").replaceAll(/[\s\u00A0\u202F]/g, "");
    if (decimal === "," && commaNumber.test(text)) text = text.replace(",", ".");
    else if (decimal === "." && groupedThousands.test(text)) text = text.replaceAll(",", "");
    if (!plainNumber.test(text)) return undefined;
  }
  const value = Number(text);
  return Math.abs(value) <= greatestNumber ? value : undefined;
}

/**
 * Whether numbers are written 1.5 or 1,5. Cells such as 1,234 could be either; where no other cell tells, they are thousands
 * in a table that commas separate and decimals in any other, and `isCertain` is false.
 */
export function recogniseDecimalMark(
  rows: readonly (readonly string[])[],
  delimiter: string,
): { readonly mark: DecimalMark; readonly isCertain: boolean } {
  let commas = 0;
  let points = 0;
  let either = 0;
  for (const cells of rows) {
    for (const cell of cells) {
      if (groupedThousands.test(cell)) {
        if (cell.includes(".") || cell.split(",").length > 2) points++;
        else either++;
      } else if (commaNumber.test(cell)) commas++;
      else if (cell.includes(".") && plainNumber.test(cell)) points++;
    }
  }
  if (commas + points === 0 && either > 0) return { mark: delimiter === "," ? "." : ",", isCertain: false };
  return { mark: commas > points ? "," : ".", isCertain: true };
}
