import { MandateError, PortfolioTooLargeError } from "../errors.ts";
import type { BinaryQuadraticProblem } from "../problems/binary-quadratic-problem.ts";
import { maskToBits } from "../problems/binary-quadratic-problem.ts";
import { cardinalityRange, type ConstrainedBinaryProblem } from "../problems/constrained-binary-problem.ts";
import type { BinarySolution } from "./exact-result.ts";

const greatestStateCount = 2 ** 30;

/** C(n, k) as a double; exact below 2⁵³. */
export function binomial(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let value = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++)
    value = Math.round((value * (n - Math.min(k, n - k) + i)) / i);
  return value;
}

/**
 * Calls `visit(mask, value)` for every state with `weight` set bits in ascending order of the mask (variable i is
 * bit i). A state costs O(1) on average: the change of f by each lower bit is carried down a tree that sets the
 * highest bit first. Throws {@link PortfolioTooLargeError} above 53 variables and {@link MandateError} for a weight outside [0, n].
 */
export function visitHammingWeight(
  problem: BinaryQuadraticProblem,
  weight: number,
  visit: (mask: number, value: number) => void,
): void {
  const n = problem.variableCount;
  if (n > 53) throw new PortfolioTooLargeError(`enumeration holds up to 53 variables, got ${n}`);
  if (!Number.isInteger(weight) || weight < 0 || weight > n) {
    throw new MandateError(`weight must be an integer in [0, ${n}], got ${weight}`);
  }
  if (weight === 0) {
    visit(0, problem.constant);
    return;
  }
  const { quadratic } = problem;
  const powers = Array.from({ length: n }, (_, index) => 2 ** index);
  const changes = Array.from({ length: weight + 1 }, () => new Float64Array(n));
  changes[weight].set(problem.linear);
  const descend = (count: number, end: number, mask: number, value: number): void => {
    const change = changes[count];
    if (count === 1) {
      for (let i = 0; i < end; i++) visit(mask + powers[i], value + change[i]);
      return;
    }
    const next = changes[count - 1];
    for (let highest = count - 1; highest < end; highest++) {
      const row = highest * n;
      for (let j = 0; j < highest; j++) next[j] = change[j] + 2 * quadratic[row + j];
      descend(count - 1, highest, mask + powers[highest], value + change[highest]);
    }
  };
  descend(weight, n, 0, problem.constant);
}

/** f of every state with `weight` set bits, in ascending order of the mask: C(n, weight) numbers. */
export function hammingWeightCosts(problem: BinaryQuadraticProblem, weight: number): Float64Array {
  const count = binomial(problem.variableCount, weight);
  if (count > 2 ** 28) {
    throw new PortfolioTooLargeError(
      `${problem.variableCount} choose ${weight} is ${count} states, more than 2^28`,
    );
  }
  const costs = new Float64Array(count);
  let index = 0;
  visitHammingWeight(problem, weight, (_, value) => (costs[index++] = value));
  return costs;
}

/**
 * Calls `visit(mask, value)` for every feasible state. With constraints on the number of set bits alone the order
 * is by weight, then mask; otherwise a depth-first search from the highest bit that leaves a branch as soon as a
 * constraint can no longer be met (ascending masks). Throws {@link PortfolioTooLargeError} above 2³⁰ states.
 */
export function visitFeasible(
  problem: ConstrainedBinaryProblem,
  visit: (mask: number, value: number) => void,
): void {
  const { objective, constraints } = problem;
  const n = objective.variableCount;
  const others = constraints.filter(({ coefficients }) => !coefficients.every((value) => value === 1));
  const { minimum, maximum } = cardinalityRange(problem);
  let stateCount = others.length === 0 ? 0 : 2 ** n;
  if (others.length === 0) for (let k = minimum; k <= maximum; k++) stateCount += binomial(n, k);
  if (stateCount > greatestStateCount) {
    throw new PortfolioTooLargeError(
      `enumeration looks at up to 2^30 states, got ${stateCount}; use branch and bound or the integer programme`,
      { variableCount: n, stateCount },
    );
  }
  if (others.length === 0) {
    for (let weight = Math.max(0, minimum); weight <= maximum; weight++) {
      visitHammingWeight(objective, weight, visit);
    }
    return;
  }
  // Least and greatest sums that bits below `depth` can add to each constraint.
  const least = constraints.map(({ coefficients }) => prefixSums(coefficients, Math.min));
  const greatest = constraints.map(({ coefficients }) => prefixSums(coefficients, Math.max));
  const activity = new Float64Array(constraints.length);
  const changes = Array.from({ length: n + 1 }, () => new Float64Array(n));
  changes[n].set(objective.linear);
  const reachable = (depth: number): boolean => {
    for (let c = 0; c < constraints.length; c++) {
      if (activity[c] + least[c][depth] > constraints[c].upper) return false;
      if (activity[c] + greatest[c][depth] < constraints[c].lower) return false;
    }
    return true;
  };
  const descend = (depth: number, change: Float64Array, mask: number, value: number): void => {
    if (!reachable(depth)) return;
    if (depth === 0) {
      visit(mask, value);
      return;
    }
    const bit = depth - 1;
    descend(bit, change, mask, value);
    const next = changes[bit];
    for (let j = 0; j < bit; j++) next[j] = change[j] + 2 * objective.quadratic[bit * n + j];
    for (let c = 0; c < constraints.length; c++) activity[c] += constraints[c].coefficients[bit];
    descend(bit, next, mask + 2 ** bit, value + change[bit]);
    for (let c = 0; c < constraints.length; c++) activity[c] -= constraints[c].coefficients[bit];
  };
  descend(n, changes[n], 0, objective.constant);
}

function prefixSums(values: Float64Array, choose: (a: number, b: number) => number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, index) => (sums[index + 1] = sums[index] + choose(0, value)));
  return sums;
}

/** Least and greatest objective over all feasible states, and how many there are. */
export interface Enumeration extends BinarySolution {
  readonly feasibleCount: number;
  /** Greatest objective of a feasible state: the 0 of the approximation ratio. */
  readonly maximum: number;
  /** Feasible states whose objective is within 1e-12 of the range above the least. */
  readonly optimumCount: number;
}

/**
 * The optimum by looking at every feasible state; undefined where none is feasible. Of equal states the first in
 * the order of {@link visitFeasible} is returned. 24 choose 12 (2.7 million states) takes a fraction of a second.
 */
export function enumerateOptimum(problem: ConstrainedBinaryProblem): Enumeration | undefined {
  const start = performance.now();
  let feasibleCount = 0;
  let best = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  visitFeasible(problem, (mask, value) => {
    feasibleCount++;
    if (value < minimum) {
      minimum = value;
      best = mask;
    }
    if (value > maximum) maximum = value;
  });
  if (feasibleCount === 0) return undefined;
  let optimumCount = 0;
  const threshold = minimum + 1e-12 * Math.max(maximum - minimum, Math.abs(minimum));
  visitFeasible(problem, (_, value) => {
    if (value <= threshold) optimumCount++;
  });
  return {
    objective: minimum,
    bits: maskToBits(best, problem.objective.variableCount),
    method: "enumeration",
    proven: true,
    gap: 0,
    seconds: (performance.now() - start) / 1000,
    feasibleCount,
    maximum,
    optimumCount,
  };
}
