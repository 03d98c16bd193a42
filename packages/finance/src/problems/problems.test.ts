import { describe, expect, test } from "vitest";
import { solveMixedInteger } from "../classical/solve-mixed-integer.ts";
import { branchAndBound } from "../classical/branch-and-bound.ts";
import { branchAndBoundQuadratic } from "../classical/quadratic-branch-and-bound.ts";
import { solveExactly } from "../classical/solve-exactly.ts";
import { enumerateOptimum, visitFeasible } from "../classical/enumerate.ts";
import { searchLocally } from "../classical/local-search.ts";
import { anneal } from "../classical/simulated-annealing.ts";
import { MandateError } from "../errors.ts";
import {
  evaluateBinaryQuadratic,
  maskToBits,
  binaryQuadraticToPauliSum,
} from "./binary-quadratic-problem.ts";
import { isFeasible, type PortfolioProblem, toHammingSector } from "./constrained-binary-problem.ts";
import { findConflict, assertMandateCanBeMet } from "./find-conflict.ts";
import { groupLimitsBySector } from "./group-limit.ts";
import { createLotProblem } from "./lot-problem.ts";
import { penalise } from "./penalised-problem.ts";
import { trackWeights } from "./portfolio-objective.ts";
import { createSelectionProblem } from "./selection-problem.ts";
import { randomMoments } from "./testing/random-moments.ts";
import { createWeightStepProblem } from "./weight-step-problem.ts";

const quadraticForm = (matrix: Float64Array, w: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < w.length; i++)
    for (let j = 0; j < w.length; j++) sum += w[i] * matrix[i * w.length + j] * w[j];
  return sum;
};
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((s, v, i) => s + v * b[i], 0);

/** Every vector of whole units up to `greatest`. */
function* unitVectors(greatest: readonly number[]): Generator<number[]> {
  const units = greatest.map(() => 0);
  for (;;) {
    yield [...units];
    let i = 0;
    while (i < units.length && units[i] === greatest[i]) units[i++] = 0;
    if (i === units.length) return;
    units[i]++;
  }
}

/** Least objective over unit vectors, by the mandate's own words. */
function bruteForce(
  greatest: readonly number[],
  objective: (units: readonly number[]) => number,
  allowed: (units: readonly number[]) => boolean,
): { objective: number; units: number[] } {
  let best = { objective: Infinity, units: [] as number[] };
  for (const units of unitVectors(greatest)) {
    if (!allowed(units)) continue;
    const value = objective(units);
    if (value < best.objective) best = { objective: value, units };
  }
  return best;
}

async function expectAllSolvers(problem: PortfolioProblem, expected: { objective: number; units: number[] }) {
  expect(expected.units.length).toBeGreaterThan(0);
  const milp = await solveMixedInteger(problem);
  const bound = branchAndBound(problem);
  const quadratic = await branchAndBoundQuadratic(problem);
  for (const solution of [milp, bound, quadratic, await solveExactly(problem)]) {
    expect(solution?.proven).toBe(true);
    expect(solution?.objective).toBeCloseTo(expected.objective, 8);
    const { units } = problem.decode(solution!.bits);
    expect(units).toEqual(expected.units);
    expect(isFeasible(problem, solution!.bits)).toBe(true);
  }
}

