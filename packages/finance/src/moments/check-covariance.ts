import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { MomentsError } from "../errors.ts";

/** What the eigenvalues say of a covariance. */
export interface CovarianceCheck {
  readonly status: "positive-definite" | "singular" | "indefinite";
  readonly smallestEigenvalue: number;
  readonly largestEigenvalue: number;
  /** Eigenvalues above rounding. */
  readonly rank: number;
  /** A sentence for a report. */
  readonly message: string;
}

/**
 * Checks a symmetric N × N matrix (row by row) as a covariance by its eigenvalues.
 *
 * Those within N·10⁻¹² of the largest in magnitude count as 0, for they may be rounding: with one of them the matrix is
 * singular, with one below it is indefinite, no covariance of anything. For data typed with few digits `tolerance`
 * can replace that factor.
 *
 * Throws a MomentsError for a matrix of another length, values that are not finite, negative variances and asymmetry
 * above 10⁻⁹ of the largest entry.
 */
export function checkCovariance(covariance: Float64Array, tolerance?: number): CovarianceCheck {
  const count = checkSymmetric(covariance);
  const { realEigenvalues } = new EigenvalueDecomposition(Matrix.from1DArray(count, count, covariance), {
    assumeSymmetric: true,
  });
  const eigenvalues = realEigenvalues.toSorted((a, b) => a - b);
  const [smallest, largest] = [eigenvalues[0], eigenvalues[count - 1]];
  const zero = (tolerance ?? count * 1e-12) * Math.max(Math.abs(smallest), Math.abs(largest));
  const rank = eigenvalues.filter((value) => value > zero).length;
  const negative = eigenvalues.filter((value) => value < -zero).length;
  const range = `eigenvalues from ${smallest.toPrecision(4)} to ${largest.toPrecision(4)}`;
  const base = { smallestEigenvalue: smallest, largestEigenvalue: largest, rank };
  if (negative > 0) {
    return {
      ...base,
      status: "indefinite",
      message: `the covariance is indefinite (${negative} of ${count} eigenvalues negative, ${range}): some portfolio would have a negative variance`,
    };
  }
  if (rank < count) {
    return {
      ...base,
      status: "singular",
      message: `the covariance is singular (rank ${rank} of ${count}, ${range}): some portfolios seem free of risk; shrinkage removes that`,
    };
  }
  return { ...base, status: "positive-definite", message: `the covariance is positive definite (${range})` };
}

/** The size of a symmetric matrix of finite values with variances from 0; throws a MomentsError for any other. */
export function checkSymmetric(matrix: Float64Array): number {
  const count = Math.round(Math.sqrt(matrix.length));
  if (count === 0 || count * count !== matrix.length) {
    throw new MomentsError(`a covariance must be square, got ${matrix.length} values`, {
      length: matrix.length,
    });
  }
  const largest = matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      const [value, mirrored] = [matrix[i * count + j], matrix[j * count + i]];
      if (!Number.isFinite(value) || !Number.isFinite(mirrored)) {
        throw new MomentsError(
          `entries of a covariance must be finite, got ${value} at (${i + 1}, ${j + 1})`,
          {
            row: i + 1,
            column: j + 1,
          },
        );
      }
      if (Math.abs(value - mirrored) > 1e-9 * largest) {
        throw new MomentsError(
          `a covariance must be symmetric, got ${value} at (${i + 1}, ${j + 1}) and ${mirrored} at (${j + 1}, ${i + 1})`,
          { row: i + 1, column: j + 1, value, mirrored },
        );
      }
      if (i === j && value < 0) {
        throw new MomentsError(`a variance must not be negative, got ${value} for asset ${i + 1}`, {
          asset: i + 1,
          value,
        });
      }
    }
  }
  return count;
}
