import type { Circuit } from "../circuit/circuit.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { operationQubits } from "../synthesis/one-qubit-runs.ts";
import { operationBits } from "./operation-wires.ts";

/** What a circuit costs. Branches of conditionals count both, as either may run. */
export interface CircuitMetrics {
  readonly qubitCount: number;
  /** Operations, barriers and global phases not counted. */
  readonly operationCount: number;
  /** The longest chain of operations that wait for each other, through qubits and classical bits. */
  readonly depth: number;
  /** Unitary operations on two qubits, controls included. */
  readonly twoQubitCount: number;
  /** The longest chain counting unitary operations on two or more qubits only. */
  readonly twoQubitDepth: number;
  /** Unitary operations on three or more qubits, which a transpiled circuit has none of. */
  readonly largerCount: number;
  readonly gateCounts: Readonly<Record<string, number>>;
}

/** Counts and depths of a circuit, in one pass. Barriers keep operations apart but take no time; global phases are free. */
export function circuitMetrics({ qubitCount, operations }: Circuit): CircuitMetrics {
  const gateCounts: Record<string, number> = {};
  let [operationCount, twoQubitCount, largerCount] = [0, 0, 0];
  const count = (operation: Operation): void => {
    if (operation.gate === "if") {
      operation.then.forEach(count);
      operation.otherwise.forEach(count);
    }
    gateCounts[operation.gate] = (gateCounts[operation.gate] ?? 0) + 1;
    if (operation.gate === "barrier" || operation.gate === "gphase") return;
    if (operation.gate !== "if") operationCount++;
    if (!isUnitaryOperation(operation)) return;
    const size = operationQubits(operation).length;
    if (size === 2) twoQubitCount++;
    if (size > 2) largerCount++;
  };
  operations.forEach(count);
  return {
    qubitCount,
    operationCount,
    depth: depthOf(operations, (operation) => (operation.gate === "barrier" ? 0 : 1)),
    twoQubitCount,
    twoQubitDepth: depthOf(operations, (operation) =>
      isUnitaryOperation(operation) && operationQubits(operation).length > 1 ? 1 : 0,
    ),
    largerCount,
    gateCounts,
  };
}

/** The longest chain, each operation with its weight; a conditional takes as long as its longer branch. */
function depthOf(operations: readonly Operation[], weight: (operation: Operation) => number): number {
  const at = new Map<string, number>();
  let deepest = 0;
  for (const operation of operations) {
    if (operation.gate === "gphase") continue;
    const wires = operationQubits(operation).map((qubit) => `q${qubit}`);
    wires.push(...operationBits(operation).map((bit) => `c${bit}`));
    const own =
      operation.gate === "if"
        ? Math.max(depthOf(operation.then, weight), depthOf(operation.otherwise, weight))
        : weight(operation);
    const end = own + Math.max(0, ...wires.map((wire) => at.get(wire) ?? 0));
    for (const wire of wires) at.set(wire, end);
    deepest = Math.max(deepest, end);
  }
  return deepest;
}
