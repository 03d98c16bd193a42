import type { Operation } from "../../circuit/operation.ts";
import { isUnitaryOperation } from "../../circuit/operation.ts";
import { operationMatrix } from "../../circuit/operation-matrix.ts";
import { isBound, operationQubits } from "../../synthesis/one-qubit-runs.ts";

/** Gates that are diagonal whatever their parameters. */
const diagonalGates: ReadonlySet<string> = new Set([
  "id",
  "z",
  "s",
  "sdg",
  "t",
  "tdg",
  "rz",
  "p",
  "cz",
  "cs",
  "csdg",
  "cp",
  "crz",
  "rzz",
  "ccz",
  "diagonal",
]);

/** Entries below this count as zero. */
const rounding = 1e-13;

function isDiagonal(operation: Operation): boolean {
  if (!isUnitaryOperation(operation)) return false;
  if (diagonalGates.has(operation.gate)) return true;
  if (operation.gate === "pauli") return /^Z+$/.test(operation.pauli);
  if (operation.gate === "gphase" || operation.qubits.length > 2 || !isBound(operation)) return false;
  const { size, real, imaginary } = operationMatrix(operation);
  return real.every((entry, at) => at % (size + 1) === 0 || Math.hypot(entry, imaginary[at]) < rounding);
}

/**
 * The operations without diagonal gates all of whose qubits are measured next: those change the phase of every outcome only.
 * Inside conditionals nothing is removed.
 */
export function removeFinalDiagonals(operations: readonly Operation[]): Operation[] {
  const isMeasuredNext = new Set<number>();
  const kept: Operation[] = [];
  for (const operation of operations.toReversed()) {
    const qubits = operationQubits(operation);
    if (qubits.length > 0 && qubits.every((qubit) => isMeasuredNext.has(qubit)) && isDiagonal(operation))
      continue;
    kept.push(operation);
    for (const qubit of qubits) {
      if (operation.gate === "measure") isMeasuredNext.add(qubit);
      else isMeasuredNext.delete(qubit);
    }
  }
  return kept.reverse();
}
