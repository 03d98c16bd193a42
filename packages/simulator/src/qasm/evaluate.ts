import { convertValue, toIndex, typeWidth } from "./convert-value.ts";
import { callFunction, constants, isFunction } from "./functions.ts";
import { longestList } from "./limits.ts";
import { applyBinary, applyChain, applyUnary } from "./operators.ts";
import { fail } from "./program.ts";
import type { Context, Program, ProgramSymbol, Variable } from "./program.ts";
import { dependencies } from "./runtime-bits.ts";
import { signedEqualityOperands } from "./signed-equality.ts";
import type { Expression } from "./syntax-tree.ts";
import { describeValue, integerBits, isSymbolic } from "./values.ts";
import type { BitReference, Value } from "./values.ts";

/** The value of an expression of OpenQASM 3. Throws {@link QasmError} where it has none. */
export function evaluate(context: Context, expression: Expression): Value {
  const { program } = context;
  const { at } = expression;
  switch (expression.kind) {
    case "integer":
    case "float":
    case "boolean":
      return expression.value;
    case "bitstring": {
      const bits = Array.from(expression.text, (digit) => digit === "1").reverse();
      return { kind: "bits", bits, isSingle: false };
    }
    case "duration":
      return { kind: "duration" };
    case "name":
      return evaluateName(context, expression.name, at);
    case "hardware":
      return fail(program, at, "a qubit has no value: measure it");
    case "unary":
      return applyUnary(program, expression.operator, evaluate(context, expression.operand), at);
    case "binary": {
      const [left, right] = signedEqualityOperands(context, expression, evaluate) ?? [
        evaluate(context, expression.left),
        evaluate(context, expression.right),
      ];
      return applyBinary(program, expression.operator, left, right, at);
    }
    case "chain": {
      const values = expression.operands.map((operand) => evaluate(context, operand));
      if (expression.operator === "++") return concatenate(program, values, at);
      return applyChain(program, expression.operator, values, at);
    }
    case "index": {
      const base = evaluate(context, expression.base);
      return expression.indices.reduce((value, index) => indexValue(context, value, index), base);
    }
    case "set":
      return { kind: "list", items: expression.items.map((item) => evaluate(context, item)) };
    case "range": {
      const { start, stop } = expression;
      if (!start || !stop) return fail(program, at, "a range without a register needs a start and an end");
      const indices = rangeIndices(context, expression, null);
      return { kind: "list", items: indices.map(BigInt) };
    }
    case "cast": {
      const { type } = expression;
      const width = typeWidth(context, type, evaluate);
      return convertValue(program, evaluate(context, expression.operand), type, width, at);
    }
    case "call": {
      const { name, operands } = expression;
      if (program.subroutines.has(name)) {
        const value = program.callSubroutine(context, expression);
        return value ?? fail(program, at, `subroutine ${name} returns no value`);
      }
      if (!isFunction(name)) fail(program, at, `${name} is neither a function nor a subroutine`);
      return callFunction(
        program,
        name,
        operands.map((operand) => evaluate(context, operand)),
        at,
      );
    }
    case "measure":
      return fail(program, at, "a measurement cannot stand in an expression: assign it to a bit first");
  }
}

function evaluateName(context: Context, name: string, at: number): Value {
  const { program, scope } = context;
  const symbol = scope.find(name);
  if (!symbol) {
    if (Object.hasOwn(constants, name)) return constants[name];
    return fail(program, at, `${name} is not declared`);
  }
  return symbolValue(program, symbol, name, at);
}

function symbolValue(program: Program, symbol: ProgramSymbol, name: string, at: number): Value {
  if (symbol.kind === "bits") return symbol;
  if (symbol.kind === "qubits") return symbol;
  if (symbol.value === undefined) fail(program, at, `${name} has no value yet`);
  checkFresh(program, symbol, name, at);
  return symbol.value;
}

/** A stored result of measurements must still be what the circuit's bits hold. */
function checkFresh(program: Program, variable: Variable, name: string, at: number): void {
  const { value, storedAt } = variable;
  if (typeof value !== "object" || isSymbolic(value)) return;
  const bits =
    value.kind === "bits"
      ? value.bits
      : value.kind === "condition"
        ? [value.condition]
        : ([] as BitReference[]);
  if (dependencies(bits).some((bit) => (program.measuredAt[bit] ?? 0) > storedAt)) {
    fail(
      program,
      at,
      `${name} holds an earlier value of bits that were measured again, which is not supported: measure into other bits`,
    );
  }
}

