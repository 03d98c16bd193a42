import Papa from "papaparse";
import { MaterialsTableError } from "../errors.ts";

/** A row's cells, trimmed, and its number in the text, counted from 1. */
export interface NumberedRow {
  readonly cells: readonly string[];
  readonly row: number;
}

export interface SplitTable {
  readonly rows: readonly NumberedRow[];
  readonly delimiter: string;
  /** Rows without any text that others follow. */
  readonly blankRows: readonly number[];
}

/** The character between cells: tab before semicolon before bar before comma in the first line with text. */
function recogniseDelimiter(text: string): string {
  const line = /^(?:[ \t]*(?:#.*)?\r?\n)*(.*)/.exec(text)?.[1].replaceAll(/"[^"]*"?/g, "") ?? "";
  return ["\t", ";", "|"].find((delimiter) => line.includes(delimiter)) ?? ",";
}

/**
 * Splits delimited text into rows. Quoted cells may hold delimiters and line ends; a byte order mark and a line sep=; are
 * understood; rows that start with # are left out.
 *
 * @throws MaterialsTableError for a workbook, an unclosed quote, and more than `maximumRows` rows.
 */
export function splitTable(text: string, given: string | undefined, maximumRows: number): SplitTable {
  if (/^(?:PK[\u0003\u0005]|\u00D0\u00CF\u0011\u00E0|\uFFFD\uFFFD\u0011)/.test(text)) {
    throw new MaterialsTableError(
      "a table must be text, got a spreadsheet's workbook: save the sheet as CSV",
    );
  }
  if (text.slice(0, 1000).includes("\0")) {
    throw new MaterialsTableError(
      "a table must be UTF-8 text, got characters of code 0, as text in UTF-16 has: save it as CSV UTF-8",
    );
  }
  let body = text.replace(/^\uFEFF/, "");
  const separatorLine = /^"?sep=(.)"?\r?\n/i.exec(body);
  const firstRow = separatorLine === null ? 1 : 2;
  if (separatorLine !== null) body = body.slice(separatorLine[0].length);
  const delimiter = given ?? separatorLine?.[1] ?? recogniseDelimiter(body);
  const { data, errors } = Papa.parse<string[]>(body, { delimiter, skipEmptyLines: false });
  const quote = errors.find(({ type }) => type === "Quotes");
  if (quote !== undefined) {
    const row = (quote.row ?? 0) + firstRow;
    throw new MaterialsTableError(
      `row ${row} must close its quotes, got ${quote.message}: check the quotation marks there`,
      { row },
    );
  }
  const rows: NumberedRow[] = [];
  const blank: number[] = [];
  for (const [index, cells] of data.entries()) {
    const trimmed = cells.map((cell) => cell.trim());
    const row = index + firstRow;
    if (trimmed[0]?.startsWith("#")) continue;
    if (trimmed.every((cell) => cell === "")) blank.push(row);
    else rows.push({ cells: trimmed, row });
  }
  if (rows.length > maximumRows + 1) {
    throw new MaterialsTableError(
      `a table must have at most ${maximumRows} rows, got ${rows.length}: take a part of it or raise maximumRows`,
      { rows: rows.length },
    );
  }
  const last = rows.at(-1)?.row ?? 0;
  return { rows, delimiter, blankRows: blank.filter((row) => row < last) };
}
