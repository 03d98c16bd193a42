import { fidelityMatrix } from "@ansatz/simulator";
import { minimize } from "@ansatz/variational";
import type { IterationRecord, StopReason } from "@ansatz/variational";
import { targetAlignment } from "../audit/kernels/alignment.ts";
import type { DataSet } from "../data/data-set.ts";
import { ModelError } from "../errors.ts";
import type { FeatureMap } from "../feature-maps/feature-map.ts";
import { checkKernelSize } from "./kernel-size.ts";
import type { KernelContext } from "./kernel.ts";

export interface AlignKernelOptions extends KernelContext {
  /** Default the map's first. */
  readonly bandwidth?: number | undefined;
  /** "l-bfgs" (the default) and "adam" follow gradients; "spsa" needs two values a step, as on a device. */
  readonly optimizer?: "l-bfgs" | "adam" | "spsa" | undefined;
  /** Default 50; 200 of SPSA. */
  readonly maxIterations?: number | undefined;
  /** Of SPSA's perturbations; default 0. */
  readonly seed?: number | undefined;
  readonly onIteration?: ((record: IterationRecord) => void) | undefined;
}

export interface AlignedKernel {
  /** The map with the weights found. */
  readonly map: FeatureMap;
  /** Centred kernel-target alignment before and after, in [−1, 1]. */
  readonly initialAlignment: number;
  readonly alignment: number;
  readonly converged: boolean;
  readonly stopReason: StopReason;
  readonly evaluations: number;
  /** The value is minus the alignment. */
  readonly history: readonly IterationRecord[];
}

/** Of the five-point formula: its error, h⁴/30 times a fifth derivative, is that of rounding. */
const step = 1e-3;

/**
 * A function A(weights) with the centred alignment of the fidelity kernel of the rows, and its gradient by the five-point
 * formula (8(A₊ − A₋) − (A₊₊ − A₋₋))/12h, which any circuit has: four Gram matrices a weight.
 */
export function createAlignmentObjective(
  map: FeatureMap,
  data: DataSet,
  bandwidth: number,
  { pool, signal }: KernelContext,
): {
  readonly value: (weights: Float64Array) => Promise<number>;
  readonly valueAndGradient: (weights: Float64Array) => Promise<{ value: number; gradient: Float64Array }>;
} {
  const rowCount = data.features.rowCount;
  const value = async (weights: Float64Array): Promise<number> => {
    const preparation = map.withWeights(weights).prepare(data.features, bandwidth);
    const values = await fidelityMatrix(preparation, undefined, { pool, signal });
    // A kernel of equal elements is aligned with nothing.
    return targetAlignment({ rowCount, columnCount: rowCount, values }, data).centred ?? 0;
  };
  const derivative = async (weights: Float64Array, index: number): Promise<number> => {
    const shifted = async (steps: number): Promise<number> => {
      const moved = weights.slice();
      moved[index] += steps * step;
      return value(moved);
    };
    const near = (await shifted(1)) - (await shifted(-1));
    const far = (await shifted(2)) - (await shifted(-2));
    return (8 * near - far) / (12 * step);
  };
  return {
    value,
    valueAndGradient: async (weights) => {
      const gradient = new Float64Array(weights.length);
      for (let index = 0; index < weights.length; index++) gradient[index] = await derivative(weights, index);
      return { value: await value(weights), gradient };
    },
  };
}

/**
 * Trains a map's weights so that the centred alignment ⟨K_c, yyᵀ⟩/(‖K_c‖‖yyᵀ‖) of its fidelity kernel with the targets is
 * greatest; on training rows only. Not converging is a result.
 * Sources: Cortes et al., JMLR 13, 795 (2012); Hubregtsen et al., Phys. Rev. A 106, 042431 (2022).
 *
 * Throws {@link ModelError} for a map without weights; LearningTooLargeError where the states do not fit.
 */
export async function alignKernel(
  map: FeatureMap,
  data: DataSet,
  options: AlignKernelOptions = {},
): Promise<AlignedKernel> {
  const { bandwidth = map.bandwidths[0], optimizer = "l-bfgs", seed = 0, signal, onIteration } = options;
  if (map.weights.length === 0) {
    throw new ModelError(
      `the map ${map.name} has no weights to train: take a covariant or a data re-uploading map`,
      { map: map.name },
    );
  }
  checkKernelSize(map.name, data.features, undefined, map.qubitCount(data.features.columnCount));
  const { value, valueAndGradient } = createAlignmentObjective(map, data, bandwidth, options);
  const start = Float64Array.from(map.weights);
  const initialAlignment = await value(start);
  const result = await minimize(
    {
      parameterCount: start.length,
      value: async (weights) => -(await value(weights)),
      ...(optimizer === "spsa"
        ? {}
        : {
            valueAndGradient: async (weights: Float64Array) => {
              const found = await valueAndGradient(weights);
              return { value: -found.value, gradient: found.gradient.map((slope) => -slope) };
            },
          }),
    },
    start,
    {
      optimizer,
      seed,
      maxIterations: options.maxIterations ?? (optimizer === "spsa" ? 200 : 50),
      valueTolerance: 1e-7,
      ...(signal ? { signal } : {}),
      ...(onIteration ? { onIteration } : {}),
    },
  );
  const alignment = await value(result.parameters);
  // SPSA may end below its start.
  const isBetter = alignment >= initialAlignment;
  return {
    map: isBetter ? map.withWeights(result.parameters) : map,
    initialAlignment,
    alignment: isBetter ? alignment : initialAlignment,
    converged: result.converged,
    stopReason: result.stopReason,
    evaluations: result.evaluations,
    history: result.history,
  };
}
