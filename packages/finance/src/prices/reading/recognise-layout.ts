import { PriceTableError } from "../../errors.ts";
import { encodeDateCell } from "./date-column.ts";
import { isMissingCell, parseNumberCell, recogniseDecimalMark } from "./parse-number-cell.ts";
import type { DecimalMark } from "./parse-number-cell.ts";

export interface NumberedRow {
  readonly cells: string[];
  readonly row: number;
}

/** How a table is laid out; columns count from 0. */
export interface Layout {
  readonly kind: "wide" | "long";
  /** Undefined where the first row already holds data. */
  readonly header?: readonly string[];
  readonly dateColumn: number;
  /** Wide: the columns of assets. Long: the one of prices. */
  readonly valueColumns: readonly number[];
  readonly names: readonly string[];
  readonly assetColumn: number;
  readonly sectorColumn: number;
  readonly decimal: { readonly mark: DecimalMark; readonly isCertain: boolean };
  readonly content: "prices" | "returns";
}

const dateWords = /^(?:date|time|day|datetime|timestamp|period|month|datum|t)$/i;
const assetWords = /^(?:asset|ticker|symbol|name|security|isin|instrument|stock|id|identifier)$/i;
const sectorWords = /^(?:sectors?|industry|industries|groups?|gics(?:[ _]?sector)?)$/i;
const valueWords = [
  /^adj(?:usted)?[ _.]?close$/i,
  /^close$/i,
  /^(?:price|px|px_last|last|nav|value)$/i,
  /^(?:return|returns|ret)$/i,
];

export function isSectorWord(cell: string): boolean {
  return sectorWords.test(cell);
}

/** Recognises layout, decimal mark and content from the first rows of a table. */
export function recogniseLayout(
  sample: readonly NumberedRow[],
  delimiter: string,
  given: { decimal?: DecimalMark | undefined; content?: "prices" | "returns" | undefined },
): Layout {
  const first = sample[0].cells;
  const hasHeader = encodeDateCell(first[0]) === undefined || dateWords.test(first[0]);
  const isNumericHeader =
    hasHeader && first.every((cell) => !isMissingCell(cell) && parseNumberCell(cell, ".") !== undefined);
  if (isNumericHeader) {
    throw new PriceTableError(
      `row ${sample[0].row}: the first column must hold dates, got ${JSON.stringify(first[0])}`,
      {
        row: sample[0].row,
        column: 1,
      },
    );
  }
  const data = (hasHeader ? sample.slice(1) : sample).filter(({ cells }) => !isSectorWord(cells[0]));
  const header = hasHeader ? first : undefined;
  const width = header?.length ?? sample.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  const headerDate = header?.findIndex((cell) => dateWords.test(cell)) ?? -1;

  const isText = (column: number): boolean => {
    const cells = data.map(({ cells: row }) => row[column] ?? "").filter((cell) => !isMissingCell(cell));
    const texts = cells.filter(
      (cell) => parseNumberCell(cell, ".") === undefined && parseNumberCell(cell, ",") === undefined,
    );
    return cells.length > 0 && 2 * texts.length > cells.length;
  };
  let dateColumn = Math.max(headerDate, 0);
  let assetColumn = header?.findIndex((cell) => assetWords.test(cell)) ?? -1;
  const valueByHeader =
    header === undefined
      ? -1
      : (valueWords.map((words) => header.findIndex((cell) => words.test(cell))).find((at) => at >= 0) ?? -1);
  if (assetColumn >= 0 && (valueByHeader < 0 || !isText(assetColumn))) assetColumn = -1;
  let valueColumn = valueByHeader;
  if (assetColumn < 0 && width === 3) {
    // Three columns without telling names: text beside dates and numbers is a ticker.
    const columns = [0, 1, 2];
    const dates = columns.find((column) =>
      data.every(
        ({ cells }) => /\d/.test(cells[column] ?? "") && encodeDateCell(cells[column]) !== undefined,
      ),
    );
    const texts = columns.find((column) => column !== dates && isText(column));
    if (dates !== undefined && texts !== undefined && !isText(3 - dates - texts)) {
      const distinct = new Set(data.map(({ cells }) => cells[texts])).size;
      if (distinct < data.length || data.length <= 2) {
        [dateColumn, assetColumn, valueColumn] = [dates, texts, 3 - dates - texts];
      }
    }
  }
  const isLong = assetColumn >= 0;
  const sectorColumn = isLong ? (header?.findIndex((cell) => isSectorWord(cell)) ?? -1) : -1;
  const valueColumns = isLong
    ? [valueColumn]
    : Array.from({ length: width }, (_, column) => column).filter(
        (column) =>
          column !== dateColumn &&
          // A delimiter at the end of every line makes an empty column.
          !((header?.[column] ?? "") === "" && sample.every(({ cells }) => (cells[column] ?? "") === "")),
      );
  if (!isLong && valueColumns.length === 0) {
    throw new PriceTableError(
      "a table must have a column of dates and at least one column of prices, got one column",
      {
        columns: width,
        delimiter,
      },
    );
  }
  const cells = data.flatMap(({ cells: row }) => valueColumns.map((column) => row[column] ?? ""));
  const decimal =
    given.decimal === undefined
      ? recogniseDecimalMark(cells, delimiter)
      : { mark: given.decimal, isCertain: true };
  return {
    kind: isLong ? "long" : "wide",
    ...(header === undefined ? {} : { header }),
    dateColumn,
    valueColumns,
    names: isLong ? [] : nameColumns(valueColumns, header, sample[0].row),
    assetColumn,
    sectorColumn,
    decimal,
    content: given.content ?? recogniseContent(cells, decimal.mark),
  };
}

function nameColumns(
  columns: readonly number[],
  header: readonly string[] | undefined,
  row: number,
): string[] {
  if (header === undefined) return columns.map((_, index) => `Asset ${index + 1}`);
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const name = header[column] ?? "";
    if (name === "") {
      throw new PriceTableError(`row ${row}, column ${column + 1}: a column with values must have a name`, {
        row,
        column: column + 1,
      });
    }
    const earlier = seen.get(name.toLowerCase());
    if (earlier !== undefined) {
      throw new PriceTableError(
        `asset names must differ, got ${JSON.stringify(name)} in columns ${earlier + 1} and ${column + 1}`,
        { row, name, columns: [earlier + 1, column + 1] },
      );
    }
    seen.set(name.toLowerCase(), column);
    return name;
  });
}

/** Returns have both signs and are small; a price table may hold a stray negative number, which is then refused. */
function recogniseContent(cells: readonly string[], mark: DecimalMark): "prices" | "returns" {
  const values = cells
    .map((cell) => parseNumberCell(cell, mark))
    .filter((value): value is number => value !== undefined && !Number.isNaN(value));
  if (values.length === 0) return "prices";
  const negative = values.filter((value) => value < 0).length;
  const magnitudes = values.map(Math.abs).toSorted((a, b) => a - b);
  return negative > 0.1 * values.length && magnitudes[magnitudes.length >> 1] < 0.5 ? "returns" : "prices";
}
