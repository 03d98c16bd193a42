import type { DataSet } from "../data/data-set.ts";
import { ModelError } from "../errors.ts";
import type { SavedStep } from "../preprocessing/fitted-step.ts";
import { pipeline } from "../preprocessing/pipeline.ts";
import { restoreStep } from "../preprocessing/restore-step.ts";
import type { FittedModel, Model, SavedModel } from "./model.ts";
import type { FittedStep, PreprocessingStep } from "./preprocessing-step.ts";

interface State {
  readonly step: SavedStep;
  readonly model: SavedModel;
}

/**
 * A model with preprocessing of its own: models of one audit can see different features of the same rows, and the steps
 * are fitted to the model's training rows only, on inner folds too. It is saved with its fitted steps.
 *
 * @param options.name Default the model's own name.
 */
export function preparedModel(
  model: Model,
  steps: readonly PreprocessingStep[],
  options: { readonly name?: string; readonly label?: string } = {},
): Model {
  const { name = model.name, label = model.label } = options;
  const step = pipeline(steps);
  const prepare = (data: DataSet): { readonly fitted: FittedStep; readonly prepared: DataSet } => {
    const fitted = step.fit(data);
    return { fitted, prepared: { ...data, features: fitted.apply(data.features) } };
  };
  const together = (fitted: FittedStep, inner: FittedModel): FittedModel => ({
    predict: (features, context) => inner.predict(fitted.apply(features), context),
    save: () => ({
      model: name,
      version: 1,
      state: { step: fitted.save(), model: inner.save() } satisfies State,
    }),
  });
  return {
    name,
    label,
    kind: model.kind,
    tasks: model.tasks,
    grid: model.grid,
    fit: async (data, settings, context) => {
      const { fitted, prepared } = prepare(data);
      return together(fitted, await model.fit(prepared, settings, context));
    },
    ...(model.fitGrid && {
      fitGrid: async (training, validation, context) => {
        const { fitted, prepared } = prepare(training);
        return await model.fitGrid!(prepared, fitted.apply(validation), context);
      },
    }),
    restore: ({ model: saved, version, state }) => {
      if (saved !== name || version !== 1) {
        throw new ModelError(`a saved ${name} of version 1 is needed, got ${saved} of version ${version}`);
      }
      const { step: savedStep, model: inner } = state as State;
      return together(restoreStep(savedStep), model.restore(inner));
    },
  };
}
