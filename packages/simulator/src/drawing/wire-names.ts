import type { Circuit, Register } from "../circuit/circuit.ts";
import type { ClassicalCondition } from "../circuit/classical-condition.ts";
import { printable } from "./format-parameter.ts";

/** A run of classical bits drawn as one wire. */
export interface ClassicalWire {
  readonly name: string;
  readonly first: number;
  readonly size: number;
}

/** What a circuit's qubits and bits are called. */
export interface WireNames {
  readonly qubits: readonly string[];
  readonly classicalWires: readonly ClassicalWire[];
}

function members({ name, size }: Register): string[] {
  const text = printable(name, 16);
  return size === 1 ? [text] : Array.from({ length: size }, (_, index) => `${text}[${index}]`);
}

/** By registers where the circuit has them, else q0, q1, … and one classical wire c. */
export function wireNames({ qubitCount, bitCount, registers }: Circuit): WireNames {
  const qubits = registers
    ? registers.qubits.flatMap(members)
    : Array.from({ length: qubitCount }, (_, qubit) => `q${qubit}`);
  let first = 0;
  const bitRegisters = registers?.bits ?? (bitCount > 0 ? [{ name: "c", size: bitCount }] : []);
  const classicalWires = bitRegisters.map(({ name, size }): ClassicalWire => {
    const wire = { name: printable(name, 16), first, size };
    first += size;
    return wire;
  });
  return { qubits, classicalWires };
}

/** Index of the wire that carries a bit. */
export function wireOfBit(wires: readonly ClassicalWire[], bit: number): number {
  return wires.findIndex(({ first, size }) => bit >= first && bit < first + size);
}

/** A bit's name: c for a wire of one bit, else c[3]. */
export function bitName(wires: readonly ClassicalWire[], bit: number): string {
  const { name, first, size } = wires[wireOfBit(wires, bit)];
  return size === 1 ? name : `${name}[${bit - first}]`;
}

const signs = { "==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥" } as const;
const joints = { and: " ∧ ", or: " ∨ ", xor: " ⊕ " } as const;

/** A condition for reading, such as "c=3 ∧ ¬(d[0]=1)"; bits of a whole wire are called by its name. */
export function formatCondition(condition: ClassicalCondition, wires: readonly ClassicalWire[]): string {
  if (condition.kind === "not") return `¬(${formatCondition(condition.operand, wires)})`;
  if (condition.kind === "compare") {
    const { bits, comparison, value } = condition;
    const wire = wires[wireOfBit(wires, bits[0])];
    const isWhole = bits.length === wire.size && bits.every((bit, index) => bit === wire.first + index);
    const names = isWhole ? wire.name : bits.map((bit) => bitName(wires, bit)).join(",");
    return `${names}${signs[comparison]}${BigInt(`0b${value}`)}`;
  }
  const { kind, operands } = condition;
  if (operands.length === 0) return kind === "and" ? "true" : "false";
  const texts = operands.map((operand) => {
    const text = formatCondition(operand, wires);
    return operand.kind === "compare" || operand.kind === "not" ? text : `(${text})`;
  });
  return texts.join(joints[kind]);
}