describe("selection", () => {
  const moments = randomMoments(10, 3);
  const common = {
    moments,
    objective: { kind: "mean-variance", riskAversion: 1.5 },
    groups: groupLimitsBySector(moments, { A: { minimum: 1, maximum: 2 }, B: { maximum: 1 } }),
    today: [0, 1, 2, 3],
    maximumChanges: 5,
    costs: { fixed: 0.004, proportional: 0.003 },
    pick: { minimum: 3, maximum: 5 },
    excluded: [4],
  } as const;
  const direct = (x: readonly number[]): number => {
    const traded = x.filter((v, i) => v !== (i < 4 ? 1 : 0)).length;
    return 1.5 * quadraticForm(moments.covariance, x) - dot(moments.mean, x) + 0.007 * traded;
  };

  test("groups, range, exclusion, changes and costs agree with brute force in every exact solver", async () => {
    const problem = createSelectionProblem(common);
    const count = (x: readonly number[], of: (i: number) => boolean): number =>
      x.filter((v, i) => v && of(i)).length;
    const expected = bruteForce(
      Array<number>(10).fill(1),
      direct,
      (x) =>
        count(x, () => true) >= 3 &&
        count(x, () => true) <= 5 &&
        count(x, (i) => i % 3 === 0) >= 1 &&
        count(x, (i) => i % 3 === 0) <= 2 &&
        count(x, (i) => i % 3 === 1) <= 1 &&
        !x[4] &&
        x.filter((v, i) => v !== (i < 4 ? 1 : 0)).length <= 5,
    );
    await expectAllSolvers(problem, expected);
    const enumerated = enumerateOptimum(problem);
    expect(enumerated?.objective).toBeCloseTo(expected.objective, 12);
    for (const solution of [searchLocally(problem, { seed: 2 }), anneal(problem, { seed: 2 })]) {
      expect(solution!.objective).toBeGreaterThanOrEqual(expected.objective - 1e-12);
      expect(isFeasible(problem, solution!.bits)).toBe(true);
    }
  });

  test("tracking with the benchmark's own holdings has no error", () => {
    const weights = moments.assets.map((_, i) => (i % 2 === 0 ? 0.2 : 0));
    const problem = createSelectionProblem({ moments, objective: trackWeights(moments, weights), pick: 5 });
    const best = enumerateOptimum(problem);
    expect(problem.decode(best!.bits).selection).toEqual([0, 2, 4, 6, 8]);
    expect(best!.objective).toBeCloseTo(0, 12);
    expect(() => createSelectionProblem({ moments, objective: trackWeights(moments, weights) })).toThrow(
      MandateError,
    );
  });

  test("a number of holdings alone is a Hamming sector, other limits are not", () => {
    const objective = common.objective;
    expect(toHammingSector(createSelectionProblem({ moments, objective, pick: 4 }))?.weights).toEqual([4]);
    const range = createSelectionProblem({ moments, objective, pick: { minimum: 2, maximum: 4 } });
    expect(toHammingSector(range)?.weights).toEqual([2, 3, 4]);
    expect(toHammingSector(createSelectionProblem({ ...common, groups: [] }))).toBeUndefined();
  });

  test("values out of range are named", () => {
    expect(() => createSelectionProblem({ ...common, pick: 11 })).toThrow(
      /pick must be an integer in \[0, 10\]/,
    );
    expect(() => createSelectionProblem({ ...common, excluded: [10] })).toThrow(/excluded/);
    expect(() => groupLimitsBySector(moments, { Z: {} })).toThrow(/sector "Z".*A, B, C/);
  });
});

describe("contradictions", () => {
  const moments = randomMoments(9, 4);
  const objective = { kind: "mean-variance", riskAversion: 1 } as const;

  test("exactly the demands that conflict are named", async () => {
    const problem = createSelectionProblem({
      moments,
      objective,
      pick: 7,
      groups: groupLimitsBySector(moments, { A: { maximum: 1 }, B: { maximum: 2 }, C: { minimum: 1 } }),
      required: [2],
    });
    expect(await findConflict(problem)).toEqual([
      "pick 7 of 9 assets",
      "A: at most 1 holdings",
      "B: at most 2 holdings",
    ]);
    await expect(assertMandateCanBeMet(problem)).rejects.toThrow(/contradicts itself: "pick 7 of 9 assets"/);
    expect(branchAndBound(problem)).toBeUndefined();
    expect(await solveMixedInteger(problem)).toBeUndefined();
    expect(await branchAndBoundQuadratic(problem)).toBeUndefined();
    await expect(solveExactly(problem)).rejects.toThrow(/contradicts itself: "pick 7 of 9 assets"/);
    expect(() => penalise(problem)).toThrow(MandateError);
  });

  test("a mandate that can be met has no conflict", async () => {
    expect(await findConflict(createSelectionProblem({ moments, objective, pick: 7 }))).toBeUndefined();
  });
});

