import { addOperations, callGate } from "./call-gate.ts";
import { assign } from "./assign.ts";
import { executeFor, executeIf, executeSwitch, executeWhile } from "./control-flow.ts";
import { bind, declareQubits, declareVariable } from "./declare.ts";
import { defineGate } from "./define-gate.ts";
import { evaluate } from "./evaluate.ts";
import { measureInto } from "./measure-into.ts";
import { countStep, fail, reserveOperations, Scope } from "./program.ts";
import type { Context, Program } from "./program.ts";
import { circuitBits, resolveBits, resolveQubits } from "./resolve-operands.ts";
import type { Expression, Statement } from "./syntax-tree.ts";
import { describeValue } from "./values.ts";
import type { Value } from "./values.ts";

/** How a statement leaves the block around it; undefined where it does not. */
export type Exit =
  | { readonly kind: "break" | "continue" | "end" }
  | { readonly kind: "return"; readonly value: Value | undefined }
  | undefined;

/** Executes statements up to one that leaves the block. */
export function executeAll(context: Context, statements: readonly Statement[]): Exit {
  for (const statement of statements) {
    const exit = execute(context, statement);
    if (exit) return exit;
  }
  return undefined;
}

/** Executes statements in a block of their own. */
export function executeBlock(context: Context, statements: readonly Statement[]): Exit {
  return executeAll({ ...context, scope: new Scope(context.scope) }, statements);
}

/** Executes a statement: adds operations to the program's output or changes what names stand for. */
export function execute(context: Context, statement: Statement): Exit {
  const { program } = context;
  const { at } = statement;
  countStep(program, at);
  switch (statement.kind) {
    case "gate-call":
      callGate(context, statement);
      return undefined;
    case "measure":
      if (!statement.bits) {
        return fail(program, at, "the result of a measurement must be stored: write b = measure q;");
      }
      measureInto(context, statement.qubits, resolveBits(context, statement.bits), at);
      return undefined;
    case "reset":
      reserveOperations(program, 1, at);
      addOperations(
        program,
        [{ gate: "reset", qubits: resolveQubits(context, statement.operand).qubits }],
        at,
      );
      return undefined;
    case "barrier":
      addBarrier(context, statement.operands, at);
      return undefined;
    case "if":
      return executeIf(context, statement);
    case "for":
      return executeFor(context, statement);
    case "while":
      return executeWhile(context, statement);
    case "switch":
      return executeSwitch(context, statement);
    case "block":
      return executeBlock(context, statement.body);
    case "break":
    case "continue":
    case "end":
      return { kind: statement.kind };
    case "return":
      return { kind: "return", value: evaluateReturn(context, statement.value) };
    case "qubits":
      declareQubits(context, statement);
      return undefined;
    case "declaration":
      declareVariable(context, statement);
      return undefined;
    case "assignment":
      assign(context, statement);
      return undefined;
    case "alias":
      bindAlias(context, statement);
      return undefined;
    case "gate-definition":
      requireGlobal(context, "a gate", at);
      defineGate(program, statement, executeAll);
      return undefined;
    case "subroutine":
      requireGlobal(context, "a subroutine", at);
      if (program.subroutines.has(statement.name)) {
        fail(program, at, `subroutine ${statement.name} is defined twice`);
      }
      program.subroutines.set(statement.name, statement);
      return undefined;
    case "expression":
      executeExpression(context, statement.value);
      return undefined;
    case "include":
      return fail(program, at, "include can only stand outside of blocks");
  }
}

function requireGlobal(context: Context, what: string, at: number): void {
  if (context.scope !== context.program.globals) {
    fail(context.program, at, `${what} can only be defined outside of blocks`);
  }
}

function addBarrier(context: Context, operands: readonly Expression[], at: number): void {
  const { program } = context;
  const qubits =
    operands.length > 0
      ? [...new Set(operands.flatMap((operand) => resolveQubits(context, operand).qubits))]
      : Array.from({ length: program.qubitCount }, (_, index) => index);
  if (qubits.length === 0) return;
  reserveOperations(program, 1, at);
  addOperations(program, [{ gate: "barrier", qubits }], at);
}

function bindAlias(context: Context, { name, value, at }: Statement & { kind: "alias" }): void {
  const { program, scope } = context;
  const found = evaluate(context, value);
  if (typeof found === "object" && "kind" in found && found.kind === "qubits") {
    if (new Set(found.qubits).size !== found.qubits.length) {
      fail(program, at, `alias ${name} holds a qubit twice`);
    }
    bind(program, scope, name, found, at);
    return;
  }
  const bits = circuitBits(found);
  if (!bits) fail(program, at, `an alias stands for qubits or bits, got ${describeValue(found)}`);
  bind(program, scope, name, bits, at);
}

/** A call of a subroutine for its effect. */
function executeExpression(context: Context, expression: Expression): void {
  const { program } = context;
  if (expression.kind === "call" && program.subroutines.has(expression.name)) {
    program.callSubroutine(context, expression);
    return;
  }
  if (expression.kind === "call" && (expression.name === "barrier" || expression.name === "reset")) {
    fail(program, expression.at, `${expression.name} takes no parentheses`);
  }
  if (expression.kind === "call") {
    fail(program, expression.at, `${expression.name} names no qubits, and no subroutine has this name`);
  }
  evaluate(context, expression);
}

function evaluateReturn(context: Context, expression: Expression | null): Value | undefined {
  if (!expression) return undefined;
  if (expression.kind !== "measure") return evaluate(context, expression);
  const target = context.returnTarget;
  if (!target) {
    return fail(
      context.program,
      expression.at,
      "the result of a measurement must be stored: assign it to a bit and return that",
    );
  }
  measureInto(context, expression.operand, target.bits, expression.at);
  return target.bits;
}

/** Operations that a run of statements adds, kept apart from those of the program. */
export function collect(program: Program, run: () => void): Program["output"] {
  const { output } = program;
  program.output = [];
  try {
    run();
    return program.output;
  } finally {
    program.output = output;
  }
}
