import { MandateError } from "../errors.ts";

/** A whole number as constant + Σ coefficients[k]·x(variables[k]). */
export interface IntegerExpression {
  readonly constant: number;
  readonly variables: readonly number[];
  readonly coefficients: readonly number[];
}

/**
 * Coefficients whose subset sums are exactly the integers of [0, greatest]: powers of two, the last one cut down
 * (bounded-coefficient encoding, Karimi and Ronagh, Quantum Inf. Process. 18, 94 (2019)).
 */
export function boundedCoefficients(greatest: number): number[] {
  if (!Number.isSafeInteger(greatest) || greatest < 0) {
    throw new MandateError(`an encoded integer must have a range of at least 0, got ${greatest}`);
  }
  const coefficients: number[] = [];
  let rest = greatest;
  for (let power = 1; rest > 0; power *= 2) {
    coefficients.push(Math.min(power, rest));
    rest -= Math.min(power, rest);
  }
  return coefficients;
}

/** Value of an expression at a state. */
export function evaluateExpression(expression: IntegerExpression, bits: ArrayLike<number>): number {
  return expression.variables.reduce(
    (sum, variable, k) => sum + (bits[variable] ? expression.coefficients[k] : 0),
    expression.constant,
  );
}

/** Hands out variables: each encoded integer takes the next free ones. */
export class VariablePool {
  readonly labels: string[] = [];

  /** An integer of [least, greatest]; its variables are labelled `name+coefficient`, or `name` for a single bit. */
  addInteger(name: string, least: number, greatest: number): IntegerExpression {
    const coefficients = boundedCoefficients(greatest - least);
    const variables = coefficients.map((coefficient) => {
      this.labels.push(greatest - least === 1 ? name : `${name}+${coefficient}`);
      return this.labels.length - 1;
    });
    return { constant: least, variables, coefficients };
  }
}
