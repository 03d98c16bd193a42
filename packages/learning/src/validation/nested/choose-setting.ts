import { ModelError } from "../../errors.ts";
import type { FitContext, Model, Prediction } from "../../models/model.ts";
import { type MetricName, metricTable, scoreMetric } from "../metrics/score-prediction.ts";
import type { PreparedSplit } from "./prepared-split.ts";

/** An inner fold: the split and the targets of what it holds out. */
export interface InnerSplit extends PreparedSplit {
  readonly heldOutTargets: Float64Array;
}

export interface SettingChoice {
  /** Of the model's grid. */
  readonly index: number;
  /** Mean over the inner folds of the metric; null where predictions were not finite or the metric has no meaning. */
  readonly scores: readonly (number | null)[];
}

/** Predictions of every setting of the grid, by the model's shared way where it has one. */
async function predictGrid(
  model: Model,
  { training, heldOut }: PreparedSplit,
  context: FitContext,
): Promise<readonly Prediction[]> {
  if (model.fitGrid !== undefined) {
    const predictions = await model.fitGrid(training, heldOut, context);
    if (predictions.length !== model.grid.length) {
      throw new ModelError(
        `model ${model.name} must predict for each of its ${model.grid.length} settings, got ${predictions.length} predictions`,
      );
    }
    return predictions;
  }
  const predictions: Prediction[] = [];
  for (const settings of model.grid) {
    context.signal?.throwIfAborted();
    const fitted = await model.fit(training, settings, context);
    predictions.push(await fitted.predict(heldOut, context));
  }
  return predictions;
}

/**
 * The setting with the best mean of the metric over the inner folds; of equal ones the first of the grid. A setting whose
 * predictions are not finite on some fold is never chosen unless all are so, when it is the first.
 */
export async function chooseSetting(
  model: Model,
  splits: readonly InnerSplit[],
  metric: MetricName,
  context: FitContext,
): Promise<SettingChoice> {
  const sums = new Array<number>(model.grid.length).fill(0);
  for (const [k, split] of splits.entries()) {
    context.signal?.throwIfAborted();
    const predictions = await predictGrid(model, split, { ...context, onProgress: undefined });
    const data = { targets: split.heldOutTargets, classes: split.training.classes };
    predictions.forEach((prediction, setting) => {
      sums[setting] += scoreMetric(metric, data, prediction) ?? NaN;
    });
    context.onProgress?.((k + 1) / splits.length);
  }
  const scores = sums.map((sum) => (Number.isFinite(sum) ? sum / splits.length : null));
  const sign = metricTable[metric].isHigherBetter ? 1 : -1;
  let index = 0;
  scores.forEach((score, setting) => {
    const best = scores[index];
    if (score !== null && (best === null || sign * score > sign * best)) index = setting;
  });
  return { index, scores };
}
