/** Eigenvalues, ascending, and the matching orthonormal eigenvectors, one row each. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** Component k of eigenvector i at i·size + k. */
  readonly vectors: Float64Array;
}

const maximumSweeps = 50;

/**
 * Diagonalises a small dense symmetric matrix (row-major, size²) by cyclic Jacobi rotations, to rounding.
 * Source: Golub and Van Loan, Matrix Computations, 4th ed., section 8.5.
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(size * size);
  for (let index = 0; index < size; index++) v[index * size + index] = 1;
  let norm = 0;
  for (const value of a) norm += value * value;
  for (let sweep = 0; sweep < maximumSweeps; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = 0; q < p; q++) off += a[p * size + q] ** 2;
    if (off <= 1e-32 * norm) break;
    for (let p = 1; p < size; p++) for (let q = 0; q < p; q++) rotatePair(a, v, size, p, q);
  }
  const order = Array.from({ length: size }, (_, index) => index).sort(
    (left, right) => a[left * size + left] - a[right * size + right],
  );
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => vectors.set(v.subarray(from * size, (from + 1) * size), to * size));
  return { values: Float64Array.from(order, (index) => a[index * size + index]), vectors };
}

/** Annihilates a[p, q]; rows of v gather the eigenvectors. */
function rotatePair(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const off = a[p * size + q];
  if (off === 0) return;
  const theta = (a[q * size + q] - a[p * size + p]) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const x = a[k * size + p];
    const y = a[k * size + q];
    a[k * size + p] = c * x - s * y;
    a[k * size + q] = s * x + c * y;
  }
  for (let k = 0; k < size; k++) {
    const x = a[p * size + k];
    const y = a[q * size + k];
    a[p * size + k] = c * x - s * y;
    a[q * size + k] = s * x + c * y;
    const vx = v[p * size + k];
    const vy = v[q * size + k];
    v[p * size + k] = c * vx - s * vy;
    v[q * size + k] = s * vx + c * vy;
  }
  a[p * size + q] = 0;
  a[q * size + p] = 0;
}
