import { complexMatrix, scaleMatrix } from "../circuit/complex-matrix.ts";
import type { DensityMatrix } from "./density-matrix.ts";
import { typescriptVectorKernels } from "./vector-kernels.ts";

/**
 * ρ by its expectation values: `values[x + 2ⁿz]` = tr(P(x, z) ρ), P(x, z) = i^|x∧z| XˣZᶻ, so that ρ = Σ values·P/2ⁿ. Real,
 * half of the numbers of ρ itself; Clifford gates permute them, Pauli noise scales them.
 */
export interface PauliVector {
  readonly qubitCount: number;
  readonly values: Float64Array;
}

/**
 * On one qubit, from ⟨row|ρ|column⟩ at column + 2·row to tr(Pρ) at x + 2z:
 * I: ρ₀₀ + ρ₁₁, X: ρ₀₁ + ρ₁₀, Z: ρ₀₀ − ρ₁₁, Y: iρ₀₁ − iρ₁₀.
 */
const toPauli = complexMatrix(
  [
    [1, 0, 0, 1],
    [0, 1, 1, 0],
    [1, 0, 0, -1],
    [0, 0, 0, 0],
  ],
  [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 1, -1, 0],
  ],
);
/** Its inverse: half of its adjoint. */
const fromPauli = scaleMatrix(
  0.5,
  complexMatrix(
    [
      [1, 0, 1, 0],
      [0, 1, 0, 0],
      [0, 1, 0, 0],
      [1, 0, -1, 0],
    ],
    [
      [0, 0, 0, 0],
      [0, 0, 0, -1],
      [0, 0, 0, 1],
      [0, 0, 0, 0],
    ],
  ),
);

/** |0…0⟩⟨0…0|: 1 for every product of Z. */
export function groundPauliVector(qubitCount: number): PauliVector {
  const values = new Float64Array(4 ** qubitCount);
  for (let z = 0; z < 2 ** qubitCount; z++) values[z * 2 ** qubitCount] = 1;
  return { qubitCount, values };
}

/** From a density matrix, whose arrays are used up. */
export function pauliVectorOf({ size, real, imaginary }: DensityMatrix): PauliVector {
  const qubitCount = Math.log2(size);
  const vector = { bitCount: 2 * qubitCount, real, imaginary };
  for (let qubit = 0; qubit < qubitCount; qubit++) {
    typescriptVectorKernels.applyMatrix(vector, toPauli, [qubit, qubit + qubitCount]);
  }
  return { qubitCount, values: real };
}

/** The density matrix; the values are used up. */
export function densityMatrixOf({ qubitCount, values }: PauliVector): DensityMatrix {
  const vector = { bitCount: 2 * qubitCount, real: values, imaginary: new Float64Array(values.length) };
  for (let qubit = 0; qubit < qubitCount; qubit++) {
    typescriptVectorKernels.applyMatrix(vector, fromPauli, [qubit, qubit + qubitCount]);
  }
  return { size: 2 ** qubitCount, real: vector.real, imaginary: vector.imaginary };
}

/** ⟨k|ρ|k⟩ = Σ_z values[2ⁿz] (−1)^|k∧z| / 2ⁿ for all k, by a Walsh–Hadamard transform. Rounding below 0 is cut to 0. */
export function pauliVectorProbabilities({ qubitCount, values }: PauliVector): Float64Array {
  const size = 2 ** qubitCount;
  const sums = Float64Array.from({ length: size }, (_, z) => values[z * size] / size);
  for (let stride = 1; stride < size; stride *= 2) {
    for (let k = 0; k < size; k++) {
      if ((k & stride) !== 0) continue;
      const [low, high] = [sums[k], sums[k | stride]];
      sums[k] = low + high;
      sums[k | stride] = low - high;
    }
  }
  return sums.map((sum) => Math.max(0, sum));
}

/** tr ρ. */
export const pauliVectorTrace = ({ values }: PauliVector): number => values[0];
