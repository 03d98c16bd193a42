import Papa from "papaparse";
import { PriceTableError } from "../../errors.ts";

/** Takes a row's cells, trimmed, and its number in the file, counted from 1. */
export type TakeRow = (cells: string[], row: number) => void;

const longestRowCharacters = 4_000_000;

/** The character between cells of a line: tab before semicolon before bar before comma, quoted parts left out. */
export function recogniseDelimiter(line: string): string {
  const bare = line.replaceAll(/"[^"]*"?/g, "");
  for (const delimiter of ["\t", ";", "|"]) if (bare.includes(delimiter)) return delimiter;
  return ",";
}

/** A workbook is a zip archive (xlsx, ods) or an OLE file (xls). */
function refuseWorkbook(text: string): void {
  if (!/^(?:PK[\u0003\u0005]|\u00D0\u00CF\u0011\u00E0|\uFFFD\uFFFD\u0011)/.test(text)) return;
  throw new PriceTableError("a table must be text, got a spreadsheet's workbook: save the sheet as CSV");
}

/**
 * Splits delimited text that arrives in pieces of any length, cut anywhere, into rows.
 *
 * Quoted cells may hold delimiters and line ends. A byte order mark, Windows and old Mac line ends are understood.
 * A first line sep=; names the delimiter, as
 * spreadsheets write it. Rows without text are counted but not passed on, and so are rows that start with #. At any time only the unfinished
 * row is kept.
 */
export function createRowSplitter(takeRow: TakeRow, givenDelimiter?: string) {
  let delimiter = givenDelimiter;
  let pending = "";
  let started = false;
  let rowCount = 0;

  const parse = (isLast: boolean): void => {
    if (delimiter === undefined) {
      const line = pending.split("\n").find((text) => text.trim() !== "" && !text.startsWith("#"));
      if (line === undefined || (!isLast && !pending.includes(`${line}\n`))) return;
      delimiter = /^"?sep=(.)"?$/i.exec(line.trim())?.[1] ?? recogniseDelimiter(line);
    }
    const parser = new Papa.Parser({ delimiter, newline: "\n" } as unknown as ConstructorParameters<
      typeof Papa.Parser
    >[0]);
    const result = parser.parse(pending, 0, !isLast) as { data: string[][]; meta: { cursor: number } };
    for (const cells of result.data) {
      rowCount++;
      const trimmed = cells.map((cell) => cell.trim());
      if (trimmed.every((cell) => cell === "") || trimmed[0].startsWith("#")) continue;
      if (rowCount === 1 && /^sep=/i.test(trimmed[0])) continue;
      takeRow(trimmed, rowCount);
    }
    pending = isLast ? "" : pending.slice(result.meta.cursor);
  };

  return {
    push(chunk: string): void {
      let text = pending + chunk;
      if (!started && text !== "") {
        started = true;
        refuseWorkbook(text);
        if (text.startsWith("\uFEFF")) text = text.slice(1);
      }
      // A carriage return at the end may be half of a Windows line end.
      const tail = text.endsWith("\r") ? "\r" : "";
      if (tail !== "") text = text.slice(0, -1);
      pending = text.includes("\r") ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : text;
      if (pending.includes("\n")) parse(false);
      if (pending.length > longestRowCharacters) {
        throw new PriceTableError(
          `row ${rowCount + 1} must have at most ${longestRowCharacters} characters: a quote may have been left open`,
          { row: rowCount + 1 },
        );
      }
      pending += tail;
    },
    finish(): void {
      pending = pending.replaceAll("\r", "\n");
      if (pending !== "") parse(true);
    },
    delimiter: (): string => delimiter ?? ",",
  };
}
