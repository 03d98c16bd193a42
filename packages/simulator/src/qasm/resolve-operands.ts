import { evaluate, pickIndices } from "./evaluate.ts";
import { fail } from "./program.ts";
import type { BitsSymbol, Context, Program } from "./program.ts";
import type { Expression } from "./syntax-tree.ts";
import { describeValue, isBits } from "./values.ts";
import type { QubitsValue, Value } from "./values.ts";

/** The qubits that an operand names. Throws {@link QasmError} for anything else, or an index outside its register. */
export function resolveQubits(context: Context, operand: Expression): QubitsValue {
  const { program, scope } = context;
  const { at } = operand;
  if (operand.kind === "hardware") return hardwareQubit(program, operand.qubit, at);
  if (operand.kind === "name") {
    const symbol = scope.find(operand.name);
    if (symbol?.kind === "qubits") return symbol;
    return fail(
      program,
      at,
      symbol ? `${operand.name} holds no qubits` : `register ${operand.name} is not declared`,
    );
  }
  if (operand.kind === "index") {
    const base = resolveQubits(context, operand.base);
    const found = pick(context, operand, base.qubits, base.isSingle);
    return { kind: "qubits", qubits: found.items, isSingle: found.isSingle };
  }
  const value = evaluate(context, operand);
  if (typeof value === "object" && "kind" in value && value.kind === "qubits") return value;
  return fail(program, at, `expected qubits, got ${describeValue(value)}`);
}

/** The circuit's classical bits that a target of a measurement names. */
export function resolveBits(context: Context, operand: Expression): BitsSymbol {
  const { program, scope } = context;
  const { at } = operand;
  if (operand.kind === "index") {
    const base = resolveBits(context, operand.base);
    const found = pick(context, operand, base.bits, base.isSingle);
    return { kind: "bits", bits: found.items, isSingle: found.isSingle };
  }
  if (operand.kind === "name") {
    const symbol = scope.find(operand.name);
    if (symbol?.kind === "bits") return symbol;
    if (symbol?.kind === "variable") {
      return fail(
        program,
        at,
        `a measurement cannot be stored in ${operand.name}: declare a bit or a register of bits without a value`,
      );
    }
    return fail(
      program,
      at,
      symbol ? `${operand.name} holds qubits, not bits` : `register ${operand.name} is not declared`,
    );
  }
  const bits = circuitBits(evaluate(context, operand));
  return bits ?? fail(program, at, "expected bits of the circuit");
}

/** A value as bits of the circuit, if it is some. */
export function circuitBits(value: Value): BitsSymbol | undefined {
  if (!isBits(value)) return undefined;
  const { bits, isSingle } = value;
  return bits.every((bit) => typeof bit === "number") ? { kind: "bits", bits, isSingle } : undefined;
}

function pick(
  context: Context,
  { base, indices, at }: Expression & { kind: "index" },
  items: readonly number[],
  isSingle: boolean,
): { items: readonly number[]; isSingle: boolean } {
  const { program } = context;
  const name = base.kind === "name" ? base.name : "the operand";
  if (isSingle || indices.length !== 1) fail(program, at, `${name} has no such index`);
  const [index] = indices;
  if (index.kind === "integer") {
    if (index.value >= BigInt(items.length)) {
      fail(
        program,
        index.at,
        `the index of ${name} must be in [0, ${items.length - 1}], got ${String(index.value).slice(0, 40)}`,
      );
    }
    return { items: [items[Number(index.value)]], isSingle: true };
  }
  const picked = pickIndices(context, index, items.length);
  return { items: picked.indices.map((each) => items[each]), isSingle: picked.isSingle };
}

/** A physical qubit `$n` is the circuit's qubit n. */
function hardwareQubit(program: Program, qubit: number, at: number): QubitsValue {
  if (program.qubitRegisters.length > 0) {
    fail(program, at, "physical qubits and declared ones cannot be mixed: declare all qubits");
  }
  if (qubit >= program.limits.qubits) {
    fail(program, at, `a physical qubit must be in [0, ${program.limits.qubits - 1}], got ${qubit}`);
  }
  program.hardwareQubitCount = Math.max(program.hardwareQubitCount, qubit + 1);
  program.qubitCount = program.hardwareQubitCount;
  return { kind: "qubits", qubits: [qubit], isSingle: true };
}
