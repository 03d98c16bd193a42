import type { StateVector } from "../statevector/state-vector.ts";
import { checkQubits, checkState } from "./check-input.ts";

/** (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of a qubit. */
export type BlochVector = readonly [x: number, y: number, z: number];

/**
 * A qubit's Bloch vector (⟨X⟩, ⟨Y⟩, ⟨Z⟩) = (2 Re ρ₁₀, 2 Im ρ₁₀, ρ₀₀ − ρ₁₁): (0, 0, 1) for |0⟩, shorter than 1 where the
 * qubit is entangled with others.
 * Throws {@link InvalidArgumentError} for a qubit out of range.
 */
export function blochVector(state: StateVector, qubit: number): BlochVector {
  checkState(state);
  checkQubits([qubit], state.qubitCount, { name: "qubit" });
  const { real, imaginary } = state;
  const stride = 2 ** qubit;
  let [x, y, z] = [0, 0, 0];
  for (let block = 0; block < real.length; block += 2 * stride) {
    for (let zero = block; zero < block + stride; zero++) {
      const one = zero + stride;
      const [aRe, aIm, bRe, bIm] = [real[zero], imaginary[zero], real[one], imaginary[one]];
      x += aRe * bRe + aIm * bIm;
      y += aRe * bIm - aIm * bRe;
      z += aRe * aRe + aIm * aIm - bRe * bRe - bIm * bIm;
    }
  }
  return [2 * x, 2 * y, z];
}
