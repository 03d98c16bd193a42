import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MandateError, MomentsError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import type { ReturnTable } from "../prices/price-table.ts";
import { trackBenchmark, trackWeights } from "../problems/portfolio-objective.ts";
import { randomMoments } from "../problems/testing/random-moments.ts";
import { cardinalityFrontier } from "./cardinality-frontier.ts";
import { solveCardinalityMeanVariance } from "./cardinality-mean-variance.ts";
import { efficientFrontier } from "./efficient-frontier.ts";
import { solveHierarchicalRiskParity } from "./hierarchical-risk-parity.ts";
import {
  maximiseSharpe,
  minimiseTrackingError,
  minimiseVariance,
  solveMeanVariance,
} from "./mean-variance.ts";
import { minimiseConditionalValueAtRisk } from "./minimise-cvar.ts";
import { solveRiskParity } from "./risk-parity.ts";

interface Weighted {
  readonly objective: number;
  readonly weights: readonly number[];
}
const reference = JSON.parse(readFileSync(new URL("./reference/weights.json", import.meta.url), "utf8")) as {
  readonly returns: readonly (readonly number[])[];
  readonly results: {
    readonly minimumVariance: Weighted;
    readonly bounded: Weighted;
    readonly turnover: Weighted;
    readonly longShort: Weighted;
    readonly sharpe: { readonly ratio: number; readonly weights: readonly number[] };
    readonly cvar75: Weighted;
    readonly cvar95: Weighted;
    readonly riskParity_equal: readonly number[];
    readonly riskParity_ascending: readonly number[];
    readonly hrp_correlation: readonly number[];
    readonly hrp_profile: readonly number[];
  };
};
const { returns, results } = reference;
const n = returns[0].length;
const table: ReturnTable = {
  assets: returns[0].map((_, i) => ({ name: `S${i}` })),
  dates: returns.map((_, t) => `${2000 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, "0")}-28`),
  returns: Float64Array.from(returns.flat()),
  frequency: "monthly",
};
const mean = Float64Array.from(
  { length: n },
  (_, i) => returns.reduce((s, r) => s + r[i], 0) / returns.length,
);
const moments: Moments = {
  assets: table.assets,
  mean: mean.map((value) => 12 * value),
  covariance: Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    const sum = returns.reduce((s, r) => s + (r[i] - mean[i]) * (r[j] - mean[j]), 0);
    return (12 * sum) / (returns.length - 1);
  }),
  source: { estimator: "sample" },
};

