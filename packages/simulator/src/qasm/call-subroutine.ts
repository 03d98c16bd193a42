import { bindVariable, convertTo } from "./declare.ts";
import { toIndex } from "./convert-value.ts";
import { evaluate } from "./evaluate.ts";
import { executeAll } from "./execute.ts";
import { greatestCallDepth } from "./limits.ts";
import { fail, Scope } from "./program.ts";
import type { BitsSymbol, Context } from "./program.ts";
import { circuitBits, resolveQubits } from "./resolve-operands.ts";
import type { Expression, Statement, SubroutineDefinition } from "./syntax-tree.ts";
import type { Value } from "./values.ts";

/** The name in `return name;` at the end of a body. */
function returnedName(body: readonly Statement[]): string | null {
  const last = body.at(-1);
  return last?.kind === "return" && last.value?.kind === "name" ? last.value.name : null;
}

/**
 * Executes a subroutine's body where it is called. A result that is stored in bits of the circuit (`target`) is measured
 * into them at once, for circuits cannot copy bits.
 */
export function callSubroutine(
  context: Context,
  call: Expression & { kind: "call" },
  target?: BitsSymbol,
): Value | undefined {
  const { program } = context;
  const { name, operands, at } = call;
  const subroutine = program.subroutines.get(name)!;
  const { parameters, body } = subroutine;
  if (operands.length !== parameters.length) {
    fail(program, at, `subroutine ${name} takes ${parameters.length} arguments, got ${operands.length}`);
  }
  if (program.callDepth >= greatestCallDepth) {
    fail(program, at, `subroutines may be nested ${greatestCallDepth} deep: does ${name} call itself?`);
  }
  const scope = new Scope(program.globals);
  const inner: Context = {
    program,
    scope,
    ...(target ? { returnTarget: { name: returnedName(body), bits: target } } : {}),
  };
  parameters.forEach((parameter, index) => bindArgument(context, inner, parameter, operands[index]));
  program.callDepth++;
  const exit = executeAll(inner, body);
  program.callDepth--;
  if (exit?.kind !== "return") {
    if (exit) fail(program, at, `${exit.kind} cannot leave subroutine ${name}`);
    return undefined;
  }
  return exit.value !== undefined && subroutine.returns && circuitBits(exit.value) === undefined
    ? convertTo(inner, exit.value, subroutine.returns, at)
    : exit.value;
}

function bindArgument(
  context: Context,
  inner: Context,
  { name, type }: SubroutineDefinition["parameters"][number],
  operand: Expression,
): void {
  const { program } = context;
  if (type.name === "qubit") {
    const { qubits } = resolveQubits(context, operand);
    const size = type.size
      ? toIndex(program, evaluate(inner, type.size), type.size.at, "the size of a register", 1)
      : 1;
    if (qubits.length !== size) {
      fail(program, operand.at, `${name} takes ${size} qubits, got ${qubits.length}`);
    }
    inner.scope.set(name, { kind: "qubits", qubits, isSingle: !type.size });
    return;
  }
  const value = convertTo(inner, evaluate(context, operand), type, operand.at);
  bindVariable(inner, name, type, value, false, operand.at);
}
