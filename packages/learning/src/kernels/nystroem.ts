import { createRandom } from "@ansatz/simulator";
import { selectRows } from "../data/feature-matrix.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.ts";
import { encodeArray, decodeFloats } from "../models/encode-array.ts";
import type { EncodedArray } from "../models/encode-array.ts";
import type { Settings } from "../models/model.ts";
import type { Kernel, KernelContext } from "./kernel.ts";

/** Rows whose states are stored at once. */
const rowsAtOnce = 2048;
/** Eigenvalues of the landmarks' matrix below this share of the greatest are left out. */
const leastShare = 1e-10;

/** A kernel approximated by features: k(x, x′) ≈ φ(x)·φ(x′), φ(x) = Λ^(−1/2) Vᵀ k(landmarks, x). */
export interface NystroemMap {
  readonly landmarks: FeatureMatrix;
  /** Columns of φ: eigenvalues of the landmarks' kernel matrix that are kept. */
  readonly rank: number;
  /** φ of each row, prepared some thousand rows at a time. */
  transform(features: FeatureMatrix, context?: KernelContext): Promise<FeatureMatrix>;
  save(): SavedNystroem;
}

export interface SavedNystroem {
  readonly settings: Settings;
  readonly names: readonly string[];
  readonly landmarks: EncodedArray;
  readonly projection: EncodedArray;
}

/** Different rows by a seed, in rising order. Throws {@link ModelError} unless count is an integer of at least 1. */
export function chooseLandmarks(features: FeatureMatrix, count: number, seed: number): FeatureMatrix {
  if (!Number.isInteger(count) || count < 1) {
    throw new ModelError(`landmarks must be an integer of at least 1, got ${count}`, { option: "landmarks" });
  }
  const { rowCount } = features;
  if (count >= rowCount) return features;
  const random = createRandom(seed);
  const order = Uint32Array.from({ length: rowCount }, (_, row) => row);
  for (let k = 0; k < count; k++) {
    const other = k + Math.floor(random.uniform() * (rowCount - k));
    [order[k], order[other]] = [order[other], order[k]];
  }
  return selectRows(features, order.slice(0, count).sort());
}

function createMap(
  kernel: Kernel,
  settings: Settings,
  landmarks: FeatureMatrix,
  projection: Float64Array,
): NystroemMap {
  const count = landmarks.rowCount;
  const rank = projection.length / count;
  return {
    landmarks,
    rank,
    transform: async (features, context = {}) => {
      const { rowCount, columnCount } = features;
      const values = new Float64Array(rowCount * rank);
      for (let first = 0; first < rowCount; first += rowsAtOnce) {
        context.signal?.throwIfAborted();
        const size = Math.min(rowsAtOnce, rowCount - first);
        const part = {
          ...features,
          rowCount: size,
          values: features.values.subarray(first * columnCount, (first + size) * columnCount),
        };
        const cross = (await kernel.gram(part, landmarks, settings, context)).values;
        for (let row = 0; row < size; row++) {
          for (let k = 0; k < rank; k++) {
            let sum = 0;
            for (let j = 0; j < count; j++) sum += cross[row * count + j] * projection[k * count + j];
            values[(first + row) * rank + k] = sum;
          }
        }
      }
      return {
        rowCount,
        columnCount: rank,
        values,
        names: Array.from({ length: rank }, (_, k) => `phi${k}`),
      };
    },
    save: () => ({
      settings,
      names: landmarks.names,
      landmarks: encodeArray(landmarks.values),
      projection: encodeArray(projection),
    }),
  };
}

/**
 * The Nyström approximation of a kernel by some of the rows: N·m kernel values instead of N², exact where the landmarks'
 * states span all others. Features of rank at most m, for any linear model.
 * Source: Williams and Seeger, NIPS 13 (2000).
 */
export async function nystroemMap(
  kernel: Kernel,
  landmarks: FeatureMatrix,
  settings: Settings,
  context: KernelContext = {},
): Promise<NystroemMap> {
  const count = landmarks.rowCount;
  const gram = await kernel.gram(landmarks, undefined, settings, context);
  const eigen = symmetricEigen(gram.values, count);
  let rank = 0;
  while (rank < count && eigen.values[rank] > leastShare * eigen.values[0]) rank++;
  if (rank === 0) {
    throw new ModelError(
      `the kernel ${kernel.name} of the landmarks must have a positive eigenvalue, got none`,
      {
        kernel: kernel.name,
      },
    );
  }
  const projection = new Float64Array(rank * count);
  for (let k = 0; k < rank; k++) {
    const scale = 1 / Math.sqrt(eigen.values[k]);
    for (let j = 0; j < count; j++) projection[k * count + j] = scale * eigen.vectors[k * count + j];
  }
  return createMap(kernel, settings, landmarks, projection);
}

/** The inverse of {@link NystroemMap.save}. Throws {@link ModelError} for arrays that do not fit. */
export function restoreNystroem(kernel: Kernel, saved: SavedNystroem): NystroemMap {
  const values = decodeFloats(saved.landmarks);
  const columnCount = saved.names.length;
  const rowCount = values.length / columnCount;
  return createMap(
    kernel,
    saved.settings,
    { rowCount, columnCount, values, names: saved.names },
    decodeFloats(saved.projection),
  );
}
