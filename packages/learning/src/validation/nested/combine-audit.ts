import { compareAudit, type ComparedModel, constantName } from "../../audit/comparison/compare-audit.ts";
import type { KernelDiagnostics } from "../../audit/kernels/diagnose-kernels.ts";
import { auditVerdict } from "../../audit/verdict/audit-verdict.ts";
import type { DataSet } from "../../data/data-set.ts";
import { ModelError } from "../../errors.ts";
import { metricTable } from "../metrics/score-prediction.ts";
import { flagHeldOutRows } from "./audit-domain.ts";
import type { AuditResult, LearningCurve } from "./audit-result.ts";
import { constantScores } from "./constant-prediction.ts";
import { collectOutputs } from "./collect-outputs.ts";
import { describeModel, scoreFolds, scoresOf, summarise } from "./describe-model.ts";
import type { AuditPlan } from "./plan-audit.ts";
import type { AuditFoldOutput } from "./run-audit-fold.ts";

export interface CombineAuditOptions {
  /** Of the kernels behind the models; the verdict then speaks of them. */
  readonly diagnostics?: KernelDiagnostics | undefined;
}

function checkScores(metric: string, name: string, perFold: readonly (number | null)[]): number[] {
  return perFold.map((score, fold) => {
    if (score === null) {
      throw new ModelError(
        `the ${metric} of model ${name} must be defined on every fold, but is not on fold ${fold + 1}: choose a metric that needs no probabilities and several classes or targets a fold, or other folds`,
        { model: name, fold },
      );
    }
    return score;
  });
}

function learningCurves(
  data: DataSet,
  plan: AuditPlan,
  outputs: readonly AuditFoldOutput[],
): LearningCurve[] {
  const { learningSizes, metric } = plan.settings;
  if (learningSizes.length === 0) return [];
  const bySize = [...learningSizes, undefined].map((size) => collectOutputs(plan, outputs, size));
  return plan.models.map(({ name }) => ({
    model: name,
    points: bySize.map((byModel) => {
      const { outputs: own, trainedRows } = byModel.get(name)!;
      const size = Math.round(trainedRows.reduce((sum, rows) => sum + rows, 0) / trainedRows.length);
      return { size, score: summarise(scoresOf(metric, scoreFolds(data, plan, own))) };
    }),
  }));
}

/**
 * The result of an audit from the outputs of all its tasks, in any order: measures fold by fold, predictions of held-out
 * rows, calibration, paired comparisons, learning curves and the verdict.
 *
 * @throws ModelError where outputs are missing, doubled or not of this plan, and where the metric has no meaning on some
 * fold.
 */
export function combineAudit(
  data: DataSet,
  plan: AuditPlan,
  outputs: readonly AuditFoldOutput[],
  options: CombineAuditOptions = {},
): AuditResult {
  if (data.targets.length !== plan.rowCount || data.task !== plan.task) {
    throw new ModelError(
      `the plan is for a ${plan.task} of ${plan.rowCount} rows, got a ${data.task} of ${data.targets.length}`,
    );
  }
  const { metric, practicalDifference, twins } = plan.settings;
  const isOutOfDomain = flagHeldOutRows(data, plan);
  const byModel = collectOutputs(plan, outputs, undefined);
  const models = plan.models.map((model) =>
    describeModel(data, plan, model, byModel.get(model.name)!.outputs, isOutOfDomain),
  );
  const compared = models.map(({ name, kind, score }): ComparedModel => ({
    name,
    kind,
    perFold: checkScores(metricTable[metric].label, name, score.perFold),
    innerScores: byModel.get(name)!.outputs.map(({ innerScore }) => innerScore),
  }));
  const constantPerFold = constantScores(data, plan, metric);
  const constant = {
    name: constantName,
    perFold: checkScores(metricTable[metric].label, constantName, constantPerFold),
  };
  const heldOut = plan.folds.reduce((sum, { testRows }) => sum + testRows.length, 0);
  const trained = plan.folds.length * plan.rowCount - heldOut;
  const comparisons =
    plan.folds.length < 2
      ? []
      : compareAudit(compared, twins, constant, {
          metric,
          practicalDifference,
          testShare: heldOut / trained,
        });
  const { label, isHigherBetter } = metricTable[metric];
  return {
    settings: plan.settings,
    metric: { name: metric, label, isHigherBetter },
    rowCount: plan.rowCount,
    foldCount: plan.folds.length,
    models,
    constant: summarise(constantPerFold),
    isOutOfDomain,
    comparisons,
    learningCurves: learningCurves(data, plan, outputs),
    verdict: auditVerdict({
      metric,
      models: compared,
      comparisons,
      twins,
      foldCount: plan.folds.length,
      rowCount: plan.rowCount,
      practicalDifference,
      diagnostics: options.diagnostics,
      labels: Object.fromEntries(models.map((model) => [model.name, model.label])),
    }),
  };
}
