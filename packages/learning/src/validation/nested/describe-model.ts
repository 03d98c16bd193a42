import { meanAucInterval } from "../../audit/comparison/auc-interval.ts";
import { calibrate } from "../../audit/uncertainty/calibration.ts";
import type { DataSet } from "../../data/data-set.ts";
import {
  type MetricName,
  metricNames,
  metricTable,
  type Scores,
  scorePrediction,
} from "../metrics/score-prediction.ts";
import { scoreByDomain } from "./audit-domain.ts";
import type { FoldSummary, HeldOutPredictions, ModelAudit } from "./audit-result.ts";
import type { AuditPlan, PlannedModel } from "./plan-audit.ts";
import type { ModelFoldOutput } from "./run-audit-fold.ts";

/** Mean and standard deviation over the folds that have the measure. */
export function summarise(perFold: readonly (number | null)[]): FoldSummary {
  const present = perFold.filter((value) => value !== null);
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  const variance = present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / present.length;
  return { mean, deviation: Math.sqrt(variance), perFold };
}

/** The measures of each fold's predictions. */
export function scoreFolds(data: DataSet, plan: AuditPlan, outputs: readonly ModelFoldOutput[]): Scores[] {
  return outputs.map(({ values, probabilities }, k) =>
    scorePrediction(
      {
        task: data.task,
        classes: data.classes,
        targets: Float64Array.from(plan.folds[k].testRows, (row) => data.targets[row]),
      },
      {
        values: Float64Array.from(values),
        ...(probabilities && { probabilities: Float64Array.from(probabilities) }),
      },
    ),
  );
}

/** One measure over the folds, null where a fold has none. */
export function scoresOf(metric: MetricName, scores: readonly Scores[]): (number | null)[] {
  return scores.map((score) => score[metric] ?? null);
}

function heldOutPredictions(
  data: DataSet,
  plan: AuditPlan,
  outputs: readonly ModelFoldOutput[],
): HeldOutPredictions {
  const rows = plan.folds.flatMap(({ testRows }) => testRows);
  const deviations = outputs.flatMap((output) => output.deviations ?? []);
  const probabilities = outputs.flatMap((output) => output.probabilities ?? []);
  return {
    rows,
    folds: plan.folds.flatMap(({ index, testRows }) => testRows.map(() => index)),
    targets: rows.map((row) => data.targets[row]),
    values: outputs.flatMap(({ values }) => values),
    ...(deviations.length === rows.length && { deviations }),
    ...(probabilities.length === rows.length * data.classes.length &&
      probabilities.length > 0 && { probabilities }),
  };
}

/** Of two classes with probabilities, where every fold holds out two rows of either; of repeats the first. */
function rocInterval(
  data: DataSet,
  plan: AuditPlan,
  outputs: readonly ModelFoldOutput[],
): Pick<ModelAudit, "rocAucInterval"> {
  if (data.classes.length !== 2) return {};
  const folds = plan.folds.flatMap(({ repeat, testRows }, k) => {
    const { probabilities } = outputs[k];
    if (repeat > 0 || probabilities === undefined) return [];
    return {
      isPositive: testRows.map((row) => data.targets[row] === 1),
      scores: testRows.map((_, place) => probabilities[2 * place + 1]),
    };
  });
  const isUsable = folds.every(({ isPositive }) => {
    const positives = isPositive.filter(Boolean).length;
    return positives >= 2 && isPositive.length - positives >= 2;
  });
  return folds.length > 0 && isUsable ? { rocAucInterval: meanAucInterval(folds) } : {};
}

/** All that is said of one model from its outputs on the folds. */
export function describeModel(
  data: DataSet,
  plan: AuditPlan,
  { name, label, kind }: PlannedModel,
  outputs: readonly ModelFoldOutput[],
  isOutOfDomain: readonly boolean[],
): ModelAudit {
  const scores = scoreFolds(data, plan, outputs);
  const metrics: Partial<Record<MetricName, FoldSummary>> = {};
  for (const metric of metricNames) {
    const perFold = scoresOf(metric, scores);
    if (metricTable[metric].task === data.task && perFold.some((value) => value !== null)) {
      metrics[metric] = summarise(perFold);
    }
  }
  const predictions = heldOutPredictions(data, plan, outputs);
  const { deviations } = predictions;
  const inner = outputs.map(({ innerScore }) => innerScore);
  const total = (part: "choosing" | "fitting"): number =>
    outputs.reduce((sum, { seconds }) => sum + seconds[part], 0);
  return {
    name,
    label,
    kind,
    score: summarise(scoresOf(plan.settings.metric, scores)),
    metrics,
    innerScore: inner.every((score) => score !== null)
      ? inner.reduce((sum, score) => sum + score, 0) / inner.length
      : null,
    settings: outputs.map(({ settings }) => settings),
    predictions,
    ...(deviations?.every((deviation) => deviation > 0) && {
      calibration: calibrate(predictions.targets, predictions.values, deviations),
    }),
    ...rocInterval(data, plan, outputs),
    domain: scoreByDomain(data, plan.settings.metric, predictions, isOutOfDomain),
    seconds: { choosing: total("choosing"), fitting: total("fitting") },
  };
}
