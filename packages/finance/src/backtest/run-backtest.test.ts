import { createRandom } from "@ansatz/simulator";
import { describe, expect, it } from "vitest";
import { SolverError } from "../errors.ts";
import type { ReturnTable } from "../prices/price-table.ts";
import { combineBacktest } from "./combine-backtest.ts";
import { planBacktest } from "./plan-backtest.ts";
import type { BacktestProgress } from "./run-backtest.ts";
import { runBacktest } from "./run-backtest.ts";
import { runBacktestWindow } from "./run-backtest-window.ts";
import type { BacktestSettings } from "./settings.ts";
import type { BacktestStrategy, StrategyWindow } from "./strategy.ts";
import {
  buyAndHold,
  equalWeight,
  hierarchicalRiskParity,
  minimumVariance,
  selectThenWeight,
} from "./strategies/built-in-strategies.ts";
import { randomReturnTable } from "./testing/random-table.ts";

const settings: BacktestSettings = {
  window: { kind: "rolling", length: 60 },
  rebalancing: "monthly",
  costs: { proportional: 0.001, fixedPerTrade: 1 },
  turnoverLimit: 0.5,
};
const bootstrap = { resamples: 100 };

/** The k assets with the highest mean return in the window, ties broken at random from the window's seed. */
const momentum = (k: number): BacktestStrategy =>
  selectThenWeight({
    name: "momentum",
    weighting: "minimum-variance",
    select: ({ assets, returns, seed }: StrategyWindow) => {
      const random = createRandom(seed);
      const scores = assets.map((_, a) => {
        let sum = 1e-9 * random.uniform();
        for (let t = a; t < returns.length; t += assets.length) sum += returns[t];
        return { a, sum };
      });
      scores.sort((x, y) => y.sum - x.sum);
      return { selection: scores.slice(0, k).map(({ a }) => a) };
    },
  });
const strategies = [equalWeight(), buyAndHold(), minimumVariance(), hierarchicalRiskParity(), momentum(3)];

/** The same table with the rows after `lastRow` in another order and scaled: another future. */
function withOtherFuture(table: ReturnTable, lastRow: number): ReturnTable {
  const columns = table.assets.length;
  const random = createRandom(lastRow);
  const rows = table.dates.map((_, row) => row);
  for (let row = rows.length - 1; row > lastRow + 1; row--) {
    const other = lastRow + 1 + Math.floor(random.uniform() * (row - lastRow));
    [rows[row], rows[other]] = [rows[other], rows[row]];
  }
  const value = (values: Float64Array, row: number, width: number, a: number): number =>
    values[rows[row] * width + a] * (row > lastRow ? 1.5 : 1);
  return {
    ...table,
    returns: table.returns.map((_, k) => value(table.returns, Math.floor(k / columns), columns, k % columns)),
    benchmark: {
      name: table.benchmark!.name,
      returns: table.benchmark!.returns.map((_, row) => value(table.benchmark!.returns, row, 1, 0)),
    },
  };
}

/** Whether everything up to `lastRow` is the same to the last bit when the rows after it are others. */
async function isPastUntouched(
  strategiesUnderTest: (table: ReturnTable) => BacktestStrategy[],
  table: ReturnTable,
  lastRow: number,
): Promise<{ isUntouched: boolean; isFutureOther: boolean }> {
  const other = withOtherFuture(table, lastRow);
  const lastDate = table.dates[lastRow];
  // Decisions of windows that end by lastRow count as past even where their trade comes later.
  const decided = planBacktest(table, settings).windows.filter((window) => window.lastRow <= lastRow).length;
  const [one, two] = await Promise.all(
    [table, other].map((each) => runBacktest(each, strategiesUnderTest(each), settings, { bootstrap })),
  );
  const count = one.dates.filter((date) => date <= lastDate).length;
  const split = (result: typeof one) =>
    result.strategies.map(({ equity, rebalancings, trades }) => ({
      past: [
        equity.slice(0, count),
        rebalancings.slice(0, decided).map(({ target, notes }) => ({ target, notes })),
        rebalancings.filter(({ date }) => date <= lastDate),
        trades.filter(({ date }) => date <= lastDate),
      ],
      future: equity.slice(count),
    }));
  const [a, b] = [split(one), split(two)];
  expect(decided).toBeGreaterThan(2);
  return {
    isUntouched: JSON.stringify(a.map(({ past }) => past)) === JSON.stringify(b.map(({ past }) => past)),
    isFutureOther: a.every(({ future }, s) => JSON.stringify(future) !== JSON.stringify(b[s].future)),
  };
}

