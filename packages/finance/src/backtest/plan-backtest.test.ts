import { describe, expect, it } from "vitest";
import { MandateError, PriceTableError } from "../errors.ts";
import { planBacktest } from "./plan-backtest.ts";
import { returnsOfTable } from "./table-returns.ts";
import { randomReturnTable } from "./testing/random-table.ts";

const table = randomReturnTable(2, 260, 1);
const rolling = (length: number) => ({ kind: "rolling", length }) as const;

describe("planBacktest", () => {
  it("monthly windows end at the last date of a month in the table and trade a day later", () => {
    const { windows, settings } = planBacktest(table, { window: rolling(60), rebalancing: "monthly" });
    expect(settings.executionDelay).toBe(1);
    // 60 rows from 4 January 2010 end on 26 March.
    expect(windows[0]).toEqual({
      index: 0,
      firstRow: 3,
      lastRow: 62,
      tradeRow: 63,
      decisionDate: "2010-03-31",
      tradeDate: "2010-04-01",
    });
    expect(windows.map(({ decisionDate }) => decisionDate.slice(5))).toEqual([
      "03-31",
      "04-30",
      "05-31",
      "06-30",
      "07-30",
      "08-31",
      "09-30",
      "10-29",
      "11-30",
    ]);
  });

  it("quarters, years and counts of periods", () => {
    const dates = (rebalancing: "quarterly" | "yearly" | { every: number }) =>
      planBacktest(randomReturnTable(2, 800, 1), { window: rolling(20), rebalancing }).windows.map(
        ({ decisionDate }) => decisionDate,
      );
    expect(dates("quarterly").slice(0, 4)).toEqual(["2010-03-31", "2010-06-30", "2010-09-30", "2010-12-31"]);
    expect(dates("yearly")).toEqual(["2010-12-31", "2011-12-30", "2012-12-31"]);
    expect(dates({ every: 5 }).slice(0, 3)).toEqual(["2010-01-29", "2010-02-05", "2010-02-12"]);
  });

  it("an expanding window starts at the first row, and other tables than daily trade at once", () => {
    const monthly = randomReturnTable(2, 60, 1, { frequency: "monthly" });
    const { windows } = planBacktest(monthly, {
      window: { kind: "expanding", minimum: 24 },
      rebalancing: { every: 1 },
    });
    expect(windows[0]).toMatchObject({ firstRow: 0, lastRow: 23, tradeRow: 23 });
    expect(windows[35]).toMatchObject({ firstRow: 0, lastRow: 58, tradeRow: 58 });
    expect(windows).toHaveLength(36);
  });

  it("is JSON-safe", () => {
    const plan = planBacktest(table, { window: rolling(60), rebalancing: "monthly" });
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it.each([
    [{ window: rolling(1) }, /window.length must be an integer of at least 2, got 1/],
    [{ window: { kind: "expanding", minimum: 2.5 } as const }, /window.minimum must be an integer/],
    [{ rebalancing: { every: 0 } }, /rebalancing.every must be an integer of at least 1, got 0/],
    [{ costs: { proportional: 0.3 } }, /costs.proportional must be in \[0, 0.2\], got 0.3/],
    [{ costs: { fixedPerTrade: -1 } }, /costs.fixedPerTrade must be at least 0, got -1/],
    [{ turnoverLimit: 0 }, /turnoverLimit must be in \(0, 1\], got 0/],
    [{ initialCapital: NaN }, /initialCapital must be above 0, got NaN/],
    [{ executionDelay: -1 }, /executionDelay must be an integer of at least 0/],
    [{ cashRate: 4 }, /cashRate must be in \[-1, 1\], got 4/],
    [{ window: rolling(255) }, /leaves 0 of 260 to trade in; at least 10 are needed/],
  ])("%j is refused", (change, message) => {
    const plan = () => planBacktest(table, { window: rolling(60), rebalancing: "monthly", ...change });
    expect(plan).toThrow(MandateError);
    expect(plan).toThrow(message);
  });
});

describe("returnsOfTable", () => {
  const prices = {
    assets: [{ name: "A" }, { name: "B" }],
    dates: ["2020-01-01", "2020-01-02", "2020-01-03"],
    prices: Float64Array.of(100, 50, 110, 50, 99, 75),
    frequency: "daily",
    benchmark: { name: "index", prices: Float64Array.of(10, 11, 22) },
  } as const;

  it("gives simple returns without the first date", () => {
    const { dates, returns, benchmark } = returnsOfTable(prices);
    expect(dates).toEqual(["2020-01-02", "2020-01-03"]);
    [0.1, 0, -0.1, 0.5].forEach((value, i) => expect(returns[i]).toBeCloseTo(value, 14));
    [0.1, 1].forEach((value, i) => expect(benchmark!.returns[i]).toBeCloseTo(value, 14));
  });

  it.each([
    [{ prices: Float64Array.of(100, 50, 110, 0, 99, 75) }, /B on 2020-01-02 must be a price above 0, got 0/],
    [{ prices: Float64Array.of(1, 2, 3) }, /3 dates of 2 assets need 6 values, got 3/],
    [
      { dates: ["2020-01-01", "2020-01-01", "2020-01-03"] },
      /dates must ascend, got 2020-01-01 after 2020-01-01 in row 1/,
    ],
    [{ benchmark: { name: "index", prices: Float64Array.of(1) } }, /the benchmark must have 3 values, got 1/],
    [{ assets: [] }, /at least 1 asset/],
  ])("refuses %j", (change, message) => {
    expect(() => returnsOfTable({ ...prices, ...change })).toThrow(PriceTableError);
    expect(() => returnsOfTable({ ...prices, ...change })).toThrow(message);
  });
});
