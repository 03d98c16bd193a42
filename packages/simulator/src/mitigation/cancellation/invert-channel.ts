import { LuDecomposition, Matrix } from "ml-matrix";
import { InvalidArgumentError } from "../../errors.ts";
import {
  commutationSign,
  pauliCodes,
  pauliEigenvalues,
  pauliText,
  readPauliProbabilities,
} from "../pauli-probabilities.ts";
import type { PauliProbabilities } from "../pauli-probabilities.ts";

/** The inverse of a Pauli channel as a sum of Pauli operations with signed weights. */
export interface InverseChannel {
  /** η_Q by product number (base-4 digit k is the letter code of qubit k); they sum to 1, some are negative. */
  readonly weights: Float64Array;
  /** γ = Σ|η_Q|: expectation values grow by it, variances by γ². */
  readonly gamma: number;
}

/** A channel that shrinks a Pauli product below this cannot be undone in floating-point numbers. */
const leastEigenvalue = 1e-6;

/**
 * Weights η with Σ_Q η_Q N_Q∘Q = Λ⁻¹, for the channel Λ of `probabilities` on one or two qubits. `insertedNoise` gives for
 * each qubit the channel N that follows a gate x, z, y on it (null: none); all are diagonal in Pauli products, so that
 *
 *   Σ_Q η_Q (−1)^⟨P,Q⟩ f⁽Q⁾_P = 1/f_P   for every product P;
 *
 * without inserted noise η_Q = 4⁻ⁿ Σ_P (−1)^⟨P,Q⟩/f_P. Temme et al., arXiv:1612.02058; Endo et al., arXiv:1712.09271.
 */
export function invertPauliChannel(
  probabilities: PauliProbabilities,
  qubitCount: number,
  insertedNoise: (qubit: number, code: number) => PauliProbabilities | null = () => null,
  where = "probabilities",
): InverseChannel {
  const eigenvalues = pauliEigenvalues(readPauliProbabilities(probabilities, qubitCount, where));
  eigenvalues.forEach((eigenvalue, index) => {
    if (Math.abs(eigenvalue) < leastEigenvalue) {
      throw new InvalidArgumentError(
        `${where} must leave something of every Pauli product, but ${pauliText(index, qubitCount)} shrinks to ${eigenvalue}; such noise cannot be cancelled`,
        { field: where },
      );
    }
  });
  const size = eigenvalues.length;
  // Per qubit, inserted letter and product letter: by how much the inserted gate's own noise shrinks the product.
  const insertedEigenvalues = Array.from({ length: qubitCount }, (_, qubit) =>
    [0, 1, 2, 3].map((code) => {
      const channel = code === 0 ? null : insertedNoise(qubit, code);
      return channel ? pauliEigenvalues(readPauliProbabilities(channel, 1)) : Float64Array.of(1, 1, 1, 1);
    }),
  );
  const matrix = new Matrix(size, size);
  for (let p = 0; p < size; p++) {
    const productCodes = pauliCodes(p, qubitCount);
    for (let q = 0; q < size; q++) {
      const shrink = pauliCodes(q, qubitCount).reduce(
        (factor, code, qubit) => factor * insertedEigenvalues[qubit][code][productCodes[qubit]],
        1,
      );
      matrix.set(p, q, commutationSign(p, q, qubitCount) * shrink);
    }
  }
  const decomposition = new LuDecomposition(matrix);
  if (decomposition.isSingular()) {
    throw new InvalidArgumentError(
      `${where}: the noise of inserted Pauli gates is too strong to cancel with them`,
      {
        field: where,
      },
    );
  }
  const inverse = decomposition.solve(
    Matrix.columnVector(Array.from(eigenvalues, (eigenvalue) => 1 / eigenvalue)),
  );
  const weights = Float64Array.from(inverse.to1DArray(), (weight) => (Math.abs(weight) < 1e-15 ? 0 : weight));
  return { weights, gamma: weights.reduce((sum, weight) => sum + Math.abs(weight), 0) };
}
