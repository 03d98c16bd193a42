import { conditionBits } from "../circuit/classical-condition.ts";
import type { ClassicalCondition, Comparison } from "../circuit/classical-condition.ts";
import type { BitReference } from "./values.ts";

/** A condition, or its value where that is known while the text is read. */
export type Truth = boolean | ClassicalCondition;

/** The condition that a bit is 1. */
export function bitTruth(bit: BitReference): Truth {
  return typeof bit === "number" ? { kind: "compare", bits: [bit], comparison: "==", value: "1" } : bit;
}

export function not(operand: Truth): Truth {
  return typeof operand === "boolean" ? !operand : { kind: "not", operand };
}

/** and, or, xor of any number of operands; those that are known are folded away. */
export function combine(kind: "and" | "or" | "xor", operands: readonly Truth[]): Truth {
  const unknown = operands.filter((operand) => typeof operand !== "boolean");
  const known = operands.filter((operand) => typeof operand === "boolean");
  if (kind === "and" && known.includes(false)) return false;
  if (kind === "or" && known.includes(true)) return true;
  const isFlipped = kind === "xor" && known.filter(Boolean).length % 2 === 1;
  if (unknown.length === 0) return kind === "and" ? true : isFlipped;
  const combined = unknown.length === 1 ? unknown[0] : ({ kind, operands: unknown } as const);
  return isFlipped ? not(combined) : combined;
}

/** Whether all bits are different bits of the circuit. */
function areCircuitBits(bits: readonly BitReference[]): bits is readonly number[] {
  return bits.every((bit) => typeof bit === "number") && new Set(bits).size === bits.length;
}

/** The unsigned number in `bits` (least significant first) against a constant. */
export function compareWithConstant(
  bits: readonly BitReference[],
  comparison: Comparison,
  value: bigint,
): Truth {
  const width = bits.length;
  if (value < 0n) return comparison === "!=" || comparison === ">" || comparison === ">=";
  if (value >> BigInt(width) !== 0n) return comparison === "!=" || comparison === "<" || comparison === "<=";
  if (width > 0 && areCircuitBits(bits)) {
    return { kind: "compare", bits, comparison, value: value.toString(2).padStart(width, "0") };
  }
  const digits = Array.from({ length: width }, (_, index) => ((value >> BigInt(index)) & 1n) === 1n);
  return compareDigits(bits.map(bitTruth), digits, comparison);
}

/** Two unsigned numbers of bits, least significant first; the shorter one is filled up with zeros. */
export function compareBits(
  left: readonly BitReference[],
  comparison: Comparison,
  right: readonly BitReference[],
): Truth {
  const width = Math.max(left.length, right.length);
  const filled = (bits: readonly BitReference[]): Truth[] =>
    Array.from({ length: width }, (_, index) => bitTruth(bits[index] ?? false));
  return compareDigits(filled(left), filled(right), comparison);
}

function compareDigits(left: readonly Truth[], right: readonly Truth[], comparison: Comparison): Truth {
  switch (comparison) {
    case "==":
      return combine(
        "and",
        left.map((digit, index) => not(combine("xor", [digit, right[index]]))),
      );
    case "!=":
      return combine(
        "or",
        left.map((digit, index) => combine("xor", [digit, right[index]])),
      );
    case "<":
      return isLess(left, right, false);
    case "<=":
      return isLess(left, right, true);
    case ">":
      return isLess(right, left, false);
    case ">=":
      return isLess(right, left, true);
  }
}

/** left < right, or ≤ when `whenEqual` is true: the highest digits that differ decide. */
function isLess(left: readonly Truth[], right: readonly Truth[], whenEqual: boolean): Truth {
  return left.reduce<Truth>((lower, digit, index) => {
    const isBelow = combine("and", [not(digit), right[index]]);
    const isSame = not(combine("xor", [digit, right[index]]));
    return combine("or", [isBelow, combine("and", [isSame, lower])]);
  }, whenEqual);
}

/** Indices of the circuit's bits that a value depends on. */
export function dependencies(bits: readonly BitReference[]): number[] {
  return bits.flatMap((bit) =>
    typeof bit === "number" ? [bit] : typeof bit === "boolean" ? [] : conditionBits(bit),
  );
}
