import type { FeatureMap } from "../feature-maps/feature-map.ts";
import type { FittedModel, Model, SavedModel } from "../models/model.ts";
import { savedState } from "../models/saved-model.ts";
import { numberSetting } from "../models/settings.ts";
import { alignKernel } from "./align-kernel.ts";
import type { AlignKernelOptions } from "./align-kernel.ts";
import { fidelityKernel } from "./fidelity-kernel.ts";
import type { QuantumKernelOptions } from "./fidelity-kernel.ts";
import type { Kernel } from "./kernel.ts";

export interface AlignedModelOptions
  extends QuantumKernelOptions, Pick<AlignKernelOptions, "optimizer" | "maxIterations" | "objective"> {}

interface State {
  readonly weights: readonly number[];
  readonly inner: SavedModel;
}

const version = 1;

/**
 * A kernel machine whose kernel is trained first: each fit aligns the map's weights with the targets of its own training
 * rows, then fits `build(kernel)` to them. Settings are those of the kernel machine.
 *
 * @param build The kernel machine, such as `kernelRidge` or a support vector machine.
 */
export function alignedModel(
  map: FeatureMap,
  build: (kernel: Kernel) => Model,
  options: AlignedModelOptions = {},
): Model {
  const untrained = build(fidelityKernel(map, options));
  const name = `aligned-${untrained.name}`;
  const fitted = (weights: readonly number[], inner: FittedModel): FittedModel => ({
    predict: (features, context) => inner.predict(features, context),
    save: () => ({ model: name, version, state: { weights, inner: inner.save() } satisfies State }),
  });
  return {
    name,
    label: `${untrained.label}, kernel trained by alignment`,
    kind: map.kind,
    tasks: untrained.tasks,
    grid: untrained.grid,
    fit: async (data, settings, context) => {
      const bandwidth = numberSetting(name, settings, "bandwidth", { above: 0, fallback: map.bandwidths[0] });
      const { optimizer, maxIterations, objective } = options;
      const { pool, signal, seed } = context;
      const aligned = await alignKernel(map, data, {
        bandwidth,
        optimizer,
        maxIterations,
        objective,
        seed,
        pool,
        signal,
      });
      const model = build(fidelityKernel(aligned.map, options));
      return fitted(aligned.map.weights, await model.fit(data, settings, context));
    },
    restore: (saved) => {
      const { weights, inner } = savedState<State>(saved, name, version);
      return fitted(weights, build(fidelityKernel(map.withWeights(weights), options)).restore(inner));
    },
  };
}
