/** A = L·Lᵀ of a symmetric positive definite matrix. */
export interface Cholesky {
  readonly size: number;
  /** Row-major size × size; what is above the diagonal is not used. */
  readonly lower: Float64Array;
}

const block = 48;

/**
 * The Cholesky factor of a row-major symmetric matrix, whose lower triangle is read; undefined where a pivot is not
 * positive, so that the matrix is not positive definite in double precision.
 *
 * Blocked by rows: a block of rows meets each earlier row while both are in cache, two rows at a time.
 */
export function factorCholesky(matrix: Float64Array, size: number): Cholesky | undefined {
  const lower = matrix.slice();
  for (let first = 0; first < size; first += block) {
    const end = Math.min(first + block, size);
    for (let column = 0; column < first; column++) {
      const inverse = 1 / lower[column * size + column];
      let row = first;
      for (; row + 1 < end; row += 2) eliminatePair(lower, size, row, column, inverse);
      if (row < end) eliminate(lower, size, row, column, inverse);
    }
    for (let row = first; row < end; row++) {
      for (let column = first; column < row; column++) {
        eliminate(lower, size, row, column, 1 / lower[column * size + column]);
      }
      const pivot = lower[row * size + row] - dotRows(lower, row * size, row * size, row);
      if (!(pivot > 0)) return undefined;
      lower[row * size + row] = Math.sqrt(pivot);
    }
  }
  return { size, lower };
}

/** L[row][column] for two neighbouring rows. */
function eliminatePair(
  lower: Float64Array,
  size: number,
  row: number,
  column: number,
  inverse: number,
): void {
  const a = row * size;
  const b = a + size;
  const c = column * size;
  let sumA = 0;
  let sumB = 0;
  let sumC = 0;
  let sumD = 0;
  let k = 0;
  for (; k + 1 < column; k += 2) {
    const first = lower[c + k];
    const second = lower[c + k + 1];
    sumA += lower[a + k] * first;
    sumB += lower[b + k] * first;
    sumC += lower[a + k + 1] * second;
    sumD += lower[b + k + 1] * second;
  }
  if (k < column) {
    sumA += lower[a + k] * lower[c + k];
    sumB += lower[b + k] * lower[c + k];
  }
  lower[a + column] = (lower[a + column] - (sumA + sumC)) * inverse;
  lower[b + column] = (lower[b + column] - (sumB + sumD)) * inverse;
}

function eliminate(lower: Float64Array, size: number, row: number, column: number, inverse: number): void {
  const at = row * size + column;
  lower[at] = (lower[at] - dotRows(lower, row * size, column * size, column)) * inverse;
}

function dotRows(values: Float64Array, a: number, b: number, length: number): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 1 < length; k += 2) {
    even += values[a + k] * values[b + k];
    odd += values[a + k + 1] * values[b + k + 1];
  }
  if (k < length) even += values[a + k] * values[b + k];
  return even + odd;
}

/** L⁻¹·b. */
export function solveLower({ size, lower }: Cholesky, right: Float64Array): Float64Array {
  const solution = right.slice();
  for (let row = 0; row < size; row++) {
    let sum = solution[row];
    for (let k = 0; k < row; k++) sum -= lower[row * size + k] * solution[k];
    solution[row] = sum / lower[row * size + row];
  }
  return solution;
}

const rowsTogether = 8;

/**
 * ‖L⁻¹·b‖² for each row b of a table: bᵀA⁻¹b.
 *
 * @param table Row-major, a right side a row.
 */
export function inverseForms({ size, lower }: Cholesky, table: Float64Array): Float64Array {
  const count = table.length / size;
  const forms = new Float64Array(count);
  // Each row of L meets some right sides while it is in cache.
  for (let first = 0; first < count; first += rowsTogether) {
    const solutions = table.slice(first * size, Math.min(first + rowsTogether, count) * size);
    const together = solutions.length / size;
    for (let row = 0; row < size; row++) {
      const start = row * size;
      for (let side = 0; side < together; side++) {
        const base = side * size;
        let sum = solutions[base + row];
        for (let k = 0; k < row; k++) sum -= lower[start + k] * solutions[base + k];
        sum /= lower[start + row];
        solutions[base + row] = sum;
        forms[first + side] += sum * sum;
      }
    }
  }
  return forms;
}

/** L⁻ᵀ·b. */
export function solveUpper({ size, lower }: Cholesky, right: Float64Array): Float64Array {
  const solution = right.slice();
  for (let row = size - 1; row >= 0; row--) {
    const value = (solution[row] /= lower[row * size + row]);
    for (let k = 0; k < row; k++) solution[k] -= lower[row * size + k] * value;
  }
  return solution;
}

/** A⁻¹·b. */
export function solveCholesky(factor: Cholesky, right: Float64Array): Float64Array {
  return solveUpper(factor, solveLower(factor, right));
}

/** log det A. */
export function logDeterminant({ size, lower }: Cholesky): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += Math.log(lower[k * size + k]);
  return 2 * sum;
}

/** A⁻¹, whole, row-major. */
export function invertCholesky({ size, lower }: Cholesky): Float64Array {
  // Rows of L⁻ᵀ: row j holds column j of L⁻¹, which starts at j.
  const transposed = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    transposed[j * size + j] = 1 / lower[j * size + j];
    for (let i = j + 1; i < size; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum += lower[i * size + k] * transposed[j * size + k];
      transposed[j * size + i] = -sum / lower[i * size + i];
    }
  }
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < size; k++) sum += transposed[i * size + k] * transposed[j * size + k];
      inverse[i * size + j] = sum;
      inverse[j * size + i] = sum;
    }
  }
  return inverse;
}

/** The rows of the lower triangle one after another: size·(size + 1)/2 numbers. */
export function packTriangle({ size, lower }: Cholesky): Float64Array {
  const triangle = new Float64Array((size * (size + 1)) / 2);
  for (let row = 0, at = 0; row < size; at += ++row) {
    triangle.set(lower.subarray(row * size, row * size + row + 1), at);
  }
  return triangle;
}

export function unpackTriangle(triangle: Float64Array, size: number): Cholesky {
  const lower = new Float64Array(size * size);
  for (let row = 0, at = 0; row < size; at += ++row) {
    lower.set(triangle.subarray(at, at + row + 1), row * size);
  }
  return { size, lower };
}
