import { MandateError } from "../errors.ts";
import type { BootstrapInterval } from "../performance/bootstrap-interval.ts";
import { intervalFromReplicates } from "../performance/bootstrap-interval.ts";
import type { Drawdown } from "../performance/drawdown.ts";
import { maximumDrawdown } from "../performance/drawdown.ts";
import type { PerformanceFigureName } from "../performance/performance-figures.ts";
import { performanceFigureNames, performanceFigures } from "../performance/performance-figures.ts";
import type { BootstrapOptions, BootstrapSample } from "../performance/stationary-bootstrap.ts";
import { drawStationaryBootstrap } from "../performance/stationary-bootstrap.ts";
import type { PriceTable, ReturnTable } from "../prices/price-table.ts";
import { periodsPerYear } from "../prices/price-table.ts";
import { backtestLimits, backtestVerdict } from "./backtest-verdict.ts";
import type { StrategyComparison } from "./compare-strategies.ts";
import { compareStrategies } from "./compare-strategies.ts";
import type { BacktestPlan } from "./plan-backtest.ts";
import type { BacktestDecision, BacktestWindowResult } from "./run-backtest-window.ts";
import type { ResolvedBacktestSettings } from "./settings.ts";
import type { SimulatedStrategy } from "./simulate-strategy.ts";
import { simulateStrategy } from "./simulate-strategy.ts";
import { returnsOfTable } from "./table-returns.ts";

/** What can be said about any curve of wealth. */
export interface BacktestCurve {
  readonly name: string;
  /** Value at each of the result's dates; the first is the capital before the first trade. */
  readonly equity: readonly number[];
  /** Simple returns between the dates, net of costs. */
  readonly returns: readonly number[];
  /** With intervals; a figure that is undefined for this curve has no entry. */
  readonly figures: Readonly<Partial<Record<PerformanceFigureName, BootstrapInterval>>>;
  readonly drawdown: Drawdown;
}

export interface StrategyBacktest extends BacktestCurve, Omit<SimulatedStrategy, "equity"> {
  /** One-way turnover a year, without the first purchase. */
  readonly annualTurnover: number;
  /** Money paid for trading, the first purchase included. */
  readonly totalCosts: number;
  /** Time that the decisions took. */
  readonly seconds: number;
}

export interface BacktestResult {
  readonly settings: ResolvedBacktestSettings;
  /** The date of the first trade, then the end of each period after it. */
  readonly dates: readonly string[];
  readonly strategies: readonly StrategyBacktest[];
  /** The benchmark's own returns without costs, where the table has one. */
  readonly benchmark?: BacktestCurve;
  readonly comparisons: readonly StrategyComparison[];
  readonly bootstrap: { readonly resamples: number; readonly blockLength: number; readonly level: number };
  readonly verdict: string;
  readonly limits: readonly string[];
}

