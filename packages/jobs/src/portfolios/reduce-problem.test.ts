import { createBinaryQuadraticProblem, evaluateBinaryQuadratic, maskToBits } from "@ansatz/finance";
import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { reduceProblem, restoreBits } from "./reduce-problem.ts";

const n = 13;
const { normal } = createRandom(21);
const objective = createBinaryQuadraticProblem({
  linear: Array.from({ length: n }, normal),
  quadratic: Array.from({ length: n * n }, normal),
});
const indicator = (...assets: number[]): Float64Array =>
  Float64Array.from({ length: n }, (_, index) => (assets.includes(index) ? 1 : 0));
const signed = Float64Array.from({ length: n }, (_, index) => (index % 3 === 0 ? -2 : 1));
const constraints = [
  { name: "pick", coefficients: new Float64Array(n).fill(1), lower: 5, upper: 5 },
  { name: "few", coefficients: indicator(0, 5, 11, 12), lower: -Infinity, upper: 1 },
  { name: "signed", coefficients: signed, lower: -1, upper: 2 },
];

const isMet = (mask: number): boolean => {
  const bits = maskToBits(mask, n);
  return constraints.every(({ coefficients, lower, upper }) => {
    const sum = coefficients.reduce((total, value, index) => total + value * bits[index], 0);
    return sum >= lower && sum <= upper;
  });
};

test("a reduced problem has the objective and the demands of the whole one at every state", () => {
  const fixing = [
    { name: "hold 2", coefficients: indicator(2), lower: 1, upper: Infinity },
    { name: "not 7", coefficients: indicator(7), lower: -Infinity, upper: 0 },
    { name: "hold 9", coefficients: indicator(9), lower: 1, upper: Infinity },
  ];
  const whole = { objective, constraints: [...constraints, ...fixing] };
  const reduced = reduceProblem(whole);
  expect(reduced.problem.objective.variableCount).toBe(n - 3);
  expect(reduced.fixedOnes).toEqual([2, 9]);
  for (let mask = 0; mask < 2 ** (n - 3); mask += 7) {
    const ones = Array.from({ length: n - 3 }, (_, index) => index).filter((index) => (mask >> index) & 1);
    const bits = restoreBits(reduced, ones, n);
    const own = maskToBits(mask, n - 3);
    expect(evaluateBinaryQuadratic(reduced.problem.objective, own)).toBeCloseTo(
      evaluateBinaryQuadratic(objective, bits),
      12,
    );
    const isKept = reduced.problem.constraints.every(({ coefficients, lower, upper }) => {
      const sum = coefficients.reduce((total, value, index) => total + value * own[index], 0);
      return sum >= lower && sum <= upper;
    });
    expect(isKept).toBe(isMet(bits.reduce((sum, bit, index) => sum + bit * 2 ** index, 0)));
  }
});
