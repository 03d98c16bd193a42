import { MandateError } from "../errors.ts";
import {
  type BinaryQuadraticProblem,
  type Bits,
  evaluateBinaryQuadratic,
} from "./binary-quadratic-problem.ts";

/** lower ≤ Σᵢ coefficients[i]·xᵢ ≤ upper over bits, in whole numbers; a missing limit is ±Infinity. */
export interface LinearConstraint {
  /** Says in the analyst's words what is demanded: names a contradiction. */
  readonly name: string;
  readonly coefficients: Float64Array;
  readonly lower: number;
  readonly upper: number;
}

/** A binary quadratic objective under linear constraints. */
export interface ConstrainedBinaryProblem {
  readonly objective: BinaryQuadraticProblem;
  readonly constraints: readonly LinearConstraint[];
}

/** What a state of the bits holds. */
export interface Holdings {
  /** Assets that are held, ascending. */
  readonly selection: readonly number[];
  /** Units of each asset: 0 or 1 for a selection, lots, or steps of weight. */
  readonly units: readonly number[];
  /** Share of the budget in each asset; a selection is weighted equally. */
  readonly weights: Float64Array;
}

/** A mandate as a constrained problem over bits, with the way back to holdings. */
export interface PortfolioProblem extends ConstrainedBinaryProblem {
  readonly kind: "selection" | "lots" | "weight-steps";
  /** Holdings of a state; auxiliary bits do not matter. */
  readonly decode: (bits: Bits) => Holdings;
}

/** States of fixed Hamming weights: a problem that needs no penalties. */
export interface HammingSector {
  readonly variableCount: number;
  /** Numbers of set bits that are allowed, ascending. */
  readonly weights: readonly number[];
  readonly objective: BinaryQuadraticProblem;
}

/**
 * A constraint over whole coefficients, divided by their greatest common divisor; limits become the whole numbers
 * within. Throws {@link MandateError} for other coefficients.
 */
export function createConstraint(
  name: string,
  coefficients: ArrayLike<number>,
  limits: { readonly lower?: number; readonly upper?: number },
): LinearConstraint {
  const { lower = -Infinity, upper = Infinity } = limits;
  const values = Float64Array.from(coefficients);
  if (!values.every(Number.isInteger)) {
    throw new MandateError(`coefficients of "${name}" must be whole numbers`);
  }
  const divisor = values.reduce(greatestCommonDivisor, 0) || 1;
  // Whole coefficients reach whole sums only.
  return {
    name,
    coefficients: values.map((value) => value / divisor),
    lower: Math.ceil((lower / divisor) * (1 - Math.sign(lower) * 1e-12) - 1e-9),
    upper: Math.floor((upper / divisor) * (1 + Math.sign(upper) * 1e-12) + 1e-9),
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  let [greater, smaller] = [Math.abs(a), Math.abs(b)];
  while (smaller > 0) [greater, smaller] = [smaller, greater % smaller];
  return greater;
}

/** Σᵢ coefficients[i]·xᵢ. */
export function constraintActivity(constraint: LinearConstraint, bits: Bits): number {
  let activity = 0;
  for (let i = 0; i < constraint.coefficients.length; i++) {
    if (bits[i]) activity += constraint.coefficients[i];
  }
  return activity;
}

/** Distance of a state from the interval of a constraint: 0 where it is met. */
export function constraintViolation(constraint: LinearConstraint, bits: Bits): number {
  const activity = constraintActivity(constraint, bits);
  return Math.max(0, constraint.lower - activity, activity - constraint.upper);
}

/** Whether a state meets every constraint. */
export function isFeasible(problem: ConstrainedBinaryProblem, bits: Bits): boolean {
  return problem.constraints.every((constraint) => constraintViolation(constraint, bits) === 0);
}

/** Names of the constraints that a state breaks. */
export function brokenConstraints(problem: ConstrainedBinaryProblem, bits: Bits): string[] {
  return problem.constraints
    .filter((constraint) => constraintViolation(constraint, bits) > 0)
    .map(({ name }) => name);
}

/** Objective of a state, without penalties. */
export function portfolioObjective(problem: ConstrainedBinaryProblem, bits: Bits): number {
  return evaluateBinaryQuadratic(problem.objective, bits);
}

function isCardinality(constraint: LinearConstraint): boolean {
  return constraint.coefficients.every((value) => value === 1);
}

/** Numbers of set bits that the constraints over all bits allow; a limit in between may still exclude all states. */
export function cardinalityRange(problem: ConstrainedBinaryProblem): { minimum: number; maximum: number } {
  let minimum = 0;
  let maximum = problem.objective.variableCount;
  for (const constraint of problem.constraints) {
    if (!isCardinality(constraint)) continue;
    minimum = Math.max(minimum, constraint.lower);
    maximum = Math.min(maximum, constraint.upper);
  }
  return { minimum, maximum };
}

/**
 * The problem as a sector of fixed Hamming weights, or undefined where a constraint other than a number of
 * holdings is present and could exclude a state.
 */
export function toHammingSector(problem: ConstrainedBinaryProblem): HammingSector | undefined {
  if (problem.constraints.length === 0 || !problem.constraints.every(isCardinality)) return undefined;
  const { minimum, maximum } = cardinalityRange(problem);
  if (minimum > maximum) return undefined;
  return {
    variableCount: problem.objective.variableCount,
    weights: Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index),
    objective: problem.objective,
  };
}
