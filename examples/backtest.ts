/**
 * Ten years of monthly rebalancing: QAOA selections, the proven optima, equal weights and least variance, after costs.
 *
 *     node --conditions=@ansatz/source examples/backtest.ts
 */
import { ok } from "node:assert/strict";
import {
  equalWeight,
  exactSelection,
  loadSampleUniverse,
  minimumVariance,
  qaoaSelection,
  runBacktest,
  type BacktestResult,
} from "@ansatz/finance";

export async function main(
  options: {
    readonly rebalancing?: "monthly" | "quarterly" | "yearly";
    readonly resamples?: number;
    readonly onProgress?: (message: string) => void;
  } = {},
): Promise<BacktestResult> {
  const { rebalancing = "monthly", resamples = 1000, onProgress } = options;
  const rule = { pick: 5, riskAversion: 0.5 };
  const result = await runBacktest(
    await loadSampleUniverse("us-stocks"),
    [qaoaSelection({ ...rule, layers: 3 }), exactSelection(rule), equalWeight(), minimumVariance()],
    {
      window: { kind: "rolling", length: 504 },
      rebalancing,
      costs: { proportional: 0.001 },
      seed: 7,
    },
    { bootstrap: { resamples }, onProgress: ({ message }) => onProgress?.(message) },
  );
  const [qaoa, exact] = result.strategies;
  // The same problems, one solver proven: QAOA can at best hold the same portfolios.
  ok(qaoa.equity.length === exact.equity.length);
  ok(result.strategies.every(({ equity }) => equity.every((value) => value > 0)));
  return result;
}

if (import.meta.main) {
  const { strategies, verdict, limits } = await main({ onProgress: (message) => console.error(message) });
  for (const { name, figures, drawdown, totalCosts } of strategies) {
    const sharpe = figures.sharpeRatio;
    console.log(
      name.padEnd(28),
      "Sharpe",
      sharpe?.estimate.toFixed(2),
      "drawdown",
      drawdown.depth.toFixed(3),
    );
    console.log(
      "".padEnd(28),
      "interval",
      sharpe?.lower.toFixed(2),
      sharpe?.upper.toFixed(2),
      "costs",
      totalCosts,
    );
  }
  console.log(verdict);
  console.log(limits.join("\n"));
}
