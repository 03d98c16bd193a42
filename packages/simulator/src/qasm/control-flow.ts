import type { ClassicalCondition } from "../circuit/classical-condition.ts";
import type { Operation } from "../circuit/operation.ts";
import { addOperations } from "./call-gate.ts";
import { checkDepth, measureCondition } from "./condition-extent.ts";
import { convertTo, bindVariable } from "./declare.ts";
import { toTruth } from "./convert-value.ts";
import { evaluate } from "./evaluate.ts";
import { collect, executeBlock } from "./execute.ts";
import type { Exit } from "./execute.ts";
import { greatestConditionalDepth } from "./limits.ts";
import { applyBinary } from "./operators.ts";
import { countStep, fail, reserveOperations, Scope } from "./program.ts";
import type { Context, Program } from "./program.ts";
import { combine } from "./runtime-bits.ts";
import type { Truth } from "./runtime-bits.ts";
import type { Expression, Statement } from "./syntax-tree.ts";
import { describeValue, isSymbolic } from "./values.ts";
import type { Value } from "./values.ts";

type Of<Kind extends Statement["kind"]> = Extract<Statement, { kind: Kind }>;

function evaluateCondition(context: Context, expression: Expression): Truth {
  return toTruth(context.program, evaluate(context, expression), expression.at);
}

/** The operations of a branch that measurements decide on; such a branch cannot leave the block around it. */
function collectBranch(context: Context, statements: readonly Statement[], at: number): Operation[] {
  const { program } = context;
  if (++program.branchDepth > greatestConditionalDepth) {
    fail(program, at, `conditionals may be nested ${greatestConditionalDepth} deep`);
  }
  const operations = collect(program, () => {
    const exit = executeBlock(context, statements);
    if (exit) {
      fail(
        program,
        at,
        `${exit.kind} under a condition on measured bits is not supported: put the rest into the other branch`,
      );
    }
  });
  program.branchDepth--;
  return operations;
}

function addConditional(
  program: Program,
  condition: ClassicalCondition,
  then: readonly Operation[],
  otherwise: readonly Operation[],
  at: number,
): void {
  const extent = measureCondition(condition);
  checkDepth(program, extent, at);
  reserveOperations(program, 1 + extent.size, at);
  addOperations(program, [{ gate: "if", condition, then, otherwise }], at);
}

export function executeIf(context: Context, statement: Of<"if">): Exit {
  const { condition, then, otherwise, at } = statement;
  const truth = evaluateCondition(context, condition);
  if (typeof truth === "boolean") return executeBlock(context, truth ? then : otherwise);
  const thenOperations = collectBranch(context, then, at);
  const otherOperations = collectBranch(context, otherwise, at);
  addConditional(context.program, truth, thenOperations, otherOperations, at);
  return undefined;
}

/** Executes the body once; true when the loop ends by it. */
function executeBody(context: Context, statements: readonly Statement[]): { exit: Exit; isOver: boolean } {
  const exit = executeBlock(context, statements);
  if (exit?.kind === "break") return { exit: undefined, isOver: true };
  if (exit && exit.kind !== "continue") return { exit, isOver: true };
  return { exit: undefined, isOver: false };
}

export function executeFor(context: Context, statement: Of<"for">): Exit {
  const { program } = context;
  const { type, name, values, body, at } = statement;
  for (const value of loopValues(context, values)) {
    countStep(program, at);
    const inner: Context = { ...context, scope: new Scope(context.scope) };
    if (typeof value === "object" && "kind" in value && value.kind === "qubits") {
      inner.scope.set(name, value);
    } else {
      const converted = type ? convertTo(context, value, type, values.at) : value;
      bindVariable(inner, name, type, converted, false, at);
    }
    const { exit, isOver } = executeBody(inner, body);
    if (isOver) return exit;
  }
  return undefined;
}

/** The values that a loop runs over: a range, a set, an array or the items of a register. */
function loopValues(context: Context, expression: Expression): readonly Value[] {
  const { program } = context;
  const value = evaluate(context, expression);
  if (typeof value === "object" && !isSymbolic(value)) {
    if (value.kind === "list") return value.items;
    if (value.kind === "bits")
      return value.bits.map((bit): Value => ({ kind: "bits", bits: [bit], isSingle: true }));
    if (value.kind === "qubits") {
      return value.qubits.map((qubit): Value => ({ kind: "qubits", qubits: [qubit], isSingle: true }));
    }
  }
  return fail(
    program,
    expression.at,
    `a loop runs over a range, a set or a register, got ${describeValue(value)}`,
  );
}

export function executeWhile(context: Context, statement: Of<"while">): Exit {
  const { condition, body, at } = statement;
  for (;;) {
    countStep(context.program, at);
    const truth = evaluateCondition(context, condition);
    if (typeof truth !== "boolean") {
      return fail(
        context.program,
        at,
        "a loop whose end measurements decide is not supported: use a for loop with if inside",
      );
    }
    if (!truth) return undefined;
    const { exit, isOver } = executeBody(context, body);
    if (isOver) return exit;
  }
}

/** Cases that measurements decide become conditionals in the other branch of one another. */
export function executeSwitch(context: Context, statement: Of<"switch">): Exit {
  const { program } = context;
  const { value, cases, otherwise, at } = statement;
  const found = evaluate(context, value);
  const truths = cases.map(({ values }) =>
    combine(
      "or",
      values.map((each) =>
        toTruth(program, applyBinary(program, "==", found, evaluate(context, each), each.at), each.at),
      ),
    ),
  );
  const known = truths.indexOf(true);
  const last = known < 0 ? otherwise : cases[known].body;
  const before = (known < 0 ? truths : truths.slice(0, known)).flatMap((truth, index) =>
    typeof truth === "boolean" ? [] : [{ truth, body: cases[index].body }],
  );
  if (before.length === 0) return executeBlock(context, last);
  let operations = collectBranch(context, last, at);
  const branches = before.map(({ truth, body }) => ({ truth, then: collectBranch(context, body, at) }));
  for (const { truth, then } of branches.reverse()) {
    operations = collect(program, () => addConditional(program, truth, then, operations, at));
  }
  addOperations(program, operations, at);
  return undefined;
}
