import { readFileSync } from "node:fs";
import { createRandom } from "@ansatz/simulator";
import { describe, expect, it } from "vitest";
import { MandateError, MomentsError } from "../../errors.ts";
import type { StrategyWindow } from "../strategy.ts";
import {
  buyAndHold,
  equalWeight,
  hierarchicalRiskParity,
  minimumVariance,
  selectThenWeight,
} from "./built-in-strategies.ts";
import { hierarchicalRiskParityWeights } from "./hierarchical-risk-parity.ts";
import { minimiseVariance } from "./minimise-variance.ts";
import { sampleWindowCovariance } from "./sample-covariance.ts";

interface VarianceReference {
  readonly maximumWeight: number;
  readonly weights: number[];
  readonly variance: number;
}
interface Reference {
  readonly returns?: number[];
  readonly assetCount: number;
  readonly covariance: number[];
  readonly hrp: number[];
  readonly hrpColumns: number[];
  readonly minimumVariance: VarianceReference;
  readonly minimumVarianceCapped: VarianceReference;
}
const cases = JSON.parse(
  readFileSync(new URL("./reference/strategies.json", import.meta.url), "utf8"),
) as Reference[];

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));

function variance(covariance: ArrayLike<number>, weights: ArrayLike<number>): number {
  const n = weights.length;
  let sum = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) sum += weights[i] * weights[j] * covariance[i * n + j];
  return sum;
}

function windowOf(returns: ArrayLike<number>, assetCount: number, index = 0): StrategyWindow {
  return {
    assets: Array.from({ length: assetCount }, (_, i) => ({ name: `A${i}` })),
    dates: Array.from({ length: returns.length / assetCount }, (_, t) => `day ${1000 + t}`),
    returns: Float64Array.from(returns),
    frequency: "daily",
    index,
    seed: 1,
  };
}

describe.each(cases)("$assetCount assets", (reference) => {
  const { assetCount, covariance } = reference;

  it("hierarchical risk parity equals PyPortfolioOpt's", () => {
    expect(
      largestDifference(hierarchicalRiskParityWeights(covariance, assetCount), reference.hrp),
    ).toBeLessThan(1e-12);
  });

  it("clustering columns as in the paper equals SciPy's linkage with PyPortfolioOpt's allocation", () => {
    const weights = hierarchicalRiskParityWeights(covariance, assetCount, { distance: "columns" });
    expect(largestDifference(weights, reference.hrpColumns)).toBeLessThan(1e-12);
  });

  it.each(["minimumVariance", "minimumVarianceCapped"] as const)("%s equals Clarabel's", (kind) => {
    const { maximumWeight, weights: expected, variance: expectedVariance } = reference[kind];
    const weights = minimiseVariance(covariance, assetCount, { maximumWeight });
    // The interior-point method's weights are its square-root accuracy from the optimum, its variance is close to it.
    expect(largestDifference(weights, expected)).toBeLessThan(1e-6);
    expect(Math.abs(variance(covariance, weights) / expectedVariance - 1)).toBeLessThan(1e-9);
    expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });
});

describe("sampleWindowCovariance", () => {
  it("equals pandas' cov times 252", () => {
    const { returns, assetCount, covariance } = cases[0];
    const { covariance: own } = sampleWindowCovariance(windowOf(returns!, assetCount));
    expect(largestDifference(own, covariance)).toBeLessThan(1e-14);
  });
});

