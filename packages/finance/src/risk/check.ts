import { RiskModelError } from "../errors.ts";

/** Bounds of a number; those of `above` and `below` are excluded. */
export interface NumberRange {
  readonly least?: number;
  readonly most?: number;
  readonly above?: number;
  readonly below?: number;
  readonly isWhole?: boolean;
}

function describeRange({ least, most, above, below, isWhole }: NumberRange): string {
  const kind = isWhole ? "a whole number" : "a finite number";
  const low = least !== undefined ? `[${least}` : above !== undefined ? `(${above}` : "(−∞";
  const high = most !== undefined ? `${most}]` : below !== undefined ? `${below})` : "∞)";
  return `${kind} in ${low}, ${high}`;
}

/** Throws {@link RiskModelError} with the field and the range unless the value is a number in the range. */
export function checkNumber(field: string, value: unknown, range: NumberRange = {}): void {
  const { least = -Infinity, most = Infinity, above = -Infinity, below = Infinity, isWhole = false } = range;
  const isInRange =
    typeof value === "number" &&
    Number.isFinite(value) &&
    value >= least &&
    value <= most &&
    value > above &&
    value < below &&
    (!isWhole || Number.isInteger(value));
  if (!isInRange) {
    throw new RiskModelError(`${field} must be ${describeRange(range)}, got ${String(value)}`, {
      field,
      value,
    });
  }
}

/** Throws {@link RiskModelError} unless the value is one of the names. */
export function checkName<Name extends string>(
  field: string,
  value: unknown,
  names: readonly Name[],
): asserts value is Name {
  if (!(names as readonly unknown[]).includes(value)) {
    throw new RiskModelError(`${field} must be one of ${names.join(", ")}, got ${String(value)}`, {
      field,
      value,
    });
  }
}

/** Throws {@link RiskModelError} unless the list has the length and every entry is in the range. */
export function checkNumbers(
  field: string,
  values: unknown,
  { length, ...range }: NumberRange & { readonly length?: number },
): void {
  const isList = Array.isArray(values) || ArrayBuffer.isView(values);
  const list = values as ArrayLike<unknown>;
  if (!isList || list.length === 0 || (length !== undefined && list.length !== length)) {
    throw new RiskModelError(
      `${field} must be a list of ${length ?? "at least one"} numbers, got ${isList ? `${list.length} of them` : typeof values}`,
      { field },
    );
  }
  for (let index = 0; index < list.length; index++) checkNumber(`${field}[${index}]`, list[index], range);
}

/** What every distribution on 2ⁿ points is limited to: the memory of a circuit's angles and of a table. */
export const greatestScenarioQubits = 20;
