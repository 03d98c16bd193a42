import {
  createCircuit,
  type Circuit,
  type Operation,
  type ParameterValues,
  type Registers,
} from "@ansatz/simulator";
import { bitsOf } from "./classical-bits.ts";
import { qubitsOf } from "./operation-view.ts";

/** Operations that stand above each other and share no wire. */
export type Column = readonly Operation[];

/** What the editor edits: a circuit whose operations stand in columns. */
export interface CircuitDocument {
  readonly qubitCount: number;
  readonly bitCount: number;
  readonly registers?: Registers | undefined;
  readonly columns: readonly Column[];
  /** Values of the circuit's symbolic parameters, radians. */
  readonly values: ParameterValues;
}

export const greatestQubitCount = 20;
/** More operations than anyone draws; longer circuits belong to the command line. */
export const greatestOperationCount = 5_000;

export const emptyDocument: CircuitDocument = { qubitCount: 2, bitCount: 0, columns: [], values: {} };

/** First and last wire that an operation's drawing covers. A global phase is drawn on wire 0. */
export function spanOf(operation: Operation): readonly [first: number, last: number] {
  const qubits = qubitsOf(operation);
  return qubits.length === 0 ? [0, 0] : [qubits[0], qubits[qubits.length - 1]];
}

/** Whether two operations cannot stand in one column: their drawings overlap, or they share a classical bit. */
export function doCollide(a: Operation, b: Operation): boolean {
  const [firstA, lastA] = spanOf(a);
  const [firstB, lastB] = spanOf(b);
  if (firstA <= lastB && firstB <= lastA) return true;
  const bits = bitsOf(a);
  return bitsOf(b).some((bit) => bits.includes(bit));
}

/** Whether two documents differ in the values of their parameters at most. */
export function isSameCircuit(a: CircuitDocument, b: CircuitDocument): boolean {
  return (
    a.columns === b.columns &&
    a.qubitCount === b.qubitCount &&
    a.bitCount === b.bitCount &&
    a.registers === b.registers
  );
}

/** The operations in the order in which they run. */
export function operationsOf({ columns }: CircuitDocument): Operation[] {
  return columns.flat();
}

/** The circuit of a document. Throws InvalidArgumentError for one that is none. */
export function toCircuit(document: CircuitDocument): Circuit {
  const { qubitCount, bitCount, registers } = document;
  return createCircuit(qubitCount, operationsOf(document), { bitCount, ...(registers ? { registers } : {}) });
}

/** A measurement or reset of several qubits as one of each. */
function splitByQubit(operation: Operation): Operation[] {
  if (operation.gate === "reset")
    return operation.qubits.map((qubit) => ({ gate: "reset", qubits: [qubit] }));
  if (operation.gate !== "measure") return [operation];
  const { qubits, bits } = operation;
  return qubits.map((qubit, index) => ({ gate: "measure", qubits: [qubit], bits: [bits[index]] }));
}

/** A circuit with each operation as far left as its wires and classical bits let it. */
export function fromCircuit(circuit: Circuit, values: ParameterValues = {}): CircuitDocument {
  const { qubitCount, bitCount, registers, operations } = circuit;
  const columns: Operation[][] = [];
  const wireEnds = new Array<number>(qubitCount).fill(0);
  const bitEnds = new Array<number>(bitCount).fill(0);
  for (const operation of operations.flatMap(splitByQubit)) {
    const [first, last] = spanOf(operation);
    const bits = bitsOf(operation);
    let column = 0;
    for (let wire = first; wire <= last; wire++) column = Math.max(column, wireEnds[wire]);
    for (const bit of bits) column = Math.max(column, bitEnds[bit]);
    (columns[column] ??= []).push(operation);
    wireEnds.fill(column + 1, first, last + 1);
    for (const bit of bits) bitEnds[bit] = column + 1;
  }
  return { qubitCount, bitCount, registers, columns, values };
}
