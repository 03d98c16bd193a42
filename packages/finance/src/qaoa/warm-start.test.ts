import { mixerEdges } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { branchAndBound } from "../classical/branch-and-bound.ts";
import type { BinaryQuadraticProblem } from "../problems/binary-quadratic-problem.ts";
import { createConstraint } from "../problems/constrained-binary-problem.ts";
import { createSelectionProblem } from "../problems/selection-problem.ts";
import { randomMoments } from "../problems/testing/random-moments.ts";
import { surveyProblem } from "./qaoa-problem.ts";
import { relaxedWarmStart } from "./relaxed-warm-start.ts";
import { solveQaoa } from "./solve-qaoa.ts";
import { alignedTilts, warmStartState } from "./warm-start.ts";

function selection(assets: number): { readonly objective: BinaryQuadraticProblem } {
  return createSelectionProblem({
    moments: randomMoments(assets, 6),
    objective: { kind: "mean-variance", riskAversion: 2 },
  });
}

test("the first state of an aligned warm start is an eigenstate of its mixer's generator", () => {
  const warmStart = { probabilities: [0.1, 0.35, 0.5, 0.62, 0.95, 0.3], margin: 0.05 };
  const hasBit = (mask: number, bit: number): boolean => ((mask >>> bit) & 1) === 1;
  const check = (mixer: "x" | "xy-complete", weight: number | undefined, eigenvalue: number): void => {
    const landscape = surveyProblem(
      { variableCount: 6, cost: () => 0, ...(weight === undefined ? {} : { weight }) },
      mixer,
    );
    const { real } = warmStartState(landscape, warmStart);
    const tilts = alignedTilts(mixer, warmStart);
    const amplitude = (mask: number): number => real[landscape.masks.indexOf(mask)];
    const pairs = mixerEdges(mixer, 6);
    landscape.masks.forEach((mask, k) => {
      let sum = 0;
      tilts.forEach((tilt, rotation) => {
        const [lower, higher] = pairs?.[rotation] ?? [rotation, -1];
        if (pairs && hasBit(mask, lower) === hasBit(mask, higher)) return;
        const isFirst = pairs ? hasBit(mask, lower) : !hasBit(mask, lower);
        const partner = pairs ? mask ^ (2 ** lower + 2 ** higher) : mask ^ (2 ** lower);
        sum += (isFirst ? 1 : -1) * Math.cos(tilt) * real[k] + Math.sin(tilt) * amplitude(partner);
      });
      expect(Math.abs(sum - eigenvalue * real[k])).toBeLessThan(1e-13);
    });
  };
  check("x", undefined, 6);
  check("xy-complete", 2, 8);
});

test("an aligned warm start reaches the optimum with better odds than its first state and than a plain mixer", async () => {
  const objective = selection(8).objective;
  const relaxed = await relaxedWarmStart(objective, { weight: 3 });
  const problem = { variableCount: 8, cost: objective, weight: 3 };
  const aligned = await solveQaoa(problem, { layers: 3, warmStart: relaxed.warmStart });
  const plain = await solveQaoa(problem, { layers: 3, warmStart: { ...relaxed.warmStart, mixer: "plain" } });
  expect(aligned.feasibleProbability).toBeCloseTo(1, 12);
  expect(aligned.energy).toBeLessThan(aligned.control.energy);
  expect(aligned.control.energy).toBeCloseTo(plain.control.energy, 12);
  expect(relaxed.lowerBound).toBeLessThanOrEqual(aligned.optimum.cost + 1e-9);
  expect(relaxed.rounded.cost).toBeGreaterThanOrEqual(aligned.optimum.cost - 1e-12);
  expect(relaxed.rounded.selection).toHaveLength(3);
  // Without a weight, all states of the qubits.
  const free = await relaxedWarmStart(objective);
  const result = await solveQaoa(
    { variableCount: 8, cost: objective },
    { layers: 2, warmStart: free.warmStart },
  );
  expect(free.lowerBound).toBeLessThanOrEqual(result.optimum.cost + 1e-9);
  expect(result.energy).toBeLessThan(result.control.energy);
});

test("40 variables in a sector: masks wider than 31 bits", async () => {
  const objective = selection(40).objective;
  const result = await solveQaoa(
    { variableCount: 40, cost: objective, weight: 3 },
    { layers: 1, maxIterations: 20 },
  );
  const exact = branchAndBound({
    objective,
    constraints: [createConstraint("three", new Float64Array(40).fill(1), { lower: 3, upper: 3 })],
  });
  expect(result.space.size).toBe(9880);
  expect(result.optimum.cost).toBeCloseTo(exact!.objective, 12);
  expect(result.optimum.selection).toEqual([...exact!.bits.keys()].filter((i) => exact!.bits[i] === 1));
  expect(result.optimum.mask).toBe(result.optimum.selection.reduce((mask, bit) => mask + 2 ** bit, 0));
  const highest = await solveQaoa(
    { variableCount: 40, cost: (mask) => (mask >= 2 ** 39 ? -1 : 0), weight: 2 },
    { layers: 1, maxIterations: 5 },
  );
  expect(highest.optimum.count).toBe(39);
});
