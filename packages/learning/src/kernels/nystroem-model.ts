import type { DataSet } from "../data/data-set.ts";
import { ModelError } from "../errors.ts";
import type { FitContext, FittedModel, Model, SavedModel, Settings } from "../models/model.ts";
import { savedState } from "../models/saved-model.ts";
import { settingsGrid } from "../models/settings.ts";
import type { Kernel } from "./kernel.ts";
import { chooseLandmarks, nystroemMap, restoreNystroem } from "./nystroem.ts";
import type { NystroemMap, SavedNystroem } from "./nystroem.ts";

export interface NystroemOptions {
  /** Training rows that the kernel is approximated by, drawn with the fit's seed; default 200. */
  readonly landmarks?: number;
}

interface State {
  readonly map: SavedNystroem;
  readonly inner: SavedModel;
}

const version = 1;

/**
 * A linear model (ridge, logistic regression) on Nyström features of a kernel: what a kernel machine would learn, at a cost
 * linear in the rows, so that 10^5 of them can be learnt from. Settings are those of the kernel and of the model.
 *
 * Throws {@link ModelError} for a number of landmarks below 1.
 */
export function nystroemModel(
  kernel: Kernel,
  inner: Model,
  { landmarks = 200 }: NystroemOptions = {},
): Model {
  if (!Number.isInteger(landmarks) || landmarks < 1) {
    throw new ModelError(`landmarks must be an integer of at least 1, got ${landmarks}`, {
      option: "landmarks",
    });
  }
  const name = `nystroem-${kernel.name}-${inner.name}`;
  const fitted = (map: NystroemMap, model: FittedModel): FittedModel => ({
    predict: async (features, context = {}) => model.predict(await map.transform(features, context), context),
    save: () => ({ model: name, version, state: { map: map.save(), inner: model.save() } satisfies State }),
  });
  const mapOf = (data: DataSet, settings: Settings, context: FitContext): Promise<NystroemMap> =>
    nystroemMap(kernel, chooseLandmarks(data.features, landmarks, context.seed), settings, context);
  return {
    name,
    label: `${inner.label} on ${landmarks} landmarks of the ${kernel.label} kernel`,
    kind: kernel.kind,
    tasks: inner.tasks,
    grid: settingsGrid(kernel.grid, inner.grid),
    fit: async (data, settings, context) => {
      const map = await mapOf(data, settings, context);
      const features = await map.transform(data.features, context);
      return fitted(map, await inner.fit({ ...data, features }, settings, context));
    },
    fitGrid: async (training, validation, context) => {
      const predictions = [];
      for (const settings of kernel.grid) {
        const map = await mapOf(training, settings, context);
        const data = { ...training, features: await map.transform(training.features, context) };
        const rows = await map.transform(validation, context);
        if (inner.fitGrid) {
          predictions.push(...(await inner.fitGrid(data, rows, context)));
          continue;
        }
        for (const more of inner.grid) {
          const model = await inner.fit(data, { ...settings, ...more }, context);
          predictions.push(await model.predict(rows, context));
        }
      }
      return predictions;
    },
    restore: (saved) => {
      const state = savedState<State>(saved, name, version);
      return fitted(restoreNystroem(kernel, state.map), inner.restore(state.inner));
    },
  };
}
