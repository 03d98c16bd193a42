import { createRandom } from "@ansatz/simulator";
import type { DataSet } from "../data/data-set.ts";
import { factorCholesky, solveCholesky } from "../linear-algebra/cholesky.ts";
import { columnStatistics } from "./column-statistics.ts";

interface Moments {
  readonly rows: number;
  /** Row-major, of columns then outputs: sums of products of centred values. */
  readonly products: Float64Array;
  readonly sums: Float64Array;
}

/** Columns chosen greedily by the squared error of ridge regressions on inner folds, in the order chosen. */
export function forwardColumns(
  data: DataSet,
  count: number,
  options: { readonly folds?: number; readonly penalty?: number; readonly seed?: number },
): number[] {
  const { rowCount, columnCount } = data.features;
  const folds = Math.min(options.folds ?? 5, rowCount);
  const table = standardisedTable(data);
  const width = table.length / rowCount;
  const foldOf = shuffledFolds(rowCount, folds, options.seed ?? 0);
  const held = Array.from({ length: folds }, (_, fold) =>
    momentsOf(table, width, foldOf, (row) => foldOf[row] === fold),
  );
  const trained = held.map((_, fold) => momentsOf(table, width, foldOf, (row) => foldOf[row] !== fold));
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, columnCount)) {
    let best = -1;
    let lowest = Infinity;
    for (let column = 0; column < columnCount; column++) {
      if (chosen.includes(column)) continue;
      const columns = [...chosen, column];
      const error = held.reduce(
        (sum, moments, fold) =>
          sum + heldOutError(trained[fold], moments, columns, columnCount, width, options.penalty ?? 1),
        0,
      );
      if (error < lowest) {
        lowest = error;
        best = column;
      }
    }
    if (best < 0) break;
    chosen.push(best);
  }
  return chosen;
}

/** Standardised columns, then the standardised target or the classes' indicators, row by row. */
function standardisedTable({ task, features, targets, classes }: DataSet): Float64Array {
  const { rowCount, columnCount, values } = features;
  const outputs = task === "regression" ? 1 : classes.length;
  const width = columnCount + outputs;
  const table = new Float64Array(rowCount * width);
  const { means, deviations } = columnStatistics(features);
  const target = columnStatistics({ rowCount, columnCount: 1, values: targets, names: ["target"] });
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < columnCount; column++) {
      const centred = values[row * columnCount + column] - means[column];
      table[row * width + column] = centred / (deviations[column] || 1);
    }
    if (task === "regression") {
      table[row * width + columnCount] = (targets[row] - target.means[0]) / (target.deviations[0] || 1);
    } else table[row * width + columnCount + targets[row]] = 1;
  }
  return table;
}

function shuffledFolds(rowCount: number, folds: number, seed: number): Int32Array {
  const random = createRandom(seed);
  const foldOf = Int32Array.from({ length: rowCount }, (_, row) => row % folds);
  for (let row = rowCount - 1; row > 0; row--) {
    const other = Math.floor(random.uniform() * (row + 1));
    [foldOf[row], foldOf[other]] = [foldOf[other], foldOf[row]];
  }
  return foldOf;
}

function momentsOf(
  table: Float64Array,
  width: number,
  foldOf: Int32Array,
  isTaken: (row: number) => boolean,
): Moments {
  const products = new Float64Array(width * width);
  const sums = new Float64Array(width);
  let rows = 0;
  for (let row = 0; row < foldOf.length; row++) {
    if (!isTaken(row)) continue;
    rows++;
    const start = row * width;
    for (let i = 0; i < width; i++) {
      const value = table[start + i];
      sums[i] += value;
      for (let j = 0; j < width; j++) products[i * width + j] += value * table[start + j];
    }
  }
  return { rows, products, sums };
}

/** Squared error on the held-out rows of a ridge fit with intercept to the training rows, from their moments alone. */
function heldOutError(
  trained: Moments,
  held: Moments,
  columns: readonly number[],
  columnCount: number,
  width: number,
  penalty: number,
): number {
  const size = columns.length;
  const centred = (i: number, j: number): number =>
    trained.products[i * width + j] - (trained.sums[i] * trained.sums[j]) / trained.rows;
  const matrix = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) matrix[a * size + b] = centred(columns[a], columns[b]);
    matrix[a * size + a] += penalty;
  }
  const factor = factorCholesky(matrix, size);
  if (factor === undefined) return Infinity;
  let error = 0;
  for (let output = columnCount; output < width; output++) {
    const weights = solveCholesky(
      factor,
      Float64Array.from(columns, (column) => centred(column, output)),
    );
    const intercept =
      (trained.sums[output] -
        weights.reduce((sum, weight, k) => sum + weight * trained.sums[columns[k]], 0)) /
      trained.rows;
    // The residual as one vector over columns, output and the constant: −w, 1, −intercept.
    const indices = [...columns, output];
    const factors = [...Array.from(weights, (weight) => -weight), 1];
    indices.forEach((i, a) => {
      error += -2 * intercept * factors[a] * held.sums[i];
      indices.forEach((j, b) => (error += factors[a] * factors[b] * held.products[i * width + j]));
    });
    error += intercept * intercept * held.rows;
  }
  return error;
}
