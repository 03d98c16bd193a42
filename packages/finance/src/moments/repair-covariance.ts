import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { checkSymmetric } from "./check-covariance.ts";

/** A repaired matrix and how far it is from the one that was given. */
export interface RepairedCovariance {
  readonly covariance: Float64Array;
  /** Largest change of a correlation. */
  readonly largestChange: number;
  readonly iterations: number;
  /** Whether the steps fell below the tolerance; if not, the matrix is positive semidefinite all the same. */
  readonly converged: boolean;
}

/**
 * The covariance with the given variances whose correlations are nearest (in the Frobenius norm) to the given ones and
 * positive semidefinite.
 *
 * Alternating projections with Dykstra's correction: R_k = Y_{k−1} − ΔS_{k−1}, X_k = P_S(R_k), ΔS_k = X_k − R_k,
 * Y_k = P_U(X_k), where P_S sets negative eigenvalues to 0 and P_U the diagonal to 1. Stops when both X and Y move
 * by less than `tolerance` relative and differ by less; the last X, scaled to unit diagonal, is returned.
 *
 * Assets without variance stay so. Each step takes one eigenvalue decomposition: 225 assets need seconds. Source: Higham, IMA J. Numer. Anal. 22 (2002) 329, algorithm 3.3.
 */
export function repairCovariance(
  covariance: Float64Array,
  options: { tolerance?: number; maximumIterations?: number } = {},
): RepairedCovariance {
  const { tolerance = 1e-10, maximumIterations = 10_000 } = options;
  const count = checkSymmetric(covariance);
  const deviation = Float64Array.from({ length: count }, (_, i) => Math.sqrt(covariance[i * (count + 1)]));
  const given = Matrix.zeros(count, count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const product = deviation[i] * deviation[j];
      given.set(i, j, i === j ? 1 : product === 0 ? 0 : covariance[i * count + j] / product);
    }
  }
  let y = given;
  let x = given;
  let correction = Matrix.zeros(count, count);
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < maximumIterations) {
    iterations++;
    const r = Matrix.sub(y, correction);
    const nextX = projectSemidefinite(r);
    correction = Matrix.sub(nextX, r);
    const nextY = nextX.clone();
    for (let i = 0; i < count; i++) nextY.set(i, i, 1);
    const size = nextY.norm("frobenius");
    const moved = Math.max(
      Matrix.sub(nextX, x).norm("frobenius"),
      Matrix.sub(nextY, y).norm("frobenius"),
      Matrix.sub(nextY, nextX).norm("frobenius"),
    );
    [x, y] = [nextX, nextY];
    converged = moved <= tolerance * size;
  }
  const repaired = new Float64Array(count * count);
  let largestChange = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const correlation = i === j ? 1 : x.get(i, j) / Math.sqrt(x.get(i, i) * x.get(j, j));
      if (deviation[i] * deviation[j] > 0) {
        largestChange = Math.max(largestChange, Math.abs(correlation - given.get(i, j)));
      }
      repaired[i * count + j] = correlation * deviation[i] * deviation[j];
    }
  }
  return { covariance: repaired, largestChange, iterations, converged };
}

function projectSemidefinite(matrix: Matrix): Matrix {
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  const scaled = eigenvectorMatrix.clone();
  for (const [column, value] of realEigenvalues.entries()) scaled.mulColumn(column, Math.max(0, value));
  const product = scaled.mmul(eigenvectorMatrix.transpose());
  return Matrix.add(product, product.transpose()).mul(0.5);
}
