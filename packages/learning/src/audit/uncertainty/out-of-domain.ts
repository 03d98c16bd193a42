import type { FeatureMatrix } from "../../data/feature-matrix.ts";
import { DataSetError } from "../../errors.ts";

export interface DomainFlags {
  /** Mean distance of each row to its nearest training rows, in standard deviations of the training features. */
  readonly distances: Float64Array;
  /** Share of training rows that lie at least as far from the others; 0 for a row that is further than all. */
  readonly shares: Float64Array;
  /** Whether a row lies further than the quantile of the training rows' own distances. */
  readonly isOutside: readonly boolean[];
  /** The distance beyond which rows are outside. */
  readonly threshold: number;
}

/** One over the standard deviation of each column; 1 for a constant one, so that any departure from it counts. */
function columnFactors({ rowCount, columnCount, values }: FeatureMatrix): Float64Array {
  return Float64Array.from({ length: columnCount }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < rowCount; row++) sum += values[row * columnCount + column];
    const mean = sum / rowCount;
    let squares = 0;
    for (let row = 0; row < rowCount; row++) squares += (values[row * columnCount + column] - mean) ** 2;
    return 1 / (Math.sqrt(squares / rowCount) || 1);
  });
}

function scaled({ columnCount, values }: FeatureMatrix, factors: Float64Array): Float64Array {
  return values.map((value, k) => value * factors[k % columnCount]);
}

/** Mean distance of the point at `offset` to its nearest training rows; of a training row but for itself. */
function meanNearest(
  points: Float64Array,
  offset: number,
  training: Float64Array,
  columnCount: number,
  nearest: Float64Array,
  leftOut: number,
): number {
  nearest.fill(Infinity);
  const last = nearest.length - 1;
  for (let other = 0, start = 0; start < training.length; other++, start += columnCount) {
    if (other === leftOut) continue;
    let squared = 0;
    for (let column = 0; column < columnCount; column++) {
      const difference = points[offset + column] - training[start + column];
      squared += difference * difference;
    }
    if (squared >= nearest[last]) continue;
    let place = last;
    for (; place > 0 && nearest[place - 1] > squared; place--) nearest[place] = nearest[place - 1];
    nearest[place] = squared;
  }
  let sum = 0;
  for (const squared of nearest) sum += Math.sqrt(squared);
  return sum / nearest.length;
}

/** How many of the ascending values are below a value. */
function countBelow(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Which rows lie outside of what the training rows cover: further from their nearest training rows than the training rows
 * are from each other. A distance is the mean over the `neighbours` nearest rows of the Euclidean distance of features
 * divided by their standard deviations; a training row's own distance leaves itself out.
 *
 * @param options.neighbours Default 3, at most the training rows less one.
 * @param options.quantile Of the training rows' distances; rows beyond are outside. Default 0.95.
 * @throws DataSetError where columns differ, there are fewer than two training rows, or an option is out of range.
 */
export function flagOutOfDomain(
  training: FeatureMatrix,
  rows: FeatureMatrix,
  options: { readonly neighbours?: number; readonly quantile?: number } = {},
): DomainFlags {
  const { quantile = 0.95 } = options;
  const neighbours = options.neighbours ?? Math.min(3, training.rowCount - 1);
  if (training.columnCount !== rows.columnCount) {
    throw new DataSetError(
      `rows must have the ${training.columnCount} training columns, got ${rows.columnCount}`,
    );
  }
  if (!(Number.isInteger(neighbours) && neighbours >= 1 && neighbours < training.rowCount)) {
    throw new DataSetError(
      `neighbours must be an integer in [1, ${training.rowCount - 1}], got ${neighbours}`,
    );
  }
  if (!(quantile > 0 && quantile <= 1)) throw new DataSetError(`quantile must be in (0, 1], got ${quantile}`);
  const { columnCount } = training;
  const factors = columnFactors(training);
  const known = scaled(training, factors);
  const nearest = new Float64Array(neighbours);
  const own = Float64Array.from({ length: training.rowCount }, (_, row) =>
    meanNearest(known, row * columnCount, known, columnCount, nearest, row),
  ).sort();
  const threshold = own[Math.min(own.length - 1, Math.ceil(quantile * own.length) - 1)];
  const points = scaled(rows, factors);
  const distances = Float64Array.from({ length: rows.rowCount }, (_, row) =>
    meanNearest(points, row * columnCount, known, columnCount, nearest, -1),
  );
  return {
    distances,
    shares: distances.map((distance) => 1 - countBelow(own, distance) / own.length),
    isOutside: Array.from(distances, (distance) => distance > threshold),
    threshold,
  };
}