describe("whole units", () => {
  const moments = randomMoments(4, 7);
  const objective = { kind: "mean-variance", riskAversion: 2 } as const;
  const ofWeights = (w: ArrayLike<number>): number =>
    2 * quadraticForm(moments.covariance, w) - dot(moments.mean, w);

  test("weights in steps with holdings, groups, turnover and costs agree with brute force", async () => {
    const today = [3, 1, 2, 0];
    const problem = createWeightStepProblem({
      moments,
      objective,
      steps: 6,
      maximumWeight: 0.67,
      minimumHolding: 2,
      holdings: { minimum: 2, maximum: 3 },
      groups: [{ name: "first two", assets: [0, 1], minimum: 0.3, maximum: 0.7 }],
      today,
      maximumTurnover: 0.5,
      costs: { fixed: 0.001, proportional: 0.01 },
    });
    const expected = bruteForce(
      [4, 4, 4, 4],
      (u) => {
        const trades = u.map((value, i) => Math.abs(value - today[i]));
        return (
          ofWeights(u.map((value) => value / 6)) +
          0.01 * trades.reduce((s, v) => s + v / 6, 0) +
          0.001 * trades.filter((v) => v > 0).length
        );
      },
      (u) => {
        const held = u.filter((value) => value > 0);
        const group = u[0] + u[1];
        return (
          u.reduce((s, v) => s + v, 0) === 6 &&
          held.every((value) => value >= 2) &&
          held.length >= 2 &&
          held.length <= 3 &&
          group >= 1.8 &&
          group <= 4.2 &&
          u.reduce((s, v, i) => s + Math.abs(v - today[i]), 0) / 12 <= 0.5
        );
      },
    );
    await expectAllSolvers(problem, expected);
  });

  test("lots under a budget agree with brute force, and leave cash where that is better", async () => {
    const prices = [17.3, 41.05, 8.99, 25];
    const problem = createLotProblem({
      moments,
      objective,
      prices,
      lotSizes: [1, 1, 2, 1],
      budget: 100,
      minimumInvested: 0.6,
    });
    const cost = (u: readonly number[]): number => dot(u, [17.3, 41.05, 17.98, 25]);
    const expected = bruteForce(
      [5, 2, 5, 4],
      (u) => ofWeights([u[0] * 0.173, u[1] * 0.4105, u[2] * 0.1798, u[3] * 0.25]),
      (u) => cost(u) <= 100 && cost(u) >= 60,
    );
    await expectAllSolvers(problem, expected);
    expect(
      problem.decode(branchAndBound(problem)!.bits).weights.reduce((s, v) => s + v, 0),
    ).toBeLessThanOrEqual(1);
  });

  test("values out of range are named", () => {
    expect(() => createLotProblem({ moments, objective, prices: [1, 2, -3, 4], budget: 10 })).toThrow(
      /prices\[2\]/,
    );
    expect(() => createWeightStepProblem({ moments, objective, steps: 0 })).toThrow(/steps/);
    expect(() =>
      createLotProblem({ moments, objective, prices: [1, 1, 1, 1], budget: 3, minimumLots: 4 }),
    ).toThrow(/minimumLots\[0\]/);
  });
});

describe("penalties", () => {
  const moments = randomMoments(8, 11);
  const objective = { kind: "mean-variance", riskAversion: 1 } as const;
  const mandates = {
    selection: createSelectionProblem({ moments, objective, pick: 3 }),
    range: createSelectionProblem({
      moments,
      objective,
      pick: { minimum: 2, maximum: 4 },
      groups: groupLimitsBySector(moments, { A: { maximum: 1 }, B: { minimum: 1, maximum: 2 } }),
    }),
    steps: createWeightStepProblem({
      moments: randomMoments(3, 5),
      objective,
      steps: 3,
      holdings: { maximum: 2 },
    }),
  };

  for (const [name, constrained] of Object.entries(mandates)) {
    for (const enumerationLimit of [18, 0]) {
      const proof = enumerationLimit > 0 ? "enumeration" : "bound";
      test(`${name}: no infeasible state lies below the feasible optimum (${proof})`, () => {
        const { problem, slackCount, penalty } = penalise(constrained, { enumerationLimit });
        expect(penalty).toMatchObject({ isSafe: true, proof });
        const n = constrained.objective.variableCount;
        const optimum = enumerateOptimum(constrained)!;
        expect(problem.variableCount).toBe(n + slackCount);
        let least = Infinity;
        let leastInfeasible = Infinity;
        let leastMask = 0;
        visitFeasible({ objective: problem, constraints: [] }, (mask, value) => {
          if (value < least) {
            least = value;
            leastMask = mask;
          }
          if (!isFeasible(constrained, maskToBits(mask, n)))
            leastInfeasible = Math.min(leastInfeasible, value);
        });
        expect(least).toBeCloseTo(optimum.objective, 9);
        expect(isFeasible(constrained, maskToBits(leastMask, n))).toBe(true);
        expect(leastInfeasible).toBeGreaterThan(optimum.objective);
        if (proof === "enumeration") expect(leastInfeasible).toBeCloseTo(penalty.infeasibleObjective, 9);
        else expect(leastInfeasible).toBeGreaterThanOrEqual(penalty.infeasibleObjective);
      });
    }
  }

  test("a weight that is too small is refuted", () => {
    expect(penalise(mandates.selection, { weight: 1e-4 }).penalty.isSafe).toBe(false);
  });

  test("the Ising Hamiltonian has the penalised values on its diagonal", () => {
    const { problem } = penalise(mandates.range);
    const hamiltonian = binaryQuadraticToPauliSum(problem);
    for (const mask of [0, 1, 37, 200, 2 ** problem.variableCount - 1]) {
      let eigenvalue = 0;
      for (const { x, z, real } of hamiltonian.terms) {
        expect(x).toBe(0);
        let sign = 1;
        for (let q = 0; q < problem.variableCount; q++) if (((z & mask) >> q) & 1) sign = -sign;
        eigenvalue += sign * real;
      }
      expect(eigenvalue).toBeCloseTo(
        evaluateBinaryQuadratic(problem, maskToBits(mask, problem.variableCount)),
        9,
      );
    }
  });
});
