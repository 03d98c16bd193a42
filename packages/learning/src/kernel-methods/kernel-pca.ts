import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import type { Kernel, KernelContext, KernelMatrix } from "../kernels/kernel.ts";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";
import type { Settings } from "../models/model.ts";
import { savedState } from "../models/saved-model.ts";
import type { SavedModel } from "../models/model.ts";
import { checkRowLimit } from "../models/training-data.ts";
import {
  crossGram,
  keepRows,
  restoreRows,
  saveRows,
  trainingGram,
  type KernelModelOptions,
  type KernelRows,
  type SavedRows,
} from "./kernel-rows.ts";

const version = 1;
const rowLimit = 3000;

export interface KernelPcaOptions extends KernelModelOptions {
  /** Components kept, default 2; fewer where the centred kernel has a smaller rank. */
  readonly count?: number;
  /** Of the kernel; default its first. */
  readonly settings?: Settings;
}

export interface FittedKernelPca {
  /** Of the centred kernel matrix of the training rows, falling, a component. */
  readonly eigenvalues: Float64Array;
  transform(features: FeatureMatrix, context?: KernelContext): Promise<FeatureMatrix>;
  save(): SavedModel;
}

interface State {
  readonly rows: SavedRows;
  readonly eigenvalues: EncodedArray;
  readonly axes: EncodedArray;
  readonly rowMeans: EncodedArray;
}

interface Fit {
  readonly rows: KernelRows;
  readonly eigenvalues: Float64Array;
  /** Row-major, a component a row: eigenvectors divided by √eigenvalue, the largest entry positive. */
  readonly axes: Float64Array;
  readonly rowMeans: Float64Array;
}

const nameOf = (kernel: Kernel): string => `${kernel.name}-kernel-pca`;

/**
 * Principal components in the kernel's feature space (Schölkopf, Smola and Müller, Neural Computation 10, 1299 (1998)):
 * the kernel is centred over the training rows, and rows become coordinates along its leading eigenvectors.
 *
 * @throws ModelError where the count is no whole number of at least 1.
 * @throws LearningTooLargeError for more than 3,000 rows.
 */
export async function fitKernelPca(
  kernel: Kernel,
  features: FeatureMatrix,
  options: KernelPcaOptions = {},
  context: KernelContext = {},
): Promise<FittedKernelPca> {
  const wanted = options.count ?? 2;
  if (!Number.isInteger(wanted) || wanted < 1) {
    throw new ModelError(`count of ${nameOf(kernel)} must be a whole number of at least 1, got ${wanted}`);
  }
  checkRowLimit(nameOf(kernel), features.rowCount, rowLimit, "fit it to a sample of the rows");
  const rows = keepRows(kernel, features, options.settings ?? kernel.grid[0], options);
  const size = features.rowCount;
  const matrix = await trainingGram(rows, context);
  const rowMeans = meansOfRows(matrix);
  const { values, vectors } = symmetricEigen(centreRows(matrix, rowMeans, rowMeans).values, size);
  const rank = values.findIndex((value) => !(value > 1e-12 * values[0]));
  const count = Math.max(1, Math.min(wanted, rank < 0 ? size : rank));
  const axes = vectors.slice(0, count * size);
  for (let k = 0; k < count; k++) {
    const vector = axes.subarray(k * size, (k + 1) * size);
    const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    const factor = values[k] > 0 ? Math.sign(largest) / Math.sqrt(values[k]) : 0;
    for (let row = 0; row < size; row++) vector[row] *= factor;
  }
  return fittedPca({ rows, eigenvalues: values.slice(0, count), axes, rowMeans });
}

export function restoreKernelPca(kernel: Kernel, saved: SavedModel): FittedKernelPca {
  const state = savedState<State>(saved, nameOf(kernel), version);
  return fittedPca({
    rows: restoreRows(kernel, state.rows),
    eigenvalues: decodeFloats(state.eigenvalues),
    axes: decodeFloats(state.axes),
    rowMeans: decodeFloats(state.rowMeans),
  });
}

function fittedPca(fit: Fit): FittedKernelPca {
  const { rows, eigenvalues, axes, rowMeans } = fit;
  const count = eigenvalues.length;
  return {
    eigenvalues,
    transform: async (features, context = {}) => {
      const matrix = await crossGram(rows, features, context);
      const { values, columnCount: size } = centreRows(matrix, meansOfRows(matrix), rowMeans);
      const coordinates = new Float64Array(features.rowCount * count);
      for (let row = 0; row < features.rowCount; row++) {
        for (let k = 0; k < count; k++) {
          let sum = 0;
          for (let j = 0; j < size; j++) sum += values[row * size + j] * axes[k * size + j];
          coordinates[row * count + k] = sum;
        }
      }
      const names = Array.from({ length: count }, (_, k) => `kpc${k + 1}`);
      return { rowCount: features.rowCount, columnCount: count, values: coordinates, names };
    },
    save: () => ({
      model: nameOf(rows.kernel),
      version,
      state: {
        rows: saveRows(rows),
        eigenvalues: encodeArray(eigenvalues),
        axes: encodeArray(axes),
        rowMeans: encodeArray(rowMeans),
      } satisfies State,
    }),
  };
}

function meansOfRows({ rowCount, columnCount, values }: KernelMatrix): Float64Array {
  return Float64Array.from({ length: rowCount }, (_, row) => {
    let sum = 0;
    for (let k = 0; k < columnCount; k++) sum += values[row * columnCount + k];
    return sum / columnCount;
  });
}

/** K[i, j] − leftMeans[i] − rightMeans[j] + the mean of rightMeans. */
function centreRows(matrix: KernelMatrix, leftMeans: Float64Array, rightMeans: Float64Array): KernelMatrix {
  const { columnCount } = matrix;
  const mean = rightMeans.reduce((sum, value) => sum + value, 0) / rightMeans.length;
  const values = matrix.values.map(
    (value, at) => value - leftMeans[Math.floor(at / columnCount)] - rightMeans[at % columnCount] + mean,
  );
  return { ...matrix, values };
}
