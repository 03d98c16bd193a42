import { InvalidArgumentError } from "../errors.ts";

/** What a circuit's operations may refer to. */
export interface CheckContext {
  readonly qubitCount: number;
  readonly bitCount: number;
}

/** Throws an {@link InvalidArgumentError} whose message starts with the place. */
export function fail(where: string, problem: string, details: Readonly<Record<string, unknown>> = {}): never {
  throw new InvalidArgumentError(`${where}${problem}`, { field: where, ...details });
}

/** A value in a message: texts in quotes and cut, objects by their kind. */
export function show(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

/** The value as an object with unknown fields. */
export function checkObject(
  value: unknown,
  where: string,
  what: string,
): Readonly<Partial<Record<string, unknown>>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    fail(where, `${what} must be an object, got ${show(value)}`);
  }
  return value as Readonly<Record<string, unknown>>;
}

export function checkList(list: unknown, where: string, what: string): readonly unknown[] {
  if (!Array.isArray(list)) fail(where, `.${what} must be a list, got ${show(list)}`);
  return list as readonly unknown[];
}

/** Short lists are compared pair by pair, which is faster than a set. */
function hasRepeats(indices: readonly number[]): boolean {
  if (indices.length > 8) return new Set(indices).size !== indices.length;
  return indices.some((index, at) => indices.indexOf(index) !== at);
}

/** Different indices below `count`. */
export function checkIndices(
  list: unknown,
  count: number,
  where: string,
  what: "qubit" | "bit",
): readonly number[] {
  const indices = checkList(list, where, `${what}s`) as readonly number[];
  for (const index of indices) {
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      const range = count === 0 ? `but the circuit has no ${what}s` : `must be in [0, ${count - 1}]`;
      fail(where, `: ${what} ${range}, got ${show(index)}`, { [what]: index });
    }
  }
  if (hasRepeats(indices)) {
    fail(where, `: ${what}s must differ, got ${indices.slice(0, 40).join(", ")}`);
  }
  return Object.freeze([...indices]);
}

/** Finite numbers, exactly `count` of them. */
export function checkNumbers(list: unknown, count: number, where: string, what: string): readonly number[] {
  const numbers = checkList(list, where, what) as readonly number[];
  if (numbers.length !== count) fail(where, `.${what} must have ${count} entries, got ${numbers.length}`);
  const at = numbers.findIndex((number) => typeof number !== "number" || !Number.isFinite(number));
  if (at >= 0) fail(`${where}.${what}[${at}]`, ` must be a finite number, got ${show(numbers[at])}`);
  return Object.freeze([...numbers]);
}
