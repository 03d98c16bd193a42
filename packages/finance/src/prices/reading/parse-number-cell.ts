/** How a table writes numbers. */
export type DecimalMark = "." | ",";

const missingWords = new Set(["", "na", "n/a", "#n/a", "#na", "nan", "null", "none", "-", "--", ".", "?"]);

export function isMissingCell(cell: string): boolean {
  return missingWords.has(cell.toLowerCase());
}

const point = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const groupedByComma = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const comma = /^[+-]?(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?$/i;
const groupedByPoint = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;

/**
 * The number in a cell; NaN for one that says a value is missing; undefined for text.
 *
 * Understands thousands separated by the other mark, by spaces or by apostrophes, a currency sign in front or behind,
 * a minus sign of typesetters, and a percent sign (the value is divided by 100).
 */
export function parseNumberCell(cell: string, decimal: DecimalMark): number | undefined {
  // The plain case first: a large table has millions of them.
  if (decimal === "." && point.test(cell)) return Number(cell);
  if (isMissingCell(cell)) return Number.NaN;
  let text = cell.replaceAll(/[\s\u00A0\u202F'’_]/g, "").replaceAll("−", "-");
  text = text.replace(/^([+-]?)(?:US\$|[$€£¥])/, "$1").replace(/[$€£¥]$/, "");
  const isPercent = text.endsWith("%");
  if (isPercent) text = text.slice(0, -1);
  let value: number;
  if (decimal === ".") {
    if (groupedByComma.test(text)) text = text.replaceAll(",", "");
    if (!point.test(text)) return undefined;
    value = Number(text);
  } else {
    if (groupedByPoint.test(text)) text = text.replaceAll(".", "");
    if (!comma.test(text)) return undefined;
    value = Number(text.replace(",", "."));
  }
  return isPercent ? value / 100 : value;
}

/**
 * Whether numbers are written 1.5 or 1,5, from cells of a table; `isCertain` is false where they could be either, as
 * 1,234 could. Only a table whose cells are not separated by commas, or that quotes them, can have decimal commas.
 */
export function recogniseDecimalMark(
  cells: readonly string[],
  delimiter: string,
): { mark: DecimalMark; isCertain: boolean } {
  let commaEvidence = 0;
  let pointEvidence = 0;
  let either = 0;
  for (const cell of cells) {
    const text = cell.replaceAll(/[\s\u00A0\u202F'’%$€£¥]/g, "");
    if (!/^[+-]?[\d.,]+(?:e[+-]?\d+)?$/i.test(text)) continue;
    const lastComma = text.lastIndexOf(",");
    const lastPoint = text.lastIndexOf(".");
    if (lastComma < 0 && lastPoint < 0) continue;
    if (lastComma >= 0 && lastPoint >= 0) {
      if (lastComma > lastPoint) commaEvidence++;
      else pointEvidence++;
    } else if (lastPoint >= 0) {
      if (groupedByPoint.test(text)) either++;
      else if (text.indexOf(".") === lastPoint) pointEvidence++;
    } else if (!groupedByComma.test(text) || /^[+-]?0,/.test(text)) {
      if (text.indexOf(",") === lastComma) commaEvidence++;
    } else {
      either++;
    }
  }
  if (commaEvidence > pointEvidence) return { mark: ",", isCertain: pointEvidence === 0 };
  if (pointEvidence > 0) return { mark: ".", isCertain: commaEvidence === 0 };
  // Only numbers such as 1,234 or 1.234: a semicolon between cells is what programs write that use a decimal comma.
  const sample = cells.find((cell) => /\d,\d/.test(cell));
  if (sample !== undefined && delimiter === ";") return { mark: ",", isCertain: false };
  return { mark: ".", isCertain: sample === undefined || either === 0 };
}
