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

/** Mean and scale of each column; a constant column has scale 1, so that any departure from it counts. */
function columnScales({ rowCount, columnCount, values }: FeatureMatrix): {
  means: number[];
  scales: number[];
} {
  const means = Array.from({ length: columnCount }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < rowCount; row++) sum += values[row * columnCount + column];
    return sum / rowCount;
  });
  const scales = means.map((mean, column) => {
    let sum = 0;
    for (let row = 0; row < rowCount; row++) sum += (values[row * columnCount + column] - mean) ** 2;
    return Math.sqrt(sum / rowCount) || 1;
  });
  return { means, scales };
}

function meanNearest(
  point: FeatureMatrix,
  row: number,
  training: FeatureMatrix,
  scales: readonly number[],
  neighbours: number,
  leftOut: number,
): number {
  const { columnCount } = training;
  const nearest: number[] = [];
  for (let other = 0; other < training.rowCount; other++) {
    if (other === leftOut) continue;
    let squared = 0;
    for (let column = 0; column < columnCount; column++) {
      squared +=
        ((point.values[row * columnCount + column] - training.values[other * columnCount + column]) /
          scales[column]) **
        2;
    }
    if (nearest.length === neighbours && squared >= nearest[neighbours - 1]) continue;
    let place = nearest.length;
    while (place > 0 && nearest[place - 1] > squared) place--;
    nearest.splice(place, 0, squared);
    if (nearest.length > neighbours) nearest.pop();
  }
  return nearest.reduce((sum, squared) => sum + Math.sqrt(squared), 0) / nearest.length;
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
  const { scales } = columnScales(training);
  const own = Float64Array.from({ length: training.rowCount }, (_, row) =>
    meanNearest(training, row, training, scales, neighbours, row),
  ).sort();
  const threshold = own[Math.min(own.length - 1, Math.ceil(quantile * own.length) - 1)];
  const distances = Float64Array.from({ length: rows.rowCount }, (_, row) =>
    meanNearest(rows, row, training, scales, neighbours, -1),
  );
  return {
    distances,
    shares: distances.map((distance) => own.filter((value) => value >= distance).length / own.length),
    isOutside: Array.from(distances, (distance) => distance > threshold),
    threshold,
  };
}
