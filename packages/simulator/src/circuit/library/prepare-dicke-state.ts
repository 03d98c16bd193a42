import { InvalidArgumentError } from "../../errors.ts";
import { createCircuit } from "../circuit.ts";
import type { Circuit } from "../circuit.ts";
import { gate } from "../operation.ts";
import type { Operation } from "../operation.ts";

/**
 * Split and cyclic shift on the last k + 1 of the first n qubits (numbered from 1 in the paper, from 0 here): for
 * 1 ≤ l ≤ k, |0 … 0 1^l⟩ → √(l/n)|0 … 0 1^l⟩ + √(1 − l/n)|0 … 1^l 0⟩.
 */
function splitAndShift(n: number, k: number): Operation[] {
  const last = n - 1;
  const operations: Operation[] = [];
  for (let l = 1; l <= k; l++) {
    const target = last - l;
    const theta = 2 * Math.acos(Math.sqrt(l / n));
    operations.push(
      gate("cx", [target, last]),
      l === 1
        ? gate("cry", [last, target], [theta])
        : gate("cry", [last, target], [theta], [{ qubit: target + 1, value: 1 }]),
      gate("cx", [target, last]),
    );
  }
  return operations;
}

/**
 * A circuit that turns |0…0⟩ into the Dicke state, the sum of all basis states with `weight` ones divided by
 * √C(qubitCount, weight), all amplitudes positive. At most 3·k·n + n gates with k = min(weight, n − weight), each on at
 * most three qubits.
 * Throws {@link InvalidArgumentError} unless 0 ≤ weight ≤ qubitCount.
 * Source: Bärtschi, Eidenbenz, Deterministic Preparation of Dicke States, FCT 2019 (arXiv:1904.07358), theorem 1 and
 * section 3. A weight above n/2 is prepared as n − weight and flipped.
 */
export function prepareDickeState(qubitCount: number, weight: number): Circuit {
  if (!Number.isInteger(weight) || weight < 0 || weight > qubitCount) {
    throw new InvalidArgumentError(`weight must be a whole number in [0, ${qubitCount}], got ${weight}`, {
      weight,
    });
  }
  const isFlipped = 2 * weight > qubitCount;
  const k = isFlipped ? qubitCount - weight : weight;
  const operations: Operation[] = [];
  if (k > 0) {
    for (let qubit = qubitCount - k; qubit < qubitCount; qubit++) operations.push(gate("x", [qubit]));
    for (let n = qubitCount; n > 1; n--) operations.push(...splitAndShift(n, Math.min(k, n - 1)));
  }
  if (isFlipped) for (let qubit = 0; qubit < qubitCount; qubit++) operations.push(gate("x", [qubit]));
  return createCircuit(qubitCount, operations);
}
