import type { ClassicalCondition } from "../circuit/classical-condition.ts";
import { greatestConditionalDepth } from "./limits.ts";
import { fail } from "./program.ts";
import type { Program } from "./program.ts";
import { isSymbolic } from "./values.ts";
import type { Value } from "./values.ts";

/** Conditions that a stored bit may consist of: a variable that is combined with itself again and again stays small. */
const greatestStoredSize = 1000;

export interface ConditionExtent {
  /** Conditions that a condition consists of. */
  readonly size: number;
  /** How deep they are nested. */
  readonly depth: number;
}

export function measureCondition(condition: ClassicalCondition): ConditionExtent {
  if (condition.kind === "compare") return { size: 1, depth: 0 };
  const operands = condition.kind === "not" ? [condition.operand] : condition.operands;
  let [size, depth] = [1, 1];
  for (const operand of operands) {
    const inner = measureCondition(operand);
    size += inner.size;
    depth = Math.max(depth, inner.depth + 1);
  }
  return { size, depth };
}

export function checkDepth(program: Program, { depth }: ConditionExtent, at: number): void {
  if (depth > greatestConditionalDepth) {
    fail(
      program,
      at,
      `the condition is nested ${depth} deep, more than ${greatestConditionalDepth}: compare fewer bits at once`,
    );
  }
}

/** Refuses a result of measurements that is too large to be kept in a variable. */
export function checkStorable(program: Program, value: Value, at: number): void {
  if (typeof value !== "object" || isSymbolic(value)) return;
  const bits = value.kind === "bits" ? value.bits : value.kind === "condition" ? [value.condition] : [];
  for (const bit of bits) {
    if (typeof bit !== "object") continue;
    const extent = measureCondition(bit);
    checkDepth(program, extent, at);
    if (extent.size > greatestStoredSize) {
      fail(
        program,
        at,
        `a variable would hold a condition of ${extent.size} parts, more than ${greatestStoredSize}`,
      );
    }
  }
}
