import { InvalidArgumentError } from "../../errors.ts";
import { createCircuit } from "../circuit.ts";
import type { Circuit } from "../circuit.ts";
import { gate } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { prepareDickeState } from "./prepare-dicke-state.ts";

/**
 * A circuit of x gates that turns |0…0⟩ into a basis state, given by its index (qubit 0 the least significant bit) or,
 * for any number of qubits, by its bits printed from the highest qubit to the lowest.
 * Throws {@link InvalidArgumentError} for an index past 2^qubitCount or a text of another length.
 */
export function prepareBasisState(qubitCount: number, state: number | string): Circuit {
  if (typeof state === "string") {
    if (!/^[01]*$/.test(state) || state.length !== qubitCount) {
      throw new InvalidArgumentError(
        `state must be ${qubitCount} binary digits, got "${state.slice(0, 40)}"`,
        { field: "state" },
      );
    }
  } else if (!Number.isSafeInteger(state) || state < 0 || state >= 2 ** qubitCount) {
    throw new InvalidArgumentError(
      `state must be a whole number in [0, 2^${qubitCount} − 1] (below 2⁵³; use binary digits beyond), got ${state}`,
      { field: "state" },
    );
  }
  const bits = typeof state === "string" ? state : state.toString(2);
  const operations = Array.from(bits)
    .reverse()
    .flatMap((bit, qubit): Operation[] => (bit === "1" ? [gate("x", [qubit])] : []));
  return createCircuit(qubitCount, operations);
}

/** A circuit that turns |0…0⟩ into (|0…0⟩ + |1…1⟩)/√2: h and a chain of cx. */
export function prepareGhzState(qubitCount: number): Circuit {
  const chain = Array.from({ length: Math.max(0, qubitCount - 1) }, (_, qubit) =>
    gate("cx", [qubit, qubit + 1]),
  );
  return createCircuit(qubitCount, [gate("h", [0]), ...chain]);
}

/** A circuit that turns |0…0⟩ into Σ |one qubit in 1⟩/√n, the Dicke state of weight 1, in O(n) gates. */
export function prepareWState(qubitCount: number): Circuit {
  return prepareDickeState(qubitCount, 1);
}