describe("minimiseVariance", () => {
  it("fulfils the optimality conditions on random covariances, singular ones too", () => {
    const random = createRandom(11);
    for (let trial = 0; trial < 60; trial++) {
      const size = 2 + Math.floor(random.uniform() * 25);
      const rank = 1 + Math.floor(random.uniform() * 2 * size);
      const factors = Float64Array.from({ length: size * rank }, () => random.normal() + 0.5);
      const covariance = Float64Array.from({ length: size * size }, (_, k) => {
        let sum = 0;
        for (let f = 0; f < rank; f++)
          sum += factors[Math.floor(k / size) * rank + f] * factors[(k % size) * rank + f];
        return sum;
      });
      const maximumWeight = trial % 2 === 0 ? 1 : Math.min(1, (1 + 2 * random.uniform()) / size);
      const weights = minimiseVariance(covariance, size, { maximumWeight });
      // Frank–Wolfe gap: gradient·(w − best vertex) bounds the distance of the variance from its minimum.
      const gradient = Array.from(weights, (_, i) => {
        let sum = 0;
        for (let j = 0; j < size; j++) sum += 2 * covariance[i * size + j] * weights[j];
        return sum;
      });
      let budget = 1;
      let best = 0;
      for (const slope of [...gradient].sort((a, b) => a - b)) {
        const share = Math.min(budget, maximumWeight);
        best += share * slope;
        budget -= share;
      }
      const gap = gradient.reduce((sum, slope, i) => sum + slope * weights[i], 0) - best;
      const scale = covariance.reduce((sum, value, k) => sum + (k % (size + 1) === 0 ? value : 0), 0) / size;
      expect(gap, `trial ${trial}`).toBeLessThan(1e-8 * scale);
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...weights)).toBeLessThanOrEqual(maximumWeight);
    }
  });

  it("two uncorrelated assets are weighted in inverse proportion to their variance", () => {
    const weights = minimiseVariance([0.04, 0, 0, 0.01], 2);
    expect(weights[0]).toBeCloseTo(0.2, 12);
    expect(minimiseVariance([0.04, 0, 0, 0.01], 2, { maximumWeight: 0.7 })[1]).toBeCloseTo(0.7, 12);
  });

  it("refuses caps without a portfolio and matrices that are no covariances", () => {
    expect(() => minimiseVariance([1, 0, 0, 1], 2, { maximumWeight: 0.4 })).toThrow(MandateError);
    expect(() => minimiseVariance([1, 2, 2, 1], 2)).toThrow(/not positive semidefinite/);
    expect(() => minimiseVariance([1, 0, 0], 2)).toThrow(/needs 4 entries, got 3/);
    expect(() => minimiseVariance([0, 0, 0, 0], 2)).toThrow(MomentsError);
  });
});

describe("built-in strategies", () => {
  const { returns, assetCount } = cases[0];
  const first = windowOf(returns!, assetCount);

  it("buy and hold buys once", () => {
    expect(buyAndHold().decide(first)).toEqual({ weights: new Float64Array(5).fill(0.2) });
    expect(buyAndHold([0.5, 0.5, 0, 0, 0]).decide(first)).toEqual({ weights: [0.5, 0.5, 0, 0, 0] });
    expect(buyAndHold().decide({ ...first, index: 1 })).toEqual({ weights: "hold" });
    expect(equalWeight().decide({ ...first, index: 1 })).toEqual({ weights: new Float64Array(5).fill(0.2) });
  });

  it("strategies on returns give the references' weights, and take another estimator", async () => {
    const hrp = await hierarchicalRiskParity().decide(first);
    expect(largestDifference(hrp.weights as Float64Array, cases[0].hrp)).toBeLessThan(1e-12);
    const minimum = await minimumVariance().decide(first);
    expect(largestDifference(minimum.weights as Float64Array, cases[0].minimumVariance.weights)).toBeLessThan(
      1e-6,
    );
    const identity = Float64Array.from({ length: 25 }, (_, k) => (k % 6 === 0 ? 1 : 0));
    const flat = await minimumVariance({ estimate: () => ({ covariance: identity }) }).decide(first);
    expect(largestDifference(flat.weights as Float64Array, new Float64Array(5).fill(0.2))).toBeLessThan(
      1e-12,
    );
  });

  it("a selection is weighted equally or by minimum variance among the chosen", async () => {
    const select = () => ({ selection: [3, 1], notes: { isProven: true } });
    const equal = await selectThenWeight({ name: "pick", select }).decide(first);
    expect(Array.from(equal.weights as Float64Array)).toEqual([0, 0.5, 0, 0.5, 0]);
    expect(equal.notes).toEqual({ isProven: true, selection: [3, 1] });
    const weighted = await selectThenWeight({ name: "pick", select, weighting: "minimum-variance" }).decide(
      first,
    );
    const c = cases[0].covariance;
    // Closed form for two assets: w₁ = (σ₃² − σ₁₃)/(σ₁² + σ₃² − 2σ₁₃).
    const expected = (c[18] - c[8]) / (c[6] + c[18] - 2 * c[8]);
    expect((weighted.weights as Float64Array)[1]).toBeCloseTo(expected, 10);
  });

  it.each([[[]], [[1, 1]], [[5]], [[0.5]]])("selection %j is refused", async (selection) => {
    const strategy = selectThenWeight({ name: "pick", select: () => ({ selection }) });
    await expect((async () => strategy.decide(first))()).rejects.toThrow(
      /a selection must name assets in \[0, 4\]/,
    );
  });
});
