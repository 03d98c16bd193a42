import { createDiagonalSpace, listStates } from "@ansatz/simulator";
import type { DiagonalSpace, QaoaMixer } from "@ansatz/simulator";
import { hammingWeightCosts } from "../classical/enumerate.ts";
import { MandateError, PortfolioTooLargeError } from "../errors.ts";
import type { BinaryQuadraticProblem } from "../problems/binary-quadratic-problem.ts";

/**
 * Something to be minimised over bits. A state is a mask: variable i is bit i.
 *
 * `cost` is a quadratic function, a function of the mask, or the cost of every state: of all 2^n in the order of their
 * masks, or with `weight` of those with so many set bits, ascending.
 */
export interface QaoaProblem {
  readonly variableCount: number;
  readonly cost: BinaryQuadraticProblem | ((mask: number) => number) | Float64Array;
  /** Only states with so many set bits are feasible. The mixer "x" leaves them: its cost has to penalise others. */
  readonly weight?: number;
  /** Says which states are feasible, beyond `weight`; the cost has to penalise others. */
  readonly isFeasible?: (mask: number) => boolean;
}

/** The states that a mixer reaches with their costs, and what is known of the feasible ones among them. */
export interface QaoaLandscape {
  readonly space: DiagonalSpace;
  /** Mask of each state. */
  readonly masks: Float64Array;
  readonly costs: Float64Array;
  /** 1 for each feasible state. */
  readonly feasible: Uint8Array;
  readonly feasibleCount: number;
  /** Least and greatest cost of the feasible states. */
  readonly least: number;
  readonly greatest: number;
  /** Indices of the feasible states of least cost (equal within rounding). */
  readonly optima: readonly number[];
  /** Mean and standard deviation of the cost over all states of the space. */
  readonly mean: number;
  readonly deviation: number;
}

/** Costs that differ by less than this share of their range are equal: sums in another order round differently. */
const equality = 1e-12;

/** f of all 2^n states: each variable doubles the states, and its row of products. */
function quadraticCosts(problem: BinaryQuadraticProblem): Float64Array {
  const { variableCount, constant, linear, quadratic } = problem;
  const costs = new Float64Array(2 ** variableCount);
  const row = new Float64Array(2 ** Math.max(0, variableCount - 1));
  costs[0] = constant;
  for (let j = 0; j < variableCount; j++) {
    row[0] = linear[j];
    for (let i = 0; i < j; i++) {
      const product = 2 * quadratic[j * variableCount + i];
      for (let mask = 0; mask < 2 ** i; mask++) row[mask + 2 ** i] = row[mask] + product;
    }
    for (let mask = 0; mask < 2 ** j; mask++) costs[mask + 2 ** j] = costs[mask] + row[mask];
  }
  return costs;
}

function costsOf(problem: QaoaProblem, space: DiagonalSpace, masks: Float64Array): Float64Array {
  const { cost, variableCount } = problem;
  if (typeof cost === "function") return Float64Array.from(masks, (mask) => cost(mask));
  if (cost instanceof Float64Array) {
    if (cost.length !== space.size) {
      throw new MandateError(`cost must have ${space.size} entries, one a state, got ${cost.length}`, {
        field: "cost",
        length: cost.length,
      });
    }
    return cost.slice();
  }
  if (cost.variableCount !== variableCount) {
    throw new MandateError(
      `cost must be a function of variableCount = ${variableCount} bits, got one of ${cost.variableCount}`,
      { field: "cost", variableCount: cost.variableCount },
    );
  }
  return space.weight === undefined ? quadraticCosts(cost) : hammingWeightCosts(cost, space.weight);
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * The space a mixer works on: all states for "x", and without a weight; else those of the weight. Throws
 * {@link PortfolioTooLargeError} for more states than can be addressed.
 */
export function qaoaSpace(
  problem: Pick<QaoaProblem, "variableCount" | "weight">,
  mixer: QaoaMixer,
): DiagonalSpace {
  const { variableCount, weight } = problem;
  if (weight !== undefined && !(Number.isInteger(weight) && weight >= 0 && weight <= variableCount)) {
    throw new MandateError(`weight must be an integer in [0, ${variableCount}], got ${weight}`, {
      field: "weight",
      weight,
    });
  }
  if (!Number.isInteger(variableCount) || variableCount < 1) {
    throw new MandateError(`variableCount must be an integer of at least 1, got ${variableCount}`, {
      field: "variableCount",
      variableCount,
    });
  }
  const chosen = mixer === "x" ? undefined : weight;
  try {
    return createDiagonalSpace({ qubitCount: variableCount, weight: chosen });
  } catch (cause) {
    const states = chosen === undefined ? "all states" : `the states with ${chosen} ones`;
    throw new PortfolioTooLargeError(
      `QAOA cannot hold ${states} of ${variableCount} variables: ${(cause as Error).message}; take fewer assets, or the ` +
        "branch-and-bound solver",
      { variableCount, weight: chosen },
      { cause },
    );
  }
}

/**
 * Evaluates the cost of every state. Throws {@link MandateError} for a cost that does not fit the problem or is not
 * finite, and where no state is feasible.
 */
export function surveyProblem(problem: QaoaProblem, mixer: QaoaMixer): QaoaLandscape {
  const space = qaoaSpace(problem, mixer);
  const masks = listStates(space);
  const costs = costsOf(problem, space, masks);
  const { isFeasible, weight } = problem;
  const isWeighed = weight !== undefined && space.weight === undefined;
  const feasible = Uint8Array.from(masks, (mask) =>
    (isWeighed && bitCount(mask) !== weight) || (isFeasible && !isFeasible(mask)) ? 0 : 1,
  );
  let [least, greatest, feasibleCount, sum] = [Infinity, -Infinity, 0, 0];
  costs.forEach((cost, index) => {
    if (!Number.isFinite(cost)) {
      throw new MandateError(`cost of the state ${masks[index]} must be a finite number, got ${cost}`, {
        field: "cost",
        mask: masks[index],
      });
    }
    sum += cost;
    if (feasible[index] === 0) return;
    feasibleCount++;
    least = Math.min(least, cost);
    greatest = Math.max(greatest, cost);
  });
  if (feasibleCount === 0) {
    throw new MandateError(`none of the ${space.size} states is feasible`, { field: "isFeasible" });
  }
  const mean = sum / space.size;
  let squares = 0;
  for (const cost of costs) squares += (cost - mean) ** 2;
  const optima: number[] = [];
  const bound = least + equality * Math.max(greatest - least, Math.abs(least));
  costs.forEach((cost, index) => {
    if (feasible[index] === 1 && cost <= bound) optima.push(index);
  });
  return {
    space,
    masks,
    costs,
    feasible,
    feasibleCount,
    least,
    greatest,
    optima,
    mean,
    deviation: Math.sqrt(squares / space.size),
  };
}
