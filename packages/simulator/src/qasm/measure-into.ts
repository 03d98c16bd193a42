import { addOperations } from "./call-gate.ts";
import { fail, reserveOperations } from "./program.ts";
import type { BitsSymbol, Context } from "./program.ts";
import { resolveQubits } from "./resolve-operands.ts";
import type { Expression } from "./syntax-tree.ts";

/** Adds a measurement of the qubits that an operand names, into as many bits. */
export function measureInto(context: Context, operand: Expression, { bits }: BitsSymbol, at: number): void {
  const { program } = context;
  const { qubits } = resolveQubits(context, operand);
  if (qubits.length !== bits.length) {
    fail(
      program,
      at,
      `a measurement takes as many bits as qubits, got ${qubits.length} qubits and ${bits.length} bits`,
    );
  }
  for (const [what, list] of [
    ["qubit", qubits],
    ["bit", bits],
  ] as const) {
    if (list.length > 1 && new Set(list).size !== list.length) {
      fail(program, at, `one ${what} stands twice in a measurement`);
    }
  }
  reserveOperations(program, 1, at);
  program.clock++;
  for (const bit of bits) program.measuredAt[bit] = program.clock;
  addOperations(program, [{ gate: "measure", qubits, bits }], at);
}
