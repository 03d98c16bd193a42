import { comparisons } from "../circuit/classical-condition.ts";
import type { Comparison } from "../circuit/classical-condition.ts";
import { addParameters, transformParameter } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { toBits, toInteger, toNumber, toTruth, truthValue } from "./convert-value.ts";
import { greatestIntegerBits } from "./limits.ts";
import { fail } from "./program.ts";
import type { Program } from "./program.ts";
import { bitTruth, combine, compareBits, compareWithConstant, not } from "./runtime-bits.ts";
import { describeValue, isBits, isRuntime, isSymbolic } from "./values.ts";
import type { BitReference, Value } from "./values.ts";

const longest = 1n << BigInt(greatestIntegerBits);

function checkInteger(program: Program, value: bigint, at: number): bigint {
  if (value > longest || value < -longest) {
    fail(program, at, `an integer has more than ${greatestIntegerBits} bits`);
  }
  return value;
}

/** `-`, `!` or `~` of a value. */
export function applyUnary(program: Program, operator: string, value: Value, at: number): Value {
  switch (operator) {
    case "-":
      if (isSymbolic(value)) return transformParameter(value, -1);
      if (typeof value === "bigint") return -value;
      return -toNumber(program, value, at);
    case "!":
      return truthValue(not(toTruth(program, value, at)));
    case "~": {
      if (typeof value === "bigint") return ~value;
      const bits = toBits(value, 0);
      if (!bits) return fail(program, at, `~ takes bits, got ${describeValue(value)}`);
      return { kind: "bits", bits: bits.map((bit) => not(bitTruth(bit))), isSingle: bits.length === 1 };
    }
    default:
      return fail(program, at, `the operator ${operator} is not supported`);
  }
}

/** An operator between two values: arithmetic, comparison or shift. */
export function applyBinary(
  program: Program,
  operator: string,
  left: Value,
  right: Value,
  at: number,
): Value {
  if ((comparisons as readonly string[]).includes(operator)) {
    return compare(program, operator as Comparison, left, right, at);
  }
  if (operator === "<<" || operator === ">>") return shift(program, operator, left, right, at);
  if (isSymbolic(left) || isSymbolic(right)) return applySymbolic(program, operator, left, right, at);
  const [a, b] = [toInteger(left), toInteger(right)];
  if (a !== undefined && b !== undefined && !(operator === "**" && b < 0n)) {
    return applyInteger(program, operator, a, b, at);
  }
  return applyReal(program, operator, toNumber(program, left, at), toNumber(program, right, at), at);
}

function applyInteger(program: Program, operator: string, a: bigint, b: bigint, at: number): bigint {
  switch (operator) {
    case "+":
      return checkInteger(program, a + b, at);
    case "-":
      return checkInteger(program, a - b, at);
    case "*":
      return checkInteger(program, a * b, at);
    case "/":
    case "%":
      if (b === 0n) fail(program, at, "division by zero");
      return operator === "/" ? a / b : a % b;
    case "**": {
      const bits = Number(b) * (a < 0n ? -a : a).toString(2).length;
      if (b > 1n && a !== 1n && a !== -1n && a !== 0n && bits > 2 * greatestIntegerBits) {
        fail(program, at, `an integer has more than ${greatestIntegerBits} bits`);
      }
      if (a === 1n || a === 0n || a === -1n) return b === 0n ? 1n : a === -1n && b % 2n === 0n ? 1n : a;
      return checkInteger(program, a ** b, at);
    }
    default:
      return fail(program, at, `the operator ${operator} is not supported`);
  }
}

function applyReal(program: Program, operator: string, a: number, b: number, at: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      if (b === 0) fail(program, at, "division by zero");
      return a / b;
    case "%":
      if (b === 0) fail(program, at, "division by zero");
      return a % b;
    case "**":
      return a ** b;
    default:
      return fail(program, at, `the operator ${operator} does not take real numbers`);
  }
}

/** Sums of inputs and multiples of them; all else is not linear. */
function applySymbolic(program: Program, operator: string, left: Value, right: Value, at: number): Value {
  const a: ParameterValue = isSymbolic(left) ? left : toNumber(program, left, at);
  const b: ParameterValue = isSymbolic(right) ? right : toNumber(program, right, at);
  if (operator === "+") return addParameters(a, b);
  if (operator === "-") return addParameters(a, transformParameter(b, -1));
  if (operator === "*" && typeof b === "number") return transformParameter(a, b);
  if (operator === "*" && typeof a === "number") return transformParameter(b, a);
  if (operator === "/" && typeof b === "number") {
    if (b === 0) fail(program, at, "division by zero");
    return transformParameter(a, 1 / b);
  }
  return failNotLinear(program, at);
}

