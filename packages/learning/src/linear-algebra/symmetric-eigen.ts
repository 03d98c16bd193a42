import { ModelError } from "../errors.ts";
import { tridiagonalise, type Tridiagonalisation } from "./tridiagonal.ts";

/** Eigenvalues in falling order with their eigenvectors. */
export interface SymmetricEigen {
  readonly size: number;
  readonly values: Float64Array;
  /** Row-major: row k is the eigenvector of value k, of length 1. */
  readonly vectors: Float64Array;
}

const sweepsAllowed = 60;

/**
 * All eigenvalues and eigenvectors of a row-major symmetric matrix, whose lower triangle is read: tridiagonal form, then
 * implicitly shifted QL (Golub and Van Loan, Matrix Computations, 4th ed., section 8.3). The eigenvectors' signs are
 * arbitrary.
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const form = tridiagonalise(matrix, size);
  const values = form.diagonal;
  const vectors = reflectionRows(form);
  diagonalise(values, form.offDiagonal, vectors, size);
  const order = Array.from(values.keys()).sort((a, b) => values[b] - values[a]);
  const sorted = new Float64Array(size * size);
  order.forEach((from, to) => sorted.set(vectors.subarray(from * size, (from + 1) * size), to * size));
  return { size, values: Float64Array.from(order, (k) => values[k]), vectors: sorted };
}

/** Qᵀ, row by row: the reflections multiplied onto the identity, each within its leading block. */
function reflectionRows({ size, reflections, factors }: Tridiagonalisation): Float64Array {
  const rows = new Float64Array(size * size);
  for (let k = 0; k < size; k++) rows[k * size + k] = 1;
  for (let k = 1; k < size; k++) {
    const v = reflections.subarray(k * size, k * size + k);
    const beta = factors[k];
    if (beta === 0) continue;
    for (let row = 0; row < k; row++) {
      const start = row * size;
      let overlap = 0;
      for (let j = 0; j < k; j++) overlap += rows[start + j] * v[j];
      overlap *= beta;
      for (let j = 0; j < k; j++) rows[start + j] -= overlap * v[j];
    }
  }
  return rows;
}

/** Turns `diagonal` into eigenvalues and the rows of `vectors` into eigenvectors by plane rotations of rows. */
function diagonalise(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  vectors: Float64Array,
  size: number,
): void {
  // Entry k between k and k + 1.
  const between = new Float64Array(size);
  for (let k = 1; k < size; k++) between[k - 1] = offDiagonal[k];
  let scale = 0;
  for (let k = 0; k < size; k++) scale = Math.max(scale, Math.abs(diagonal[k]) + Math.abs(between[k]));
  const negligible = Number.EPSILON * scale;
  for (let low = 0; low < size; low++) {
    for (let sweep = 0; ; sweep++) {
      let high = low;
      while (high < size - 1 && Math.abs(between[high]) > negligible) high++;
      if (high === low) break;
      if (sweep === sweepsAllowed) {
        throw new ModelError(`eigenvalue ${low + 1} of ${size} did not converge in ${sweepsAllowed} sweeps`);
      }
      sweepQl(diagonal, between, vectors, size, low, high);
    }
  }
}

/** One implicit QL sweep with Wilkinson's shift over the unreduced block low…high. */
function sweepQl(
  diagonal: Float64Array,
  between: Float64Array,
  vectors: Float64Array,
  size: number,
  low: number,
  high: number,
): void {
  const half = (diagonal[low + 1] - diagonal[low]) / (2 * between[low]);
  const root = Math.hypot(half, 1);
  const shift = diagonal[low] - between[low] / (half + (half < 0 ? -root : root));
  let bulge = diagonal[high] - shift;
  let sine = 1;
  let cosine = 1;
  let carried = 0;
  for (let k = high - 1; k >= low; k--) {
    const f = sine * between[k];
    const b = cosine * between[k];
    const radius = Math.hypot(f, bulge);
    between[k + 1] = radius;
    if (radius === 0) {
      diagonal[k + 1] -= carried;
      between[high] = 0;
      return;
    }
    sine = f / radius;
    cosine = bulge / radius;
    const rest = diagonal[k + 1] - carried;
    const mixed = (diagonal[k] - rest) * sine + 2 * cosine * b;
    carried = sine * mixed;
    diagonal[k + 1] = rest + carried;
    bulge = cosine * mixed - b;
    rotateRows(vectors, size, k, cosine, sine);
  }
  diagonal[low] -= carried;
  between[low] = bulge;
  between[high] = 0;
}

/** Rotates row k against row k + 1. */
function rotateRows(vectors: Float64Array, size: number, row: number, cosine: number, sine: number): void {
  const a = row * size;
  const b = a + size;
  for (let k = 0; k < size; k++) {
    const upper = vectors[a + k];
    const lower = vectors[b + k];
    vectors[b + k] = sine * upper + cosine * lower;
    vectors[a + k] = cosine * upper - sine * lower;
  }
}
