import { DataSetError } from "../errors.ts";

/** A table of numbers, a row a sample. */
export interface FeatureMatrix {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Row-major, rowCount × columnCount, finite. */
  readonly values: Float64Array;
  /** One a column. */
  readonly names: readonly string[];
}

/**
 * A checked feature matrix.
 *
 * @param names Default x0, x1, …
 * @throws DataSetError where the length is not rowCount × columnCount or a value is not finite; names row and column.
 */
export function createFeatureMatrix(
  rowCount: number,
  columnCount: number,
  values: Float64Array,
  names: readonly string[] = Array.from({ length: columnCount }, (_, column) => `x${column}`),
): FeatureMatrix {
  if (values.length !== rowCount * columnCount || names.length !== columnCount) {
    throw new DataSetError(
      `features of ${rowCount} rows and ${columnCount} columns must be ${rowCount * columnCount} values with ${columnCount} names, got ${values.length} and ${names.length}`,
    );
  }
  const fault = values.findIndex((value) => !Number.isFinite(value));
  if (fault >= 0) {
    const row = Math.floor(fault / columnCount);
    const column = names[fault % columnCount];
    throw new DataSetError(
      `feature ${column} of row ${row + 1} must be a finite number, got ${values[fault]}: leave the row out or fill the value`,
      { row: row + 1, column },
    );
  }
  return { rowCount, columnCount, values, names };
}

/** Rows in the order of `rows`. */
export function selectRows(
  { columnCount, values, names }: FeatureMatrix,
  rows: ArrayLike<number>,
): FeatureMatrix {
  const selected = new Float64Array(rows.length * columnCount);
  for (let k = 0; k < rows.length; k++) {
    selected.set(values.subarray(rows[k] * columnCount, (rows[k] + 1) * columnCount), k * columnCount);
  }
  return { rowCount: rows.length, columnCount, values: selected, names };
}

/** Columns in the order of `columns`. */
export function selectColumns(matrix: FeatureMatrix, columns: ArrayLike<number>): FeatureMatrix {
  const { rowCount, columnCount, values, names } = matrix;
  const selected = new Float64Array(rowCount * columns.length);
  for (let row = 0; row < rowCount; row++) {
    for (let k = 0; k < columns.length; k++) {
      selected[row * columns.length + k] = values[row * columnCount + columns[k]];
    }
  }
  return {
    rowCount,
    columnCount: columns.length,
    values: selected,
    names: Array.from(columns, (column) => names[column]),
  };
}
