import { checkIndices, checkList, checkObject, fail, show } from "./check-lists.ts";
import type { CheckContext } from "./check-lists.ts";
import { comparisons } from "./classical-condition.ts";
import type { ClassicalCondition, Comparison } from "./classical-condition.ts";

const greatestDepth = 64;

/** A frozen copy of a condition (also from parsed JSON); see `checkOperation`. */
export function checkCondition(
  condition: unknown,
  context: CheckContext,
  where: string,
  depth = 0,
): ClassicalCondition {
  if (depth > greatestDepth) fail(where, `.condition is nested more than ${greatestDepth} deep`);
  const { kind, ...fields } = checkObject(condition, where, ".condition");
  const inner = (operand: unknown): ClassicalCondition => checkCondition(operand, context, where, depth + 1);
  switch (kind) {
    case "compare": {
      const bits = checkIndices(fields.bits, context.bitCount, where, "bit");
      const { comparison, value } = fields;
      if (!comparisons.includes(comparison as Comparison)) {
        fail(where, `.condition.comparison must be one of ${comparisons.join(" ")}, got ${show(comparison)}`);
      }
      if (typeof value !== "string" || !/^[01]+$/.test(value) || value.length !== bits.length) {
        fail(where, `.condition.value must be ${bits.length} binary digits, got ${show(value)}`);
      }
      return Object.freeze({ kind, bits, comparison: comparison as Comparison, value });
    }
    case "not":
      return Object.freeze({ kind, operand: inner(fields.operand) });
    case "and":
    case "or":
    case "xor":
      return Object.freeze({
        kind,
        operands: Object.freeze(checkList(fields.operands, where, "condition.operands").map(inner)),
      });
    default:
      return fail(where, `.condition.kind must be compare, not, and, or or xor, got ${show(kind)}`);
  }
}
