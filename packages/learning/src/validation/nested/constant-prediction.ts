import type { DataSet } from "../../data/data-set.ts";
import type { Prediction } from "../../models/model.ts";
import { trainRowsOf } from "../folds/fold.ts";
import { type MetricName, scoreMetric } from "../metrics/score-prediction.ts";
import type { AuditPlan } from "./plan-audit.ts";

/** What is said of `count` rows without looking at them: the training targets' mean, or their classes' shares. */
function constantPrediction(
  { task, targets, classes }: DataSet,
  trained: readonly number[],
  count: number,
): Prediction {
  if (task === "regression") {
    const mean = trained.reduce((sum, row) => sum + targets[row], 0) / trained.length;
    return { values: new Float64Array(count).fill(mean) };
  }
  const shares = classes.map((_, k) => trained.filter((row) => targets[row] === k).length / trained.length);
  return {
    values: new Float64Array(count).fill(shares.indexOf(Math.max(...shares))),
    probabilities: Float64Array.from({ length: count * shares.length }, (_, k) => shares[k % shares.length]),
  };
}

/** The metric of the best guess that ignores the features, on each outer fold; null where it has no meaning. */
export function constantScores(data: DataSet, plan: AuditPlan, metric: MetricName): (number | null)[] {
  return plan.folds.map((fold) => {
    const prediction = constantPrediction(data, trainRowsOf(fold, plan.rowCount), fold.testRows.length);
    const targets = Float64Array.from(fold.testRows, (row) => data.targets[row]);
    return scoreMetric(metric, { targets, classes: data.classes }, prediction) ?? null;
  });
}
