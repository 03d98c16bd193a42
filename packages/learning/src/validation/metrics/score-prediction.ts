import type { DataSet, Task } from "../../data/data-set.ts";
import type { Prediction } from "../../models/model.ts";
import { accuracy, balancedAccuracy, brierScore, logLoss } from "./classification-metrics.ts";
import { meanAbsoluteError, rootMeanSquaredError, rSquared } from "./regression-metrics.ts";
import { rocAuc } from "./roc-auc.ts";

export const metricNames = [
  "mae",
  "rmse",
  "r2",
  "accuracy",
  "balancedAccuracy",
  "rocAuc",
  "logLoss",
  "brier",
] as const;
export type MetricName = (typeof metricNames)[number];

export interface MetricFacts {
  /** In a sentence, after "the". */
  readonly label: string;
  readonly task: Task;
  readonly isHigherBetter: boolean;
  readonly needsProbabilities: boolean;
}

/** What can be measured, in the order in which it is shown. */
export const metricTable: Readonly<Record<MetricName, MetricFacts>> = {
  mae: { label: "mean absolute error", task: "regression", isHigherBetter: false, needsProbabilities: false },
  rmse: {
    label: "root mean squared error",
    task: "regression",
    isHigherBetter: false,
    needsProbabilities: false,
  },
  r2: { label: "R²", task: "regression", isHigherBetter: true, needsProbabilities: false },
  accuracy: { label: "accuracy", task: "classification", isHigherBetter: true, needsProbabilities: false },
  balancedAccuracy: {
    label: "balanced accuracy",
    task: "classification",
    isHigherBetter: true,
    needsProbabilities: false,
  },
  rocAuc: {
    label: "area under the ROC curve",
    task: "classification",
    isHigherBetter: true,
    needsProbabilities: true,
  },
  logLoss: { label: "log loss", task: "classification", isHigherBetter: false, needsProbabilities: true },
  brier: { label: "Brier score", task: "classification", isHigherBetter: false, needsProbabilities: true },
};

/** Measured values; what is undefined for these rows or needs probabilities that are not there has no entry. */
export type Scores = Partial<Record<MetricName, number>>;

/** One measure of a prediction; undefined where it has no meaning for these rows or lacks probabilities. */
export function scoreMetric(
  metric: MetricName,
  { targets, classes }: Pick<DataSet, "targets" | "classes">,
  { values, probabilities }: Pick<Prediction, "values" | "probabilities">,
): number | undefined {
  switch (metric) {
    case "mae":
      return meanAbsoluteError(targets, values);
    case "rmse":
      return rootMeanSquaredError(targets, values);
    case "r2":
      return rSquared(targets, values);
    case "accuracy":
      return accuracy(targets, values);
    case "balancedAccuracy":
      return balancedAccuracy(targets, values);
    case "rocAuc":
      return probabilities && rocAuc(targets, probabilities, classes.length);
    case "logLoss":
      return probabilities && logLoss(targets, probabilities, classes.length);
    case "brier":
      return probabilities && brierScore(targets, probabilities, classes.length);
  }
}

/** Every measure of the task that these predictions have. */
export function scorePrediction(
  data: Pick<DataSet, "task" | "targets" | "classes">,
  prediction: Pick<Prediction, "values" | "probabilities">,
): Scores {
  const scores: Scores = {};
  for (const metric of metricNames) {
    if (metricTable[metric].task !== data.task) continue;
    const value = scoreMetric(metric, data, prediction);
    if (value !== undefined) scores[metric] = value;
  }
  return scores;
}
