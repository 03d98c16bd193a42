import type { ParameterValue } from "../circuit/parameter.ts";
import { QasmError } from "../errors.ts";
import { builtInGates } from "./built-in-gates.ts";
import { findGate } from "./call-gate.ts";
import { evaluate } from "./evaluate.ts";
import { greatestCallDepth } from "./limits.ts";
import { fail, Scope } from "./program.ts";
import type { Context, Gate, GatePart, Program } from "./program.ts";
import { isSameGate, knownGadget } from "./recognise-gate.ts";
import type { Expression, GateCall, GateDefinition, Statement } from "./syntax-tree.ts";
import type { Value } from "./values.ts";

interface CountedCall {
  readonly call: GateCall;
  /** How often loops repeat it, as far as that is known before the gate is called. */
  readonly times: number;
}

/** The gate calls in statements, those inside loops and branches included. */
function findCalls(context: Context, statements: readonly Statement[], times = 1): CountedCall[] {
  return statements.flatMap((statement): CountedCall[] => {
    switch (statement.kind) {
      case "gate-call":
        return [{ call: statement, times }];
      case "for": {
        const values = evaluateIfKnown(context, statement.values);
        const count =
          typeof values === "object" && "kind" in values && values.kind === "list" ? values.items.length : 1;
        return findCalls(context, statement.body, times * count);
      }
      case "while":
      case "block":
        return findCalls(context, statement.body, times);
      case "if":
        // One of two branches is taken, which one is not known here.
        return [statement.then, statement.otherwise].flatMap((branch) => findCalls(context, branch, 0));
      default:
        return [];
    }
  });
}

/** The value of an expression that does not depend on the gate's parameters. */
function evaluateIfKnown(context: Context, expression: Expression): Value | undefined {
  if (context.program.version === 2) return undefined;
  try {
    return evaluate(context, expression);
  } catch (error) {
    if (error instanceof QasmError) return undefined;
    throw error;
  }
}

/** Operations of a call: single operations are raised to powers at once, several are repeated. */
function countCall(context: Context, { call, times }: CountedCall, gate: Gate): number {
  let count = gate.operationCount * times;
  for (const { name, argument } of call.modifiers) {
    const exponent = name === "pow" && argument ? evaluateIfKnown(context, argument) : 1n;
    if (gate.operationCount > 1 && (typeof exponent === "bigint" || typeof exponent === "number")) {
      if (Number.isInteger(Number(exponent))) count *= Math.abs(Number(exponent));
    }
  }
  return count;
}

/**
 * Makes a definition known. A gate that is built in and defined as what it is keeps its built-in form, so that programs
 * that define well-known gates run as fast as those that do not.
 */
export function defineGate(
  program: Program,
  definition: GateDefinition,
  execute: (context: Context, statements: readonly Statement[]) => void,
): void {
  const { name, parameters, qubits, body, at } = definition;
  if (program.gates.has(name)) fail(program, at, `gate ${name} is defined twice`);
  const builtIn = builtInGates[program.version].get(name);
  const isAlike =
    builtIn?.parameterCount === parameters.length &&
    (builtIn.qubitCount === "any" || builtIn.qubitCount === qubits.length);
  if (body === null) {
    const opaque = (_qubits: unknown, _parameters: unknown, callAt: number): never =>
      fail(program, callAt, `gate ${name} is opaque: it has no definition that could be simulated`);
    program.gates.set(
      name,
      builtIn && (isAlike || name === "delay")
        ? { ...builtIn, qubitCount: qubits.length }
        : {
            name,
            parameterCount: parameters.length,
            qubitCount: qubits.length,
            operationCount: 0,
            depth: 0,
            expand: opaque,
          },
    );
    return;
  }
  let operationCount = 0;
  let depth = 0;
  const context: Context = { program, scope: program.globals };
  for (const counted of findCalls(context, body)) {
    const { call } = counted;
    if (call.name === name) fail(program, call.at, `gate ${name} calls itself`);
    const gate = findGate(program, call.name, call.at);
    operationCount += countCall(context, counted, gate);
    depth = Math.max(depth, gate.depth + 1);
  }
  if (depth > greatestCallDepth) {
    fail(program, at, `gate definitions may be nested ${greatestCallDepth} deep`);
  }
  const expandBody = makeExpansion(program, definition, body, execute);
  const gate: Gate = {
    name,
    parameterCount: parameters.length,
    qubitCount: qubits.length,
    operationCount,
    depth,
    expand: expandBody,
  };
  const candidate = isAlike ? builtIn : knownGadget(gate);
  let chosen: Gate["expand"] | undefined;
  program.gates.set(name, {
    ...gate,
    expand: (...call) => {
      chosen ??= candidate && isSameGate(program, gate, candidate) ? candidate.expand : expandBody;
      return chosen(...call);
    },
  });
}

function makeExpansion(
  program: Program,
  definition: GateDefinition,
  body: readonly Statement[],
  execute: (context: Context, statements: readonly Statement[]) => void,
): Gate["expand"] {
  const run = (qubits: readonly number[], parameters: readonly ParameterValue[]): GatePart[] => {
    const scope = new Scope(program.version === 3 ? program.globals : null);
    definition.qubits.forEach((name, index) =>
      scope.set(name, { kind: "qubits", qubits: [qubits[index]], isSingle: true }),
    );
    definition.parameters.forEach((name, index) =>
      scope.set(name, {
        kind: "variable",
        type: null,
        isConst: true,
        branchDepth: 0,
        value: parameters[index],
        storedAt: 0,
      }),
    );
    // What the body adds was counted when the call was.
    const { output, operationCount, sealer } = program;
    program.output = [];
    program.sealer = null;
    try {
      execute({ program, scope }, body);
      return program.output as GatePart[];
    } finally {
      program.output = output;
      program.sealer = sealer;
      program.operationCount = operationCount;
    }
  };
  if (definition.parameters.length > 0) return run;
  let template: readonly GatePart[] | undefined;
  return (qubits) => {
    template ??= run(
      definition.qubits.map((_, index) => index),
      [],
    );
    return template.map((part) => moveTo(part, qubits));
  };
}

/** An operation on positions, on the qubits at them. */
function moveTo(part: GatePart, qubits: readonly number[]): GatePart {
  const moved = part.qubits.map((position) => qubits[position]);
  if (part.gate === "barrier" || !part.controls) return { ...part, qubits: moved };
  const controls = part.controls.map(({ qubit, value }) => ({ qubit: qubits[qubit], value }));
  return { ...part, qubits: moved, controls };
}
