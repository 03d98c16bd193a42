import { parameter } from "../circuit/parameter.ts";
import { checkStorable } from "./condition-extent.ts";
import { convertValue, toBits, toIndex, typeWidth } from "./convert-value.ts";
import { evaluate } from "./evaluate.ts";
import { limitRemedy, longestList } from "./limits.ts";
import { measureInto } from "./measure-into.ts";
import { fail } from "./program.ts";
import type { BitsSymbol, Context, Program, ProgramSymbol, Scope } from "./program.ts";
import { circuitBits } from "./resolve-operands.ts";
import type { Expression, Statement, TypeExpression } from "./syntax-tree.ts";
import { describeValue, isRuntime } from "./values.ts";
import type { Value } from "./values.ts";

type Declaration = Statement & { kind: "declaration" };

/** Binds a name in a block; a name that the block has already is refused. */
export function bind(program: Program, scope: Scope, name: string, symbol: ProgramSymbol, at: number): void {
  if (scope.has(name)) fail(program, at, `${name} is declared twice`);
  scope.set(name, symbol);
}

function evaluateSize(context: Context, size: Expression, what: "qubits" | "bits"): number {
  const { program } = context;
  const most = program.limits[what];
  return toIndex(program, evaluate(context, size), size.at, "the size of a register", 1, most);
}

/** Adds qubits to the circuit. */
export function declareQubits(context: Context, statement: Statement & { kind: "qubits" }): void {
  const { program, scope } = context;
  const { name, size, at } = statement;
  if (scope !== program.globals) fail(program, at, "qubits can only be declared outside of blocks");
  if (program.hardwareQubitCount > 0) {
    fail(program, at, "physical qubits and declared ones cannot be mixed: declare all qubits");
  }
  const count = size ? evaluateSize(context, size, "qubits") : 1;
  if (program.qubitCount + count > program.limits.qubits) {
    fail(
      program,
      at,
      `a circuit may have ${program.limits.qubits} qubits, got ${program.qubitCount + count}: ${limitRemedy(program.limits, "qubits")}`,
    );
  }
  const qubits = Array.from({ length: count }, (_, index) => program.qubitCount + index);
  bind(program, scope, name, { kind: "qubits", qubits, isSingle: size === null }, at);
  program.qubitRegisters.push({ name, size: count });
  program.qubitCount += count;
}

/** Adds classical bits to the circuit. Registers of inner blocks get a number where their name is taken. */
export function addBits(program: Program, name: string, size: number | null, at: number): BitsSymbol {
  const count = size ?? 1;
  if (program.bitCount + count > program.limits.bits) {
    fail(
      program,
      at,
      `a circuit may have ${program.limits.bits} classical bits, got ${program.bitCount + count}: ${limitRemedy(program.limits, "bits")}`,
    );
  }
  let unique = name;
  for (let number = 1; program.bitNames.has(unique); number++) unique = `${name}_${number}`;
  program.bitNames.add(unique);
  const bits = Array.from({ length: count }, (_, index) => program.bitCount + index);
  program.bitRegisters.push({ name: unique, size: count });
  program.bitCount += count;
  return { kind: "bits", bits, isSingle: size === null };
}

/** Makes a variable, a constant, an input, or classical bits of the circuit. */
export function declareVariable(context: Context, statement: Declaration): void {
  const { program } = context;
  const { type, name, role, value, at } = statement;
  if (role === "input") {
    bindInput(context, statement);
    return;
  }
  if (type.name === "bit" && role !== "const") {
    declareBits(context, statement);
    return;
  }
  if (type.name === "complex")
    fail(program, at, "complex numbers are not supported: gates take real parameters");
  const missing = type.name === "array" ? zeroOf(context, type) : undefined;
  const stored = value ? convertTo(context, evaluate(context, value), type, value.at) : missing;
  bindVariable(context, name, type, stored, role === "const", at);
}

/** A value as one of a type, whose size is evaluated. */
export function convertTo(context: Context, value: Value, type: TypeExpression, at: number): Value {
  const { program } = context;
  if (type.name !== "array") {
    return convertValue(program, value, type, typeWidth(context, type, evaluate), at);
  }
  if (typeof value !== "object" || !("kind" in value) || value.kind !== "list") {
    return fail(program, at, `expected a list of values in braces, got ${describeValue(value)}`);
  }
  const size = arraySize(context, type);
  if (value.items.length !== size) {
    fail(program, at, `the array has ${size} entries, got ${value.items.length}`);
  }
  return { kind: "list", items: value.items.map((item) => convertTo(context, item, type.element!, at)) };
}

function arraySize({ program, scope }: Context, { size, at }: TypeExpression): number {
  if (!size) return fail(program, at, "an array needs a size");
  return toIndex(
    program,
    evaluate({ program, scope }, size),
    size.at,
    "the size of an array",
    0,
    longestList,
  );
}

/** The entries that an array without a value has: zeros. */
function zeroOf(context: Context, type: TypeExpression, count = 1): Value {
  const { program } = context;
  if (type.name !== "array") {
    return type.name === "bool" || type.name === "bit"
      ? convertTo(context, false, type, type.at)
      : convertTo(context, 0n, type, type.at);
  }
  const size = arraySize(context, type);
  if (size * count > longestList) fail(program, type.at, `a list may hold ${longestList} entries`);
  const zero = zeroOf(context, type.element!, size * count);
  return { kind: "list", items: Array.from({ length: size }, () => zero) };
}

export function bindVariable(
  context: Context,
  name: string,
  type: TypeExpression | null,
  value: Value | undefined,
  isConst: boolean,
  at: number,
): void {
  const { program, scope } = context;
  if (value !== undefined) checkStorable(program, value, at);
  bind(
    program,
    scope,
    name,
    {
      kind: "variable",
      type,
      isConst,
      branchDepth: program.branchDepth,
      value,
      storedAt: program.clock,
    },
    at,
  );
}

function bindInput(context: Context, { type, name, at }: Declaration): void {
  const { program } = context;
  if (type.name !== "float" && type.name !== "angle") {
    fail(
      program,
      at,
      `input ${name} must be a float or an angle, which become parameters; write a const for ${type.name}`,
    );
  }
  bindVariable(context, name, type, parameter(name), true, at);
}

function declareBits(context: Context, { type, name, value, at }: Declaration): void {
  const { program, scope } = context;
  const size = type.size ? evaluateSize(context, type.size, "bits") : null;
  const isMeasured = value?.kind === "measure";
  const stored =
    value && !isMeasured
      ? convertValue(program, evaluate(context, value), type, size ?? undefined, value.at)
      : undefined;
  if (stored !== undefined) {
    const alias = circuitBits(stored);
    if (alias) {
      bindVariable(context, name, type, stored, false, at);
      return;
    }
    // Bits of the circuit start as zeros; other values can only be kept while the text is read.
    if (isRuntime(stored) || toBits(stored, 0)?.some((bit) => bit !== false) === true) {
      bindVariable(context, name, type, stored, false, at);
      return;
    }
  }
  const target = context.returnTarget;
  const isReturned = target?.name === name && target.bits.bits.length === (size ?? 1);
  const symbol = isReturned ? target.bits : addBits(program, name, size, at);
  bind(program, scope, name, { ...symbol, isSingle: size === null }, at);
  if (isMeasured) measureInto(context, value.operand, symbol, at);
}
