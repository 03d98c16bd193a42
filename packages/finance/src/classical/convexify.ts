import type { BinaryQuadraticProblem } from "../problems/binary-quadratic-problem.ts";
import { choleskyFactor, invertDefinite, rowSumNorm } from "./symmetric-matrix.ts";

/** A convex quadratic constant + linear·x + xᵀ matrix x. */
export interface ConvexQuadratic {
  readonly size: number;
  readonly constant: number;
  readonly linear: Float64Array;
  readonly matrix: Float64Array;
}

/** Options of {@link convexify}. */
export interface ConvexifyOptions {
  /** Number of bits set in every state that matters. */
  readonly weight?: number;
  /** How much a small diagonal entry matters for each variable; default 1 for all. */
  readonly priorities?: ArrayLike<number>;
}

/**
 * A convex quadratic that equals f on all bits (with `weight` bits set, where given) and so bounds f from below
 * between them: xᵢ² = xᵢ moves a diagonal d between the matrix and the linear part, and α(Σx − K)² adds 0. The bound
 * loses Σ dᵢ(xᵢ − xᵢ²) at fractional x, so that d minimises Σ pᵢdᵢ − ν ln det M by coordinates for a falling ν:
 * (M⁻¹)ᵢᵢ = pᵢ/ν at each minimum, the inverse kept by rank-one updates.
 *
 * The idea is the quadratic convex reformulation of Billionnet, Elloumi and Plateau, Discrete Appl. Math. 157,
 * 1185 (2009), whose best d solves a semidefinite programme.
 */
export function convexify(problem: BinaryQuadraticProblem, options: ConvexifyOptions = {}): ConvexQuadratic {
  const { weight, priorities } = options;
  const n = problem.variableCount;
  const matrix = problem.quadratic.slice();
  const scale = rowSumNorm(matrix, n);
  if (scale === 0) return { size: n, constant: problem.constant, linear: problem.linear.slice(), matrix };
  const alpha = weight === undefined ? 0 : (10 * scale) / n;
  for (let index = 0; index < n * n; index++) matrix[index] += alpha;
  // Row sums bound the eigenvalues of the part without α, and α adds a semidefinite one.
  const diagonal = new Float64Array(n).fill(1.01 * scale);
  for (let i = 0; i < n; i++) matrix[i * n + i] += diagonal[i];
  const inverse = invertDefinite(matrix, n);
  for (let barrier = scale; barrier > 1e-5 * scale; barrier *= 0.6) {
    for (let i = 0; i < n; i++) {
      const current = inverse[i * n + i];
      const change = barrier / Math.max(1e-3, priorities?.[i] ?? 1) - 1 / current;
      matrix[i * n + i] += change;
      diagonal[i] += change;
      const factor = change / (1 + change * current);
      const row = inverse.slice(i * n, (i + 1) * n);
      for (let a = 0; a < n; a++) {
        const scaled = factor * row[a];
        for (let b = 0; b < n; b++) inverse[a * n + b] -= scaled * row[b];
      }
    }
  }
  // What rounding took from definiteness is given back.
  for (let shift = 1e-9 * scale; !choleskyFactor(matrix, n); shift *= 10) {
    for (let i = 0; i < n; i++) {
      matrix[i * n + i] += shift;
      diagonal[i] += shift;
    }
  }
  const linear = Float64Array.from(problem.linear, (value, index) => {
    return value - diagonal[index] - 2 * alpha * (weight ?? 0);
  });
  return { size: n, constant: problem.constant + alpha * (weight ?? 0) ** 2, linear, matrix };
}
