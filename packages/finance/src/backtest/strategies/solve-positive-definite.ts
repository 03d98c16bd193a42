/**
 * Solutions x of A·x = b for several right-hand sides by Cholesky's decomposition, A symmetric of size n and row-major.
 * `ridge` is added to the diagonal. Undefined where A + ridge is not positive definite.
 */
export function solvePositiveDefinite(
  matrix: Float64Array,
  n: number,
  rightHandSides: readonly Float64Array[],
  ridge: number,
): Float64Array[] | undefined {
  const lower = Float64Array.from(matrix);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * n + j] + (i === j ? ridge : 0);
      for (let k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
      if (i === j) {
        if (!(sum > 0)) return undefined;
        lower[i * n + i] = Math.sqrt(sum);
      } else {
        lower[i * n + j] = sum / lower[j * n + j];
      }
    }
  }
  return rightHandSides.map((rightHandSide) => {
    const x = Float64Array.from(rightHandSide);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) x[i] -= lower[i * n + k] * x[k];
      x[i] /= lower[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) x[i] -= lower[k * n + i] * x[k];
      x[i] /= lower[i * n + i];
    }
    return x;
  });
}
