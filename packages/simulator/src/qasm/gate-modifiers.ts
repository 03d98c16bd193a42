import { invertOperation } from "../circuit/compose.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Control, UnitaryKindOperation } from "../circuit/operation.ts";
import { powerCircuit } from "../circuit/power-circuit.ts";
import { powerOperation } from "../circuit/power-operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import { synthesize } from "../synthesis/synthesize.ts";
import { toIndex, toInteger, toNumber } from "./convert-value.ts";
import { evaluate } from "./evaluate.ts";
import { fail, reserveOperations } from "./program.ts";
import type { Context, GatePart, Program } from "./program.ts";
import type { Modifier } from "./syntax-tree.ts";

/** A modifier with its argument evaluated. */
export type GateModifier =
  | { readonly kind: "controls"; readonly values: readonly (0 | 1)[]; readonly at: number }
  | { readonly kind: "inverse"; readonly at: number }
  | { readonly kind: "power"; readonly exponent: number; readonly at: number };

export function readModifiers(context: Context, modifiers: readonly Modifier[]): GateModifier[] {
  const { program } = context;
  let controlCount = 0;
  return modifiers.map((modifier): GateModifier => {
    const { name, argument, at } = modifier;
    if (name === "inv") return { kind: "inverse", at };
    const value = argument ? evaluate(context, argument) : 1n;
    if (name === "pow") {
      const exponent = Number(toInteger(value) ?? toNumber(program, value, at));
      if (!Number.isFinite(exponent)) fail(program, at, `an exponent must be finite, got ${exponent}`);
      return { kind: "power", exponent, at };
    }
    const count = toIndex(program, value, at, `the number of controls of ${name}`, 1, program.limits.qubits);
    controlCount += count;
    if (controlCount > program.limits.qubits) {
      fail(program, at, `a gate may have ${program.limits.qubits} controls, got ${controlCount}`);
    }
    return { kind: "controls", values: Array.from({ length: count }, () => (name === "ctrl" ? 1 : 0)), at };
  });
}

/** The modified operations. Barriers stay where they are. */
export function applyModifier(
  program: Program,
  modifier: GateModifier,
  parts: readonly GatePart[],
  controls: readonly Control[],
): readonly GatePart[] {
  switch (modifier.kind) {
    case "controls":
      return parts.map((part) =>
        part.gate === "barrier" ? part : { ...part, controls: [...controls, ...(part.controls ?? [])] },
      );
    case "inverse":
      return parts.map((part) => (part.gate === "barrier" ? part : invertOperation(part))).reverse();
    case "power":
      return raise(program, parts, modifier.exponent, modifier.at);
  }
}

/** A matrix on one qubit as gates, which can be written again. */
function withoutSmallMatrix(operation: UnitaryKindOperation): readonly GatePart[] {
  if (operation.gate !== "unitary" || operation.qubits.length !== 1) return [operation];
  const { controls = [] } = operation;
  const parts = synthesize({ ...operation, controls: [] }).filter((part) => isUnitaryOperation(part));
  return controls.length === 0 ? parts : parts.map((part) => ({ ...part, controls }));
}

function raise(
  program: Program,
  parts: readonly GatePart[],
  exponent: number,
  at: number,
): readonly GatePart[] {
  const [only] = parts;
  try {
    if (parts.length === 1 && only.gate !== "barrier") {
      const power = powerOperation(only, exponent);
      if (power) return power.flatMap(withoutSmallMatrix);
    }
    if (!Number.isInteger(exponent)) {
      const { qubitCount } = program;
      const circuit = { qubitCount: Math.max(qubitCount, 1), bitCount: 0, operations: parts };
      const power = powerCircuit(circuit, exponent).operations as readonly UnitaryKindOperation[];
      return power.flatMap(withoutSmallMatrix);
    }
  } catch (error) {
    if (error instanceof InvalidArgumentError) program.sources.fail(at, error.message, { cause: error });
    throw error;
  }
  const times = Math.abs(exponent);
  if (times * parts.length > program.limits.operations) {
    reserveOperations(program, times * parts.length, at);
  }
  const factor = exponent < 0 ? applyModifier(program, { kind: "inverse", at }, parts, []) : parts;
  return Array.from({ length: times }, () => factor).flat();
}
