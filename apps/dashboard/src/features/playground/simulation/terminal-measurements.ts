import { conditionBits, withOperations, type Circuit, type MeasureOperation, type Operation } from "@ansatz/simulator";
import { qubitsOf } from "../editor/operation-view.ts";

/** A circuit without the measurements at its end, and those. */
export interface SplitCircuit {
  readonly body: Circuit;
  /** Last first. */
  readonly terminal: readonly MeasureOperation[];
}

/** Splits off the measurements after which nothing uses their qubits or bits: the state before them can be shown. */
export function splitTerminalMeasurements(circuit: Circuit): SplitCircuit {
  const usedQubits = new Set<number>();
  const usedBits = new Set<number>();
  const terminal: MeasureOperation[] = [];
  const body: Operation[] = [];
  for (const operation of circuit.operations.toReversed()) {
    if (
      operation.gate === "measure" &&
      !operation.qubits.some((qubit) => usedQubits.has(qubit)) &&
      !operation.bits.some((bit) => usedBits.has(bit))
    ) {
      terminal.push(operation);
      continue;
    }
    if (operation.gate === "barrier") continue;
    qubitsOf(operation).forEach((qubit) => usedQubits.add(qubit));
    readBits(operation).forEach((bit) => usedBits.add(bit));
    body.push(operation);
  }
  return { body: withOperations(circuit, body.reverse()), terminal };
}

function readBits(operation: Operation): number[] {
  if (operation.gate === "measure") return [...operation.bits];
  if (operation.gate !== "if") return [];
  return [...conditionBits(operation.condition), ...[...operation.then, ...operation.otherwise].flatMap(readBits)];
}
