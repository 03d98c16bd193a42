import { ModelError } from "../../errors.ts";
import type { KernelMatrix } from "../../kernels/kernel.ts";
import { symmetricEigen } from "../../linear-algebra/symmetric-eigen.ts";

/** A Gram matrix of N rows by its eigenvalues, scaled so that its trace is N. */
export interface KernelSpectrum {
  readonly size: number;
  /** In falling order, at least 0; they add up to N. */
  readonly values: Float64Array;
  /** Row k is the eigenvector of value k. */
  readonly vectors: Float64Array;
}

/** Share of the trace by which a matrix may miss symmetry or a positive semidefinite spectrum. */
const tolerance = 1e-6;

/** @throws ModelError where the matrix is not square, not symmetric, not finite or has no positive trace. */
export function checkGram({ rowCount, columnCount, values }: KernelMatrix): void {
  if (rowCount !== columnCount || rowCount < 2 || values.length !== rowCount * columnCount) {
    throw new ModelError(
      `a Gram matrix must be square, of at least 2 rows, got ${rowCount} × ${columnCount}`,
    );
  }
  let trace = 0;
  for (let row = 0; row < rowCount; row++) trace += values[row * rowCount + row];
  if (!(trace > 0 && trace < Infinity))
    throw new ModelError(`the trace of a Gram matrix must be above 0, got ${trace}`);
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column <= row; column++) {
      const difference = Math.abs(values[row * rowCount + column] - values[column * rowCount + row]);
      if (!(difference <= (tolerance * trace) / rowCount)) {
        throw new ModelError(
          `a Gram matrix must be symmetric and finite, got ${values[row * rowCount + column]} and ${values[column * rowCount + row]} at rows ${row + 1} and ${column + 1}`,
        );
      }
    }
  }
}

/**
 * The spectrum of a Gram matrix scaled to trace N. Eigenvalues below 0 by rounding are set to 0.
 *
 * @throws ModelError as checkGram, and where the matrix is not positive semidefinite: repair it first.
 */
export function kernelSpectrum(gram: KernelMatrix): KernelSpectrum {
  checkGram(gram);
  const size = gram.rowCount;
  const { values, vectors } = symmetricEigen(gram.values, size);
  const trace = values.reduce((sum, value) => sum + value, 0);
  if (values[size - 1] < -tolerance * trace) {
    throw new ModelError(
      `a Gram matrix must be positive semidefinite, got the eigenvalue ${values[size - 1]} at the trace ${trace}: repair it to the nearest semidefinite one first`,
    );
  }
  return { size, values: values.map((value) => (Math.max(value, 0) * size) / trace), vectors };
}

/** The projections of a vector on the eigenvectors. */
export function project({ size, vectors }: KernelSpectrum, vector: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: size }, (_, k) => {
    let sum = 0;
    for (let row = 0; row < size; row++) sum += vectors[k * size + row] * vector[row];
    return sum;
  });
}
