import { createRandom } from "@ansatz/simulator";
import { expect, it } from "vitest";
import type { BacktestPlan } from "./plan-backtest.ts";
import { planBacktest } from "./plan-backtest.ts";
import type { BacktestDecision } from "./run-backtest-window.ts";
import { simulateStrategy } from "./simulate-strategy.ts";
import { randomReturnTable } from "./testing/random-table.ts";

const decide = (...weights: (number[] | "hold")[]): BacktestDecision[] =>
  weights.map((each) => ({ strategy: "s", weights: each, seconds: 0 }));

/** Two assets over rows 0 to 3 with trades at the ends of rows 0 and 2; yearly, so that cash earns the whole rate. */
function tinyCase(settings: Partial<BacktestPlan["settings"]>): Parameters<typeof simulateStrategy>[1] {
  const window = { firstRow: 0, lastRow: 0, decisionDate: "", tradeDate: "" };
  return {
    rowCount: 4,
    windows: [
      { ...window, index: 0, tradeRow: 0 },
      { ...window, index: 1, tradeRow: 2 },
    ],
    settings: {
      window: { kind: "rolling", length: 2 },
      rebalancing: { every: 2 },
      costs: { proportional: 0, fixedPerTrade: 0 },
      turnoverLimit: 1,
      minimumTrade: 0,
      executionDelay: 0,
      initialCapital: 100,
      cashRate: 0,
      seed: 1,
      ...settings,
    },
  };
}
const tinyTable = {
  assets: [{ name: "A" }, { name: "B" }],
  dates: ["2020", "2021", "2022", "2023"],
  returns: Float64Array.of(9, 9, 0.1, 0, 0.1, -0.1, 0.2, 0),
  frequency: "yearly",
} as const;

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 10));
}

it("holdings drift between trades, and the row of the first trade earns nothing", () => {
  const { equity, rebalancings, trades } = simulateStrategy(
    tinyTable,
    tinyCase({}),
    decide([0.5, 0.5], [0.5, 0.5]),
  );
  // 50, 50 → 55, 50 → 60.5, 45 = 105.5; halves of 52.75 → 63.3, 52.75.
  expectClose(equity, [100, 105, 105.5, 116.05]);
  expectClose(rebalancings[1].before, [60.5 / 105.5, 45 / 105.5]);
  expect(rebalancings[1].turnover).toBeCloseTo(7.75 / 105.5, 12);
  expect(trades.map(({ date, asset }) => `${date} ${asset}`)).toEqual([
    "2020 A",
    "2020 B",
    "2022 A",
    "2022 B",
  ]);
  expectClose(
    trades.map(({ amount }) => amount),
    [50, 50, -7.75, 7.75],
  );
});

it("costs of the first purchase fall into the first period", () => {
  const plan = tinyCase({ costs: { proportional: 0, fixedPerTrade: 5 } });
  const { equity } = simulateStrategy(tinyTable, plan, decide([0.5, 0.5], "hold"));
  // 45, 45 → 49.5, 45 → 54.45, 40.5 → 65.34, 40.5.
  expectClose(equity, [100, 94.5, 94.95, 105.84]);
});

it("cash earns its rate and holds what is missing to 1", () => {
  const { equity } = simulateStrategy(
    tinyTable,
    tinyCase({ cashRate: Math.log(1.05) }),
    decide([0.4, 0], [0, 0]),
  );
  // 40 + 60 → 44 + 63 → 48.4 + 66.15; all cash → 114.55·1.05.
  expectClose(equity, [100, 107, 114.55, 120.2775]);
});

it("a turnover limit stops part of the way, but not at the first purchase", () => {
  const plan = tinyCase({ turnoverLimit: 0.2 });
  const { rebalancings } = simulateStrategy(tinyTable, plan, decide([1, 0], [0, 1]));
  expect(rebalancings[0]).toMatchObject({ after: [1, 0], isLimited: false, turnover: 1 });
  expectClose(rebalancings[1].after, [0.8, 0.2]);
  expect(rebalancings[1].isLimited).toBe(true);
  expect(rebalancings[1].turnover).toBeCloseTo(0.2, 12);
});

it("losing everything is said with its date", () => {
  const table = { ...tinyTable, returns: Float64Array.of(0, 0, -1, 0, 0, 0, 0, 0) };
  expect(() => simulateStrategy(table, tinyCase({}), decide([1, 0], "hold"))).toThrow(
    /lost everything by 2021/,
  );
});

it("the final value is the capital plus all gains minus all costs, to 1e-12", () => {
  const table = randomReturnTable(8, 700, 3);
  const plan = planBacktest(table, {
    window: { kind: "rolling", length: 60 },
    rebalancing: "monthly",
    costs: { proportional: 0.002, fixedPerTrade: 7 },
    turnoverLimit: 0.3,
    cashRate: 0.02,
  });
  const random = createRandom(5);
  const decisions = decide(
    ...plan.windows.map(() => {
      const raw = Array.from({ length: 8 }, () => random.uniform());
      const total = raw.reduce((sum, weight) => sum + weight, 0.5);
      return raw.map((weight) => weight / total);
    }),
  );
  const { equity, rebalancings, trades } = simulateStrategy(table, plan, decisions);

  // A ledger from the trades alone: units of wealth in each asset grow by its returns, whatever is not invested is cash.
  const money = new Float64Array(8);
  let cash = 1e6;
  let gains = 0;
  let costs = 0;
  const firstRow = plan.windows[0].tradeRow;
  for (let row = firstRow; row < table.dates.length; row++) {
    if (row > firstRow) {
      money.forEach((value, a) => {
        gains += value * table.returns[row * 8 + a];
        money[a] = value * (1 + table.returns[row * 8 + a]);
      });
      gains += cash * Math.expm1(0.02 / 252);
      cash *= Math.exp(0.02 / 252);
    }
    for (const { asset, amount, cost } of trades.filter(({ date }) => date === table.dates[row])) {
      money[Number(asset.slice(1))] += amount;
      cash -= amount + cost;
      costs += cost;
    }
  }
  const final = equity[equity.length - 1];
  expect(costs).toBeGreaterThan(1000);
  expect(Math.abs(1e6 + gains - costs - final) / final).toBeLessThan(1e-12);
  expect(Math.abs(money.reduce((sum, value) => sum + value, cash) - final) / final).toBeLessThan(1e-12);
  expect(rebalancings.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(costs, 8);
  // Sales that pay for costs add to the limit by no more than the costs.
  for (const { turnover, isLimited } of rebalancings.slice(1))
    if (isLimited) expect(turnover).toBeLessThan(0.3 + 0.005);
});
