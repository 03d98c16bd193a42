import { checkStorable } from "./condition-extent.ts";
import { convertTo } from "./declare.ts";
import { toBits, toIndex } from "./convert-value.ts";
import { evaluate } from "./evaluate.ts";
import { measureInto } from "./measure-into.ts";
import { applyBinary, applyChain, applyUnary } from "./operators.ts";
import { fail } from "./program.ts";
import type { BitsSymbol, Context, Program, ProgramSymbol, Variable } from "./program.ts";
import { resolveBits } from "./resolve-operands.ts";
import type { Expression, Statement } from "./syntax-tree.ts";
import { describeValue, isSymbolic } from "./values.ts";
import type { Value } from "./values.ts";

const chained = new Set(["&", "|", "^"]);

function rootName(target: Expression): string | undefined {
  if (target.kind === "index") return rootName(target.base);
  return target.kind === "name" ? target.name : undefined;
}

/** `target = value` and its relatives such as `target += value`. */
export function assign(context: Context, statement: Statement & { kind: "assignment" }): void {
  const { program, scope } = context;
  const { target, operator, value, at } = statement;
  const name = rootName(target) ?? "the target";
  const symbol: ProgramSymbol | undefined = scope.find(name);
  if (!symbol) fail(program, target.at, `${name} is not declared`);
  if (value.kind === "measure") {
    if (operator !== "=") fail(program, at, `a measurement is assigned with =, not ${operator}`);
    measureInto(context, value.operand, resolveBits(context, target), at);
    return;
  }
  if (symbol.kind === "qubits") fail(program, at, `${name} holds qubits, which cannot be assigned`);
  if (symbol.kind === "bits") {
    assignBits(context, statement, resolveBits(context, target), name);
    return;
  }
  checkAssignable(program, symbol, name, at);
  const assigned = operator === "=" ? evaluate(context, value) : combined(context, statement);
  const stored =
    target.kind === "index"
      ? replaceAt(context, symbol.value, indexPath(target), assigned, target.at)
      : assigned;
  checkStorable(program, stored, value.at);
  symbol.value =
    symbol.type && target.kind === "name" ? convertTo(context, stored, symbol.type, value.at) : stored;
  symbol.storedAt = program.clock;
}

function checkAssignable(program: Program, symbol: Variable, name: string, at: number): void {
  if (symbol.isConst) fail(program, at, `${name} is constant`);
  if (symbol.branchDepth < program.branchDepth) {
    fail(
      program,
      at,
      `${name} would depend on measured bits: variables cannot be assigned under a condition on measurements`,
    );
  }
}

/** The value of `target operator= value`. */
function combined(
  context: Context,
  { target, operator, value, at }: Statement & { kind: "assignment" },
): Value {
  const { program } = context;
  const inner = operator.slice(0, -1);
  const [left, right] = [evaluate(context, target), evaluate(context, value)];
  if (inner === "~") return applyUnary(program, "~", right, at);
  return chained.has(inner)
    ? applyChain(program, inner, [left, right], at)
    : applyBinary(program, inner, left, right, at);
}

/** Bits of the circuit change by measurements only. */
function assignBits(
  context: Context,
  { operator, value, at }: Statement & { kind: "assignment" },
  target: BitsSymbol,
  name: string,
): void {
  const { program } = context;
  if (operator === "=" && value.kind === "call" && program.subroutines.has(value.name)) {
    const returned = program.callSubroutine(context, value, target);
    if (
      returned !== undefined &&
      typeof returned === "object" &&
      "kind" in returned &&
      returned.kind === "bits"
    ) {
      const isSame =
        returned.bits.length === target.bits.length &&
        returned.bits.every((bit, index) => bit === target.bits[index]);
      if (isSame) return;
    }
    fail(
      program,
      at,
      `subroutine ${value.name} must return what it measured last, or a bit that it declares`,
    );
  }
  const bits = operator === "=" ? toBits(evaluate(context, value), target.bits.length) : undefined;
  const isUntouched = target.bits.every((bit) => program.measuredAt[bit] === undefined);
  if (bits?.length === target.bits.length && bits.every((bit) => bit === false) && isUntouched) return;
  fail(
    program,
    at,
    `${name} is measured into, so it cannot be assigned: circuits change classical bits by measurements only`,
  );
}

/** The indices of a target such as a[1][2] or a[1, 2], outermost first. */
function indexPath(target: Expression): Expression[] {
  if (target.kind !== "index") return [];
  return [...indexPath(target.base), ...target.indices];
}

function replaceAt(
  context: Context,
  value: Value | undefined,
  path: readonly Expression[],
  replacement: Value,
  at: number,
): Value {
  const { program } = context;
  if (path.length === 0) return replacement;
  if (value === undefined) return fail(program, at, "the variable has no value yet");
  const [index, ...rest] = path;
  const position = (count: number): number => {
    const found = toIndex(program, evaluate(context, index), index.at, "an index", -count, count - 1);
    return found < 0 ? found + count : found;
  };
  if (typeof value === "object" && !isSymbolic(value)) {
    if (value.kind === "list") {
      const changed = position(value.items.length);
      return {
        kind: "list",
        items: value.items.map((item, each) =>
          each === changed ? replaceAt(context, item, rest, replacement, at) : item,
        ),
      };
    }
    if (value.kind === "bits" && rest.length === 0) {
      const changed = position(value.bits.length);
      const bit = toBits(replacement, 1);
      if (bit?.length !== 1) fail(program, at, `expected a bit, got ${describeValue(replacement)}`);
      return { ...value, bits: value.bits.map((old, each) => (each === changed ? bit[0] : old)) };
    }
  }
  return fail(program, at, `${describeValue(value)} cannot be assigned by index`);
}
