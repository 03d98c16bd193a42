import { NumericalError } from "../errors.ts";

/** Eigenvalues, ascending, and the matching orthonormal eigenvectors, one row each. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** Component k of eigenvector i at i·size + k. */
  readonly vectors: Float64Array;
}

/** QL iterations for one eigenvalue; two or three are usual. */
const maximumIterations = 60;

/**
 * Diagonalises a dense symmetric matrix (row-major, size²): Householder reflections to tridiagonal form, then implicit
 * QL steps with Wilkinson's shift. Errors are of the order of rounding times the norm.
 * Throws {@link NumericalError} on entries that are not finite.
 * Source: Golub and Van Loan, Matrix Computations, 4th ed., sections 8.3.1 and 8.3.3.
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const { diagonal, offDiagonal, vectors } = tridiagonalise(matrix, size);
  diagonalise(diagonal, offDiagonal, vectors, size);
  const order = Array.from(diagonal.keys()).sort((left, right) => diagonal[left] - diagonal[right]);
  const sorted = new Float64Array(size * size);
  order.forEach((from, to) => sorted.set(vectors.subarray(from * size, (from + 1) * size), to * size));
  return { values: Float64Array.from(order, (index) => diagonal[index]), vectors: sorted };
}

/** A = Vᵀ T V with T tridiagonal; rows of `vectors` hold V. */
function tridiagonalise(
  matrix: Float64Array,
  size: number,
): { diagonal: Float64Array; offDiagonal: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let index = 0; index < size; index++) vectors[index * size + index] = 1;
  const reflector = new Float64Array(size);
  const product = new Float64Array(size);
  for (let column = 0; column + 2 < size; column++) {
    const first = column + 1;
    let tail = 0;
    for (let row = first + 1; row < size; row++) tail += a[row * size + column] ** 2;
    if (tail === 0) continue;
    const head = a[first * size + column];
    const norm = Math.sqrt(head * head + tail);
    // The sign that adds magnitudes, so that nothing cancels.
    const pivot = head >= 0 ? head + norm : head - norm;
    const scale = 2 / (pivot * pivot + tail);
    reflector[first] = pivot;
    for (let row = first + 1; row < size; row++) reflector[row] = a[row * size + column];

    // A ← (1 − s v vᵀ) A (1 − s v vᵀ) = A − v wᵀ − w vᵀ with w = s (A v) − ½ s² (vᵀ A v) v.
    let overlap = 0;
    for (let row = column; row < size; row++) {
      let sum = 0;
      for (let k = first; k < size; k++) sum += a[row * size + k] * reflector[k];
      product[row] = scale * sum;
      if (row >= first) overlap += product[row] * reflector[row];
    }
    for (let row = first; row < size; row++) product[row] -= 0.5 * scale * overlap * reflector[row];
    for (let row = first; row < size; row++) {
      for (let k = first; k < size; k++) {
        a[row * size + k] -= reflector[row] * product[k] + product[row] * reflector[k];
      }
    }
    const reflected = head >= 0 ? -norm : norm;
    a[first * size + column] = a[column * size + first] = reflected;
    for (let row = first + 1; row < size; row++) a[row * size + column] = a[column * size + row] = 0;
    reflectRows(vectors, reflector, scale, first, size);
  }
  const diagonal = Float64Array.from({ length: size }, (_, index) => a[index * size + index]);
  const offDiagonal = new Float64Array(size);
  for (let index = 0; index + 1 < size; index++) offDiagonal[index] = a[(index + 1) * size + index];
  return { diagonal, offDiagonal, vectors };
}

/** V ← (1 − s v vᵀ) V. */
function reflectRows(
  vectors: Float64Array,
  reflector: Float64Array,
  scale: number,
  first: number,
  size: number,
): void {
  for (let column = 0; column < size; column++) {
    let sum = 0;
    for (let row = first; row < size; row++) sum += reflector[row] * vectors[row * size + column];
    sum *= scale;
    for (let row = first; row < size; row++) vectors[row * size + column] -= sum * reflector[row];
  }
}

/** Turns the tridiagonal matrix diagonal, and the rows of `vectors` into eigenvectors. */
function diagonalise(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  vectors: Float64Array,
  size: number,
): void {
  for (let start = 0; start < size; start++) {
    for (let iteration = 0; ; iteration++) {
      let end = start;
      while (end + 1 < size && !isNegligible(offDiagonal[end], diagonal[end], diagonal[end + 1])) end++;
      if (end === start) break;
      if (iteration === maximumIterations || !Number.isFinite(diagonal[start])) {
        throw new NumericalError(
          "the eigenvalues of a symmetric matrix were not found; its entries must be finite",
        );
      }
      stepQl(diagonal, offDiagonal, vectors, size, start, end);
    }
  }
}

function isNegligible(off: number, left: number, right: number): boolean {
  return Math.abs(off) <= Number.EPSILON * (Math.abs(left) + Math.abs(right));
}

/** One implicit QL step on the unreduced block [start, end]. */
function stepQl(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  vectors: Float64Array,
  size: number,
  start: number,
  end: number,
): void {
  const half = (diagonal[start + 1] - diagonal[start]) / (2 * offDiagonal[start]);
  const root = Math.sqrt(half * half + 1);
  const shift = diagonal[start] - offDiagonal[start] / (half + (half >= 0 ? root : -root));
  let bulge = diagonal[end] - shift;
  let sine = 1;
  let cosine = 1;
  let correction = 0;
  for (let index = end - 1; index >= start; index--) {
    const f = sine * offDiagonal[index];
    const b = cosine * offDiagonal[index];
    const length = Math.sqrt(f * f + bulge * bulge);
    offDiagonal[index + 1] = length;
    if (length === 0) {
      // The block falls apart here; the next step goes on with the smaller one.
      diagonal[index + 1] -= correction;
      offDiagonal[end] = 0;
      return;
    }
    sine = f / length;
    cosine = bulge / length;
    const lower = diagonal[index + 1] - correction;
    const r = (diagonal[index] - lower) * sine + 2 * cosine * b;
    correction = sine * r;
    diagonal[index + 1] = lower + correction;
    bulge = cosine * r - b;
    const upperRow = index * size;
    const lowerRow = upperRow + size;
    for (let k = 0; k < size; k++) {
      const x = vectors[upperRow + k];
      const y = vectors[lowerRow + k];
      vectors[upperRow + k] = cosine * x - sine * y;
      vectors[lowerRow + k] = sine * x + cosine * y;
    }
  }
  diagonal[start] -= correction;
  offDiagonal[start] = bulge;
  offDiagonal[end] = 0;
}
