import type { DataSet } from "../../data/data-set.ts";
import { ModelError } from "../../errors.ts";
import type { KernelMatrix } from "../../kernels/kernel.ts";
import { standardisedTargets } from "./model-complexity.ts";

function frobenius(first: ArrayLike<number>, second: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < first.length; k++) sum += first[k] * second[k];
  return sum;
}

/** H K H with H = 1 − 11ᵀ/N: the kernel of features of mean 0. */
export function centreGram({ rowCount, columnCount, values }: KernelMatrix): KernelMatrix {
  const rowMeans = new Float64Array(rowCount);
  const columnMeans = new Float64Array(columnCount);
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < columnCount; column++) {
      rowMeans[row] += values[row * columnCount + column] / columnCount;
      columnMeans[column] += values[row * columnCount + column] / rowCount;
    }
  }
  const mean = rowMeans.reduce((sum, value) => sum + value, 0) / rowCount;
  const centred = values.map(
    (value, k) => value - rowMeans[Math.floor(k / columnCount)] - columnMeans[k % columnCount] + mean,
  );
  return { rowCount, columnCount, values: centred };
}

/**
 * ⟨K₁, K₂⟩ / (‖K₁‖ ‖K₂‖) in the Frobenius inner product, in [0, 1] for positive semidefinite matrices; undefined where
 * one is 0. Throws ModelError where shapes differ.
 */
export function kernelAlignment(first: KernelMatrix, second: KernelMatrix): number | undefined {
  if (first.rowCount !== second.rowCount || first.columnCount !== second.columnCount) {
    throw new ModelError(
      `kernels must have one shape, got ${first.rowCount} × ${first.columnCount} and ${second.rowCount} × ${second.columnCount}`,
    );
  }
  const norms = Math.sqrt(frobenius(first.values, first.values) * frobenius(second.values, second.values));
  return norms === 0 ? undefined : frobenius(first.values, second.values) / norms;
}

/** The kernel that knows the targets: Y Yᵀ of the standardised targets (for two classes near ±1). */
export function targetKernel(data: Pick<DataSet, "task" | "targets" | "classes">): KernelMatrix {
  const columns = standardisedTargets(data);
  const size = data.targets.length;
  const values = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      for (const target of columns) values[row * size + column] += target[row] * target[column];
    }
  }
  return { rowCount: size, columnCount: size, values };
}

export interface TargetAlignment {
  readonly plain: number | undefined;
  /** Of the centred kernel; it does not fall when all values of a kernel are near 1. */
  readonly centred: number | undefined;
}

/**
 * How far a kernel's rows are alike where their targets are, plain and centred.
 * Source: Cristianini et al., NIPS 2001; Cortes et al., JMLR 13, 795 (2012), definition 4.
 */
export function targetAlignment(
  gram: KernelMatrix,
  data: Pick<DataSet, "task" | "targets" | "classes">,
): TargetAlignment {
  const target = targetKernel(data);
  return { plain: kernelAlignment(gram, target), centred: kernelAlignment(centreGram(gram), target) };
}
