import type { BacktestRequest, BacktestResult } from "@ansatz/contract";
import {
  combineBacktest,
  periodsPerYear,
  type Asset,
  type BacktestCurve,
  type BacktestRebalancing,
  type BacktestWindowResult,
  type StrategyComparison,
} from "@ansatz/finance";
import type { TaskContext } from "../definitions/job-definition.ts";
import { backtestWarnings, judgeBacktest } from "./backtest-judgement.ts";
import { prepareBacktest } from "./prepare-backtest.ts";
import { summariseQuantumWindows } from "./quantum-windows.ts";

/** Shares below this are left out: the rounding of a solver. */
const leastShare = 1e-9;
/** Share of a job that is done when its windows are; see the definition of the job. */
const windowsShare = 0.85;

function curveOf({ name, equity, figures, drawdown }: BacktestCurve) {
  return {
    name,
    equity: [...equity],
    figures: Object.fromEntries(
      Object.entries(figures).map(([figure, { estimate, lower, upper }]) => [
        figure,
        { estimate, lower, upper },
      ]),
    ),
    drawdown: {
      depth: drawdown.depth,
      peak: drawdown.peakDate!,
      trough: drawdown.troughDate!,
      recovery: drawdown.recoveryDate ?? null,
    },
  };
}

function rebalancingOf({ date, turnover, cost, after }: BacktestRebalancing, assets: readonly Asset[]) {
  const held = assets.flatMap(({ name }, index): [string, number][] =>
    after[index] > leastShare ? [[name, after[index]]] : [],
  );
  return { date, turnover, cost, weights: Object.fromEntries(held) };
}

function comparisonsOf(comparisons: readonly StrategyComparison[]): BacktestResult["comparisons"] {
  const names = [...new Set(comparisons.map(({ strategy }) => strategy))];
  return names.map((name) => ({
    name,
    figures: Object.fromEntries(
      comparisons
        .filter(({ strategy }) => strategy === name)
        .map(({ figure, difference, adjustedPValue, isDistinguishable }) => [
          figure,
          {
            estimate: difference.estimate,
            lower: difference.lower,
            upper: difference.upper,
            pValue: adjustedPValue,
            isDistinguishable,
            smallestDetectable: difference.smallestDetectable,
          },
        ]),
    ),
  }));
}

/** The result of a backtest from the decisions of all its windows, in any order. */
export async function combineWindows(
  request: BacktestRequest,
  results: readonly BacktestWindowResult[],
  context: Pick<TaskContext, "signal" | "onProgress" | "memoryLimitBytes">,
): Promise<BacktestResult> {
  const began = performance.now();
  const { signal, onProgress } = context;
  const { returns, plan, findings, warnings, windowPeriods } = await prepareBacktest(request, context);
  const ordered = [...results].sort((a, b) => a.index - b.index);
  const { strategies: names, seed, shots, estimator, resamples, rebalancing } = request;
  const report = (fraction: number): void => {
    onProgress({
      stage: "bootstrap",
      message: `Intervals: ${Math.round(100 * fraction)} % of ${resamples.toLocaleString("en-US")} histories`,
      fraction: windowsShare + (1 - windowsShare) * fraction,
    });
  };
  report(0);
  const combined = await combineBacktest(returns, plan, ordered, {
    bootstrap: { resamples },
    signal,
    onProgress: report,
  });
  const quantum = summariseQuantumWindows(
    ordered,
    { qaoa: names.indexOf("qaoa"), random: names.indexOf("random") },
    shots,
  );
  const { dates, strategies, benchmark, bootstrap } = combined;
  const facts = {
    years: (dates.length - 1) / periodsPerYear[returns.frequency],
    windowPeriods,
    assets: returns.assets.length,
    estimator,
    quantum,
  };
  const against = combined.comparisons[0]?.against ?? strategies[0].name;
  const decisionSeconds = strategies.reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    dates: [...dates],
    strategies: strategies.map((strategy, place) => ({
      ...curveOf(strategy),
      strategy: names[place],
      annualTurnover: strategy.annualTurnover,
      totalCosts: strategy.totalCosts,
      seconds: strategy.seconds,
      rebalancings: strategy.rebalancings.map((entry) => rebalancingOf(entry, returns.assets)),
    })),
    benchmark: benchmark === undefined ? null : curveOf(benchmark),
    comparisons: comparisonsOf(combined.comparisons),
    against,
    bootstrap: { ...bootstrap },
    quantum,
    windows: plan.windows.length,
    window: { periods: windowPeriods, expanding: request.expanding },
    frequency: returns.frequency,
    executionDelay: plan.settings.executionDelay,
    limits: [...combined.limits],
    assets: returns.assets.length,
    observations: returns.dates.length,
    findings: [
      ...findings,
      `${plan.windows.length.toLocaleString("en-US")} decisions, ${typeof rebalancing === "number" ? `every ${rebalancing} periods` : rebalancing}; the first trade is on ${plan.windows[0].tradeDate}.`,
    ],
    verdict: judgeBacktest(combined.verdict, facts),
    warnings: [...warnings, ...backtestWarnings(facts)],
    seed,
    seconds: decisionSeconds + (performance.now() - began) / 1000,
  };
}
