import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import type { Kernel, KernelContext, KernelMatrix } from "../kernels/kernel.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";
import type { Settings } from "../models/model.ts";
import { restoreStandardisation, standardiser, type Standardisation } from "../models/standardisation.ts";

/** The training rows a kernel model keeps, as its kernel sees them. */
export interface KernelRows {
  readonly kernel: Kernel;
  readonly settings: Settings;
  /** Columns to mean 0 and deviation 1 over the training rows; undefined where the kernel takes them as they are. */
  readonly standardisation: Standardisation | undefined;
  readonly rows: FeatureMatrix;
}

export interface KernelModelOptions {
  /**
   * Whether columns are scaled to deviation 1 over the training rows before the kernel sees them. Default: for classical
   * kernels, whose distances mean nothing otherwise; never for quantum ones, whose features are angles.
   */
  readonly standardise?: boolean;
}

export function keepRows(
  kernel: Kernel,
  features: FeatureMatrix,
  settings: Settings,
  options: KernelModelOptions,
): KernelRows {
  const isStandardised = options.standardise ?? kernel.kind === "classical";
  const standardisation = isStandardised ? standardiser(features) : undefined;
  return { kernel, settings, standardisation, rows: standardisation?.apply(features) ?? features };
}

/** The symmetric kernel matrix of the training rows. */
export async function trainingGram(
  { kernel, settings, rows }: KernelRows,
  context: KernelContext,
): Promise<KernelMatrix> {
  return kernel.gram(rows, undefined, settings, context);
}

/** The kernel matrix of other rows (left) with the training rows (right). */
export async function crossGram(
  kept: KernelRows,
  features: FeatureMatrix,
  context: KernelContext,
): Promise<KernelMatrix> {
  const { kernel, settings, rows } = kept;
  return kernel.gram(seenBy(kept, features), rows, settings, context);
}

const diagonalBlock = 64;

/** k(x, x) of each row, from small blocks of the kernel matrix. */
export async function kernelDiagonal(
  kept: KernelRows,
  features: FeatureMatrix,
  context: KernelContext,
): Promise<Float64Array> {
  const seen = seenBy(kept, features);
  const diagonal = new Float64Array(seen.rowCount);
  for (let first = 0; first < seen.rowCount; first += diagonalBlock) {
    const count = Math.min(diagonalBlock, seen.rowCount - first);
    const values = seen.values.subarray(first * seen.columnCount, (first + count) * seen.columnCount);
    const block = await kept.kernel.gram(
      { ...seen, rowCount: count, values },
      undefined,
      kept.settings,
      context,
    );
    for (let k = 0; k < count; k++) diagonal[first + k] = block.values[k * count + k];
  }
  return diagonal;
}

function seenBy({ kernel, standardisation, rows }: KernelRows, features: FeatureMatrix): FeatureMatrix {
  if (features.columnCount !== rows.columnCount) {
    throw new ModelError(
      `a model with kernel ${kernel.name} must get the ${rows.columnCount} columns it was fitted to, got ${features.columnCount}`,
    );
  }
  return standardisation?.apply(features) ?? features;
}

/** Σⱼ K[i, j]·coefficients[j] + offset for each row i. */
export function expand(matrix: KernelMatrix, coefficients: Float64Array, offset: number): Float64Array {
  const { rowCount, columnCount, values } = matrix;
  return Float64Array.from({ length: rowCount }, (_, row) => {
    let sum = offset;
    for (let k = 0; k < columnCount; k++) sum += values[row * columnCount + k] * coefficients[k];
    return sum;
  });
}

export interface SavedRows {
  readonly settings: Settings;
  readonly standardisation: ReturnType<Standardisation["save"]> | null;
  readonly rowCount: number;
  readonly columns: readonly string[];
  readonly values: EncodedArray;
}

export function saveRows({ settings, standardisation, rows }: KernelRows): SavedRows {
  return {
    settings,
    standardisation: standardisation?.save() ?? null,
    rowCount: rows.rowCount,
    columns: rows.names,
    values: encodeArray(rows.values),
  };
}

export function restoreRows(kernel: Kernel, saved: SavedRows): KernelRows {
  return {
    kernel,
    settings: saved.settings,
    standardisation:
      saved.standardisation === null ? undefined : restoreStandardisation(saved.standardisation),
    rows: {
      rowCount: saved.rowCount,
      columnCount: saved.columns.length,
      values: decodeFloats(saved.values),
      names: saved.columns,
    },
  };
}