export function failNotLinear(program: Program, at: number): never {
  fail(
    program,
    at,
    "the expression is not linear in its inputs, which is not supported: compute it outside and make it an input",
  );
}

function compare(program: Program, comparison: Comparison, left: Value, right: Value, at: number): Value {
  if (!isRuntime(left) && !isRuntime(right)) {
    return compareKnown(program, comparison, left, right, at);
  }
  const isTruth = (value: Value): boolean =>
    typeof value === "boolean" ||
    (typeof value === "object" && "kind" in value && value.kind === "condition");
  if (isTruth(left) && isTruth(right) && !(isBits(left) || isBits(right))) {
    const different = combine("xor", [toTruth(program, left, at), toTruth(program, right, at)]);
    if (comparison === "!=") return truthValue(different);
    if (comparison === "==") return truthValue(not(different));
  }
  const [a, b] = [toBits(left, 1), toBits(right, 1)];
  if (comparison !== "==" && comparison !== "!=") {
    for (const bits of [a, b]) checkOrdered(program, bits, at);
  }
  if (!isRuntime(right)) {
    const constant = toInteger(right);
    if (a && constant !== undefined) return truthValue(compareWithConstant(a, comparison, constant));
  } else if (!isRuntime(left)) {
    const constant = toInteger(left);
    if (b && constant !== undefined)
      return truthValue(compareWithConstant(b, mirrored[comparison], constant));
  } else if (a && b) {
    if (comparison !== "==" && comparison !== "!=" && Math.max(a.length, b.length) > 64) {
      fail(program, at, "the order of two registers is supported up to 64 bits");
    }
    return truthValue(compareBits(a, comparison, b));
  }
  return fail(program, at, `${describeValue(left)} and ${describeValue(right)} cannot be compared`);
}

/** Order of numbers that are not plain registers becomes a formula over their digits. */
function checkOrdered(program: Program, bits: readonly BitReference[] | undefined, at: number): void {
  if (bits && bits.length > 64 && !bits.every((bit) => typeof bit === "number")) {
    fail(program, at, `order is supported up to 64 computed bits, got ${bits.length}: compare registers`);
  }
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function compareKnown(
  program: Program,
  comparison: Comparison,
  left: Value,
  right: Value,
  at: number,
): boolean {
  const [a, b] = [
    toInteger(left) ?? toNumber(program, left, at),
    toInteger(right) ?? toNumber(program, right, at),
  ];
  switch (comparison) {
    case "==":
      // An integer and a float may be equal.
      return Number(a) === Number(b);
    case "!=":
      return Number(a) !== Number(b);
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

function shift(program: Program, operator: "<<" | ">>", left: Value, right: Value, at: number): Value {
  const by = toInteger(right);
  if (by === undefined || by < 0n || by > BigInt(greatestIntegerBits)) {
    return fail(program, at, `a shift must be a known integer in [0, ${greatestIntegerBits}]`);
  }
  if (isBits(left)) {
    const { bits } = left;
    const offset = operator === "<<" ? -Number(by) : Number(by);
    return { ...left, bits: bits.map((_, index): BitReference => bits[index + offset] ?? false) };
  }
  const integer = toInteger(left);
  if (integer === undefined)
    return fail(program, at, `${operator} takes an integer or bits, got ${describeValue(left)}`);
  return checkInteger(program, operator === "<<" ? integer << by : integer >> by, at);
}

/** Values joined by && || & | ^; `kind` of the joined values decides between logic, bits and integers. */
export function applyChain(program: Program, operator: string, values: readonly Value[], at: number): Value {
  if (operator === "&&" || operator === "||") {
    const truths = values.map((value) => toTruth(program, value, at));
    return truthValue(combine(operator === "&&" ? "and" : "or", truths));
  }
  const kind = operator === "&" ? "and" : operator === "|" ? "or" : "xor";
  if (values.every((value) => typeof value === "bigint")) {
    return values.reduce<bigint>(
      (sum, value) => (kind === "and" ? sum & value : kind === "or" ? sum | value : sum ^ value),
      kind === "and" ? -1n : 0n,
    );
  }
  const width = values.reduce<number>(
    (most, value) => Math.max(most, (typeof value === "bigint" ? undefined : toBits(value, 0))?.length ?? 0),
    0,
  );
  const operands = values.map((value) => {
    const bits = toBits(value, width);
    if (!bits || bits.length !== width) {
      return fail(program, at, `${operator} takes bits of the same count, got ${describeValue(value)}`);
    }
    return bits.map(bitTruth);
  });
  const bits = Array.from({ length: width }, (_, index) =>
    combine(
      kind,
      operands.map((operand) => operand[index]),
    ),
  );
  if (width === 1 && !values.some((value) => isBits(value) && !value.isSingle)) return truthValue(bits[0]);
  return { kind: "bits", bits, isSingle: width === 1 };
}
