import type { BinaryQuadraticProblem } from "../problems/binary-quadratic-problem.ts";
import { choleskyFactor, inverseDiagonal, rowSumNorm } from "./symmetric-matrix.ts";

/** A convex quadratic constant + linear·x + xᵀ matrix x. */
export interface ConvexQuadratic {
  readonly size: number;
  readonly constant: number;
  readonly linear: Float64Array;
  readonly matrix: Float64Array;
}

/**
 * A convex quadratic that equals f on all bits (with `weight` bits set, where given) and so bounds f from below
 * between them: xᵢ² = xᵢ moves a diagonal d between the matrix and the linear part, and α(Σx − K)² adds 0.
 * The diagonal starts as the least uniform shift that makes the matrix positive definite (bisection on Cholesky
 * factors) and is lowered entry by entry, each by a part of what keeps it so, 1/(M⁻¹)ᵢᵢ: the smaller d, the
 * smaller the loss Σ dᵢ(xᵢ − xᵢ²) at fractional x.
 *
 * The idea is the quadratic convex reformulation of Billionnet, Elloumi and Plateau, Discrete Appl. Math. 157,
 * 1185 (2009), whose best d solves a semidefinite programme; this one approximates it.
 */
export function convexify(problem: BinaryQuadraticProblem, weight?: number): ConvexQuadratic {
  const n = problem.variableCount;
  const matrix = problem.quadratic.slice();
  const scale = rowSumNorm(matrix, n);
  if (scale === 0) return { size: n, constant: problem.constant, linear: problem.linear.slice(), matrix };
  const alpha = weight === undefined ? 0 : 10 * scale;
  for (let index = 0; index < n * n; index++) matrix[index] += alpha;
  const shifted = (shift: number): Float64Array => {
    const copy = matrix.slice();
    for (let i = 0; i < n; i++) copy[i * n + i] += shift;
    return copy;
  };
  let low = -alpha * n - scale;
  let high = scale * 1.000001;
  for (let step = 0; step < 60 && high - low > 1e-6 * scale; step++) {
    const middle = (low + high) / 2;
    if (choleskyFactor(shifted(middle), n)) high = middle;
    else low = middle;
  }
  const diagonal = new Float64Array(n).fill(high + 1e-3 * scale);
  const current = shifted(high + 1e-3 * scale);
  for (let sweep = 0; sweep < 40; sweep++) {
    const factor = choleskyFactor(current, n);
    if (!factor) break;
    const room = inverseDiagonal(factor, n);
    // The steps together keep the matrix definite: Σ (1/n)·eᵢeᵢᵀ/(M⁻¹)ᵢᵢ ⪯ M.
    for (let i = 0; i < n; i++) {
      const step = Math.max(0, (0.99 / n) * (1 / room[i]) - 1e-7 * scale);
      current[i * n + i] -= step;
      diagonal[i] -= step;
    }
  }
  const linear = Float64Array.from(problem.linear, (value, index) => {
    return value - diagonal[index] - 2 * alpha * (weight ?? 0);
  });
  return { size: n, constant: problem.constant + alpha * (weight ?? 0) ** 2, linear, matrix: current };
}
