import { solveSymmetricEigen } from "../math/symmetric-eigen.ts";

/** Overlap eigenvalues below this count as linear dependencies. */
const linearDependencyThreshold = 1e-7;

/** An n × m matrix X with Xᵀ S X = 1. */
export interface Orthogonalizer {
  readonly matrix: Float64Array;
  readonly orbitalCount: number;
}

/**
 * Canonical orthogonalisation: the columns of X are u/√s for each eigenpair (s, u) of the n × n overlap matrix with
 * s ≥ 1e-7, so that near linear dependencies of the basis are removed.
 * Source: A. Szabo, N. S. Ostlund, Modern Quantum Chemistry (1989), section 3.4.5.
 */
export function orthogonalize(overlap: Float64Array, n: number): Orthogonalizer {
  const { values, vectors } = solveSymmetricEigen(overlap, n);
  const first = values.findIndex((value) => value >= linearDependencyThreshold);
  const orbitalCount = n - first;
  const matrix = new Float64Array(n * orbitalCount);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < orbitalCount; k++) {
      matrix[i * orbitalCount + k] = vectors[i * n + first + k] / Math.sqrt(values[first + k]);
    }
  }
  return { matrix, orbitalCount };
}
