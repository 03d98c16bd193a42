import { toIndex, toInteger, toNumber } from "./convert-value.ts";
import { applyBinary, failNotLinear } from "./operators.ts";
import { fail } from "./program.ts";
import type { Program } from "./program.ts";
import { describeValue, isBits, isSymbolic } from "./values.ts";
import type { Value } from "./values.ts";

/** Names of numbers that every program of OpenQASM 3 knows. */
export const constants: Readonly<Record<string, number>> = {
  pi: Math.PI,
  π: Math.PI,
  tau: 2 * Math.PI,
  τ: 2 * Math.PI,
  euler: Math.E,
  ℇ: Math.E,
};

const realFunctions: Readonly<Record<string, (value: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  exp: Math.exp,
  log: Math.log,
  ln: Math.log,
  sqrt: Math.sqrt,
  ceiling: Math.ceil,
  floor: Math.floor,
  abs: Math.abs,
};

const otherFunctions = ["mod", "pow", "popcount", "sizeof", "rotl", "rotr"] as const;

export function isFunction(name: string): boolean {
  return Object.hasOwn(realFunctions, name) || (otherFunctions as readonly string[]).includes(name);
}

/** The value of a built-in function. Throws {@link QasmError} for a wrong count or kind of arguments. */
export function callFunction(program: Program, name: string, values: readonly Value[], at: number): Value {
  const expectCount = (...counts: number[]): void => {
    if (!counts.includes(values.length)) {
      fail(program, at, `${name} takes ${counts.join(" or ")} arguments, got ${values.length}`);
    }
  };
  if (Object.hasOwn(realFunctions, name)) {
    expectCount(1);
    if (isSymbolic(values[0])) failNotLinear(program, at);
    const result = realFunctions[name](toNumber(program, values[0], at));
    if (!Number.isFinite(result)) fail(program, at, `${name} has no finite value there`);
    return result;
  }
  switch (name) {
    case "mod":
    case "pow":
      expectCount(2);
      return applyBinary(program, name === "mod" ? "%" : "**", values[0], values[1], at);
    case "popcount": {
      expectCount(1);
      const integer = toInteger(values[0]);
      if (integer === undefined || integer < 0n) {
        return fail(program, at, `popcount takes known bits, got ${describeValue(values[0])}`);
      }
      return BigInt(Array.from(integer.toString(2)).filter((digit) => digit === "1").length);
    }
    case "rotl":
    case "rotr": {
      expectCount(2);
      const [value] = values;
      if (!isBits(value)) return fail(program, at, `${name} takes bits, got ${describeValue(value)}`);
      const count = value.bits.length;
      const by = toIndex(program, values[1], at, "the distance", -(2 ** 31));
      const offset = (((name === "rotl" ? -by : by) % count) + count) % count;
      return { ...value, bits: value.bits.map((_, index) => value.bits[(index + offset) % count]) };
    }
    default: {
      expectCount(1, 2);
      let [value] = values;
      const dimension = values.length === 2 ? toIndex(program, values[1], at, "a dimension") : 0;
      for (let depth = 0; depth < dimension; depth++) {
        if (typeof value !== "object" || !("kind" in value) || value.kind !== "list") break;
        value = value.items[0];
      }
      if (typeof value === "object" && "kind" in value) {
        if (value.kind === "list") return BigInt(value.items.length);
        if (value.kind === "bits") return BigInt(value.bits.length);
        if (value.kind === "qubits") return BigInt(value.qubits.length);
      }
      return fail(program, at, `sizeof takes an array or a register, got ${describeValue(value)}`);
    }
  }
}
