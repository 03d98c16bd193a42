import type { PriceTable, ReturnTable } from "../prices/price-table.ts";
import type { BacktestResult, CombineBacktestOptions } from "./combine-backtest.ts";
import { combineBacktest } from "./combine-backtest.ts";
import { planBacktest } from "./plan-backtest.ts";
import type { BacktestWindowResult } from "./run-backtest-window.ts";
import { runBacktestWindow } from "./run-backtest-window.ts";
import type { BacktestSettings } from "./settings.ts";
import type { BacktestStrategy } from "./strategy.ts";
import { returnsOfTable } from "./table-returns.ts";

export interface BacktestProgress {
  readonly stage: "windows" | "intervals";
  /** Share of this stage that is done. */
  readonly fraction: number;
  readonly message: string;
}

export interface RunBacktestOptions extends Omit<CombineBacktestOptions, "onProgress"> {
  readonly onProgress?: ((progress: BacktestProgress) => void) | undefined;
}

/**
 * A walk-forward backtest in one call: plan, every window in turn, combine. The same table, strategies and settings give
 * the same result as windows run elsewhere. Throws as planBacktest, runBacktestWindow and combineBacktest do, and the
 * signal's reason within one decision after it is aborted.
 */
export async function runBacktest(
  table: PriceTable | ReturnTable,
  strategies: readonly BacktestStrategy[],
  settings: BacktestSettings,
  options: RunBacktestOptions = {},
): Promise<BacktestResult> {
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const returns = returnsOfTable(table);
  const plan = planBacktest(returns, settings);
  const results: BacktestWindowResult[] = [];
  let pausedAt = performance.now();
  for (const { index, decisionDate } of plan.windows) {
    results.push(await runBacktestWindow(returns, plan, index, strategies, { signal }));
    const fraction = (index + 1) / plan.windows.length;
    onProgress?.({
      stage: "windows",
      fraction,
      message: `Window ${index + 1} of ${plan.windows.length}: ${decisionDate}`,
    });
    if (performance.now() - pausedAt > 50) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal?.throwIfAborted();
      pausedAt = performance.now();
    }
  }
  return combineBacktest(returns, plan, results, {
    ...options,
    onProgress: (fraction) => {
      onProgress?.({
        stage: "intervals",
        fraction,
        message: `Intervals: ${Math.round(100 * fraction)} % of histories`,
      });
    },
  });
}
