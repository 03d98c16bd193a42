import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";

/** Columns divided by their standard deviations over all rows; constant columns are left out. */
function scaledRows({ rowCount, columnCount, values }: FeatureMatrix): number[][] {
  const factors = Array.from({ length: columnCount }, (_, column) => {
    let [sum, squares] = [0, 0];
    for (let row = 0; row < rowCount; row++) {
      sum += values[row * columnCount + column];
      squares += values[row * columnCount + column] ** 2;
    }
    const variance = squares / rowCount - (sum / rowCount) ** 2;
    return variance > 1e-24 * (squares / rowCount) ? 1 / Math.sqrt(variance) : 0;
  });
  return Array.from({ length: rowCount }, (_, row) =>
    factors.map((factor, column) => factor * values[row * columnCount + column]),
  );
}

/**
 * A batch of rows that are good and unlike each other: greedily the rows that raise det(L) most, L = q_i S_ij q_j with
 * S = exp(−|x_i − x_j|²/(2 d)) over the d features in standard deviations, and q_i² the merit of a row above the least one.
 * The first is the row of highest merit; a copy of a chosen row is never chosen while others are left.
 *
 * @param merits Higher is better.
 * @throws ModelError where the batch is larger than the rows, or lengths differ.
 *
 * Source: Kulesza and Taskar, Found. Trends Mach. Learn. 5, 123 (2012), section 3; Chen et al., NeurIPS 2018, algorithm 1.
 */
export function selectDiverseBatch(
  features: FeatureMatrix,
  merits: ArrayLike<number>,
  count: number,
): number[] {
  const { rowCount } = features;
  if (merits.length !== rowCount)
    throw new ModelError(`there must be a merit a row, got ${merits.length} for ${rowCount} rows`);
  if (!(Number.isInteger(count) && count >= 1 && count <= rowCount)) {
    throw new ModelError(`the batch must be an integer in [1, ${rowCount}], got ${count}`, { count });
  }
  const rows = scaledRows(features);
  const dimension = Math.max(1, features.columnCount);
  const similarity = (a: number, b: number): number => {
    const squared = rows[a].reduce((sum, value, k) => sum + (value - rows[b][k]) ** 2, 0);
    return Math.exp(-squared / (2 * dimension));
  };
  const all = Array.from(merits);
  const least = all.reduce((a, b) => Math.min(a, b));
  const span = all.reduce((a, b) => Math.max(a, b)) - least;
  // Rows without merit stay apart from one another by what is left of their distance.
  const quality = all.map((merit) => (span === 0 ? 1 : (merit - least) / span + 1e-9));
  // What is left of each row's own entry of S once the chosen rows are projected out, and its row of the Cholesky factor.
  const left = new Array<number>(rowCount).fill(1);
  const factors = Array.from({ length: rowCount }, (): number[] => []);
  const chosen: number[] = [];
  const isChosen = new Uint8Array(rowCount);
  while (chosen.length < count) {
    let next = -1;
    for (let row = 0; row < rowCount; row++) {
      if (isChosen[row] === 0 && (next < 0 || quality[row] * left[row] > quality[next] * left[next]))
        next = row;
    }
    isChosen[next] = 1;
    chosen.push(next);
    const root = Math.sqrt(Math.max(left[next], 1e-12));
    for (let row = 0; row < rowCount; row++) {
      if (isChosen[row] === 1) continue;
      const projected = factors[next].reduce((sum, value, k) => sum + value * factors[row][k], 0);
      const entry = (similarity(next, row) - projected) / root;
      factors[row].push(entry);
      left[row] = Math.max(0, left[row] - entry * entry);
    }
  }
  return chosen;
}
