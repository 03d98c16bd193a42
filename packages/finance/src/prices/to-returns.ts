import { PriceTableError } from "../errors.ts";
import type { PriceTable, ReturnTable } from "./price-table.ts";

/**
 * Simple returns r(t) = p(t)/p(t−1) − 1 of a table of T prices an asset: T − 1 periods, dated at their ends; of the
 * benchmark too.
 *
 * Throws a PriceTableError where there are fewer than two dates.
 */
export function toReturns(table: PriceTable): ReturnTable {
  const count = table.assets.length;
  if (table.dates.length < 2) {
    throw new PriceTableError(`returns need prices at 2 dates or more, got ${table.dates.length}`, {
      dates: table.dates.length,
    });
  }
  const { benchmark } = table;
  return {
    assets: table.assets,
    dates: table.dates.slice(1),
    returns: divideRows(table.prices, count),
    frequency: table.frequency,
    ...(benchmark === undefined
      ? {}
      : { benchmark: { name: benchmark.name, returns: divideRows(benchmark.prices, 1) } }),
  };
}

function divideRows(prices: Float64Array, width: number): Float64Array {
  const returns = new Float64Array(prices.length - width);
  for (let at = 0; at < returns.length; at++) returns[at] = prices[at + width] / prices[at] - 1;
  return returns;
}
