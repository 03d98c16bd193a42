import type { Circuit } from "../circuit/circuit.ts";
import { applyOperationToColumns } from "../circuit/circuit-matrix.ts";
import type { Columns } from "../circuit/circuit-matrix.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";

export { circuitMatrix } from "../circuit/circuit-matrix.ts";
export type { Columns } from "../circuit/circuit-matrix.ts";

/** Applies a unitary circuit with bound parameters to vectors, in place. */
export function applyToColumns({ operations }: Circuit, columns: Columns): void {
  for (const operation of operations) {
    if (operation.gate === "barrier") continue;
    if (!isUnitaryOperation(operation)) throw new Error(`${operation.gate} has no matrix`);
    applyOperationToColumns(operation, columns);
  }
}
