import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { operationQubits } from "../synthesis/one-qubit-runs.ts";
import { operationBits } from "./operation-wires.ts";

/** Operations that run together: a run of gates on one pair of qubits, or one other operation, each with one-qubit gates after it. */
export interface RoutingNode {
  /** The two qubits that must be neighbours; null for what runs anywhere. */
  readonly pair: readonly [number, number] | null;
  readonly operations: Operation[];
  readonly successors: number[];
  readonly predecessors: number[];
}

/** The order in which operations wait for each other. */
export interface RoutingGraph {
  readonly qubitCount: number;
  /** One-qubit gates before anything else. */
  readonly first: readonly Operation[];
  readonly nodes: readonly RoutingNode[];
}

/**
 * The routing graph of operations on at most two qubits (barriers and conditionals may touch more). Nodes are numbered in an
 * order that fulfils all dependencies, those through classical bits included.
 */
export function routingGraph(operations: readonly Operation[], qubitCount: number): RoutingGraph {
  const first: Operation[] = [];
  const nodes: RoutingNode[] = [];
  const lastOnQubit = new Int32Array(qubitCount).fill(-1);
  const lastOnBit = new Map<number, number>();
  for (const operation of operations) {
    const qubits = operationQubits(operation);
    const isUnitary = isUnitaryOperation(operation);
    if (isUnitary && qubits.length <= 1) {
      const node = qubits.length === 0 ? -1 : lastOnQubit[qubits[0]];
      (node < 0 ? first : nodes[node].operations).push(operation);
      continue;
    }
    if (isUnitary) {
      const [a, b] = [lastOnQubit[qubits[0]], lastOnQubit[qubits[1]]];
      if (a === b && a >= 0 && nodes[a].pair) {
        nodes[a].operations.push(operation);
        continue;
      }
    }
    const bits = operationBits(operation);
    const predecessors = new Set<number>();
    for (const qubit of qubits) if (lastOnQubit[qubit] >= 0) predecessors.add(lastOnQubit[qubit]);
    for (const bit of bits) if (lastOnBit.has(bit)) predecessors.add(lastOnBit.get(bit)!);
    const index = nodes.length;
    for (const before of predecessors) nodes[before].successors.push(index);
    for (const qubit of qubits) lastOnQubit[qubit] = index;
    for (const bit of bits) lastOnBit.set(bit, index);
    nodes.push({
      pair: isUnitary ? [qubits[0], qubits[1]] : null,
      operations: [operation],
      successors: [],
      predecessors: [...predecessors],
    });
  }
  return { qubitCount, first, nodes };
}
