/** A = L·Lᵀ of a symmetric positive definite matrix. */
export interface Cholesky {
  readonly size: number;
  /** Row-major size × size; what is above the diagonal is not used. */
  readonly lower: Float64Array;
}

/** Columns of a panel, and rows and columns of a tile. */
const panelWidth = 64;
const tileSize = 64;

/**
 * The Cholesky factor of a row-major symmetric matrix, whose lower triangle is read; undefined where a pivot is not
 * positive, so that the matrix is not positive definite in double precision.
 *
 * Right-looking by panels of columns (Golub and Van Loan, Matrix Computations, 4th ed., section 4.2.6): a factored panel is
 * packed and subtracted from the rest tile by tile, so that both factors of a tile stay in cache.
 */
export function factorCholesky(matrix: Float64Array, size: number): Cholesky | undefined {
  const lower = matrix.slice();
  const packed = new Float64Array(size * panelWidth);
  for (let first = 0; first < size; first += panelWidth) {
    const end = Math.min(first + panelWidth, size);
    if (!factorPanel(lower, size, first, end)) return undefined;
    if (end === size) break;
    for (let row = end; row < size; row++) {
      packed.set(lower.subarray(row * size + first, row * size + end), (row - end) * panelWidth);
    }
    const rest = size - end;
    for (let top = 0; top < rest; top += tileSize) {
      for (let left = 0; left <= top; left += tileSize)
        subtractTile(lower, size, end, rest, packed, top, left);
    }
  }
  return { size, lower };
}

/** Factors the columns first…end − 1, from which all columns before are subtracted already. */
function factorPanel(lower: Float64Array, size: number, first: number, end: number): boolean {
  for (let row = first; row < size; row++) {
    const start = row * size;
    const last = Math.min(row, end);
    for (let column = first; column < last; column++) {
      const sum = dotRows(lower, start + first, column * size + first, column - first);
      lower[start + column] = (lower[start + column] - sum) / lower[column * size + column];
    }
    if (row >= end) continue;
    const pivot = lower[start + row] - dotRows(lower, start + first, start + first, row - first);
    if (!(pivot > 0)) return false;
    lower[start + row] = Math.sqrt(pivot);
  }
  return true;
}

/** Subtracts the product of the packed panel with itself from one tile of the rest, two rows by two columns at a time. */
function subtractTile(
  lower: Float64Array,
  size: number,
  origin: number,
  rest: number,
  packed: Float64Array,
  top: number,
  left: number,
): void {
  const bottom = Math.min(top + tileSize, rest);
  const right = Math.min(left + tileSize, rest);
  for (let i = top; i < bottom; i += 2) {
    // The last row stands in for one that is missing, and what is above the diagonal is not used.
    const a = i * panelWidth;
    const b = Math.min(i + 1, bottom - 1) * panelWidth;
    for (let j = left; j < Math.min(right, i + 2); j += 2) {
      const c = j * panelWidth;
      const d = Math.min(j + 1, right - 1) * panelWidth;
      let ac = 0;
      let ad = 0;
      let bc = 0;
      let bd = 0;
      for (let k = 0; k < panelWidth; k++) {
        const x = packed[a + k];
        const y = packed[b + k];
        const u = packed[c + k];
        const v = packed[d + k];
        ac += x * u;
        ad += x * v;
        bc += y * u;
        bd += y * v;
      }
      const upper = (origin + i) * size + origin + j;
      lower[upper] -= ac;
      if (j + 1 < right) lower[upper + 1] -= ad;
      if (i + 1 < bottom) lower[upper + size] -= bc;
      if (i + 1 < bottom && j + 1 < right) lower[upper + size + 1] -= bd;
    }
  }
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