export interface CombineBacktestOptions {
  /** The strategy that others are compared with. Default "equal weight" where there is one, else the first. */
  readonly against?: string | undefined;
  readonly bootstrap?: Omit<BootstrapOptions, "seed" | "signal" | "onProgress"> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** The decisions of each strategy in the order of windows; throws MandateError where one is missing or doubled. */
function decisionsByStrategy(
  plan: BacktestPlan,
  results: readonly BacktestWindowResult[],
): ReadonlyMap<string, BacktestDecision[]> {
  const ordered = [...results].sort((a, b) => a.index - b.index);
  if (ordered.length !== plan.windows.length || ordered.some(({ index }, w) => index !== w)) {
    throw new MandateError(
      `windows 0 to ${plan.windows.length - 1} are needed, each once, got [${ordered.map(({ index }) => index).join(", ")}]`,
    );
  }
  const names = ordered[0].decisions.map(({ strategy }) => strategy);
  if (names.length === 0 || new Set(names).size !== names.length) {
    throw new MandateError(
      `strategies must be at least 1 and have different names, got [${names.join(", ")}]`,
      { names },
    );
  }
  return new Map(
    names.map((name) => [
      name,
      ordered.map(({ index, decisions }) => {
        const found = decisions.find(({ strategy }) => strategy === name);
        if (found === undefined)
          throw new MandateError(`window ${index} has no decision of ${name}`, { name, index });
        return found;
      }),
    ]),
  );
}

const returnsOfEquity = (equity: readonly number[]): number[] =>
  equity.slice(1).map((value, t) => value / equity[t] - 1);

function figuresOf(series: number, sample: BootstrapSample, level: number): BacktestCurve["figures"] {
  return Object.fromEntries(
    performanceFigureNames.flatMap((name, f) => {
      const k = series * performanceFigureNames.length + f;
      const interval = intervalFromReplicates(sample.estimates[k], sample.replicates[k], level);
      return interval === undefined ? [] : [[name, interval]];
    }),
  );
}

function describeStrategy(
  simulated: SimulatedStrategy,
  decisions: readonly BacktestDecision[],
  years: number,
): Omit<StrategyBacktest, keyof BacktestCurve> {
  const { rebalancings, trades } = simulated;
  const purchase = rebalancings.findIndex(({ turnover }) => turnover > 0);
  return {
    rebalancings,
    trades,
    annualTurnover: rebalancings.slice(purchase + 1).reduce((sum, { turnover }) => sum + turnover, 0) / years,
    totalCosts: rebalancings.reduce((sum, { cost }) => sum + cost, 0),
    seconds: decisions.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

/**
 * The result of a backtest from the decisions of all its windows, in any order: curves after costs, trades, figures
 * with bootstrap intervals, paired differences and a verdict. All strategies and the benchmark are drawn at the same
 * periods, so that what they share cancels in differences. Throws MandateError on missing windows or unknown names and
 * where a portfolio loses everything.
 */
export async function combineBacktest(
  table: PriceTable | ReturnTable,
  plan: BacktestPlan,
  results: readonly BacktestWindowResult[],
  options: CombineBacktestOptions = {},
): Promise<BacktestResult> {
  const { signal, onProgress } = options;
  const returns = returnsOfTable(table);
  if (returns.dates.length !== plan.rowCount) {
    throw new MandateError(`the plan is for ${plan.rowCount} periods, the table has ${returns.dates.length}`);
  }
  const byStrategy = decisionsByStrategy(plan, results);
  const strategyNames = [...byStrategy.keys()];
  const against = options.against ?? (byStrategy.has("equal weight") ? "equal weight" : strategyNames[0]);
  const firstRow = plan.windows[0].tradeRow;
  const dates = returns.dates.slice(firstRow);
  const benchmark = returns.benchmark && {
    name: returns.benchmark.name,
    returns: Array.from(returns.benchmark.returns.subarray(firstRow + 1)),
  };
  const names = [...strategyNames, ...(benchmark === undefined ? [] : [benchmark.name])];
  const reference = names.indexOf(against);
  if (reference < 0)
    throw new MandateError(`against must be one of [${names.join(", ")}], got ${against}`, { against });
  if (new Set(names).size !== names.length) {
    throw new MandateError(`a strategy has the name of the benchmark, ${names[names.length - 1]}: rename it`);
  }

  const simulated = [...byStrategy].map(([name, decisions]) => {
    signal?.throwIfAborted();
    return { name, decisions, run: simulateStrategy(returns, plan, decisions) };
  });
  const series = [
    ...simulated.map(({ run }) => returnsOfEquity(run.equity)),
    ...(benchmark === undefined ? [] : [benchmark.returns]),
  ];
  const annualisation = {
    periodsPerYear: periodsPerYear[returns.frequency],
    riskFreeRate: plan.settings.cashRate,
  };
  const { resamples = 1000, level = 0.95, blockLength } = options.bootstrap ?? {};
  const sample = await drawStationaryBootstrap(
    series,
    (drawn) => {
      const drawnBenchmark = benchmark === undefined ? undefined : drawn[drawn.length - 1];
      return drawn.flatMap((own) =>
        Array.from(
          performanceFigures(own, annualisation, own === drawnBenchmark ? undefined : drawnBenchmark),
        ),
      );
    },
    { seed: plan.settings.seed, resamples, level, blockLength, signal, onProgress },
  );

  const curve = (k: number, equity: readonly number[]): BacktestCurve => ({
    name: names[k],
    equity,
    returns: series[k],
    figures: figuresOf(k, sample, level),
    drawdown: maximumDrawdown(series[k], dates),
  });
  const years = series[0].length / annualisation.periodsPerYear;
  const strategies = simulated.map(({ run, decisions }, k) => ({
    ...curve(k, run.equity),
    ...describeStrategy(run, decisions, years),
  }));
  const comparisons = compareStrategies(names, reference, sample, level);
  let wealth = plan.settings.initialCapital;
  const benchmarkEquity = [wealth, ...(benchmark?.returns ?? []).map((value) => (wealth *= 1 + value))];
  return {
    settings: plan.settings,
    dates,
    strategies,
    ...(benchmark === undefined ? {} : { benchmark: curve(names.length - 1, benchmarkEquity) }),
    comparisons,
    bootstrap: { resamples, blockLength: sample.blockLength, level },
    verdict: backtestVerdict(comparisons, {
      against,
      periodCount: series[0].length,
      frequency: returns.frequency,
      level,
      benchmark: benchmark?.name,
    }),
    limits: backtestLimits(plan.settings, benchmark?.name),
  };
}
