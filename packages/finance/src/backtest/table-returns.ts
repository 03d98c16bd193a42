import { PriceTableError } from "../errors.ts";
import type { PriceTable, ReturnTable } from "../prices/price-table.ts";
import { periodsPerYear } from "../prices/price-table.ts";
import { toReturns } from "../prices/to-returns.ts";

/**
 * The simple returns of a table of prices; a table of returns is passed through. Throws PriceTableError where sizes do
 * not fit, dates do not ascend or an entry is no possible price or return; row and column are named.
 */
export function returnsOfTable(table: PriceTable | ReturnTable): ReturnTable {
  const { assets, dates, frequency, benchmark } = table;
  const columns = assets.length;
  if (columns === 0) throw new PriceTableError("a backtest needs at least 1 asset, got 0");
  if (!(frequency in periodsPerYear)) throw new PriceTableError(`frequency ${frequency} is not known`);
  const values = "prices" in table ? table.prices : table.returns;
  const benchmarkValues = benchmark && ("prices" in benchmark ? benchmark.prices : benchmark.returns);
  if (values.length !== dates.length * columns) {
    throw new PriceTableError(
      `${dates.length} dates of ${columns} assets need ${dates.length * columns} values, got ${values.length}`,
    );
  }
  if (benchmarkValues !== undefined && benchmarkValues.length !== dates.length) {
    throw new PriceTableError(
      `the benchmark must have ${dates.length} values, got ${benchmarkValues.length}`,
    );
  }
  for (let row = 1; row < dates.length; row++) {
    if (!(dates[row - 1] < dates[row])) {
      throw new PriceTableError(
        `dates must ascend, got ${dates[row]} after ${dates[row - 1]} in row ${row}`,
        { row },
      );
    }
  }
  const isPossible = "prices" in table ? (value: number) => value > 0 : (value: number) => value >= -1;
  const expect = (value: number, row: number, column: string) => {
    if (isPossible(value) && value < Infinity) return;
    const what = "prices" in table ? "a price above 0" : "a return of at least −1";
    throw new PriceTableError(`${column} on ${dates[row]} must be ${what}, got ${value}`, { row, column });
  };
  values.forEach((value, i) => expect(value, Math.floor(i / columns), assets[i % columns].name));
  benchmarkValues?.forEach((value, row) => expect(value, row, benchmark!.name));

  return "prices" in table ? toReturns(table) : table;
}
