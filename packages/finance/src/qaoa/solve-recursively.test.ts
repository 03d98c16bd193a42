import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import {
  createBinaryQuadraticProblem,
  evaluateBinaryQuadratic,
  maskToBits,
} from "../problems/binary-quadratic-problem.ts";
import type { BinaryQuadraticProblem } from "../problems/binary-quadratic-problem.ts";
import { surveyProblem } from "./qaoa-problem.ts";
import { solveRecursively } from "./solve-recursively.ts";

function randomProblem(variableCount: number, seed: number): BinaryQuadraticProblem {
  const random = createRandom(seed);
  return createBinaryQuadraticProblem({
    linear: Array.from({ length: variableCount }, () => random.normal()),
    quadratic: Array.from({ length: variableCount ** 2 }, () => random.normal()),
  });
}

test("the reduced cost is that of the selection, and never below the optimum", async () => {
  let found = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const problem = randomProblem(10, seed);
    const result = await solveRecursively(problem, { lastVariables: 3 });
    const { least, mean } = surveyProblem({ variableCount: 10, cost: problem }, "x");
    for (const solution of [result, result.control]) {
      expect(evaluateBinaryQuadratic(problem, maskToBits(solution.mask, 10))).toBeCloseTo(solution.cost, 10);
      expect(solution.cost).toBeGreaterThan(least - 1e-10);
      expect(solution.cost).toBeLessThan(mean);
      expect(solution.eliminations.length).toBe(7);
    }
    if (result.cost < least + 1e-10) found++;
  }
  // One layer finds most of these optima.
  expect(found).toBeGreaterThanOrEqual(4);
});

test("the spins of a chain follow their couplings", async () => {
  // Energy Σ J z z' along a chain, J = ±1, and a field on the first: no frustration, so every correlation has one sign.
  const signs = [1, -1, -1, 1, -1, 1, 1];
  const n = signs.length + 1;
  const linear = new Float64Array(n);
  const quadratic = new Float64Array(n * n);
  signs.forEach((sign, i) => {
    // J·z·z' = J·(1 − 2x − 2x' + 4xx').
    linear[i] -= 2 * sign;
    linear[i + 1] -= 2 * sign;
    quadratic[i * n + i + 1] += 4 * sign;
  });
  linear[0] += 1;
  const problem = createBinaryQuadraticProblem({ linear, quadratic });
  const result = await solveRecursively(problem, { lastVariables: 1 });
  const bits = [0];
  signs.forEach((sign, i) => bits.push(sign === 1 ? 1 - bits[i] : bits[i]));
  expect(Array.from(maskToBits(result.mask, n))).toEqual(bits);
  expect(result.control.mask).toBe(result.mask);
});

test("limits are named", async () => {
  await expect(solveRecursively(randomProblem(4, 1), { lastVariables: 0 })).rejects.toThrow(
    "lastVariables must be an integer in [1, 20], got 0",
  );
});
