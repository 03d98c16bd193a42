import { createRandom } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { groupLimitsBySector } from "../problems/group-limit.ts";
import { trackWeights } from "../problems/portfolio-objective.ts";
import { MandateError } from "../errors.ts";
import { randomMoments } from "../problems/testing/random-moments.ts";
import { solveCardinalityMeanVariance } from "./cardinality-mean-variance.ts";
import { efficientFrontier } from "./efficient-frontier.ts";
import { solveProgram } from "./highs-solver.ts";
import { boundHoldings } from "./holdings-bounds.ts";
import { type HoldingsSearch, open, relaxHoldings } from "./holdings-relaxation.ts";
import { relaxByPerspective } from "./perspective-relaxation.ts";
import { prepareHoldingsSearch } from "./prepare-holdings-search.ts";
import { feasibleStart, minimiseOverSimplex } from "./simplex-quadratic.ts";
import { splitDiagonal } from "./split-diagonal.ts";
import { minimiseTrackingError, minimiseVariance } from "./mean-variance.ts";
import { choleskyFactor, quadraticForm } from "./symmetric-matrix.ts";
import { buildWeightProgram } from "./weight-mandate.ts";

const seeds = [1, 2, 3, 4];

/** All selections of k of n assets. */
function* selections(n: number, k: number, from = 0): Generator<number[]> {
  if (k === 0) yield [];
  for (let i = from; k > 0 && i <= n - k; i++)
    for (const rest of selections(n, k - 1, i + 1)) yield [i, ...rest];
}

test.each(seeds)("a split leaves a definite rest of a positive diagonal (seed %i)", (seed) => {
  const { covariance } = randomMoments(15, seed);
  const split = splitDiagonal(covariance, 15, new Float64Array(15).fill(1));
  expect(choleskyFactor(split!.rest, 15)).toBeDefined();
  let [taken, trace] = [0, 0];
  split!.diagonal.forEach((value, i) => {
    expect(value).toBeGreaterThanOrEqual(0);
    taken += value;
    trace += covariance[16 * i];
  });
  // The factor model's residual variances are at least 0.01 each and could all be taken.
  expect(taken).toBeGreaterThan(0.15);
  expect(taken).toBeLessThan(trace);
});

test.each(seeds)(
  "pairs of variables reach the optimum that HiGHS finds, from both sides (seed %i)",
  async (seed) => {
    const n = 12;
    const random = createRandom(seed);
    const { covariance: matrix, mean } = randomMoments(n, seed);
    const linear = mean.map((value) => -value);
    const lower = Float64Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 0.02 : 0));
    const upper = Float64Array.from({ length: n }, () => 0.1 + 0.3 * random.uniform());
    const bends = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? random.uniform() : 0));
    const kinks = Float64Array.from({ length: n }, () => 0.1 * random.uniform());
    const start = feasibleStart(new Float64Array(n).fill(1 / n), lower, upper)!;
    const stop = { relativeGap: 1e-9, cutoff: Infinity };
    const { value, bound, point } = minimiseOverSimplex(
      { matrix, linear, bends, kinks, lower, upper },
      start,
      stop,
    );
    // Columns beyond the kinks: b ≥ w − kink, b ≥ 0, at d·b².
    const quadratic = new Float64Array(4 * n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) quadratic[i * 2 * n + j] = matrix[i * n + j];
      quadratic[(n + i) * (2 * n + 1)] = bends[i];
    }
    const { objective } = await solveProgram({
      cost: [...linear, ...new Float64Array(n)],
      quadratic: { size: 2 * n, matrix: quadratic },
      lower: [...lower, ...new Float64Array(n)],
      upper: [...upper, ...new Float64Array(n).fill(1)],
      rows: [
        { indices: [...lower.keys()], values: [...lower].map(() => 1), lower: 1, upper: 1 },
        ...[...lower.keys()].map((i) => ({
          indices: [i, n + i],
          values: [1, -1],
          lower: -Infinity,
          upper: kinks[i],
        })),
      ],
    });
    expect(point.reduce((sum, entry) => sum + entry, 0)).toBeCloseTo(1, 12);
    // HiGHS ends within 1e-9 of its scaled objective.
    expect(bound).toBeLessThanOrEqual(objective + 1e-8);
    expect(value).toBeGreaterThanOrEqual(objective - 1e-8);
    expect(value - bound).toBeLessThan(1e-8);
  },
);

