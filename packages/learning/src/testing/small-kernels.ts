import type { FeatureMatrix } from "../data/feature-matrix.ts";
import type { Kernel, KernelMatrix } from "../kernels/kernel.ts";
import type { ModelKind } from "../models/model.ts";

/** A kernel by the formula of a pair of rows. */
export function kernelOfRows(
  name: string,
  kind: ModelKind,
  evaluate: (left: Float64Array, right: Float64Array) => number,
): Kernel {
  const row = ({ values, columnCount }: FeatureMatrix, k: number): Float64Array =>
    values.subarray(k * columnCount, (k + 1) * columnCount);
  return {
    name,
    label: name,
    kind,
    grid: [{}],
    gram: (left, right = left): Promise<KernelMatrix> =>
      Promise.resolve({
        rowCount: left.rowCount,
        columnCount: right.rowCount,
        values: Float64Array.from({ length: left.rowCount * right.rowCount }, (_, k) =>
          evaluate(row(left, Math.floor(k / right.rowCount)), row(right, k % right.rowCount)),
        ),
      }),
  };
}

/** exp(−|x − y|²/2). */
export const unitRbfKernel = kernelOfRows("unit-rbf", "classical", (x, y) =>
  Math.exp(-x.reduce((sum, value, k) => sum + (value - y[k]) ** 2, 0) / 2),
);

/** Π cos²((x_k − y_k)/2): the fidelity of states with one rotation a qubit. */
export const rotationKernel = kernelOfRows("rotations", "quantum", (x, y) =>
  x.reduce((product, value, k) => product * Math.cos((value - y[k]) / 2) ** 2, 1),
);
