import { describe, expect, test } from "vitest";
import { checkMarket } from "./check-market.ts";
import type { EstimatorChoice } from "./types.ts";

const sample: EstimatorChoice = { estimator: "sample", halfLife: 63, factors: 3 };
const table = [
  "Date,A,B,Index",
  "Sector,One,Two,",
  ...["2024-01-31,100,50,10", "2024-02-29,110,50,11", "2024-03-31,99,55,12", "2024-04-30,108.9,55,12"],
].join("\n");

describe("the data check", () => {
  test("returns, volatilities and correlations are those of a table computed by hand", async () => {
    const facts = await checkMarket({ source: "prices", table, benchmark: "Index", ...sample });
    expect(facts).toMatchObject({
      content: "prices",
      dates: { first: "2024-01-31", last: "2024-04-30" },
      frequency: "monthly",
      observations: 3,
      benchmark: { name: "Index" },
      understood: { layout: "wide" },
    });
    // A: +10 %, −10 %, +10 %; B: 0, +10 %, 0: exactly opposite.
    const [a, b] = facts.assets;
    expect(a).toMatchObject({ name: "A", sector: "One", lastPrice: 108.9 });
    expect(a.expectedReturn).toBeCloseTo((12 * 0.1) / 3, 12);
    expect(a.volatility).toBeCloseTo(Math.sqrt(12 * (0.04 / 3)), 12);
    expect(b.volatility).toBeCloseTo(Math.sqrt(12 * (0.01 / 3)), 12);
    expect(facts.correlations[1]).toBeCloseTo(-1, 12);
    expect(facts.covariance.status).toBe("singular");
    expect(facts.covariance.condition).toBeNull();
    expect(facts.benchmark?.expectedReturn).toBeCloseTo((12 * (0.1 + 1 / 11)) / 3, 12);
  });

  test("prices are drawn from 100 on, and equal parts as their mean", async () => {
    const { chart } = await checkMarket({ source: "prices", table, benchmark: "Index", ...sample });
    expect(chart!.dates).toHaveLength(4);
    expect(chart!.series[0].values.map((value) => Number(value.toFixed(9)))).toEqual([100, 110, 99, 108.9]);
    expect(chart!.average.at(-1)).toBeCloseTo((108.9 + 110) / 2, 9);
    expect(chart!.benchmark!.values.at(-1)).toBeCloseTo(120, 9);
  });

  test("a long table is drawn at few dates, the first and the last among them", async () => {
    const { chart } = await checkMarket({ source: "sample", sample: "us-stocks", ...sample });
    expect(chart!.dates.length).toBeLessThanOrEqual(300);
    expect([chart!.dates[0], chart!.dates.at(-1)]).toEqual(["2013-01-02", "2022-12-28"]);
    expect(chart!.series.every(({ values }) => values[0] === 100)).toBe(true);
  });

  test("a file is read piece by piece like its text", async () => {
    const file = new File([table], "prices.csv");
    const [read, text] = await Promise.all(
      [file, table].map((source) => checkMarket({ source: "prices", table: source, ...sample })),
    );
    expect(read).toEqual(text);
  });

  test("moments that are no covariance are said, not refused, and repaired on request", async () => {
    const question = {
      source: "moments",
      means: "A,0.1,0.2\nB,0.1,0.2\nC,0.1,0.2",
      risk: "1,0.9,-0.9\n0.9,1,0.9\n-0.9,0.9,1",
      ...sample,
    } as const;
    const found = await checkMarket({ ...question, repair: false });
    expect(found.covariance.status).toBe("indefinite");
    expect(found.findings.some(({ severity }) => severity === "warning")).toBe(true);
    const repaired = await checkMarket({ ...question, repair: true });
    expect(repaired.estimator).toBe("given, repaired");
    expect(Math.abs(repaired.correlations[1])).toBeLessThan(0.9);
  });

  test("text among numbers is refused with its row and column", async () => {
    await expect(
      checkMarket({ source: "prices", table: table.replace("99,55", "99,many"), ...sample }),
    ).rejects.toMatchObject({
      code: "price-table",
      message: expect.stringMatching(/row 5.*column 3|B.*row 5/) as string,
    });
  });
});
