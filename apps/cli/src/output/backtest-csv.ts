import type { BacktestResult } from "@ansatz/contract";
import { csvText } from "./csv.ts";

/** The value of each strategy and of the benchmark at each date. */
export function equityCsv({ dates, strategies, benchmark }: BacktestResult): string {
  const curves = [...strategies, ...(benchmark === null ? [] : [benchmark])];
  return csvText([
    ["Date", ...curves.map(({ name }) => name)],
    ...dates.map((date, row) => [date, ...curves.map(({ equity }) => equity[row])]),
  ]);
}

/** What each strategy held after each rebalancing, what it traded and what that cost. */
export function rebalancingsCsv({ strategies }: BacktestResult): string {
  const assets = [
    ...new Set(
      strategies.flatMap(({ rebalancings }) => rebalancings.flatMap(({ weights }) => Object.keys(weights))),
    ),
  ].sort();
  return csvText([
    ["Strategy", "Date", "Turnover", "Cost", ...assets],
    ...strategies.flatMap(({ name, rebalancings }) =>
      rebalancings.map(({ date, turnover, cost, weights }) => [
        name,
        date,
        turnover,
        cost,
        ...assets.map((asset) => weights[asset] ?? 0),
      ]),
    ),
  ]);
}