/** An index that may count from the end (negative) within `count` items. */
function checkedIndex(program: Program, value: Value, count: number, at: number): number {
  if (count === 0) fail(program, at, "an empty register has no index");
  const index = toIndex(program, value, at, "an index", -count, count - 1);
  return index < 0 ? index + count : index;
}

/** The integers of a range, its end included; missing parts are taken from a register of `count` items. */
export function rangeIndices(
  context: Context,
  range: Expression & { kind: "range" },
  count: number | null,
): number[] {
  const { program } = context;
  const part = (expression: Expression | null, missing: number): number => {
    if (!expression) return missing;
    const limit = 2 ** 31;
    const value = toIndex(
      program,
      evaluate(context, expression),
      expression.at,
      "a part of a range",
      -limit,
      limit,
    );
    return count !== null && value < 0 ? value + count : value;
  };
  const stepValue = range.step
    ? toIndex(program, evaluate(context, range.step), range.step.at, "a step", -(2 ** 31))
    : 1;
  if (stepValue === 0) fail(program, range.at, "the step of a range must not be 0");
  const last = (count ?? 1) - 1;
  const start = part(range.start, stepValue > 0 ? 0 : last);
  const stop = part(range.stop, stepValue > 0 ? last : 0);
  const length = Math.max(0, Math.floor((stop - start) / stepValue) + 1);
  if (length > longestList) {
    fail(program, range.at, `a range may hold ${longestList} integers, got ${length}`);
  }
  const indices = Array.from({ length }, (_, index) => start + index * stepValue);
  if (count !== null) {
    const outside = indices.find((index) => index < 0 || index >= count);
    if (outside !== undefined) {
      fail(program, range.at, `an index must be in [0, ${count - 1}], got ${outside}`);
    }
  }
  return indices;
}

/** The positions that an index picks; `isSingle` for one position that is no list. */
export function pickIndices(
  context: Context,
  index: Expression,
  count: number,
): { indices: number[]; isSingle: boolean } {
  if (index.kind === "range") return { indices: rangeIndices(context, index, count), isSingle: false };
  const value = evaluate(context, index);
  if (typeof value === "object" && "kind" in value && value.kind === "list") {
    const indices = value.items.map((item) => checkedIndex(context.program, item, count, index.at));
    return { indices, isSingle: false };
  }
  return { indices: [checkedIndex(context.program, value, count, index.at)], isSingle: true };
}

function indexValue(context: Context, value: Value, index: Expression): Value {
  const { program } = context;
  const { at } = index;
  if (typeof value === "bigint") {
    // The bits of an integer; negative ones in two's complement.
    const width = 64;
    return indexValue(
      context,
      { kind: "bits", bits: integerBits(BigInt.asUintN(width, value), width), isSingle: false },
      index,
    );
  }
  if (typeof value === "object" && !isSymbolic(value)) {
    if (value.kind === "bits" && !value.isSingle) {
      const { indices, isSingle } = pickIndices(context, index, value.bits.length);
      return { kind: "bits", bits: indices.map((each) => value.bits[each]), isSingle };
    }
    if (value.kind === "qubits" && !value.isSingle) {
      const { indices, isSingle } = pickIndices(context, index, value.qubits.length);
      return { kind: "qubits", qubits: indices.map((each) => value.qubits[each]), isSingle };
    }
    if (value.kind === "list") {
      const { indices, isSingle } = pickIndices(context, index, value.items.length);
      const items = indices.map((each) => value.items[each]);
      return isSingle ? items[0] : { kind: "list", items };
    }
  }
  return fail(program, at, `${describeValue(value)} has no index`);
}

function concatenate(program: Program, values: readonly Value[], at: number): Value {
  const length = values.reduce<number>((sum, value) => {
    if (typeof value !== "object" || isSymbolic(value)) return sum;
    const items = value.kind === "list" ? value.items : value.kind === "qubits" ? value.qubits : [];
    return sum + items.length;
  }, 0);
  if (length > longestList) fail(program, at, `a list may hold ${longestList} entries, got ${length}`);
  const parts = values.flatMap((value) => (typeof value === "object" && !isSymbolic(value) ? [value] : []));
  if (parts.length === values.length) {
    if (parts.every((part) => part.kind === "qubits")) {
      return { kind: "qubits", qubits: parts.flatMap(({ qubits }) => qubits), isSingle: false };
    }
    if (parts.every((part) => part.kind === "bits")) {
      return { kind: "bits", bits: parts.flatMap(({ bits }) => bits), isSingle: false };
    }
    if (parts.every((part) => part.kind === "list")) {
      return { kind: "list", items: parts.flatMap(({ items }) => items) };
    }
  }
  return fail(
    program,
    at,
    `++ joins registers of the same kind, got ${values.map(describeValue).join(", ")}`,
  );
}