/** The greatest difference of two vectors. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

describe("against CVXPY", () => {
  // Both solvers end at feasibilities of about 1e-9; objectives are quadratic in the weights' error.
  const expectSame = (found: { objective: number; weights: Float64Array }, expected: Weighted): void => {
    expect(Math.abs(found.objective / expected.objective - 1)).toBeLessThan(1e-8);
    expect(difference(found.weights, expected.weights)).toBeLessThan(1e-5);
  };

  test("least variance", async () => expectSame(await minimiseVariance(moments), results.minimumVariance));

  test("mean–variance under bounds and groups", async () => {
    const groups = [
      { name: "first", assets: [0, 1, 2, 3], maximum: 0.25 },
      { name: "second", assets: [4, 5, 6, 7], minimum: 0.4 },
    ];
    const options = { riskAversion: 3, lower: 0.02, upper: 0.2, groups };
    expectSame(await solveMeanVariance(moments, options), results.bounded);
  });

  test("mean–variance with turnover and costs", async () => {
    const today = Array.from({ length: n }, () => 1 / n);
    const options = { riskAversion: 3, today, maximumTurnover: 0.3, proportionalCost: 0.01 };
    expectSame(await solveMeanVariance(moments, options), results.turnover);
  });

  test("a frontier point with short positions", async () => {
    const target = Math.max(...moments.mean);
    const [point] = await efficientFrontier(moments, { returns: [target], lower: -0.3, upper: 0.5 });
    expectSame(point, results.longShort);
  });

  test("greatest Sharpe ratio", async () => {
    const found = await maximiseSharpe(moments, { riskFreeRate: 0.02, upper: 0.3 });
    expect(Math.abs(-found.objective / results.sharpe.ratio - 1)).toBeLessThan(1e-8);
    expect(difference(found.weights, results.sharpe.weights)).toBeLessThan(1e-5);
  });

  for (const confidence of [0.75, 0.95] as const) {
    test(`least CVaR at ${confidence}, which is the mean of the worst losses`, async () => {
      const found = await minimiseConditionalValueAtRisk(table, {
        confidence,
        upper: 0.4,
        minimumReturn: 0.05,
      });
      const expected = confidence === 0.75 ? results.cvar75 : results.cvar95;
      expect(Math.abs(found.objective / expected.objective - 1)).toBeLessThan(1e-7);
      const losses = returns
        .map((r) => -r.reduce((s, value, i) => s + value * found.weights[i], 0))
        .sort((a, b) => b - a);
      const count = (1 - confidence) * returns.length;
      const whole = Math.floor(count);
      const tail = losses.slice(0, whole).reduce((s, v) => s + v, 0) + (count - whole) * losses[whole];
      expect(found.conditionalValueAtRisk).toBeCloseTo(tail / count, 8);
    });
  }

  test("risk parity, with equal and given budgets", () => {
    const equal = solveRiskParity(moments);
    expect(equal.isConverged).toBe(true);
    expect(difference(equal.weights, results.riskParity_equal)).toBeLessThan(1e-6);
    expect(difference(equal.riskContributions, new Float64Array(n).fill(1 / n))).toBeLessThan(1e-11);
    const ascending = solveRiskParity(moments, { budgets: Array.from({ length: n }, (_, i) => i + 1) });
    expect(difference(ascending.weights, results.riskParity_ascending)).toBeLessThan(1e-6);
  });
});

test("hierarchical risk parity agrees with PyPortfolioOpt and SciPy", () => {
  const profile = solveHierarchicalRiskParity(moments);
  expect(difference(profile.weights, results.hrp_profile)).toBeLessThan(1e-12);
  const direct = solveHierarchicalRiskParity(moments, { distance: "correlation" });
  expect(difference(direct.weights, results.hrp_correlation)).toBeLessThan(1e-12);
});

describe("closed forms", () => {
  test("two assets: w₁ = (σ₂² − σ₁₂)/(σ₁² + σ₂² − 2σ₁₂)", async () => {
    const two: Moments = {
      assets: [{ name: "A" }, { name: "B" }],
      mean: Float64Array.of(0.05, 0.1),
      covariance: Float64Array.of(0.04, 0.012, 0.012, 0.09),
      source: { estimator: "given" },
    };
    const { weights, variance } = await minimiseVariance(two);
    const first = (0.09 - 0.012) / (0.04 + 0.09 - 0.024);
    expect(weights[0]).toBeCloseTo(first, 8);
    expect(variance).toBeCloseTo((0.04 * 0.09 - 0.012 ** 2) / (0.04 + 0.09 - 0.024), 10);
    // Equal risk of two assets: weights inverse to the volatilities, whatever the correlation.
    expect(solveRiskParity(two).weights[0]).toBeCloseTo(0.3 / (0.2 + 0.3), 12);
  });

  test("the unconstrained tangency portfolio has weights ∝ Σ⁻¹(μ − r)", async () => {
    const some = randomMoments(6, 21);
    const found = await maximiseSharpe(some, { riskFreeRate: 0.01, lower: -100, upper: 100 });
    // Σw is then proportional to μ − r.
    const ratios = some.mean.map((value, i) => {
      const product = found.weights.reduce((s, w, j) => s + w * some.covariance[i * 6 + j], 0);
      return (product / (value - 0.01)) * ((found.expectedReturn - 0.01) / found.variance);
    });
    expect(difference(ratios, new Float64Array(6).fill(1))).toBeLessThan(1e-6);
  });
});

describe("tracking", () => {
  const held = [0.3, 0, 0.25, 0, 0.2, 0, 0.25, 0, 0, 0, 0, 0];
  const benchmark = returns.map((r) => r.reduce((s, value, i) => s + value * held[i], 0));

  test("a benchmark's own weights track it without error, from weights and from its returns", async () => {
    for (const objective of [
      trackWeights(moments, held),
      trackBenchmark({ ...table, benchmark: { name: "index", returns: Float64Array.from(benchmark) } }),
    ]) {
      const found = await minimiseTrackingError(moments, objective);
      expect(difference(found.weights, held)).toBeLessThan(1e-6);
      expect(Math.abs(found.objective)).toBeLessThan(1e-12);
    }
  });

  test("the objective is the sample variance a year of the difference of returns", async () => {
    const objective = trackBenchmark({
      ...table,
      benchmark: { name: "index", returns: Float64Array.from(benchmark) },
    });
    const found = await minimiseTrackingError(moments, objective, { upper: 0.2 });
    const differences = returns.map(
      (r, t) => r.reduce((s, value, i) => s + value * found.weights[i], 0) - benchmark[t],
    );
    const average = differences.reduce((s, v) => s + v, 0) / differences.length;
    const variance = differences.reduce((s, v) => s + (v - average) ** 2, 0) / (differences.length - 1);
    expect(found.objective).toBeGreaterThan(1e-5);
    expect(found.objective / (12 * variance)).toBeCloseTo(1, 9);
    expect(() => trackBenchmark(table)).toThrow(/benchmark/);
  });
});

describe("frontier", () => {
  test(
    "98 assets and 50 points take less than 5 seconds; variance grows with return",
    { retry: 2 },
    async () => {
      const start = performance.now();
      const frontier = await efficientFrontier(randomMoments(98, 1), { points: 50 });
      expect(performance.now() - start).toBeLessThan(5000);
      expect(frontier).toHaveLength(50);
      for (let k = 1; k < 50; k++) {
        expect(frontier[k].expectedReturn).toBeGreaterThan(frontier[k - 1].expectedReturn);
        expect(frontier[k].variance).toBeGreaterThan(frontier[k - 1].variance);
      }
      const least = await minimiseVariance(randomMoments(98, 1));
      expect(frontier[0].variance).toBeCloseTo(least.variance, 12);
    },
  );

  test("a frontier with limited holdings lies above the one without and agrees with enumeration", async () => {
    const some = randomMoments(7, 8);
    const frontier = await cardinalityFrontier(some, { points: 4, holdings: 3, minimumHolding: 0.1 });
    let solved = 0;
    for (const { targetReturn, continuousVariance, solution } of frontier) {
      if (!solution) continue;
      solved++;
      expect(solution.proven).toBe(true);
      expect(solution.variance).toBeGreaterThanOrEqual(continuousVariance * (1 - 1e-8));
      expect(solution.expectedReturn).toBeCloseTo(targetReturn, 8);
    }
    expect(solved).toBeGreaterThan(1);
  });
});

describe("limited holdings", () => {
  const some = randomMoments(8, 15);

  for (const [minimum, maximum] of [
    [3, 3],
    [1, 2],
    [5, 6],
  ] as const) {
    test(`${minimum} to ${maximum} holdings agree with a quadratic programme for every selection`, async () => {
      let best = Infinity;
      for (let mask = 1; mask < 256; mask++) {
        const held = some.assets.map((_, i) => (mask >> i) & 1);
        const count = held.reduce((s, v) => s + v, 0);
        if (count < minimum || count > maximum) continue;
        const found = await solveMeanVariance(some, {
          riskAversion: 4,
          lower: held.map((v) => 0.1 * v),
          upper: held.map((v) => 0.6 * v),
        }).catch((error: unknown) => {
          if (error instanceof MandateError) return undefined;
          throw error;
        });
        best = Math.min(best, found?.objective ?? Infinity);
      }
      const solution = await solveCardinalityMeanVariance(some, {
        riskAversion: 4,
        holdings: { minimum, maximum },
        minimumHolding: 0.1,
        upper: 0.6,
      });
      expect(solution?.proven).toBe(true);
      expect(Math.abs(solution!.objective / best - 1)).toBeLessThan(1e-6);
      expect(solution!.selection.length).toBeGreaterThanOrEqual(minimum);
      expect(solution!.selection.length).toBeLessThanOrEqual(maximum);
    });
  }

  test("a mandate that nothing fulfils has no solution", async () => {
    const options = { holdings: 2, upper: 0.4 };
    expect(await solveCardinalityMeanVariance(some, options)).toBeUndefined();
    await expect(solveCardinalityMeanVariance(some, { holdings: 2, minimumReturn: 7 })).rejects.toThrow(
      /return of at least 7/,
    );
  });
});

describe("bad input", () => {
  test("demands that conflict are named", async () => {
    const groups = [
      { name: "A", assets: [0, 3], minimum: 0.7 },
      { name: "B", assets: [1, 4], minimum: 0.4 },
      { name: "C", assets: [2, 5], maximum: 0.1 },
    ];
    const error: unknown = await minimiseVariance(moments, { groups }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MandateError);
    expect((error as MandateError).message).toMatch(
      /"weights sum to 1", "A: at least 0.7.*", "B: at least 0.4/,
    );
    expect((error as MandateError).message).not.toMatch(/"C/);
    await expect(minimiseVariance(moments, { upper: 0.05 })).rejects.toThrow(
      /"weights sum to 1".*greatest weights/,
    );
    await expect(minimiseVariance(moments, { minimumReturn: 9 })).rejects.toThrow(/return of at least 9/);
  });

  test("an indefinite covariance is refused", async () => {
    const indefinite: Moments = {
      assets: [{ name: "A" }, { name: "B" }],
      mean: Float64Array.of(0, 0),
      covariance: Float64Array.of(0.01, 0.02, 0.02, 0.01),
      source: { estimator: "given" },
    };
    await expect(minimiseVariance(indefinite)).rejects.toThrow(MomentsError);
    expect(() => solveRiskParity(indefinite)).toThrow(MomentsError);
    await expect(maximiseSharpe(moments, { riskFreeRate: 5 })).rejects.toThrow(/risk-free rate 5/);
  });
});

const data = new URL("../../../../../shared/data/finance/hang-seng/", import.meta.url);
const rows = (name: string): number[][] =>
  readFileSync(new URL(name, data), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(",").map(Number));

// The OR-Library's port1, Chang et al., Comput. Oper. Res. 27, 1271 (2000): 2,000 published points.
test.skipIf(!existsSync(data))(
  "the published Hang Seng frontier is met to 1e-6 (skipped without its data)",
  async () => {
    const figures = rows("return.csv");
    const size = figures.length;
    const covariance = new Float64Array(size * size);
    for (const [i, j, correlation] of rows("risk.csv")) {
      const value = correlation * figures[i - 1][1] * figures[j - 1][1];
      covariance[(i - 1) * size + j - 1] = value;
      covariance[(j - 1) * size + i - 1] = value;
    }
    const hangSeng: Moments = {
      assets: figures.map((_, i) => ({ name: `S${i + 1}` })),
      mean: Float64Array.from(figures, ([value]) => value),
      covariance,
      source: { estimator: "published" },
    };
    const published = rows("frontier.csv").filter((_, index) => index % 40 === 0);
    const found = await efficientFrontier(hangSeng, { returns: published.map(([target]) => target) });
    expect(found.length).toBe(50);
    found.forEach(({ variance }, k) => expect(Math.abs(variance / published[k][1] - 1)).toBeLessThan(1e-6));
  },
);
