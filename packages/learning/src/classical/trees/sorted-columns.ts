import type { FeatureMatrix } from "../../data/feature-matrix.ts";

/** A table column by column, each with its rows in rising order: what every tree of an ensemble starts from. */
export interface SortedColumns {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Column-major. */
  readonly values: Float64Array;
  /** Column-major: row numbers by rising value. */
  readonly order: Int32Array;
}

export function sortColumns({ rowCount, columnCount, values }: FeatureMatrix): SortedColumns {
  const byColumn = new Float64Array(values.length);
  const order = new Int32Array(values.length);
  for (let column = 0; column < columnCount; column++) {
    const start = column * rowCount;
    for (let row = 0; row < rowCount; row++) {
      byColumn[start + row] = values[row * columnCount + column];
      order[start + row] = row;
    }
    order
      .subarray(start, start + rowCount)
      .sort((a, b) => byColumn[start + a] - byColumn[start + b] || a - b);
  }
  return { rowCount, columnCount, values: byColumn, order };
}
