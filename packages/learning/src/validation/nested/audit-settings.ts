import type { DataSet } from "../../data/data-set.ts";
import { ModelError } from "../../errors.ts";
import type { FoldProtocol } from "../folds/fold-protocol.ts";
import { type MetricName, metricNames, metricTable } from "../metrics/score-prediction.ts";

export interface AuditSettings {
  /** Outer folds. Default five shuffled folds, stratified for a classification. */
  readonly outer?: FoldProtocol | undefined;
  /** Inner folds on which settings are chosen, within each outer fold's training rows. Default 3. */
  readonly innerFolds?: number | undefined;
  /** What settings are chosen by and models compared by. Default mae, accuracy. */
  readonly metric?: MetricName | undefined;
  /** Of each quantum model, by name, the model without its entanglement. */
  readonly twins?: Readonly<Record<string, string>> | undefined;
  /** Models that run in one task because they share work; all others have a task each. */
  readonly groups?: readonly (readonly string[])[] | undefined;
  /** Numbers of training rows of a learning curve, ascending, beside the whole. Default none. */
  readonly learningSizes?: readonly number[] | undefined;
  /**
   * A difference of the metric that does not matter in practice. Default 1 % of what the best constant prediction scores
   * for errors in the target's unit, 0.01 for all else.
   */
  readonly practicalDifference?: number | undefined;
  /** Of every random choice. Default 1. */
  readonly seed?: number | undefined;
}

/** Settings with every default filled in, as a plan records them. */
export interface ResolvedAuditSettings {
  readonly outer: FoldProtocol;
  readonly innerFolds: number;
  readonly metric: MetricName;
  readonly twins: Readonly<Record<string, string>>;
  readonly groups: readonly (readonly string[])[];
  readonly learningSizes: readonly number[];
  readonly practicalDifference: number;
  readonly seed: number;
}

function check(name: string, value: number, isAllowed: boolean, range: string): void {
  if (!isAllowed) throw new ModelError(`${name} must be ${range}, got ${value}`, { name, value });
}

/** What one loses by 1 % of the error of predicting the mean (mae: the median) of all targets. */
function onePercentOfConstantError(metric: MetricName, targets: Float64Array): number {
  const sorted = targets.slice().sort();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  const error =
    metric === "mae"
      ? targets.reduce((sum, target) => sum + Math.abs(target - median), 0) / targets.length
      : Math.sqrt(targets.reduce((sum, target) => sum + (target - mean) ** 2, 0) / targets.length);
  return 0.01 * error;
}

/** Fills in defaults. Throws ModelError on a value out of range. */
export function resolveAuditSettings(
  data: Pick<DataSet, "task" | "targets">,
  settings: AuditSettings,
): ResolvedAuditSettings {
  const { seed = 1, innerFolds = 3, twins = {}, groups = [], learningSizes = [] } = settings;
  check(
    "seed",
    seed,
    Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff,
    "an integer in [0, 4294967295]",
  );
  check(
    "innerFolds",
    innerFolds,
    Number.isInteger(innerFolds) && innerFolds >= 2 && innerFolds <= 20,
    "an integer in [2, 20]",
  );
  const isRegression = data.task === "regression";
  const metric = settings.metric ?? (isRegression ? "mae" : "accuracy");
  const allowed = metricNames.filter((name) => metricTable[name].task === data.task);
  if (!allowed.includes(metric)) {
    throw new ModelError(`the metric of a ${data.task} must be one of ${allowed.join(", ")}, got ${metric}`, {
      metric,
    });
  }
  learningSizes.forEach((size, k) => {
    const isAscending = k === 0 || size > learningSizes[k - 1];
    check(
      "learning size",
      size,
      Number.isInteger(size) && size >= 2 && isAscending,
      "an integer of at least 2, above the one before",
    );
  });
  const hasUnit = metric === "mae" || metric === "rmse";
  const practicalDifference =
    settings.practicalDifference ?? (hasUnit ? onePercentOfConstantError(metric, data.targets) : 0.01);
  check(
    "practicalDifference",
    practicalDifference,
    practicalDifference >= 0 && practicalDifference < Infinity,
    "at least 0 and finite",
  );
  const shuffled: FoldProtocol = isRegression
    ? { kind: "k-fold", folds: 5, seed }
    : { kind: "stratified", folds: 5, seed };
  return {
    outer: settings.outer ?? shuffled,
    innerFolds,
    metric,
    twins,
    groups,
    learningSizes,
    practicalDifference,
    seed,
  };
}