describe.each([1, 2])("three of nine assets (seed %i)", (seed) => {
  const n = 9;
  const moments = randomMoments(n, seed);
  const risk = 3;
  const search: HoldingsSearch = {
    program: buildWeightProgram(moments, { upper: 0.6 }),
    rows: buildWeightProgram(moments, {}).rows,
    cost: moments.mean.map((value) => -value),
    matrix: moments.covariance.map((value) => risk * value),
    least: new Float64Array(n).fill(0.05),
    minimum: 1,
    maximum: 3,
  };

  /** Least objective over all selections, by a quadratic programme each. */
  const bruteForce = async (targetReturn?: number): Promise<number> => {
    let best = Infinity;
    for (let k = 1; k <= 3; k++) {
      for (const chosen of selections(n, k)) {
        const bound = (limit: number): Float64Array =>
          Float64Array.from({ length: n }, (_, i) => (chosen.includes(i) ? limit : 0));
        const result = await solveProgram({
          cost: targetReturn === undefined ? search.cost : new Float64Array(n),
          quadratic: { size: n, matrix: targetReturn === undefined ? search.matrix! : moments.covariance },
          lower: bound(0.05),
          upper: bound(0.6),
          rows: [
            ...search.rows,
            ...(targetReturn === undefined
              ? []
              : [
                  {
                    indices: [...moments.mean.keys()],
                    values: [...moments.mean],
                    lower: targetReturn,
                    upper: targetReturn,
                  },
                ]),
          ],
        });
        if (result.status === "optimal") best = Math.min(best, result.objective);
      }
    }
    return best;
  };

  test("any prices give a bound, those of the root a better one than no count of holdings", async () => {
    const optimum = await bruteForce();
    const split = splitDiagonal(search.matrix!, n, new Float64Array(n).fill(1))!;
    const problem = { search, split, mean: moments.mean, targetReturn: undefined, pricedRows: undefined };
    const status = new Uint8Array(n).fill(open);
    const start = new Float64Array(n).fill(1 / n);
    const stop = { relativeGap: 1e-9, cutoff: Infinity };
    for (const holding of [0, 1e-5, 1e-3, 0.01, 0.1, 1]) {
      const node = relaxByPerspective(problem, status, { holding, return: 0 }, start, stop);
      expect(node!.bound).toBeLessThanOrEqual(optimum + 1e-9);
    }
    const bounds = await boundHoldings(search, moments.mean, undefined, undefined, Infinity, () =>
      Promise.resolve(),
    );
    const { root } = bounds!;
    const { objective: uncounted } = await solveProgram({
      cost: search.cost,
      quadratic: { size: n, matrix: search.matrix! },
      lower: search.program.lower,
      upper: search.program.upper,
      rows: search.rows,
    });
    expect(root.bound).toBeLessThanOrEqual(optimum + 1e-9);
    expect(root.bound).toBeGreaterThan(uncounted - 1e-4 * Math.abs(uncounted));
  });

  test("the branch and bound finds what trying all selections finds", async () => {
    const options = { upper: 0.6, holdings: { maximum: 3 }, minimumHolding: 0.05 };
    const solution = await solveCardinalityMeanVariance(moments, { ...options, riskAversion: risk });
    expect(solution!.proven).toBe(true);
    expect(Math.abs(solution!.objective - (await bruteForce()))).toBeLessThan(1e-8);
    const [first, last] = await efficientFrontier(moments, { upper: 0.6, points: 2 });
    const targetReturn = (first.expectedReturn + last.expectedReturn) / 2;
    const atReturn = await solveCardinalityMeanVariance(moments, { ...options, targetReturn });
    expect(atReturn!.proven).toBe(true);
    expect(Math.abs(atReturn!.objective - (await bruteForce(targetReturn)))).toBeLessThan(1e-8);
  });
});

