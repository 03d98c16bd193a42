/** Dense row-major matrices in Float64Arrays. */

/** A·B for A of m × k and B of k × n. Four rows of B at a time, so that a row of the product is written less often. */
export function multiply(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array {
  const c = new Float64Array(m * n);
  const blocked = k - (k % 4);
  for (let i = 0; i < m; i++) {
    const row = i * n;
    for (let l = 0; l < blocked; l += 4) {
      const place = i * k + l;
      const [f0, f1, f2, f3] = [a[place], a[place + 1], a[place + 2], a[place + 3]];
      const b0 = l * n;
      const b1 = b0 + n;
      const b2 = b1 + n;
      const b3 = b2 + n;
      for (let j = 0; j < n; j++)
        c[row + j] += f0 * b[b0 + j] + f1 * b[b1 + j] + f2 * b[b2 + j] + f3 * b[b3 + j];
    }
    for (let l = blocked; l < k; l++) {
      const factor = a[i * k + l];
      for (let j = 0; j < n; j++) c[row + j] += factor * b[l * n + j];
    }
  }
  return c;
}

/** The n × m transpose of an m × n matrix. */
export function transpose(a: Float64Array, m: number, n: number): Float64Array {
  const result = new Float64Array(n * m);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) result[j * m + i] = a[i * n + j];
  return result;
}

/** Xᵀ A X for symmetric A of n × n and X of n × k. */
export function congruence(a: Float64Array, x: Float64Array, n: number, k: number): Float64Array {
  return multiply(transpose(x, n, k), multiply(a, x, n, n, k), k, n, k);
}

/** Σ_i a_i b_i. */
export function innerProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index] * b[index];
  return sum;
}

/** Σ_m factors[m]·matrices[m]. */
export function linearCombination(
  factors: readonly number[],
  matrices: readonly Float64Array[],
): Float64Array {
  const result = new Float64Array(matrices[0].length);
  matrices.forEach((matrix, place) => {
    const factor = factors[place];
    for (let index = 0; index < result.length; index++) result[index] += factor * matrix[index];
  });
  return result;
}

/** Largest absolute element. */
export function maximumAbsolute(a: Float64Array): number {
  let largest = 0;
  for (const value of a) largest = Math.max(largest, Math.abs(value));
  return largest;
}
