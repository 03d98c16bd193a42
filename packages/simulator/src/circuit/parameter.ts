import { InvalidArgumentError } from "../errors.ts";

/** coefficient · θ + offset for the parameter θ of that name (radians). */
export interface ParameterExpression {
  readonly parameter: string;
  readonly coefficient: number;
  readonly offset: number;
}

/** A gate's parameter: a number (radians), or an expression until it is bound. */
export type ParameterValue = number | ParameterExpression;

/** Values of parameters by name. */
export type ParameterValues = Readonly<Record<string, number>>;

/** The parameter of that name as it is: coefficient 1, offset 0. */
export function parameter(name: string, coefficient = 1, offset = 0): ParameterExpression {
  return Object.freeze({ parameter: name, coefficient, offset });
}

/** factor · value + offset. */
export function transformParameter(value: ParameterValue, factor: number, offset = 0): ParameterValue {
  return typeof value === "number"
    ? factor * value + offset
    : parameter(value.parameter, factor * value.coefficient, factor * value.offset + offset);
}

/** The number that an expression takes. Throws {@link InvalidArgumentError} for a name without a finite value. */
export function bindParameter(value: ParameterValue, values: ParameterValues): number {
  if (typeof value === "number") return value;
  const bound = Object.hasOwn(values, value.parameter) ? values[value.parameter] : undefined;
  if (bound === undefined || !Number.isFinite(bound)) {
    throw new InvalidArgumentError(
      `parameter ${value.parameter} must be bound to a finite number, got ${String(bound)}`,
      { parameter: value.parameter },
    );
  }
  return value.coefficient * bound + value.offset;
}