test("ten of eighty assets like those of a market index are proven", async () => {
  const moments = randomMoments(80, 5);
  const solution = await solveCardinalityMeanVariance(moments, { holdings: 10, maximumSeconds: 20 });
  expect(solution!.proven).toBe(true);
  expect(solution!.selection).toHaveLength(10);
});

test("a benchmark tracked by few assets: all selections of three, the objective a variance of the difference", async () => {
  const moments = randomMoments(9, 7);
  const benchmark = trackWeights(moments, new Float64Array(9).fill(1 / 9));
  const solution = await solveCardinalityMeanVariance(moments, {
    holdings: 3,
    minimumHolding: 0.05,
    tracking: benchmark,
  });
  let best = Infinity;
  for (const chosen of selections(9, 3)) {
    const pick = (limit: number): Float64Array =>
      Float64Array.from({ length: 9 }, (_, i) => (chosen.includes(i) ? limit : 0));
    const { objective } = await minimiseTrackingError(moments, benchmark, {
      lower: pick(0.05),
      upper: pick(1),
    });
    best = Math.min(best, objective);
  }
  expect(solution!.proven).toBe(true);
  expect(Math.abs(solution!.objective / best - 1)).toBeLessThan(1e-6);
  expect(best).toBeGreaterThan(1e-4);
  // The same as the quadratic form of the difference of weights.
  const difference = solution!.weights.map((weight) => weight - 1 / 9);
  expect(quadraticForm(moments.covariance, difference)).toBeCloseTo(solution!.objective, 10);
});

test.each([1, 2, 3])("groups and a least return: all selections of at most three (seed %i)", async (seed) => {
  const moments = randomMoments(9, seed);
  const mandate = {
    groups: groupLimitsBySector(moments, { A: { minimum: 0.4 }, B: { maximum: 0.25 } }),
    minimumReturn: 0.08,
  };
  const solution = await solveCardinalityMeanVariance(moments, {
    ...mandate,
    holdings: { maximum: 3 },
    minimumHolding: 0.05,
  });
  let best = Infinity;
  for (let k = 1; k <= 3; k++) {
    for (const chosen of selections(9, k)) {
      const pick = (limit: number): Float64Array =>
        Float64Array.from({ length: 9 }, (_, i) => (chosen.includes(i) ? limit : 0));
      const found = await minimiseVariance(moments, { ...mandate, lower: pick(0.05), upper: pick(1) }).catch(
        (error: unknown) => {
          if (!(error instanceof MandateError)) throw error;
        },
      );
      best = Math.min(best, found?.variance ?? Infinity);
    }
  }
  expect(solution!.proven).toBe(true);
  expect(Math.abs(solution!.objective / best - 1)).toBeLessThan(1e-6);
});

test("prices of rows keep the bound of the plain programme, and bound from below", async () => {
  const moments = randomMoments(30, 3);
  const groups = groupLimitsBySector(moments, { A: { minimum: 0.5 }, B: { maximum: 0.1 } });
  const search = prepareHoldingsSearch(moments, { holdings: { maximum: 5 }, groups });
  const plain = await relaxHoldings(search, new Uint8Array(30).fill(open));
  const arguments_ = [
    search,
    moments.mean,
    undefined,
    plain!.rowPrices,
    Infinity,
    () => Promise.resolve(),
  ] as const;
  const bounds = await boundHoldings(...arguments_);
  const solution = await solveCardinalityMeanVariance(moments, { holdings: { maximum: 5 }, groups });
  expect(solution!.proven).toBe(true);
  expect(plain!.rowPrices!.filter((price) => Math.abs(price) > 1e-6).length).toBeGreaterThan(1);
  expect(bounds!.root.bound).toBeGreaterThan(plain!.bound);
  expect(bounds!.root.bound).toBeLessThanOrEqual(solution!.objective);
});
