import { createRandom } from "@ansatz/simulator";
import { symmetricEigen } from "../../linear-algebra/symmetric-eigen.ts";

/** Ritz values that change by less than this share between two looks have converged. */
const tolerance = 1e-13;
/** Steps between two looks. */
const stride = 6;

/**
 * The largest eigenvalue of a symmetric positive semidefinite matrix that is given by its product with a vector: Lanczos
 * iteration from a fixed random vector with full orthogonalisation, exact after `size` steps at the latest.
 * Source: Golub and Van Loan, Matrix Computations, 4th ed., section 10.1.
 */
export function largestEigenvalue(multiply: (vector: Float64Array) => Float64Array, size: number): number {
  const { normal } = createRandom(1);
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const between: number[] = [];
  let next = normalised(Float64Array.from({ length: size }, normal));
  let last = -Infinity;
  while (next !== undefined && basis.length < size) {
    basis.push(next);
    const product = multiply(next);
    diagonal.push(dot(next, product));
    // Twice is enough to be orthogonal within rounding.
    for (let pass = 0; pass < 2; pass++) {
      for (const vector of basis) subtract(product, vector, dot(product, vector));
    }
    const length = Math.sqrt(dot(product, product));
    const scale = Math.max(...diagonal);
    if (length <= 1e-14 * scale || scale === 0) break;
    between.push(length);
    next = normalised(product);
    if (basis.length % stride === 0) {
      const found = tridiagonalMaximum(diagonal, between);
      if (Math.abs(found - last) <= tolerance * found) return found;
      last = found;
    }
  }
  return tridiagonalMaximum(diagonal, between);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

function subtract(from: Float64Array, vector: Float64Array, factor: number): void {
  for (let k = 0; k < from.length; k++) from[k] -= factor * vector[k];
}

function normalised(vector: Float64Array): Float64Array | undefined {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? undefined : vector.map((value) => value / length);
}

function tridiagonalMaximum(diagonal: readonly number[], between: readonly number[]): number {
  const size = diagonal.length;
  const matrix = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    matrix[k * size + k] = diagonal[k];
    if (k > 0) matrix[k * size + k - 1] = matrix[(k - 1) * size + k] = between[k - 1];
  }
  return symmetricEigen(matrix, size).values[0];
}
