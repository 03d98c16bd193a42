import { MandateError } from "../errors.ts";
import { type LinearConstraint } from "./constrained-binary-problem.ts";
import { boundedCoefficients } from "./integer-encoding.ts";

/** A quadratic g(x, s) of bits and slack bits: 0 where the constraint is met (for the best s), at least 1 elsewhere. */
export interface ConstraintPenalty {
  /** Coefficients of the slack bits that it needs. */
  readonly slack: readonly number[];
  /** Adds weight·g; the slack bits are the variables from `firstSlack` on. */
  readonly addTo: (target: QuadraticAccumulator, weight: number, firstSlack: number) => void;
  /** Least g over the slack, of a state. */
  readonly violation: (bits: ArrayLike<number>) => number;
}

/** A dense quadratic that penalties are added to. */
export class QuadraticAccumulator {
  readonly size: number;
  constant = 0;
  readonly linear: Float64Array;
  readonly quadratic: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.linear = new Float64Array(size);
    this.quadratic = new Float64Array(size * size);
  }

  addProduct(i: number, j: number, weight: number): void {
    this.quadratic[i * this.size + j] += weight / 2;
    this.quadratic[j * this.size + i] += weight / 2;
  }

  /** weight·(constant + Σ coefficients[k]·x(variables[k]))². */
  addSquare(
    constant: number,
    variables: readonly number[],
    coefficients: readonly number[],
    weight: number,
  ): void {
    this.constant += weight * constant * constant;
    variables.forEach((i, k) => {
      this.linear[i] += 2 * weight * constant * coefficients[k];
      variables.forEach((j, l) => {
        this.quadratic[i * this.size + j] += weight * coefficients[k] * coefficients[l];
      });
    });
  }
}

/**
 * The penalty of a constraint, or undefined where every state meets it.
 *
 * - at most one of some bits: Σ_{i<j} xᵢxⱼ;
 * - bits only where another one is set (Σ cₖxₖ ≤ y·Σ cₖ): Σ xₖ(1 − y);
 * - else (a·x − lower − s)² with a slack s of exactly the integers in [0, upper − lower], limits first tightened to
 *   what bits can reach.
 *
 * Throws {@link MandateError} for a constraint that no state meets.
 */
export function penaliseConstraint(constraint: LinearConstraint): ConstraintPenalty | undefined {
  const { name, coefficients } = constraint;
  const variables: number[] = [];
  let least = 0;
  let greatest = 0;
  coefficients.forEach((value, i) => {
    if (value !== 0) variables.push(i);
    if (value > 0) greatest += value;
    else least += value;
  });
  const lower = Math.max(constraint.lower, least);
  const upper = Math.min(constraint.upper, greatest);
  if (lower > upper) {
    throw new MandateError(`the mandate demands "${name}", which no portfolio fulfils; relax it`, { name });
  }
  if (lower === least && upper === greatest) return undefined;
  const values = variables.map((i) => coefficients[i]);
  if (values.every((value) => value === 1) && lower === 0 && upper === 1) return atMostOne(variables);
  const negative = variables.filter((i) => coefficients[i] < 0);
  if (negative.length === 1 && lower === least && upper === 0 && -coefficients[negative[0]] === greatest) {
    return onlyWith(
      negative[0],
      variables.filter((i) => i !== negative[0]),
    );
  }
  const slack = boundedCoefficients(upper - lower);
  return {
    slack,
    addTo: (target, weight, firstSlack) =>
      target.addSquare(
        -lower,
        [...variables, ...slack.map((_, k) => firstSlack + k)],
        [...values, ...slack.map((value) => -value)],
        weight,
      ),
    violation: (bits) => {
      let activity = 0;
      for (const i of variables) if (bits[i]) activity += coefficients[i];
      return Math.max(0, lower - activity, activity - upper) ** 2;
    },
  };
}

function atMostOne(variables: readonly number[]): ConstraintPenalty {
  return {
    slack: [],
    addTo: (target, weight) =>
      variables.forEach((i, k) => variables.slice(0, k).forEach((j) => target.addProduct(i, j, weight))),
    violation: (bits) => {
      const count = variables.filter((i) => bits[i]).length;
      return (count * (count - 1)) / 2;
    },
  };
}

function onlyWith(condition: number, variables: readonly number[]): ConstraintPenalty {
  return {
    slack: [],
    addTo: (target, weight) =>
      variables.forEach((i) => {
        target.linear[i] += weight;
        target.addProduct(i, condition, -weight);
      }),
    violation: (bits) => (bits[condition] ? 0 : variables.filter((i) => bits[i]).length),
  };
}
