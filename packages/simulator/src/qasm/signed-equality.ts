import { convertValue, typeWidth } from "./convert-value.ts";
import type { Context } from "./program.ts";
import type { Expression } from "./syntax-tree.ts";
import { isSymbolic } from "./values.ts";
import type { Value } from "./values.ts";

type Evaluate = (context: Context, expression: Expression) => Value;
type Binary = Expression & { readonly kind: "binary" };

/** The width n and the digits of `int[n](…)` of measured bits; undefined for every other expression. */
function signedDigits(
  context: Context,
  expression: Expression,
  evaluate: Evaluate,
): { width: number; digits: Value } | undefined {
  if (expression.kind !== "cast" || expression.type.name !== "int") return undefined;
  // What is evaluated here is evaluated again where this does not apply: only what changes nothing.
  if (expression.operand.kind !== "name" && expression.operand.kind !== "index") return undefined;
  const width = typeWidth(context, expression.type, evaluate);
  const value = evaluate(context, expression.operand);
  if (width === undefined || typeof value !== "object" || isSymbolic(value) || value.kind !== "bits") {
    return undefined;
  }
  if (value.bits.length < width || value.bits.every((bit) => typeof bit === "boolean")) return undefined;
  const type = { ...expression.type, name: "uint" } as const;
  return { width, digits: convertValue(context.program, value, type, width, expression.at) };
}

/**
 * The operands of `int[n](bits) == k` and `!=` as unsigned numbers, for an integer k; undefined for every other expression.
 * Numbers count modulo 2ⁿ, so that `int[2](syndrome) == 3` holds for "11", as programs of the specification's authors mean
 * it, and `== -1` does too.
 */
export function signedEqualityOperands(
  context: Context,
  { operator, left, right }: Binary,
  evaluate: Evaluate,
): readonly [Value, Value] | undefined {
  if (operator !== "==" && operator !== "!=") return undefined;
  for (const [cast, other, isMirrored] of [
    [left, right, false],
    [right, left, true],
  ] as const) {
    const signed = signedDigits(context, cast, evaluate);
    if (!signed || signedDigits(context, other, evaluate)) continue;
    const constant = evaluate(context, other);
    const { width } = signed;
    // For all else the sign matters, and the cast says that it is not known.
    const digits = typeof constant === "bigint" ? signed.digits : evaluate(context, cast);
    if (typeof constant !== "bigint") return isMirrored ? [constant, digits] : [digits, constant];
    const isNegative = constant < 0n && constant >= -(1n << BigInt(width - 1));
    const value = isNegative ? BigInt.asUintN(width, constant) : constant;
    return isMirrored ? [value, digits] : [digits, value];
  }
  return undefined;
}
