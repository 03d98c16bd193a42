import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { DataSetError } from "../errors.ts";

/** Numbers a column; variances are of the population (divided by the number of rows). */
export interface ColumnStatistics {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  readonly minima: Float64Array;
  readonly maxima: Float64Array;
}

/** A deviation that is rounding error of a constant column counts as 0. @throws DataSetError where there are no rows. */
export function columnStatistics({ rowCount, columnCount, values }: FeatureMatrix): ColumnStatistics {
  if (rowCount === 0)
    throw new DataSetError("columns must have at least one row to be scaled or compared, got none");
  const means = new Float64Array(columnCount);
  const squares = new Float64Array(columnCount);
  const minima = new Float64Array(columnCount).fill(Infinity);
  const maxima = new Float64Array(columnCount).fill(-Infinity);
  for (let at = 0; at < values.length; at++) {
    const column = at % columnCount;
    means[column] += values[at] / rowCount;
    minima[column] = Math.min(minima[column], values[at]);
    maxima[column] = Math.max(maxima[column], values[at]);
  }
  for (let at = 0; at < values.length; at++) {
    squares[at % columnCount] += (values[at] - means[at % columnCount]) ** 2;
  }
  const deviations = squares.map((square, column) =>
    minima[column] === maxima[column] ? 0 : Math.sqrt(square / rowCount),
  );
  return { means, deviations, minima, maxima };
}

/** The value below which a share of the sorted values lies, interpolated linearly between neighbours. */
export function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** One column, sorted. */
export function sortedColumn({ rowCount, columnCount, values }: FeatureMatrix, column: number): Float64Array {
  return Float64Array.from({ length: rowCount }, (_, row) => values[row * columnCount + column]).sort();
}
