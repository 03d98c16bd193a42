import { singularValues } from "../math/singular-values.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { checkQubits, checkState } from "./check-input.ts";
import { smallerSide } from "./entropy.ts";
import { createBitGather, gatherBits } from "./gather-bits.ts";

/** Jacobi rotations of 2^10 rows take minutes. */
const greatestCutQubits = 10;

/**
 * The Schmidt coefficients σ₁ ≥ σ₂ ≥ … ≥ 0 of a pure state across the cut between some qubits and all others,
 * |ψ⟩ = Σᵢ σᵢ |aᵢ⟩|bᵢ⟩: 2^m of them with m qubits on the smaller side; Σ σᵢ² = ⟨ψ|ψ⟩. They are the singular values of the
 * amplitudes arranged as a matrix, with an error of the order of rounding, also where σᵢ² is smaller than that.
 * Throws {@link InvalidArgumentError} for qubits out of range, no cut (all qubits), or more than 10 on the smaller side.
 */
export function schmidtCoefficients(state: StateVector, qubits: readonly number[]): Float64Array {
  checkState(state);
  checkQubits(qubits, state.qubitCount, { most: state.qubitCount - 1 });
  const side = smallerSide(state.qubitCount, qubits);
  checkQubits(side, state.qubitCount, { most: greatestCutQubits, name: "the smaller side of the cut" });
  const others = Array.from({ length: state.qubitCount }, (_, qubit) => qubit).filter(
    (qubit) => !side.includes(qubit),
  );
  const gather = createBitGather([...others, ...side], state.qubitCount);
  const real = new Float64Array(state.real.length);
  const imaginary = new Float64Array(state.real.length);
  for (let index = 0; index < real.length; index++) {
    const at = gatherBits(gather, index);
    real[at] = state.real[index];
    imaginary[at] = state.imaginary[index];
  }
  return singularValues(2 ** side.length, { real, imaginary });
}
