/** A = Q·T·Qᵀ of a symmetric matrix, T tridiagonal, Q a product of reflections. */
export interface Tridiagonalisation {
  readonly size: number;
  readonly diagonal: Float64Array;
  /** Entry k stands between k − 1 and k; entry 0 is 0. */
  readonly offDiagonal: Float64Array;
  /** Row k holds in its first k entries the vector v of the reflection 1 − β·v·vᵀ. */
  readonly reflections: Float64Array;
  readonly factors: Float64Array;
}

/**
 * Householder's reduction to tridiagonal form (Golub and Van Loan, Matrix Computations, 4th ed., algorithm 8.3.1), from
 * the last row upwards so that the vectors are contiguous; (4/3)·n³ operations. With it each (A + λ)⁻¹·b costs n²
 * operations and log det(A + λ) n: a grid of regularisations costs hardly more than one.
 *
 * @param matrix Row-major, symmetric; the lower triangle is read.
 */
export function tridiagonalise(matrix: Float64Array, size: number): Tridiagonalisation {
  const work = matrix.slice();
  const diagonal = new Float64Array(size);
  const offDiagonal = new Float64Array(size);
  const factors = new Float64Array(size);
  const product = new Float64Array(size);
  for (let row = size - 1; row > 0; row--) {
    const v = work.subarray(row * size, row * size + row);
    diagonal[row] = work[row * size + row];
    let scale = 0;
    for (let k = 0; k < row; k++) scale = Math.max(scale, Math.abs(v[k]));
    if (scale === 0) continue;
    let square = 0;
    for (let k = 0; k < row; k++) square += (v[k] / scale) ** 2;
    const norm = scale * Math.sqrt(square);
    const last = v[row - 1];
    const target = last > 0 ? -norm : norm;
    offDiagonal[row] = target;
    v[row - 1] = last - target;
    // β = 2/‖v‖², where ‖v‖² = 2·norm·(norm + |last|).
    const beta = 1 / norm / (norm + Math.abs(last));
    factors[row] = beta;
    multiplyLower(work, size, row, v, product);
    let overlap = 0;
    for (let k = 0; k < row; k++) overlap += (product[k] *= beta) * v[k];
    const share = (beta / 2) * overlap;
    for (let k = 0; k < row; k++) product[k] -= share * v[k];
    for (let i = 0; i < row; i++) {
      const start = i * size;
      const vi = v[i];
      const wi = product[i];
      for (let j = 0; j <= i; j++) work[start + j] -= vi * product[j] + wi * v[j];
    }
  }
  if (size > 0) diagonal[0] = work[0];
  return { size, diagonal, offDiagonal, reflections: work, factors };
}

/** product = A·v for the leading block of `count` rows, from its lower triangle. */
function multiplyLower(
  matrix: Float64Array,
  size: number,
  count: number,
  v: Float64Array,
  product: Float64Array,
): void {
  product.fill(0, 0, count);
  for (let i = 0; i < count; i++) {
    const start = i * size;
    const vi = v[i];
    let sum = 0;
    for (let j = 0; j < i; j++) {
      const value = matrix[start + j];
      sum += value * v[j];
      product[j] += value * vi;
    }
    product[i] += sum + matrix[start + i] * vi;
  }
}

function reflect(
  { size, reflections, factors }: Tridiagonalisation,
  row: number,
  vector: Float64Array,
): void {
  const beta = factors[row];
  if (beta === 0) return;
  const start = row * size;
  let overlap = 0;
  for (let k = 0; k < row; k++) overlap += reflections[start + k] * vector[k];
  overlap *= beta;
  for (let k = 0; k < row; k++) vector[k] -= overlap * reflections[start + k];
}

/** Qᵀ·b. */
export function rotateInto(form: Tridiagonalisation, vector: Float64Array): Float64Array {
  const rotated = vector.slice();
  for (let row = form.size - 1; row > 0; row--) reflect(form, row, rotated);
  return rotated;
}

/** Q·b. */
export function rotateBack(form: Tridiagonalisation, vector: Float64Array): Float64Array {
  const rotated = vector.slice();
  for (let row = 1; row < form.size; row++) reflect(form, row, rotated);
  return rotated;
}

/** What {@link solveShifted} knows of T + λ. */
export interface ShiftedSolution {
  /** (T + λ)⁻¹·b */
  readonly solution: Float64Array;
  /** log det(T + λ) */
  readonly logDeterminant: number;
  /** tr (T + λ)⁻¹, the derivative of the former by λ. */
  readonly inverseTrace: number;
}

/**
 * Solves (T + λ)·x = b in the tridiagonal basis by L·D·Lᵀ; undefined where T + λ is not positive definite in double
 * precision.
 */
export function solveShifted(
  { size, diagonal, offDiagonal }: Tridiagonalisation,
  shift: number,
  right: Float64Array,
): ShiftedSolution | undefined {
  const pivots = new Float64Array(size);
  const solution = right.slice();
  let logDeterminant = 0;
  let inverseTrace = 0;
  let derivative = 0;
  for (let k = 0; k < size; k++) {
    let pivot = diagonal[k] + shift;
    let slope = 1;
    if (k > 0) {
      const ratio = offDiagonal[k] / pivots[k - 1];
      pivot -= ratio * offDiagonal[k];
      slope += ratio * ratio * derivative;
      solution[k] -= ratio * solution[k - 1];
    }
    if (!(pivot > 0)) return undefined;
    pivots[k] = pivot;
    derivative = slope;
    logDeterminant += Math.log(pivot);
    inverseTrace += slope / pivot;
  }
  for (let k = size - 1; k >= 0; k--) {
    const above = k + 1 < size ? offDiagonal[k + 1] * solution[k + 1] : 0;
    solution[k] = (solution[k] - above) / pivots[k];
  }
  return { solution, logDeterminant, inverseTrace };
}