describe("no look-ahead", () => {
  const table = randomReturnTable(6, 320, 21, { hasBenchmark: true });

  const { windows } = planBacktest(table, settings);
  const rows = [windows[3].lastRow, windows[3].tradeRow, windows[6].lastRow - 1, windows[6].tradeRow + 7];

  it.each(rows)("another order and size of returns after row %i changes nothing before", async (row) => {
    expect(await isPastUntouched(() => strategies, table, row)).toEqual({
      isUntouched: true,
      isFutureOther: true,
    });
  });

  it("a strategy that peeks at the table's future is caught by the same test", async () => {
    const peeking = (source: ReturnTable): BacktestStrategy[] => [
      {
        name: "peeking",
        decide: ({ dates }) => {
          const next = source.dates.indexOf(dates[dates.length - 1]) + 1;
          const row = source.returns.subarray(next * 6, next * 6 + 6);
          const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
          return { weights: Array.from(row, (value) => Math.exp(value) / total) };
        },
      },
    ];
    expect(await isPastUntouched(peeking, table, windows[3].lastRow)).toMatchObject({ isUntouched: false });
  });

  it("a window is a copy that ends at its decision date", async () => {
    const plan = planBacktest(table, settings);
    const seen: StrategyWindow[] = [];
    const watching: BacktestStrategy = {
      name: "watching",
      decide: (window) => {
        seen.push(window);
        window.returns.fill(0);
        return { weights: "hold" };
      },
    };
    const before = Float64Array.from(table.returns);
    await runBacktestWindow(table, plan, 2, [watching], {});
    expect(seen[0].dates).toHaveLength(60);
    expect(seen[0].dates[59]).toBe(plan.windows[2].decisionDate);
    expect(seen[0].returns.buffer.byteLength).toBe(60 * 6 * 8);
    expect(seen[0].benchmark!.returns.buffer.byteLength).toBe(60 * 8);
    expect(table.returns).toEqual(before);
  });
});

describe("runBacktest", () => {
  const table = randomReturnTable(6, 320, 22, { hasBenchmark: true });

  it("equals windows run in any order and sent as JSON", async () => {
    const whole = await runBacktest(table, strategies, settings, { bootstrap });
    const plan = JSON.parse(JSON.stringify(planBacktest(table, settings))) as ReturnType<typeof planBacktest>;
    const results = [];
    for (const { index } of [...plan.windows].reverse()) {
      results.push(await runBacktestWindow(table, plan, index, strategies));
    }
    const sent = JSON.parse(JSON.stringify(results)) as typeof results;
    const combined = await combineBacktest(table, plan, sent, { bootstrap });
    const timeless = (result: typeof whole): unknown =>
      JSON.parse(JSON.stringify(result, (key, value: unknown) => (key === "seconds" ? 0 : value)));
    expect(timeless(combined)).toEqual(timeless(whole));
  });

  it("reports curves, figures, costs and turnover of every strategy and the benchmark", async () => {
    const result = await runBacktest(table, strategies, settings, { bootstrap });
    expect(result.strategies.map(({ name }) => name)).toEqual([
      "equal weight",
      "buy and hold",
      "minimum variance",
      "hierarchical risk parity",
      "momentum",
    ]);
    for (const { equity, returns, figures, totalCosts, trades } of result.strategies) {
      expect(equity).toHaveLength(result.dates.length);
      expect(equity[0]).toBe(1e6);
      const growth = returns.reduce((product, value) => product * (1 + value), 1);
      expect((growth * 1e6) / equity[equity.length - 1]).toBeCloseTo(1, 12);
      expect(figures.sharpeRatio!.lower).toBeLessThan(figures.sharpeRatio!.upper);
      expect(figures.trackingError!.estimate).toBeGreaterThan(0);
      expect(totalCosts).toBeCloseTo(
        trades.reduce((sum, { cost }) => sum + cost, 0),
        8,
      );
    }
    const [equal, hold, , , momentumResult] = result.strategies;
    expect(hold.annualTurnover).toBe(0);
    expect(hold.trades).toHaveLength(6);
    expect(equal.annualTurnover).toBeGreaterThan(0);
    expect(momentumResult.rebalancings[0].notes!.selection).toHaveLength(3);
    const firstRow = table.dates.indexOf(result.dates[0]);
    const growth = table
      .benchmark!.returns.slice(firstRow + 1)
      .reduce((product, value) => product * (1 + value), 1);
    expect(result.benchmark!.equity.at(-1)! / 1e6).toBeCloseTo(growth, 12);
    expect(result.benchmark!.figures.trackingError).toBeUndefined();
    expect(result.comparisons.filter(({ figure }) => figure === "sharpeRatio")).toHaveLength(5);
  });

  it("without costs a portfolio of the benchmark's returns is the benchmark", async () => {
    const index = { ...table, assets: [{ name: "fund" }], returns: table.benchmark!.returns };
    const result = await runBacktest(index, [equalWeight()], { ...settings, costs: {} }, { bootstrap });
    result.strategies[0].equity.forEach((value, t) =>
      expect(value / result.benchmark!.equity[t]).toBeCloseTo(1, 12),
    );
  });

  it("tells progress from 0 to 1 and stops within a decision when cancelled", async () => {
    const progress: BacktestProgress[] = [];
    await runBacktest(table, [equalWeight()], settings, {
      bootstrap,
      onProgress: (each) => progress.push(each),
    });
    const fractions = progress.filter(({ stage }) => stage === "windows").map(({ fraction }) => fraction);
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(progress[0].message).toBe("Window 1 of 12: 2010-03-31");

    const controller = new AbortController();
    let decisions = 0;
    const stopping: BacktestStrategy = {
      name: "stopping",
      decide: () => {
        if (++decisions === 3) controller.abort(new Error("enough"));
        return { weights: "hold" };
      },
    };
    await expect(
      runBacktest(table, [stopping], settings, { bootstrap, signal: controller.signal }),
    ).rejects.toThrow("enough");
    expect(decisions).toBe(3);
  });

  it("names the strategy, the date and what is wrong", async () => {
    const run = (...each: BacktestStrategy[]) => runBacktest(table, each, settings, { bootstrap });
    const deciding = (weights: number[]): BacktestStrategy => ({ name: "odd", decide: () => ({ weights }) });
    await expect(run(deciding([1, 1, 0, 0, 0, 0]))).rejects.toThrow(
      /odd on 2010-03-31: weights must sum to at most 1, got 2/,
    );
    await expect(run(deciding([-0.1, 1, 0, 0, 0, 0]))).rejects.toThrow(
      /the weight of asset 0 must be at least 0, got -0.1/,
    );
    await expect(run(deciding([1]))).rejects.toThrow(/weights must number 6, got 1/);
    await expect(run(equalWeight(), equalWeight())).rejects.toThrow(/different names/);
    await expect(run()).rejects.toThrow(/at least 1/);
    await expect(run({ ...equalWeight(), name: "market" })).rejects.toThrow(/name of the benchmark/);
    const failing: BacktestStrategy = {
      name: "failing",
      decide: () => {
        throw new Error("no solution");
      },
    };
    const error: unknown = await run(failing).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SolverError);
    expect((error as SolverError).message).toBe("strategy failing on 2010-03-31 failed: no solution");
    expect((error as SolverError).cause).toBeInstanceOf(Error);
  });

  it("missing windows and unknown references are refused", async () => {
    const plan = planBacktest(table, settings);
    const first = await runBacktestWindow(table, plan, 0, [equalWeight()]);
    await expect(combineBacktest(table, plan, [first])).rejects.toThrow(
      /windows 0 to 11 are needed, each once, got \[0\]/,
    );
    await expect(runBacktestWindow(table, plan, 12, strategies)).rejects.toThrow(
      /window must be in \[0, 11\], got 12/,
    );
    await expect(runBacktest(table, strategies, settings, { against: "HRP" })).rejects.toThrow(
      /against must be one of/,
    );
  });
});

