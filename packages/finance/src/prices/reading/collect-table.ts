import { PriceTableError } from "../../errors.ts";
import { encodeDateCell } from "./date-column.ts";
import { GrowingNumbers } from "./growing-numbers.ts";
import { parseNumberCell } from "./parse-number-cell.ts";
import { isSectorWord } from "./recognise-layout.ts";
import type { Layout } from "./recognise-layout.ts";

/** Cells as they stood in the file: rows unsorted, NaN where a value was missing, dates encoded. */
export interface CollectedTable {
  readonly names: readonly string[];
  readonly sectors: ReadonlyMap<string, string>;
  readonly dateCodes: Float64Array;
  /** Number in the file of each date's (first) row. */
  readonly rows: Float64Array;
  /** Value of asset a at row t at t·names.length + a. */
  readonly values: Float64Array;
  /** Long tables: dates and assets that occurred more than once. */
  readonly repeated: readonly { readonly name: string; readonly row: number }[];
}

export interface TableLimits {
  /** Cells of the table in memory. */
  readonly maximumCells: number;
  readonly maximumAssets: number;
}

interface Collector {
  readonly take: (cells: readonly string[], row: number) => void;
  readonly finish: () => CollectedTable;
}

function readValue(layout: Layout, cell: string, row: number, column: number, name: string): number {
  const value = parseNumberCell(cell, layout.decimal.mark);
  if (value === undefined) {
    throw new PriceTableError(
      `row ${row}, column ${column + 1} (${name}) must hold a number with decimal mark ${JSON.stringify(layout.decimal.mark)}, got ${JSON.stringify(cell.slice(0, 40))}`,
      { row, column: column + 1, asset: name, value: cell.slice(0, 40) },
    );
  }
  if (layout.content === "prices" && value <= 0) {
    throw new PriceTableError(
      `row ${row}, column ${column + 1} (${name}): a price must be above 0, got ${cell}`,
      {
        row,
        column: column + 1,
        asset: name,
        value,
      },
    );
  }
  if (layout.content === "returns" && value < -1) {
    throw new PriceTableError(
      `row ${row}, column ${column + 1} (${name}): a return must be at least -1, got ${cell}`,
      { row, column: column + 1, asset: name, value },
    );
  }
  return value;
}

function readDate(layout: Layout, cells: readonly string[], row: number): number {
  const cell = cells[layout.dateColumn] ?? "";
  const code = encodeDateCell(cell);
  if (code === undefined) {
    throw new PriceTableError(
      `row ${row}, column ${layout.dateColumn + 1} must hold a date, got ${JSON.stringify(cell.slice(0, 40))}`,
      { row, column: layout.dateColumn + 1, value: cell.slice(0, 40) },
    );
  }
  return code;
}

function checkSize(assets: number, dates: number, limits: TableLimits): void {
  if (assets > limits.maximumAssets) {
    throw new PriceTableError(
      `a table must have at most ${limits.maximumAssets} assets, got more: leave columns out`,
      {
        assets,
        maximum: limits.maximumAssets,
      },
    );
  }
  if (assets * dates > limits.maximumCells) {
    throw new PriceTableError(
      `a table must have at most ${limits.maximumCells} cells (${Math.round(limits.maximumCells / 131_072)} MiB), got more after ${dates} dates of ${assets} assets: shorten the history or leave assets out`,
      { assets, dates, maximum: limits.maximumCells },
    );
  }
}

export function createCollector(layout: Layout, limits: TableLimits): Collector {
  return layout.kind === "wide" ? createWideCollector(layout, limits) : createLongCollector(layout, limits);
}

function createWideCollector(layout: Layout, limits: TableLimits): Collector {
  const { names, valueColumns } = layout;
  const dateCodes = new GrowingNumbers();
  const rows = new GrowingNumbers();
  const values = new GrowingNumbers();
  const sectors = new Map<string, string>();
  const lastColumn = Math.max(layout.dateColumn, ...valueColumns);
  return {
    take(cells, row) {
      if (isSectorWord(cells[layout.dateColumn] ?? "")) {
        for (const [index, column] of valueColumns.entries()) {
          if ((cells[column] ?? "") !== "") sectors.set(names[index], cells[column]);
        }
        return;
      }
      const surplus = cells.findIndex((cell, column) => column > lastColumn && cell !== "");
      if (surplus >= 0) {
        throw new PriceTableError(
          `row ${row}, column ${surplus + 1}: a row must have at most ${lastColumn + 1} cells, as the header has`,
          { row, column: surplus + 1, value: cells[surplus].slice(0, 40) },
        );
      }
      checkSize(names.length, dateCodes.length + 1, limits);
      dateCodes.push(readDate(layout, cells, row));
      rows.push(row);
      for (let index = 0; index < valueColumns.length; index++) {
        const column = valueColumns[index];
        values.push(readValue(layout, cells[column] ?? "", row, column, names[index]));
      }
    },
    finish: () => ({
      names,
      sectors,
      dateCodes: dateCodes.view(),
      rows: rows.view(),
      values: values.view(),
      repeated: [],
    }),
  };
}

function createLongCollector(layout: Layout, limits: TableLimits): Collector {
  const valueColumn = layout.valueColumns[0];
  const assetAt = new Map<string, number>();
  const dateAt = new Map<number, number>();
  const codeOf = new Map<string, number>();
  const dateCodes = new GrowingNumbers();
  const rows = new GrowingNumbers();
  const entries = { date: new GrowingNumbers(), asset: new GrowingNumbers(), value: new GrowingNumbers() };
  const entryRows = new GrowingNumbers();
  const sectors = new Map<string, string>();
  return {
    take(cells, row) {
      const name = cells[layout.assetColumn] ?? "";
      if (name === "") {
        throw new PriceTableError(
          `row ${row}, column ${layout.assetColumn + 1} must name an asset, got nothing`,
          {
            row,
            column: layout.assetColumn + 1,
          },
        );
      }
      const text = cells[layout.dateColumn] ?? "";
      let code = codeOf.get(text);
      if (code === undefined) codeOf.set(text, (code = readDate(layout, cells, row)));
      let date = dateAt.get(code);
      if (date === undefined) {
        dateAt.set(code, (date = dateCodes.length));
        dateCodes.push(code);
        rows.push(row);
      }
      let asset = assetAt.get(name);
      if (asset === undefined) assetAt.set(name, (asset = assetAt.size));
      checkSize(assetAt.size, dateCodes.length, limits);
      if (entries.value.length >= 2 * limits.maximumCells) checkSize(1, entries.value.length, limits);
      const sector = cells[layout.sectorColumn] ?? "";
      if (sector !== "") sectors.set(name, sector);
      entries.date.push(date);
      entries.asset.push(asset);
      entries.value.push(readValue(layout, cells[valueColumn] ?? "", row, valueColumn, name));
      entryRows.push(row);
    },
    finish() {
      const names = [...assetAt.keys()];
      const values = new Float64Array(dateCodes.length * names.length).fill(Number.NaN);
      const repeated: { name: string; row: number }[] = [];
      const [date, asset, value] = [entries.date.view(), entries.asset.view(), entries.value.view()];
      for (let index = 0; index < value.length; index++) {
        const at = date[index] * names.length + asset[index];
        if (!Number.isNaN(values[at]))
          repeated.push({ name: names[asset[index]], row: entryRows.view()[index] });
        if (!Number.isNaN(value[index])) values[at] = value[index];
      }
      return { names, sectors, dateCodes: dateCodes.view(), rows: rows.view(), values, repeated };
    },
  };
}
