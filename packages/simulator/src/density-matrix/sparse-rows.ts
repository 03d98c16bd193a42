import type { ComplexMatrix } from "../circuit/complex-matrix.ts";

/** A matrix's entries that are not zero, row by row: those of row k at [starts[k], starts[k + 1]). */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly reals: Float64Array;
  readonly imaginaries: Float64Array;
  readonly isReal: boolean;
}

/** Compiled forms by matrix: the same matrix is applied many times. */
const compressed = new WeakMap<ComplexMatrix, SparseRows>();

export function compressRows(matrix: ComplexMatrix): SparseRows {
  const known = compressed.get(matrix);
  if (known) return known;
  const { size, real, imaginary } = matrix;
  const starts = new Int32Array(size + 1);
  const columns: number[] = [];
  const reals: number[] = [];
  const imaginaries: number[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      if (real[at] === 0 && imaginary[at] === 0) continue;
      columns.push(column);
      reals.push(real[at]);
      imaginaries.push(imaginary[at]);
    }
    starts[row + 1] = columns.length;
  }
  const rows: SparseRows = {
    starts,
    columns: Int32Array.from(columns),
    reals: Float64Array.from(reals),
    imaginaries: Float64Array.from(imaginaries),
    isReal: imaginaries.every((entry) => entry === 0),
  };
  compressed.set(matrix, rows);
  return rows;
}
