import { expect, test } from "vitest";
import { enumerateOptimum, visitFeasible } from "../../classical/enumerate.ts";
import { maskToBits } from "../../problems/binary-quadratic-problem.ts";
import { isFeasible } from "../../problems/constrained-binary-problem.ts";
import { createSelectionProblem, type SelectionMandate } from "../../problems/selection-problem.ts";
import { randomMoments } from "../../problems/testing/random-moments.ts";
import { penaliseStates } from "./penalise-states.ts";
import { solveConstrained } from "./solve-constrained.ts";

const moments = randomMoments(9, 4);
const mandate = (more: Partial<SelectionMandate>) =>
  createSelectionProblem({ moments, objective: { kind: "mean-variance", riskAversion: 2 }, ...more });

const groups = [
  { name: "A", assets: [0, 3, 6], maximum: 1 },
  { name: "B", assets: [1, 4, 7], minimum: 1 },
];

test.each([
  { name: "a range", problem: mandate({ pick: { minimum: 2, maximum: 4 } }) },
  {
    name: "a range with groups and a required asset",
    problem: mandate({ pick: { minimum: 2, maximum: 4 }, groups, required: [8] }),
  },
  { name: "groups alone", problem: mandate({ groups }) },
  { name: "one number with changes", problem: mandate({ pick: 3, today: [0, 1, 2], maximumChanges: 2 }) },
])("$name: the union of sectors and all states agree with trying all states", async ({ problem }) => {
  const exact = enumerateOptimum(problem)!;
  let feasible = 0;
  visitFeasible(problem, () => feasible++);
  for (const mixer of ["xy-ring", "x"] as const) {
    const result = await solveConstrained(problem, { mixer, layers: 2, maxIterations: 40, shots: 2000 });
    expect(result.optimum.cost).toBeCloseTo(exact.objective, 12);
    expect(maskToBits(result.optimum.mask, 9)).toEqual(exact.bits);
    expect(result.uniformProbability).toBeCloseTo(result.optimum.count / feasible, 12);
    expect(result.optimumProbability).toBeGreaterThan(0);
    expect(isFeasible(problem, maskToBits(result.bestFound!.mask, 9))).toBe(true);
    expect(result.bestFound!.cost).toBeGreaterThanOrEqual(exact.objective - 1e-12);
    for (const { penalty, weight } of result.runs) {
      expect(penalty === undefined || penalty.isSafe).toBe(true);
      expect(weight === undefined).toBe(mixer === "x");
    }
  }
});

test("sectors alone need no penalty; a range of three numbers is three runs that share the shots", async () => {
  const { runs } = await solveConstrained(mandate({ pick: { minimum: 2, maximum: 4 } }), {
    layers: 1,
    shots: 100,
  });
  expect(runs.map(({ weight }) => weight)).toEqual([2, 3, 4]);
  expect(runs.every(({ penalty }) => penalty === undefined)).toBe(true);
  expect(runs.every(({ result }) => result.feasibleProbability > 1 - 1e-12)).toBe(true);
});

test("no state outside the limits costs less than the best within, and one of less than the weight would", () => {
  const problem = mandate({ pick: 3, groups });
  const { problem: states, penalty } = penaliseStates(problem, "xy-ring", 3)!;
  expect(penalty!.isSafe).toBe(true);
  expect(penalty!.feasibleObjective).toBeCloseTo(enumerateOptimum(problem)!.objective, 12);
  const costs = states.cost as Float64Array;
  expect(costs).toHaveLength(84);
  expect(Math.min(...costs)).toBeCloseTo(penalty!.feasibleObjective, 12);
});

test("constraints that contradict each other are named", async () => {
  const contradiction = mandate({ pick: 2, required: [0, 1, 2] });
  await expect(solveConstrained(contradiction)).rejects.toThrow(/"pick 2 of 9 assets".*cannot hold together/);
});
