import type { StateVector } from "../statevector/state-vector.ts";
import { checkQubits, checkState } from "./check-input.ts";
import { createBitGather, gatherBits } from "./gather-bits.ts";

/**
 * Probabilities of the outcomes of measuring some qubits: entry k is Σ |ψ_j|² over the indices j whose bits `qubits[i]`
 * are the bits i of k; `qubits[0]` is the least significant bit of k. The sum is ⟨ψ|ψ⟩; the state is not normalised.
 * Throws {@link InvalidArgumentError} for qubits out of range or twice.
 */
export function marginalProbabilities(state: StateVector, qubits: readonly number[]): Float64Array {
  checkState(state);
  checkQubits(qubits, state.qubitCount);
  const { real, imaginary } = state;
  const gather = createBitGather(qubits, state.qubitCount);
  const sums = new Float64Array(2 ** qubits.length);
  for (let index = 0; index < real.length; index++) {
    const [re, im] = [real[index], imaginary[index]];
    sums[gatherBits(gather, index)] += re * re + im * im;
  }
  return sums;
}
