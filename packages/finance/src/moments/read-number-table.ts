import { MomentsError } from "../errors.ts";
import { isMissingCell, parseNumberCell, recogniseDecimalMark } from "../prices/reading/parse-number-cell.ts";
import { createRowSplitter, recogniseDelimiter } from "../prices/reading/split-rows.ts";

/** A row of a small table: its name, if it starts with one, and its numbers. */
export interface NumberRow {
  readonly row: number;
  readonly name?: string;
  readonly numbers: readonly number[];
}

/** A small table of numbers, perhaps with a header and with names in the first column. */
export interface NumberTable {
  readonly header?: readonly string[];
  readonly rows: readonly NumberRow[];
}

const maximumCharacters = 200_000_000;

/**
 * Reads a table of numbers, separated by commas, tabs, semicolons or spaces. The first row is a header if none of its
 * cells beyond the first is a number. Text elsewhere than in the first column is refused with row and column.
 */
export function readNumberTable(text: string, what: string): NumberTable {
  if (text.length > maximumCharacters) {
    throw new MomentsError(
      `the table of ${what} must have at most ${maximumCharacters} characters, got ${text.length}`,
      {
        characters: text.length,
      },
    );
  }
  const raw: { cells: string[]; row: number }[] = [];
  const firstLine =
    text
      .replace(/^\uFEFF/, "")
      .split(/\r?\n|\r/, 50)
      .find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "";
  const delimiter = recogniseDelimiter(firstLine);
  const isSpaced = delimiter === "," && !firstLine.includes(",") && /\S\s+\S/.test(firstLine);
  const splitter = createRowSplitter(
    (cells, row) => raw.push({ cells: isSpaced ? cells.flatMap((cell) => cell.split(/\s+/)) : cells, row }),
    isSpaced ? "\u001F" : delimiter,
  );
  splitter.push(text);
  splitter.finish();
  if (raw.length === 0) throw new MomentsError(`the table of ${what} must have rows, got none`);
  for (const row of raw) while (row.cells.length > 1 && row.cells.at(-1) === "") row.cells.pop();

  const { mark } = recogniseDecimalMark(
    raw.slice(0, 500).flatMap(({ cells }) => cells),
    delimiter,
  );
  const isNumber = (cell: string): boolean =>
    !isMissingCell(cell) && parseNumberCell(cell, mark) !== undefined;
  const first = raw[0].cells;
  const hasHeader = first.length > 1 ? !first.slice(1).some(isNumber) : !isNumber(first[0]);
  const data = hasHeader ? raw.slice(1) : raw;
  // Names in the first column: text in any of its cells; a column of numbers named like tickers is one of numbers.
  const hasNames = data.some(({ cells }) => cells.length > 1 && !isNumber(cells[0]));
  const rows = data.map(({ cells, row }): NumberRow => {
    const numbers = (hasNames ? cells.slice(1) : cells).map((cell, index) => {
      const value = parseNumberCell(cell, mark);
      if (value === undefined || Number.isNaN(value)) {
        const column = index + (hasNames ? 2 : 1);
        throw new MomentsError(
          `row ${row}, column ${column} of the ${what} must hold a number, got ${JSON.stringify(cell.slice(0, 40))}`,
          { row, column, value: cell.slice(0, 40) },
        );
      }
      return value;
    });
    return { row, ...(hasNames ? { name: cells[0] } : {}), numbers };
  });
  return { ...(hasHeader ? { header: first } : {}), rows };
}
