import { choleskyFactor, invertDefinite } from "./symmetric-matrix.ts";

/** A matrix as rest + diag(diagonal), both positive semidefinite. */
export interface DiagonalSplit {
  readonly diagonal: Float64Array;
  readonly rest: Float64Array;
}

/** What is left for the rest: the quadratic programmes stay strictly convex. */
const takenShare = 0.98;

/**
 * The diagonal of greatest Σ priorities[i]·diagonal[i] that leaves the rest of a positive definite matrix semidefinite,
 * nearly: Σ pᵢdᵢ + β ln det(M − D) grows by coordinates, ((M − D)⁻¹)ᵢᵢ = pᵢ/β, for a falling β, the inverse kept by
 * rank-one updates, and 2 % are given back. Undefined for a matrix that is singular.
 */
export function splitDiagonal(
  matrix: Float64Array,
  n: number,
  priorities: Float64Array,
): DiagonalSplit | undefined {
  if (!choleskyFactor(matrix, n)) return undefined;
  const inverse = invertDefinite(matrix, n);
  const diagonal = new Float64Array(n);
  let scale = 0;
  for (let i = 0; i < n; i++) scale += matrix[i * n + i] / n;
  for (let barrier = scale; barrier > 1e-4 * scale; barrier *= 0.5) {
    for (let i = 0; i < n; i++) {
      const current = inverse[i * n + i];
      const change = Math.max(-diagonal[i], 1 / current - barrier / Math.max(1e-3, priorities[i]));
      if (change === 0) continue;
      diagonal[i] += change;
      const factor = -change / (1 - change * current);
      const row = inverse.slice(i * n, (i + 1) * n);
      for (let a = 0; a < n; a++) {
        const scaled = factor * row[a];
        for (let b = 0; b < n; b++) inverse[a * n + b] -= scaled * row[b];
      }
    }
  }
  for (let share = takenShare; share > 0.1; share *= 0.9) {
    const taken = diagonal.map((value) => share * value);
    const rest = matrix.map((value, at) => (at % (n + 1) === 0 ? value - taken[at / (n + 1)] : value));
    if (choleskyFactor(rest, n)) return { diagonal: taken, rest };
  }
  return undefined;
}
