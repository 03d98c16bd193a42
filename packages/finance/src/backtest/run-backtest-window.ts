import { MandateError, SolverError } from "../errors.ts";
import type { PriceTable, ReturnTable } from "../prices/price-table.ts";
import type { BacktestPlan, BacktestWindow } from "./plan-backtest.ts";
import type { BacktestStrategy, StrategyWindow } from "./strategy.ts";
import { returnsOfTable } from "./table-returns.ts";

/** What one strategy decided in one window: JSON-safe. */
export interface BacktestDecision {
  readonly strategy: string;
  readonly weights: readonly number[] | "hold";
  readonly notes?: Readonly<Record<string, unknown>> | undefined;
  readonly seconds: number;
}

export interface BacktestWindowResult {
  readonly index: number;
  readonly decisions: readonly BacktestDecision[];
}

/** Weights may miss their bounds by the rounding of a solver. */
const weightTolerance = 1e-9;

/** Weights with rounding below 0 or above 1 in total removed; throws MandateError on anything worse. */
function checkWeights(weights: ArrayLike<number>, assetCount: number, context: string): number[] {
  if (weights.length !== assetCount) {
    throw new MandateError(`${context}: weights must number ${assetCount}, got ${weights.length}`, {
      assetCount,
    });
  }
  const cleaned = Array.from(weights, (weight, asset) => {
    if (!(weight >= -weightTolerance && weight < Infinity)) {
      throw new MandateError(`${context}: the weight of asset ${asset} must be at least 0, got ${weight}`, {
        asset,
      });
    }
    return Math.max(weight, 0);
  });
  const total = cleaned.reduce((sum, weight) => sum + weight, 0);
  if (total > 1 + cleaned.length * weightTolerance) {
    throw new MandateError(`${context}: weights must sum to at most 1, got ${total}`, { total });
  }
  return total > 1 ? cleaned.map((weight) => weight / total) : cleaned;
}

/** The rows of a window as a table of its own memory. */
function sliceTable(table: ReturnTable, { firstRow, lastRow }: BacktestWindow): ReturnTable {
  const columns = table.assets.length;
  return {
    assets: table.assets,
    dates: table.dates.slice(firstRow, lastRow + 1),
    returns: table.returns.slice(firstRow * columns, (lastRow + 1) * columns),
    frequency: table.frequency,
    ...(table.benchmark === undefined
      ? {}
      : {
          benchmark: {
            name: table.benchmark.name,
            returns: table.benchmark.returns.slice(firstRow, lastRow + 1),
          },
        }),
  };
}

/**
 * The decisions of all strategies in one window of a plan. Depends on the returns of that window alone, so windows can
 * run in any order and anywhere. Throws MandateError on weights that are no long-only portfolio and SolverError, with
 * its cause, where a strategy fails; both name the strategy and the date.
 */
export async function runBacktestWindow(
  table: PriceTable | ReturnTable,
  plan: BacktestPlan,
  index: number,
  strategies: readonly BacktestStrategy[],
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<BacktestWindowResult> {
  const returns = returnsOfTable(table);
  if (!(Number.isInteger(index) && index >= 0 && index < plan.windows.length)) {
    throw new MandateError(`window must be in [0, ${plan.windows.length - 1}], got ${index}`, { index });
  }
  const window = plan.windows[index];
  const decisions: BacktestDecision[] = [];
  for (const { name, decide } of strategies) {
    options.signal?.throwIfAborted();
    const context = `strategy ${name} on ${window.decisionDate}`;
    const seen: StrategyWindow = {
      ...sliceTable(returns, window),
      index,
      seed: plan.settings.seed * 1_000_003 + index,
      signal: options.signal,
    };
    const startedAt = performance.now();
    let decision;
    try {
      decision = await decide(seen);
    } catch (error) {
      options.signal?.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      throw new SolverError(
        `${context} failed: ${reason}`,
        { strategy: name, window: index },
        { cause: error },
      );
    }
    const { weights, notes } = decision;
    decisions.push({
      strategy: name,
      weights: weights === "hold" ? "hold" : checkWeights(weights, returns.assets.length, context),
      ...(notes === undefined ? {} : { notes }),
      seconds: (performance.now() - startedAt) / 1000,
    });
  }
  return { index, decisions };
}
