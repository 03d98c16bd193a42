export const comparisons = ["==", "!=", "<", "<=", ">", ">="] as const;
export type Comparison = (typeof comparisons)[number];

/** A condition on classical bits, evaluated while a circuit runs. */
export type ClassicalCondition =
  | {
      /** The unsigned number in `bits` (its first entry the least significant) against `value`. */
      readonly kind: "compare";
      readonly bits: readonly number[];
      readonly comparison: Comparison;
      /** Binary digits, most significant first, as many as there are bits. */
      readonly value: string;
    }
  | { readonly kind: "not"; readonly operand: ClassicalCondition }
  | { readonly kind: "and" | "or" | "xor"; readonly operands: readonly ClassicalCondition[] };

/** Whether the classical bits (0 or 1 by index) fulfil a condition. */
export function evaluateCondition(condition: ClassicalCondition, classicalBits: ArrayLike<number>): boolean {
  if (condition.kind === "not") return !evaluateCondition(condition.operand, classicalBits);
  if (condition.kind === "compare") {
    const { bits, comparison, value } = condition;
    // Texts of the same length compare as the numbers they print.
    const found = bits.reduce((text, bit) => String(classicalBits[bit]) + text, "");
    switch (comparison) {
      case "==":
        return found === value;
      case "!=":
        return found !== value;
      case "<":
        return found < value;
      case "<=":
        return found <= value;
      case ">":
        return found > value;
      case ">=":
        return found >= value;
    }
  }
  const results = condition.operands.map((operand) => evaluateCondition(operand, classicalBits));
  if (condition.kind === "and") return results.every(Boolean);
  if (condition.kind === "or") return results.some(Boolean);
  return results.reduce((odd, result) => odd !== result, false);
}

/** The classical bits that a condition reads, each once. */
export function conditionBits(condition: ClassicalCondition): number[] {
  if (condition.kind === "compare") return [...new Set(condition.bits)];
  const operands = condition.kind === "not" ? [condition.operand] : condition.operands;
  return [...new Set(operands.flatMap(conditionBits))];
}
