import { bitsOf } from "./classical-bits.ts";
import { operationsOf, type CircuitDocument } from "./circuit-document.ts";
import { qubitsOf } from "./operation-view.ts";

/** Size of a circuit as it is usually told. */
export interface CircuitCounts {
  /** Longest chain of operations that wait for each other, barriers not counted. */
  readonly depth: number;
  readonly operations: number;
  readonly multiQubit: number;
}

export function countOperations(document: CircuitDocument): CircuitCounts {
  const qubitEnds = new Array<number>(document.qubitCount).fill(0);
  const bitEnds = new Array<number>(document.bitCount).fill(0);
  let [operations, multiQubit] = [0, 0];
  for (const operation of operationsOf(document)) {
    const [qubits, bits] = [qubitsOf(operation), bitsOf(operation)];
    const isBarrier = operation.gate === "barrier";
    const start = Math.max(0, ...qubits.map((qubit) => qubitEnds[qubit]), ...bits.map((bit) => bitEnds[bit]));
    const end = start + (isBarrier || qubits.length === 0 ? 0 : 1);
    for (const qubit of qubits) qubitEnds[qubit] = end;
    for (const bit of bits) bitEnds[bit] = end;
    if (isBarrier) continue;
    operations++;
    if (qubits.length > 1) multiQubit++;
  }
  return { depth: Math.max(0, ...qubitEnds), operations, multiQubit };
}
