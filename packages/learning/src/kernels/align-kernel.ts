import { fidelityMatrix } from "@ansatz/simulator";
import { minimize } from "@ansatz/variational";
import type { IterationRecord, StopReason } from "@ansatz/variational";
import type { DataSet } from "../data/data-set.ts";
import { ModelError } from "../errors.ts";
import type { FeatureMap } from "../feature-maps/feature-map.ts";
import { checkKernelSize } from "./kernel-size.ts";
import { kernelScore } from "./kernel-score.ts";
import type { TrainingObjective } from "./kernel-score.ts";
import type { KernelContext, KernelMatrix } from "./kernel.ts";

export interface AlignKernelOptions extends KernelContext {
  /** Default the map's first. */
  readonly bandwidth?: number | undefined;
  /** "l-bfgs" (the default) and "adam" follow gradients; "spsa" needs two values a step, as on a device. */
  readonly optimizer?: "l-bfgs" | "adam" | "spsa" | undefined;
  /** Default "alignment". */
  readonly objective?: TrainingObjective | undefined;
  /** Of errors, for the objective "margin"; default 1. */
  readonly cost?: number | undefined;
  /** Default 50; 200 of SPSA. */
  readonly maxIterations?: number | undefined;
  /** Of SPSA's perturbations; default 0. */
  readonly seed?: number | undefined;
  readonly onIteration?: ((record: IterationRecord) => void) | undefined;
}

export interface AlignedKernel {
  /** The map with the weights found. */
  readonly map: FeatureMap;
  /** Centred kernel-target alignment before and after, in [−1, 1], whatever the objective. */
  readonly initialAlignment: number;
  readonly alignment: number;
  readonly converged: boolean;
  readonly stopReason: StopReason;
  readonly evaluations: number;
  /** The value is minus the alignment, or the optimum of the support vector machine. */
  readonly history: readonly IterationRecord[];
}

/** Of the five-point formula: its error, h⁴/30 times a fifth derivative, is that of rounding. */
const step = 1e-3;

/**
 * The score of the fidelity kernel of the rows as a function of the weights, and its gradient by the five-point formula
 * (8(A₊ − A₋) − (A₊₊ − A₋₋))/12h, which any circuit has: four Gram matrices a weight.
 */
export function createAlignmentObjective(
  map: FeatureMap,
  data: DataSet,
  bandwidth: number,
  options: Pick<AlignKernelOptions, "objective" | "cost"> & KernelContext,
): {
  readonly value: (weights: Float64Array) => Promise<number>;
  readonly valueAndGradient: (weights: Float64Array) => Promise<{ value: number; gradient: Float64Array }>;
} {
  const { objective = "alignment", cost = 1, pool, signal } = options;
  const score = kernelScore(objective, data, cost);
  const gramAt = async (weights: Float64Array): Promise<KernelMatrix> => {
    const rowCount = data.features.rowCount;
    const preparation = map.withWeights(weights).prepare(data.features, bandwidth);
    const values = await fidelityMatrix(preparation, undefined, { pool, signal });
    return { rowCount, columnCount: rowCount, values };
  };
  return {
    value: async (weights) => score(await gramAt(weights)),
    valueAndGradient: async (weights) => {
      const gram = await gramAt(weights);
      const near = score.near(gram);
      const gradient = new Float64Array(weights.length);
      for (let index = 0; index < weights.length; index++) {
        const shifted = async (steps: number): Promise<number> => {
          const moved = weights.slice();
          moved[index] += steps * step;
          return near(await gramAt(moved));
        };
        const inner = (await shifted(1)) - (await shifted(-1));
        const outer = (await shifted(2)) - (await shifted(-2));
        gradient[index] = (8 * inner - outer) / (12 * step);
      }
      return { value: near(gram), gradient };
    },
  };
}

/**
 * Trains a map's weights on training rows, so that its fidelity kernel has the greatest centred alignment with the targets, or
 * the widest margin ({@link TrainingObjective}). Not converging is a result; weights worse than the first are not kept.
 *
 * Throws {@link ModelError} for a map without weights and options out of range; LearningTooLargeError where the states do not fit.
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
  const { value: alignmentAt } = createAlignmentObjective(map, data, bandwidth, {
    ...options,
    objective: "alignment",
  });
  const start = Float64Array.from(map.weights);
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
  // SPSA may end below its start.
  const isBetter = (await value(result.parameters)) >= (await value(start));
  const weights = isBetter ? result.parameters : start;
  return {
    map: map.withWeights(weights),
    initialAlignment: await alignmentAt(start),
    alignment: await alignmentAt(weights),
    converged: result.converged,
    stopReason: result.stopReason,
    evaluations: result.evaluations,
    history: result.history,
  };
}
