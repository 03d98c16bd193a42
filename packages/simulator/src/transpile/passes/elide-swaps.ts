import type { Operation } from "../../circuit/operation.ts";
import { relabelOperation } from "../operation-wires.ts";

/** Operations without swaps, and where they leave each qubit: the state of qubit q ends on qubit `places[q]`. */
export interface ElidedSwaps {
  readonly operations: Operation[];
  readonly places: readonly number[];
}

/** The operations with swaps replaced by exchanged labels of all that follows. Swaps inside conditionals stay. */
export function elideSwaps(operations: readonly Operation[], qubitCount: number): ElidedSwaps {
  const places = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const kept: Operation[] = [];
  for (const operation of operations) {
    if (operation.gate === "swap" && !operation.controls?.length) {
      const [a, b] = operation.qubits;
      [places[a], places[b]] = [places[b], places[a]];
    } else kept.push(relabelOperation(operation, (qubit) => places[qubit]));
  }
  return { operations: kept, places };
}
