import type { Calibration } from "../../audit/uncertainty/calibration.ts";
import type { AucInterval } from "../../audit/comparison/auc-interval.ts";
import type { ModelComparison } from "../../audit/comparison/compare-models.ts";
import type { AuditVerdict } from "../../audit/verdict/audit-verdict.ts";
import type { ModelKind, Settings } from "../../models/model.ts";
import type { MetricName } from "../metrics/score-prediction.ts";
import type { ResolvedAuditSettings } from "./audit-settings.ts";

/** A measure over the outer folds. */
export interface FoldSummary {
  readonly mean: number;
  /** Standard deviation over the folds, with n in the denominator. */
  readonly deviation: number;
  /** In the order of folds; null where the measure has no meaning on a fold. */
  readonly perFold: readonly (number | null)[];
}

/** Predictions of held-out rows, fold after fold; a row comes once a repeat. */
export interface HeldOutPredictions {
  readonly rows: readonly number[];
  readonly folds: readonly number[];
  readonly targets: readonly number[];
  readonly values: readonly number[];
  readonly deviations?: readonly number[];
  /** Row-major, held-out rows × classes. */
  readonly probabilities?: readonly number[];
}

/** The audit's metric over rows like the training rows and rows unlike them; null where it has no meaning. */
export interface DomainScores {
  readonly inside: { readonly count: number; readonly score: number | null };
  readonly outside: { readonly count: number; readonly score: number | null };
}

export interface ModelAudit {
  readonly name: string;
  readonly label: string;
  readonly kind: ModelKind;
  /** Of the audit's metric. */
  readonly score: FoldSummary;
  readonly metrics: Readonly<Partial<Record<MetricName, FoldSummary>>>;
  /** Mean over the folds of the inner score of the chosen setting; null where some fold had none. */
  readonly innerScore: number | null;
  /** Chosen on each fold. */
  readonly settings: readonly Settings[];
  readonly predictions: HeldOutPredictions;
  /** Of regressions with deviations. */
  readonly calibration?: Calibration;
  /** Of two classes with probabilities: of the mean over folds, for other rows like the held-out ones. */
  readonly rocAucInterval?: AucInterval;
  readonly domain: DomainScores;
  readonly seconds: { readonly choosing: number; readonly fitting: number };
}

export interface LearningCurvePoint {
  readonly size: number;
  readonly score: FoldSummary;
}

export interface LearningCurve {
  readonly model: string;
  /** By ascending size; the last is the whole of the training rows (their mean number). */
  readonly points: readonly LearningCurvePoint[];
}

export interface AuditResult {
  readonly settings: ResolvedAuditSettings;
  readonly metric: { readonly name: MetricName; readonly label: string; readonly isHigherBetter: boolean };
  readonly rowCount: number;
  readonly foldCount: number;
  /** In the plan's order. */
  readonly models: readonly ModelAudit[];
  /** The metric of the training targets' mean, or their classes' shares: what ignoring the features scores. */
  readonly constant: FoldSummary;
  /**
   * Of each held-out row, in the order of the models' predictions: whether it lies outside of what the training rows of its
   * fold cover.
   */
  readonly isOutOfDomain: readonly boolean[];
  readonly comparisons: readonly ModelComparison[];
  readonly learningCurves: readonly LearningCurve[];
  readonly verdict: AuditVerdict;
}
