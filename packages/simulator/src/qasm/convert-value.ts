import type { Context, Program } from "./program.ts";
import { fail } from "./program.ts";
import { bitTruth, combine } from "./runtime-bits.ts";
import type { Truth } from "./runtime-bits.ts";
import type { Expression, TypeExpression } from "./syntax-tree.ts";
import { describeValue, integerBits, isBits, isSymbolic, knownInteger } from "./values.ts";
import type { BitReference, Value } from "./values.ts";

const widestInteger = 4096;

export function truthValue(truth: Truth): Value {
  return typeof truth === "boolean" ? truth : { kind: "condition", condition: truth };
}

/** Whether a value counts as true: numbers and registers do unless they are 0. */
export function toTruth(program: Program, value: Value, at: number): Truth {
  if (typeof value === "boolean") return value;
  if (typeof value === "bigint") return value !== 0n;
  if (typeof value === "number") return value !== 0;
  if (isSymbolic(value)) return fail(program, at, "a condition cannot depend on an input");
  if (value.kind === "condition") return value.condition;
  if (value.kind === "bits") {
    if (value.bits.length === 1) return bitTruth(value.bits[0]);
    if (value.bits.length > 0 && value.bits.every((bit) => typeof bit === "number")) {
      return { kind: "compare", bits: value.bits, comparison: "!=", value: "0".repeat(value.bits.length) };
    }
    return combine("or", value.bits.map(bitTruth));
  }
  return fail(program, at, `expected a condition, got ${describeValue(value)}`);
}

/** The bits of a value; integers get `width` of them. Undefined for a value that has none. */
export function toBits(value: Value, width: number): readonly BitReference[] | undefined {
  if (typeof value === "boolean") return [value];
  if (typeof value === "bigint") {
    const modulus = 1n << BigInt(width);
    return integerBits(((value % modulus) + modulus) % modulus, width);
  }
  if (isBits(value)) return value.bits;
  if (typeof value === "object" && "kind" in value && value.kind === "condition") return [value.condition];
  return undefined;
}

/** The integer of a value that is known. Undefined for one that is none. */
export function toInteger(value: Value): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (isBits(value) && value.bits.every((bit) => typeof bit === "boolean")) return knownInteger(value.bits);
  return undefined;
}

/** The number of a value that is known. */
export function toNumber(program: Program, value: Value, at: number): number {
  if (typeof value === "number") return value;
  const integer = toInteger(value);
  if (integer !== undefined) return Number(integer);
  if (isSymbolic(value)) return fail(program, at, "an input has no value yet: expected a known number");
  if (typeof value === "object" && (value.kind === "bits" || value.kind === "condition")) {
    return fail(program, at, "a result of measurements cannot become a number: use it in a condition");
  }
  return fail(program, at, `expected a number, got ${describeValue(value)}`);
}

/** A known integer within bounds, such as an index or a size. */
export function toIndex(
  program: Program,
  value: Value,
  at: number,
  what: string,
  least = 0,
  most = 2 ** 31,
): number {
  let integer = toInteger(value);
  if (integer === undefined && typeof value === "number" && Number.isInteger(value)) integer = BigInt(value);
  if (integer === undefined)
    return fail(program, at, `${what} must be a known integer, got ${describeValue(value)}`);
  if (integer < BigInt(least) || integer > BigInt(most)) {
    return fail(program, at, `${what} must be in [${least}, ${most}], got ${String(integer).slice(0, 40)}`);
  }
  return Number(integer);
}

/** The width of a type such as int[8]; undefined where none is given. */
export function typeWidth(
  context: Context,
  type: TypeExpression,
  evaluate: (context: Context, expression: Expression) => Value,
): number | undefined {
  if (!type.size) return undefined;
  const { at } = type.size;
  const most = type.name === "bit" ? context.program.limits.bits : widestInteger;
  return toIndex(context.program, evaluate(context, type.size), at, `the size of ${type.name}`, 1, most);
}

/**
 * A value as one of a type. Integers wrap around their width; floats and angles are doubles of any width, and angles
 * are not reduced modulo 2π.
 */
export function convertValue(
  program: Program,
  value: Value,
  type: TypeExpression,
  width: number | undefined,
  at: number,
): Value {
  switch (type.name) {
    case "float":
    case "angle":
      if (isSymbolic(value)) return value;
      return toNumber(program, value, at);
    case "bool":
      return truthValue(toTruth(program, value, at));
    case "int":
    case "uint":
      return convertInteger(program, value, type.name, width, at);
    case "bit":
      return convertBits(program, value, width, at);
    case "array":
      return fail(program, at, `an array cannot be made of ${describeValue(value)}`);
    case "duration":
    case "stretch":
      return { kind: "duration" };
    case "complex":
      return fail(program, at, "complex numbers are not supported: gates take real parameters");
    case "qubit":
      return fail(program, at, "a value cannot become a qubit");
  }
}

function convertInteger(
  program: Program,
  value: Value,
  name: "int" | "uint",
  width: number | undefined,
  at: number,
): Value {
  if (typeof value === "object" && !isSymbolic(value)) {
    const bits = toBits(value, width ?? 1);
    if (bits && !bits.every((bit) => typeof bit === "boolean")) {
      if (name === "int" && width !== undefined && width <= bits.length) {
        fail(
          program,
          at,
          `int[${width}] of ${bits.length} measured bits has a sign, which only == and != take: use uint`,
        );
      }
      return { kind: "bits", bits: width === undefined ? bits : bits.slice(0, width), isSingle: false };
    }
  }
  const integer = toInteger(value) ?? truncated(program, value, at);
  if (width === undefined) return integer;
  return name === "int" ? BigInt.asIntN(width, integer) : BigInt.asUintN(width, integer);
}

function truncated(program: Program, value: Value, at: number): bigint {
  const number = Math.trunc(toNumber(program, value, at));
  if (!Number.isFinite(number)) fail(program, at, `${number} is no integer`);
  return BigInt(number);
}

function convertBits(program: Program, value: Value, width: number | undefined, at: number): Value {
  const isSingle = width === undefined;
  const bits =
    typeof value === "bigint" || typeof value === "boolean" ? toBits(value, width ?? 1) : toBits(value, 0);
  if (!bits)
    return fail(program, at, `expected ${isSingle ? "a bit" : `${width} bits`}, got ${describeValue(value)}`);
  if (bits.length !== (width ?? 1)) {
    return fail(program, at, `expected ${width ?? 1} bits, got ${bits.length}`);
  }
  return { kind: "bits", bits, isSingle };
}
