import { visitOperations } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Occurrence } from "./split-occurrences.ts";

/**
 * The angles of a circuit in layers, first to last: an operation with angles opens a new layer when it depends, over
 * qubits that operations share, on one with angles in the current layer. Angles of one operation are in one layer.
 * Source: Stokes, Izaac, Killoran and Carleo, Quantum 4, 269 (2020), section 3.
 */
export function layersOf(circuit: Circuit, occurrences: readonly Occurrence[]): Occurrence[][] {
  const byPosition = new Map<number, Occurrence[]>();
  for (const occurrence of occurrences) {
    const list = byPosition.get(occurrence.position);
    if (list) list.push(occurrence);
    else byPosition.set(occurrence.position, [occurrence]);
  }
  const layers: Occurrence[][] = [];
  /** Qubits that the angles of the current layer reach. */
  const reached = new Set<number>();
  let position = -1;
  visitOperations(circuit.operations, (operation) => {
    if (!isUnitaryOperation(operation)) return;
    position++;
    const qubits = [...operation.qubits, ...(operation.controls ?? []).map(({ qubit }) => qubit)];
    const isReached = qubits.some((qubit) => reached.has(qubit));
    const angles = byPosition.get(position);
    if (!angles) {
      if (isReached) for (const qubit of qubits) reached.add(qubit);
      return;
    }
    if (isReached || layers.length === 0) {
      reached.clear();
      layers.push([]);
    }
    layers[layers.length - 1].push(...angles);
    for (const qubit of qubits) reached.add(qubit);
  });
  return layers;
}
