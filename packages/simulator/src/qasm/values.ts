import type { ClassicalCondition } from "../circuit/classical-condition.ts";
import type { ParameterExpression } from "../circuit/parameter.ts";

/** A classical bit: one of the circuit's (its index), one known while the text is read, or one computed at run time. */
export type BitReference = number | boolean | ClassicalCondition;

/** A bit or a register of bits, least significant first. */
export interface BitsValue {
  readonly kind: "bits";
  readonly bits: readonly BitReference[];
  /** A bit as opposed to a register of one bit. */
  readonly isSingle: boolean;
}

export interface QubitsValue {
  readonly kind: "qubits";
  readonly qubits: readonly number[];
  readonly isSingle: boolean;
}

/** The entries of an array or a set. */
export interface ListValue {
  readonly kind: "list";
  readonly items: readonly Value[];
}

/** What holds or does not hold at run time. */
export interface ConditionValue {
  readonly kind: "condition";
  readonly condition: ClassicalCondition;
}

export interface DurationValue {
  readonly kind: "duration";
}

/** What an expression evaluates to: floats and angles are numbers, integers are bigints, inputs are symbolic. */
export type Value =
  | number
  | bigint
  | boolean
  | ParameterExpression
  | BitsValue
  | QubitsValue
  | ListValue
  | ConditionValue
  | DurationValue;

export function isSymbolic(value: Value): value is ParameterExpression {
  return typeof value === "object" && "terms" in value;
}

export function isBits(value: Value): value is BitsValue {
  return typeof value === "object" && "kind" in value && value.kind === "bits";
}

/** What a value is, for messages. */
export function describeValue(value: Value): string {
  if (typeof value === "number") return `the number ${value}`;
  if (typeof value === "bigint") return `the integer ${value}`;
  if (typeof value === "boolean") return String(value);
  if (isSymbolic(value)) return "an input";
  switch (value.kind) {
    case "bits":
      return value.isSingle ? "a bit" : `${value.bits.length} bits`;
    case "qubits":
      return value.isSingle ? "a qubit" : `${value.qubits.length} qubits`;
    case "list":
      return `a list of ${value.items.length} values`;
    case "condition":
      return "a result of measurements";
    case "duration":
      return "a duration";
  }
}

/** Whether a value depends on measurements, that is, is not known while the text is read. */
export function isRuntime(value: Value): boolean {
  if (typeof value !== "object" || isSymbolic(value)) return false;
  if (value.kind === "condition") return true;
  return value.kind === "bits" && value.bits.some((bit) => typeof bit !== "boolean");
}

/** Bits of a non-negative integer, least significant first. */
export function integerBits(value: bigint, width: number): boolean[] {
  return Array.from({ length: width }, (_, index) => ((value >> BigInt(index)) & 1n) === 1n);
}

/** The unsigned integer of bits that are all known. */
export function knownInteger(bits: readonly BitReference[]): bigint {
  const digits = bits.map((bit) => (bit === true ? "1" : "0")).reverse();
  return BigInt(`0b${digits.join("") || "0"}`);
}
