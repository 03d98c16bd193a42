import { readFileSync } from "node:fs";
import { createRandom } from "@ansatz/simulator";
import { describe, expect, it } from "vitest";
import { PriceTableError } from "../errors.ts";
import { optimalBlockLength } from "./block-length.ts";
import { maximumDrawdown } from "./drawdown.ts";
import type { PerformanceFigureName } from "./performance-figures.ts";
import { performanceFigureNames, performanceFigures } from "./performance-figures.ts";
import { annualisedReturn, calmarRatio, hitRate, sharpeRatio, sortinoRatio } from "./ratios.ts";
import { informationRatio, trackingError } from "./relative.ts";
import { historicalConditionalValueAtRisk, historicalValueAtRisk } from "./tail.ts";
import { oneWayTurnover } from "./turnover.ts";

type Reference = Record<PerformanceFigureName | "blockLength" | "blockLengthOfSquares", number> & {
  readonly name: string;
  readonly periodsPerYear: number;
  readonly riskFreeRate: number;
  readonly returns: number[];
  readonly benchmark: number[];
  readonly peak: number;
  readonly trough: number;
};
const { series } = JSON.parse(
  readFileSync(new URL("./reference/performance.json", import.meta.url), "utf8"),
) as { series: Reference[] };
/** Both programs work in doubles on some hundred numbers; the linear programme of CVaR stops at 1e-9. */
const tolerance = 1e-9;

describe.each(series)("figures of the $name series", (reference) => {
  const negativeThere: readonly string[] = ["maximumDrawdown", "valueAtRisk"];
  const figures = performanceFigures(reference.returns, reference, reference.benchmark);

  it.each(performanceFigureNames)("%s equals that of empyrical, pandas or SciPy", (name) => {
    const expected = negativeThere.includes(name) ? -reference[name] : reference[name];
    expect(expected).not.toBe(0);
    const value = figures[performanceFigureNames.indexOf(name)];
    expect(Math.abs(value / expected - 1)).toBeLessThan(tolerance);
  });

  it("the drawdown has pandas' peak and trough", () => {
    expect(maximumDrawdown(reference.returns)).toMatchObject({
      peak: reference.peak,
      trough: reference.trough,
    });
  });

  it("block lengths equal those of arch, raised to 1", () => {
    const squares = reference.returns.map((value) => value * value);
    expect(optimalBlockLength(reference.returns)).toBeCloseTo(Math.max(1, reference.blockLength), 9);
    expect(optimalBlockLength(squares)).toBeCloseTo(Math.max(1, reference.blockLengthOfSquares), 9);
  });
});

describe("figures by hand", () => {
  const yearly = { periodsPerYear: 1 };

  it("+100 %, −50 % is a return of 0 and a drawdown of a half that has not recovered", () => {
    expect(annualisedReturn([1, -0.5], yearly)).toBeCloseTo(0, 15);
    expect(maximumDrawdown([1, -0.5], ["2019-12-31", "2020-12-31", "2021-12-31"])).toEqual({
      depth: 0.5,
      peak: 1,
      trough: 2,
      peakDate: "2020-12-31",
      troughDate: "2021-12-31",
    });
  });

  it("a loss in the first period counts against the start, and reaching the peak again is the recovery", () => {
    expect(maximumDrawdown([-0.5, 0.5, 0.5, -0.1])).toEqual({ depth: 0.5, peak: 0, trough: 1, recovery: 3 });
  });

  it("a rate is taken off continuously compounded", () => {
    // mean 0.02, s = √(2·0.01²) = 0.01·√2; f = e^0.01 − 1.
    expect(sharpeRatio([0.01, 0.03], { periodsPerYear: 4, riskFreeRate: 0.04 })).toBeCloseTo(
      (2 * (0.02 - Math.expm1(0.01))) / (0.01 * Math.SQRT2),
      12,
    );
  });

  it("ratios without a denominator are NaN, not infinite", () => {
    const constant = [0.1, 0.1, 0.1];
    expect(sharpeRatio(constant, yearly)).toBeNaN();
    expect(sortinoRatio(constant, yearly)).toBeNaN();
    expect(calmarRatio(constant, yearly)).toBeNaN();
    expect(trackingError(constant, constant, yearly)).toBe(0);
    expect(informationRatio(constant, constant, yearly)).toBeNaN();
  });

  it("VaR is interpolated and CVaR counts the last loss in part", () => {
    const returns = [-0.1, -0.05, 0, 0.02];
    // Position 3·0.6 = 1.8 among the losses −0.02, 0, 0.05, 0.1; the tail is 1.6 of 4 periods.
    expect(historicalValueAtRisk(returns, 0.6)).toBeCloseTo(0.8 * 0.05, 14);
    expect(historicalConditionalValueAtRisk(returns, 0.6)).toBeCloseTo((0.1 + 0.6 * 0.05) / 1.6, 14);
  });

  it("tail figures equal those of a full sort at any length and level, ties included", () => {
    const random = createRandom(8);
    for (let trial = 0; trial < 200; trial++) {
      const length = 1 + Math.floor(60 * random.uniform());
      const returns = Array.from({ length }, () => Math.round(20 * random.normal()) / 200);
      const level = 0.01 + 0.98 * random.uniform();
      const losses = returns.map((value) => -value).sort((a, b) => a - b);
      const position = (length - 1) * level;
      const below = losses[Math.floor(position)];
      const quantile = below + (position % 1) * ((losses[Math.floor(position) + 1] ?? below) - below);
      expect(historicalValueAtRisk(returns, level)).toBeCloseTo(quantile, 12);
      // The minimum over z is at one of the losses.
      const excess = losses.map(
        (z) => z + losses.reduce((sum, loss) => sum + Math.max(loss - z, 0), 0) / ((1 - level) * length),
      );
      expect(historicalConditionalValueAtRisk(returns, level)).toBeCloseTo(Math.min(...excess), 12);
    }
  });

  it("turnover is 1 for investing all cash and for swapping everything", () => {
    expect(oneWayTurnover([0, 0], [0.25, 0.75])).toBe(1);
    expect(oneWayTurnover([1, 0], [0, 1])).toBe(1);
    expect(oneWayTurnover([0.5, 0.5], [0.6, 0.3])).toBeCloseTo(0.2, 15);
  });

  it("zero is no hit", () => expect(hitRate([0, 0.1, -0.1, 0.2])).toBe(0.5));
});

describe("bad input", () => {
  it.each([
    [[], /at least 1 periods, got 0/],
    [[0.1, NaN], /got NaN in period 1/],
    [[-1.5], /at least −1, got -1.5 in period 0/],
  ] as const)("%j is refused", (returns, message) => {
    expect(() => hitRate(returns)).toThrow(PriceTableError);
    expect(() => hitRate(returns)).toThrow(message);
  });

  it("names of options are in the message", () => {
    expect(() => sharpeRatio([0.1, 0.2], { periodsPerYear: 0 })).toThrow(/periodsPerYear must be above 0/);
    expect(() => sharpeRatio([0.1, 0.2], { periodsPerYear: 12, riskFreeRate: NaN })).toThrow(/riskFreeRate/);
    expect(() => historicalValueAtRisk([0.1], 1)).toThrow(/level must be in \(0, 1\), got 1/);
    expect(() => trackingError([0.1, 0.2], [0.1, 0.2, 0.3], { periodsPerYear: 12 })).toThrow(
      /same periods, got 2 and 3/,
    );
    expect(() => maximumDrawdown([0.1], ["2020-01-01"])).toThrow(/dates must number 2/);
  });
});
