import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { PriceTable } from "../prices/price-table.ts";
import { runBacktest } from "./run-backtest.ts";

interface Reference extends Record<"free" | "proportional", Record<"equalWeight" | "withCash", number[]>> {
  readonly dates: string[];
  readonly prices: number[];
}
const reference = JSON.parse(
  readFileSync(new URL("./reference/equity-curves.json", import.meta.url), "utf8"),
) as Reference;
const table: PriceTable = {
  assets: ["A", "B", "C", "D"].map((name) => ({ name })),
  dates: reference.dates,
  prices: Float64Array.from(reference.prices),
  frequency: "daily",
};
const weights = { equalWeight: [0.25, 0.25, 0.25, 0.25], withCash: [0.4, 0.1, 0.2, 0.1] };

// With costs bt aims at weights of the value before they are paid, this library at weights of what is left: 0.1 % of a
// turnover of 0.02 sits in other assets, 2e-5 of the value, whose returns differ by some per cent until the next trade.
// The costs themselves lower the value by more than 1e-3.
describe.each([
  ["free", 0, 1e-12],
  ["proportional", 0.001, 1e-5],
] as const)("monthly rebalancing, costs %s", (costs, proportional, tolerance) => {
  it.each(["equalWeight", "withCash"] as const)(
    "the value of %s equals that of bt on every day",
    async (name) => {
      const { strategies } = await runBacktest(
        table,
        [{ name, decide: () => ({ weights: weights[name] }) }],
        {
          window: { kind: "rolling", length: 60 },
          rebalancing: "monthly",
          executionDelay: 0,
          costs: { proportional },
        },
        { bootstrap: { resamples: 100 } },
      );
      const expected = reference[costs][name];
      const { equity } = strategies[0];
      expect(equity).toHaveLength(expected.length);
      const errors = equity.slice(1).map((value, t) => Math.abs(value / expected[t + 1] - 1));
      expect(Math.max(...errors)).toBeLessThan(tolerance);
      expect(1 - reference.proportional[name].at(-1)! / reference.free[name].at(-1)!).toBeGreaterThan(1e-3);
    },
  );
});
