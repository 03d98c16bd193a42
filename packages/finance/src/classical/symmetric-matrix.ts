/** Cholesky factor L (row-major, lower) of a symmetric matrix, or undefined where it is not positive definite. */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array | undefined {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let k = 0; k < j; k++) sum -= factor[i * size + k] * factor[j * size + k];
      if (i === j) {
        if (!(sum > 0)) return undefined;
        factor[i * size + i] = Math.sqrt(sum);
      } else factor[i * size + j] = sum / factor[j * size + j];
    }
  }
  return factor;
}

/** x with L·Lᵀ·x = b. */
export function solveCholesky(factor: Float64Array, size: number, right: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i * size + k] * x[k];
    x[i] /= factor[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] -= factor[k * size + i] * x[k];
    x[i] /= factor[i * size + i];
  }
  return x;
}

/** Inverse of a positive definite matrix. */
export function invertDefinite(matrix: Float64Array, n: number): Float64Array {
  const factor = choleskyFactor(matrix, n) as Float64Array;
  const inverse = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    unit.fill(0)[i] = 1;
    inverse.set(solveCholesky(factor, n, unit), i * n);
  }
  return inverse;
}

/** M·v. */
export function multiplyMatrixVector(matrix: Float64Array, vector: ArrayLike<number>): Float64Array {
  const size = vector.length;
  const product = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j] * vector[j];
    product[i] = sum;
  }
  return product;
}

/** vᵀM·v. */
export function quadraticForm(matrix: Float64Array, vector: ArrayLike<number>): number {
  const product = multiplyMatrixVector(matrix, vector);
  return product.reduce((sum, value, index) => sum + value * vector[index], 0);
}

/** Greatest absolute row sum: bounds every eigenvalue. */
export function rowSumNorm(matrix: Float64Array, size: number): number {
  let norm = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += Math.abs(matrix[i * size + j]);
    norm = Math.max(norm, sum);
  }
  return norm;
}
