import { InvalidArgumentError } from "../errors.ts";

/** coefficient · θ for the parameter θ of that name (radians). */
export interface ParameterTerm {
  readonly parameter: string;
  readonly coefficient: number;
}

/** Σ coefficient · θ + offset over parameters of different names, in ascending order of name. */
export interface ParameterExpression {
  readonly terms: readonly ParameterTerm[];
  readonly offset: number;
}

/** A gate's parameter: a number (radians), or an expression until it is bound. */
export type ParameterValue = number | ParameterExpression;

/** Values of parameters by name. */
export type ParameterValues = Readonly<Record<string, number>>;

/** The expression of those terms, terms of one name added up; the number `offset` when no term is left. */
function expression(terms: readonly ParameterTerm[], offset: number): ParameterValue {
  const sums = new Map<string, number>();
  for (const { parameter: name, coefficient } of terms) sums.set(name, (sums.get(name) ?? 0) + coefficient);
  const left = [...sums].filter(([, coefficient]) => coefficient !== 0);
  if (left.length === 0) return offset;
  left.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.freeze({
    terms: Object.freeze(left.map(([name, coefficient]) => Object.freeze({ parameter: name, coefficient }))),
    offset,
  });
}

/** coefficient · θ + offset for the parameter θ of that name. A coefficient of 0 is refused. */
export function parameter(name: string, coefficient = 1, offset = 0): ParameterExpression {
  const value = expression([{ parameter: name, coefficient }], offset);
  if (typeof value === "number") {
    throw new InvalidArgumentError(`the coefficient of parameter ${name} must differ from 0`, {
      parameter: name,
    });
  }
  return value;
}

/** factor · value + offset. */
export function transformParameter(value: ParameterValue, factor: number, offset = 0): ParameterValue {
  if (typeof value === "number") return factor * value + offset;
  return expression(
    value.terms.map(({ parameter: name, coefficient }) => ({
      parameter: name,
      coefficient: factor * coefficient,
    })),
    factor * value.offset + offset,
  );
}

/** Σ of the values. */
export function addParameters(...values: readonly ParameterValue[]): ParameterValue {
  return expression(
    values.flatMap((value) => (typeof value === "number" ? [] : value.terms)),
    values.reduce<number>((sum, value) => sum + (typeof value === "number" ? value : value.offset), 0),
  );
}

/** The number that an expression takes. Throws {@link InvalidArgumentError} for a name without a finite value. */
export function bindParameter(value: ParameterValue, values: ParameterValues): number {
  if (typeof value === "number") return value;
  let sum = value.offset;
  for (const { parameter: name, coefficient } of value.terms) {
    const bound = Object.hasOwn(values, name) ? values[name] : undefined;
    if (bound === undefined || !Number.isFinite(bound)) {
      const remedy = bound === undefined ? `: give ${name} a value in parameters` : "";
      throw new InvalidArgumentError(
        `parameter ${name} must be bound to a finite number, got ${String(bound)}${remedy}`,
        { parameter: name },
      );
    }
    sum += coefficient * bound;
  }
  return sum;
}

/** A parameter from parsed JSON; undefined unless it is a finite number or a well-formed expression. */
export function readParameter(value: unknown): ParameterValue | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object" || value === null || !("terms" in value) || !("offset" in value))
    return undefined;
  const { terms, offset } = value;
  if (!Array.isArray(terms) || terms.length === 0 || typeof offset !== "number" || !Number.isFinite(offset)) {
    return undefined;
  }
  const isTerm = (term: unknown): term is ParameterTerm =>
    typeof term === "object" &&
    term !== null &&
    "parameter" in term &&
    typeof term.parameter === "string" &&
    term.parameter !== "" &&
    "coefficient" in term &&
    typeof term.coefficient === "number" &&
    Number.isFinite(term.coefficient);
  return terms.every(isTerm) ? expression(terms, offset) : undefined;
}
