import type { DataSet } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";
import type { FittedStep, PreprocessingStep } from "../models/preprocessing-step.ts";
import { columnStatistics } from "./column-statistics.ts";
import { checkColumns, checkCount } from "./fitted-step.ts";

export const principalComponentsName = "principal-components";

interface Components {
  readonly means: Float64Array;
  /** Row-major, a component a row, of length 1; its largest entry by size is positive. */
  readonly directions: Float64Array;
  readonly count: number;
  /** Share of the variance, a component. */
  readonly shares: Float64Array;
}

export interface PrincipalComponentsOptions {
  /** Components kept. */
  readonly count?: number;
  /** Or as many as hold this share of the variance, in (0, 1]. */
  readonly varianceShare?: number;
}

/**
 * Coordinates along the directions of largest variance of the centred (not scaled) columns, in falling order. There are
 * never more components than the rank of the training rows.
 *
 * @throws ModelError where neither or both of count and varianceShare are given, or one is out of range.
 */
export function principalComponents(options: PrincipalComponentsOptions): PreprocessingStep {
  const { count, varianceShare } = options;
  if ((count === undefined) === (varianceShare === undefined)) {
    throw new ModelError("principal-components must get one of count and varianceShare");
  }
  if (count !== undefined) checkCount(principalComponentsName, "count", count);
  if (varianceShare !== undefined && !(varianceShare > 0 && varianceShare <= 1)) {
    throw new ModelError(`varianceShare of principal-components must be in (0, 1], got ${varianceShare}`);
  }
  return { name: principalComponentsName, fit: (data) => fittedComponents(findComponents(data, options)) };
}

function findComponents({ features }: DataSet, options: PrincipalComponentsOptions): Components {
  const { rowCount, columnCount, values } = features;
  const { means } = columnStatistics(features);
  const centred = values.map((value, at) => value - means[at % columnCount]);
  // The smaller of covariance and Gram matrix has the same eigenvalues but for zeros.
  const isWide = columnCount > rowCount;
  const size = isWide ? rowCount : columnCount;
  const { values: variances, vectors } = symmetricEigen(
    isWide ? outerProducts(centred, rowCount, columnCount) : innerProducts(centred, rowCount, columnCount),
    size,
  );
  const total = variances.reduce((sum, variance) => sum + Math.max(variance, 0), 0);
  const rank = variances.findIndex((variance) => !(variance > 1e-12 * variances[0]));
  const available = Math.max(rank < 0 ? size : rank, 1);
  let wanted = options.count ?? 0;
  if (options.varianceShare !== undefined) {
    let sum = 0;
    // The full share is reached within rounding.
    while (wanted < available && sum < options.varianceShare * total * (1 - 1e-12))
      sum += variances[wanted++];
  }
  const count = Math.min(Math.max(wanted, 1), available);
  const directions = new Float64Array(count * columnCount);
  for (let k = 0; k < count; k++) {
    const vector = vectors.subarray(k * size, (k + 1) * size);
    const direction = directions.subarray(k * columnCount, (k + 1) * columnCount);
    if (isWide) project(centred, rowCount, columnCount, vector, direction);
    else direction.set(vector);
    normaliseDirection(direction);
  }
  const shares = variances.slice(0, count).map((variance) => (total > 0 ? variance / total : 0));
  return { means, directions, count, shares };
}

function innerProducts(values: Float64Array, rows: number, columns: number): Float64Array {
  const products = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let i = 0; i < columns; i++) {
      const value = values[start + i];
      for (let j = 0; j <= i; j++) products[i * columns + j] += value * values[start + j];
    }
  }
  return products;
}

function outerProducts(values: Float64Array, rows: number, columns: number): Float64Array {
  const products = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      for (let k = 0; k < columns; k++)
        products[i * rows + j] += values[i * columns + k] * values[j * columns + k];
    }
  }
  return products;
}

/** direction = Xᵀ·vector */
function project(
  values: Float64Array,
  rows: number,
  columns: number,
  vector: Float64Array,
  direction: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < columns; k++) direction[k] += vector[row] * values[row * columns + k];
  }
}

/** Length 1, the largest entry by size positive, so that signs do not depend on the solver. */
function normaliseDirection(direction: Float64Array): void {
  let largest = 0;
  let square = 0;
  for (const value of direction) {
    if (Math.abs(value) > Math.abs(largest)) largest = value;
    square += value * value;
  }
  const factor = square > 0 ? (largest < 0 ? -1 : 1) / Math.sqrt(square) : 0;
  for (let k = 0; k < direction.length; k++) direction[k] *= factor;
}

function fittedComponents({ means, directions, count, shares }: Components): FittedStep {
  const columns = means.length;
  return {
    apply: (features) => {
      checkColumns(principalComponentsName, features, columns);
      const values = new Float64Array(features.rowCount * count);
      for (let row = 0; row < features.rowCount; row++) {
        for (let component = 0; component < count; component++) {
          let sum = 0;
          for (let k = 0; k < columns; k++) {
            sum += (features.values[row * columns + k] - means[k]) * directions[component * columns + k];
          }
          values[row * count + component] = sum;
        }
      }
      return componentTable(features.rowCount, count, values);
    },
    save: () => ({
      step: principalComponentsName,
      state: {
        count,
        means: encodeArray(means),
        directions: encodeArray(directions),
        varianceShares: Array.from(shares),
      } satisfies SavedComponents,
    }),
  };
}

function componentTable(rowCount: number, count: number, values: Float64Array): FeatureMatrix {
  const names = Array.from({ length: count }, (_, k) => `pc${k + 1}`);
  return { rowCount, columnCount: count, values, names };
}

export interface SavedComponents {
  readonly count: number;
  readonly means: EncodedArray;
  readonly directions: EncodedArray;
  /** Of the training rows, a component. */
  readonly varianceShares: readonly number[];
}

export function restoreComponents(saved: SavedComponents): FittedStep {
  return fittedComponents({
    count: saved.count,
    means: decodeFloats(saved.means),
    directions: decodeFloats(saved.directions),
    shares: Float64Array.from(saved.varianceShares),
  });
}
