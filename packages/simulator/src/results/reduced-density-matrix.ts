import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { checkQubits, checkState } from "./check-input.ts";
import { maskOf, scatterTable } from "./gather-bits.ts";

/** A matrix over 12 qubits takes 268 MB. */
const greatestDensityQubits = 12;

/**
 * The density matrix of some qubits, ρ_ab = Σ_e ψ_(a,e) ψ*_(b,e) with e over the states of all others; `qubits[0]` is
 * the least significant bit of a and b. Its trace is ⟨ψ|ψ⟩. Time grows as 2^(all qubits + chosen qubits).
 * Throws {@link InvalidArgumentError} for qubits out of range or twice, or more than 12.
 */
export function reducedDensityMatrix(state: StateVector, qubits: readonly number[]): ComplexMatrix {
  checkState(state);
  checkQubits(qubits, state.qubitCount, { most: Math.min(greatestDensityQubits, state.qubitCount) });
  const size = 2 ** qubits.length;
  const offsets = scatterTable(qubits);
  const kept = maskOf(qubits);
  const traced = (2 ** state.qubitCount - 1) & ~kept;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  const columnReal = new Float64Array(size);
  const columnImaginary = new Float64Array(size);
  let environment = 0;
  do {
    for (let a = 0; a < size; a++) {
      const index = environment | offsets[a];
      columnReal[a] = state.real[index];
      columnImaginary[a] = state.imaginary[index];
    }
    for (let a = 0; a < size; a++) {
      const [re, im] = [columnReal[a], columnImaginary[a]];
      if (re === 0 && im === 0) continue;
      for (let b = 0, at = a * size; b <= a; b++, at++) {
        real[at] += re * columnReal[b] + im * columnImaginary[b];
        imaginary[at] += im * columnReal[b] - re * columnImaginary[b];
      }
    }
    // Counts up in the traced bits alone.
    environment = ((environment | kept) + 1) & traced;
  } while (environment !== 0);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) {
      real[b * size + a] = real[a * size + b];
      imaginary[b * size + a] = -imaginary[a * size + b];
    }
  }
  return { size, real, imaginary };
}
