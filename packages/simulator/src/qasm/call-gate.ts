import { isTableGate } from "../circuit/operation.ts";
import type { Control, Operation } from "../circuit/operation.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { applyModifier, readModifiers } from "./gate-modifiers.ts";
import type { GateModifier } from "./gate-modifiers.ts";
import { builtInGates } from "./built-in-gates.ts";
import { toNumber } from "./convert-value.ts";
import { evaluateReal } from "./evaluate-2.ts";
import { evaluate } from "./evaluate.ts";
import { fail, reserveOperations } from "./program.ts";
import type { Context, Gate, GatePart, Program } from "./program.ts";
import { resolveQubits } from "./resolve-operands.ts";
import { similarName } from "./similar-name.ts";
import type { Expression, GateCall } from "./syntax-tree.ts";
import { isSymbolic } from "./values.ts";
import type { QubitsValue } from "./values.ts";

/** The gate of that name: the text's own definition, else a built-in one. */
export function findGate(program: Program, name: string, at: number): Gate {
  const builtIn = builtInGates[program.version];
  const found = program.gates.get(name) ?? builtIn.get(name);
  if (found) return found;
  const similar = similarName(name, [...program.gates.keys(), ...builtIn.keys()]);
  const remedy = similar === undefined ? "define it with gate" : `did you mean ${similar}?`;
  return fail(program, at, `gate ${name} is not defined: ${remedy}`);
}

/** A gate's parameter: a finite number, or an expression in inputs. */
export function evaluateParameter(context: Context, expression: Expression): ParameterValue {
  if (context.program.version === 2) return evaluateReal(context, expression);
  const value = evaluate(context, expression);
  if (isSymbolic(value)) return value;
  const number = toNumber(context.program, value, expression.at);
  if (!Number.isFinite(number)) {
    fail(context.program, expression.at, `a parameter must have a finite value, got ${number}`);
  }
  return number;
}

/** How often a call is repeated over registers, and how many qubits one of them has. */
function broadcastCount(program: Program, operands: readonly QubitsValue[], at: number): number {
  let count = -1;
  for (const { qubits, isSingle } of operands) {
    if (isSingle) continue;
    if (count >= 0 && qubits.length !== count) {
      fail(
        program,
        at,
        `registers in one operation must have the same size, got ${count} and ${qubits.length}`,
      );
    }
    count = qubits.length;
  }
  return count;
}

function checkDifferent(program: Program, name: string, qubits: readonly number[], at: number): void {
  for (let index = 1; index < qubits.length; index++) {
    if (qubits.indexOf(qubits[index]) < index) {
      fail(program, at, `the qubits of ${name} must differ, but one stands there twice`);
    }
  }
}

/** Adds a call's operations to the output, once for each qubit of its registers. */
export function callGate(context: Context, call: GateCall): void {
  const { program } = context;
  const { name, at } = call;
  const gate = findGate(program, name, at);
  if (call.parameters.length !== gate.parameterCount) {
    fail(program, at, `${name} takes ${gate.parameterCount} parameters, got ${call.parameters.length}`);
  }
  const parameters = call.parameters.map((expression) => evaluateParameter(context, expression));
  const modifiers = call.modifiers.length > 0 ? readModifiers(context, call.modifiers) : [];
  const controlValues = modifiers.flatMap((modifier) =>
    modifier.kind === "controls" ? modifier.values : [],
  );
  const operands = call.operands.map((operand) => resolveQubits(context, operand));
  checkQubitCount(program, call, gate, controlValues.length);
  const count = broadcastCount(program, operands, at);
  reserveOperations(program, gate.operationCount * Math.max(1, count), at);
  if (count < 0) {
    addCall(
      program,
      call,
      gate,
      operands.map(({ qubits }) => qubits[0]),
      parameters,
      modifiers,
    );
    return;
  }
  for (let index = 0; index < count; index++) {
    const qubits = operands.map((operand) => operand.qubits[operand.isSingle ? 0 : index]);
    addCall(program, call, gate, qubits, parameters, modifiers);
  }
}

function checkQubitCount(program: Program, call: GateCall, gate: Gate, controlCount: number): void {
  const { name, at } = call;
  const found = call.operands.length - controlCount;
  if (gate.qubitCount === "any" ? found >= 1 : found === gate.qubitCount) return;
  const wanted = gate.qubitCount === "any" ? "at least 1 qubit" : `${gate.qubitCount} qubits`;
  const controls = controlCount > 0 ? ` and ${controlCount} controls` : "";
  fail(program, at, `${name} takes ${wanted}${controls}, got ${call.operands.length}`);
}

function addCall(
  program: Program,
  { name, at }: GateCall,
  gate: Gate,
  qubits: readonly number[],
  parameters: readonly ParameterValue[],
  modifiers: readonly GateModifier[],
): void {
  checkDifferent(program, name, qubits, at);
  let next = modifiers.reduce(
    (sum, modifier) => sum + (modifier.kind === "controls" ? modifier.values.length : 0),
    0,
  );
  let parts: readonly GatePart[] = gate.expand(qubits.slice(next), parameters, at);
  // The modifier next to the gate acts first, and its controls stand last among them.
  for (const modifier of modifiers.toReversed()) {
    let controls: Control[] = [];
    if (modifier.kind === "controls") {
      next -= modifier.values.length;
      controls = modifier.values.map((value, index) => ({ qubit: qubits[next + index], value }));
    }
    parts = applyModifier(program, modifier, parts, controls);
  }
  addOperations(program, parts, at);
}

/** Adds operations to the output, within the limit that also bounds what a gate expands to. */
export function addOperations(program: Program, operations: readonly Operation[], at: number): void {
  if (program.output.length + operations.length > program.limits.operations) {
    reserveOperations(program, program.output.length + operations.length, at);
  }
  const { sealer } = program;
  for (const operation of operations) {
    program.output.push(sealer && isTableGate(operation) ? sealer.seal(operation) : operation);
  }
}
