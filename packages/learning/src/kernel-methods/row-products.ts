import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { LearningTooLargeError, ModelError } from "../errors.ts";
import type { KernelMatrix } from "../kernels/kernel.ts";

const maximumBytes = 2 ** 31;

/**
 * A function of each pair of rows; of a table with itself where `right` is undefined, exactly symmetric.
 *
 * @throws ModelError where the tables have different columns.
 * @throws LearningTooLargeError where the matrix takes more than 2 GiB.
 */
function pairwise(
  left: FeatureMatrix,
  right: FeatureMatrix | undefined,
  pair: (a: Float64Array, aStart: number, b: Float64Array, bStart: number, columns: number) => number,
): KernelMatrix {
  const other = right ?? left;
  const columns = left.columnCount;
  if (other.columnCount !== columns) {
    throw new ModelError(
      `both tables of a kernel must have the same columns, got ${columns} and ${other.columnCount}`,
    );
  }
  const rowCount = left.rowCount;
  const columnCount = other.rowCount;
  if (rowCount * columnCount * 8 > maximumBytes) {
    const gigabytes = ((rowCount * columnCount * 8) / 2 ** 30).toFixed(1);
    throw new LearningTooLargeError(
      `a kernel matrix of ${rowCount} × ${columnCount} takes ${gigabytes} GiB, more than 2: use fewer rows`,
      { rowCount, columnCount },
    );
  }
  const values = new Float64Array(rowCount * columnCount);
  for (let i = 0; i < rowCount; i++) {
    const end = right === undefined ? i + 1 : columnCount;
    for (let j = 0; j < end; j++) {
      const value = pair(left.values, i * columns, other.values, j * columns, columns);
      values[i * columnCount + j] = value;
      if (right === undefined) values[j * columnCount + i] = value;
    }
  }
  return { rowCount, columnCount, values };
}

/** ‖x − y‖² of each pair of rows. */
export function squaredDistances(left: FeatureMatrix, right: FeatureMatrix | undefined): KernelMatrix {
  return pairwise(left, right, (a, aStart, b, bStart, columns) => {
    let sum = 0;
    for (let k = 0; k < columns; k++) {
      const difference = a[aStart + k] - b[bStart + k];
      sum += difference * difference;
    }
    return sum;
  });
}

/** x·y of each pair of rows. */
export function innerProducts(left: FeatureMatrix, right: FeatureMatrix | undefined): KernelMatrix {
  return pairwise(left, right, (a, aStart, b, bStart, columns) => {
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += a[aStart + k] * b[bStart + k];
    return sum;
  });
}

/** Changes every element in place. */
export function mapElements(matrix: KernelMatrix, change: (value: number) => number): KernelMatrix {
  const { values } = matrix;
  for (let at = 0; at < values.length; at++) values[at] = change(values[at]);
  return matrix;
}