describe("verdict", () => {
  it("finds a difference in volatility that is there, and none in the Sharpe ratios of the same asset twice", async () => {
    const table = randomReturnTable(6, 600, 30);
    const half: BacktestStrategy = {
      name: "half",
      decide: ({ assets }) => ({ weights: assets.map(() => 0.5 / assets.length) }),
    };
    const { comparisons, verdict } = await runBacktest(
      table,
      [equalWeight(), half],
      {
        ...settings,
        costs: {},
      },
      { bootstrap: { resamples: 300 } },
    );
    const byFigure = new Map(comparisons.map((comparison) => [comparison.figure, comparison]));
    expect(byFigure.get("annualisedVolatility")!.isDistinguishable).toBe(true);
    expect(byFigure.get("sharpeRatio")!.isDistinguishable).toBe(false);
    expect(verdict).toMatch(
      /^Against equal weight over 536 daily returns \(2\.1 years\), differences with 95 % intervals/,
    );
    expect(verdict).toMatch(/No strategy's Sharpe ratio can be told from it/);
    expect(verdict).toMatch(/The volatility differs: half lower by \d+\.\d points/);
  });

  it("says that the choice of the assets can set a benchmark apart, and what the settings leave out", async () => {
    const table = randomReturnTable(6, 600, 31, { hasBenchmark: true });
    const calm = { ...table, returns: table.returns.map((value) => value / 4) };
    const { verdict, limits } = await runBacktest(
      calm,
      [equalWeight()],
      {
        ...settings,
        costs: {},
        executionDelay: 0,
      },
      { bootstrap: { resamples: 300 } },
    );
    expect(verdict).toMatch(
      /The volatility differs: market higher by .* What sets market apart can be the choice/,
    );
    expect(limits.join(" ")).toMatch(/market bears no costs here.*at the close whose price.*free of costs/);
  });
});
