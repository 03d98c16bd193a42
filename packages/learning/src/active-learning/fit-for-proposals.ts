import type { DataSet } from "../data/data-set.ts";
import { ModelError } from "../errors.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import type { FitContext, Model, Settings } from "../models/model.ts";
import type { PreprocessingStep } from "../models/preprocessing-step.ts";
import { createFolds } from "../validation/folds/create-folds.ts";
import { trainRowsOf } from "../validation/folds/fold.ts";
import { chooseSetting } from "../validation/nested/choose-setting.ts";
import { applySteps, fitSteps, prepareSplit } from "../validation/nested/prepared-split.ts";

export interface ProposalModel {
  readonly model: Model;
  readonly steps?: readonly PreprocessingStep[] | undefined;
  /** Without it, chosen on three inner folds by the mean absolute error. */
  readonly settings?: Settings | undefined;
}

/** Predicted values with their deviations. */
export interface UncertainPrediction {
  readonly values: Float64Array;
  readonly deviations: Float64Array;
  readonly settings: Settings;
}

const tuningFolds = 3;

/** The given settings, or those that do best on inner folds of the rows. */
export async function settingsFor(
  { model, steps = [], settings }: ProposalModel,
  data: DataSet,
  context: FitContext,
): Promise<Settings> {
  if (settings !== undefined) return settings;
  if (model.grid.length === 1 || data.targets.length < 2 * tuningFolds) return model.grid[0];
  const folds = createFolds(data, {
    kind: "k-fold",
    folds: tuningFolds,
    seed: Math.abs(Math.trunc(context.seed)) % 2 ** 32,
  });
  const splits = folds.map((fold) => ({
    ...prepareSplit(data, trainRowsOf(fold, data.targets.length), fold.testRows, steps),
    heldOutTargets: Float64Array.from(fold.testRows, (row) => data.targets[row]),
  }));
  const { index } = await chooseSetting(model, splits, "mae", { ...context, onProgress: undefined });
  return model.grid[index];
}

/**
 * Predictions with deviations for candidates by a model fitted to all of the data.
 *
 * @throws ModelError where the data is no regression or the model predicts no deviations.
 */
export async function predictCandidates(
  proposal: ProposalModel,
  data: DataSet,
  candidates: FeatureMatrix,
  context: FitContext,
): Promise<UncertainPrediction> {
  if (data.task !== "regression") throw new ModelError("proposals need a regression, got a classification");
  const { model, steps = [] } = proposal;
  const settings = await settingsFor(proposal, data, context);
  const prepared = fitSteps(data, steps);
  const fitted = await model.fit(prepared.data, settings, { ...context, onProgress: undefined });
  const { values, deviations } = await fitted.predict(applySteps(candidates, prepared.fitted), context);
  if (deviations === undefined) {
    throw new ModelError(
      `model ${model.name} must predict deviations to propose candidates, and does not: use a Gaussian process`,
    );
  }
  return { values, deviations, settings };
}
