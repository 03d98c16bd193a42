import { createRandom } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import {
  createBinaryQuadraticProblem,
  evaluateBinaryQuadratic,
  maskToBits,
} from "../../problems/binary-quadratic-problem.ts";
import type { ConstrainedBinaryProblem } from "../../problems/constrained-binary-problem.ts";
import { penalisedCosts } from "./penalised-costs.ts";

/** More variables than one table of bits holds. */
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
const problem: ConstrainedBinaryProblem = { objective, constraints };

const isMet = (mask: number): boolean => {
  const bits = maskToBits(mask, n);
  return constraints.every(({ coefficients, lower, upper }) => {
    const sum = coefficients.reduce((total, value, index) => total + value * bits[index], 0);
    return sum >= lower && sum <= upper;
  });
};
const weightOf = (mask: number): number => maskToBits(mask, n).reduce((sum, bit) => sum + bit, 0);
const masks = Array.from({ length: 2 ** n }, (_, mask) => mask);

describe.each([[5], [undefined]])("states with %s ones", (weight) => {
  const states = weight === undefined ? masks : masks.filter((mask) => weightOf(mask) === weight);
  const { costs, isFeasible, least, greatest, feasibleCount, penalty } = penalisedCosts(
    problem,
    weight,
    states.length,
  )!;

  test("feasible ones keep their objective, and are told from the others", () => {
    const feasible = states.filter(isMet);
    const values = feasible.map((mask) => evaluateBinaryQuadratic(objective, maskToBits(mask, n)));
    expect(feasible.length).toBe(feasibleCount);
    expect(feasibleCount).toBeGreaterThan(10);
    expect(least).toBeCloseTo(Math.min(...values), 12);
    expect(greatest).toBeCloseTo(Math.max(...values), 12);
    states.forEach((mask, index) => {
      expect(isFeasible!(mask)).toBe(isMet(mask));
      if (isMet(mask)) expect(costs[index]).toBeCloseTo(values[feasible.indexOf(mask)], 12);
    });
  });

  test("none outside the limits lies at or below the optimum within", () => {
    const outside = states.flatMap((mask, index) => (isMet(mask) ? [] : [costs[index]]));
    expect(Math.min(...outside)).toBeGreaterThan(least);
    expect(penalty!.leastOutside).toBe(Math.min(...outside));
    expect(penalty!.message).toContain(states.length.toLocaleString("en-US"));
  });
});

test("a space without a feasible state is said to be empty", () => {
  const none = { name: "none", coefficients: indicator(1), lower: 1, upper: 1 };
  const other = { name: "other", coefficients: indicator(1), lower: 0, upper: 0 };
  expect(penalisedCosts({ objective, constraints: [none, other] }, 4, 715)).toBeUndefined();
});
