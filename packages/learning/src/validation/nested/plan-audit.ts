import type { DataSet } from "../../data/data-set.ts";
import { DataSetError, ModelError } from "../../errors.ts";
import type { Model } from "../../models/model.ts";
import { metricTable } from "../metrics/score-prediction.ts";
import { innerFolds, trainingRows } from "./training-rows.ts";
import { constantScores } from "./constant-prediction.ts";
import { createFolds } from "../folds/create-folds.ts";
import type { Fold } from "../folds/fold.ts";
import { type AuditSettings, type ResolvedAuditSettings, resolveAuditSettings } from "./audit-settings.ts";

/** What a plan knows of a model; a Model is one. */
export type PlannedModel = Pick<Model, "name" | "label" | "kind" | "tasks">;

/** Some models on one outer fold: what one worker does at a time. */
export interface AuditTask {
  readonly index: number;
  readonly fold: number;
  readonly models: readonly string[];
  /** Training rows to use of those of the fold, for a learning curve; without it, all. */
  readonly size?: number;
}

/** What an audit will do: JSON-safe, so that its tasks can run anywhere. */
export interface AuditPlan {
  readonly settings: ResolvedAuditSettings;
  readonly task: DataSet["task"];
  readonly rowCount: number;
  readonly models: readonly PlannedModel[];
  readonly folds: readonly Fold[];
  readonly tasks: readonly AuditTask[];
}

function checkModels(models: readonly PlannedModel[], data: DataSet, settings: ResolvedAuditSettings): void {
  const names = new Set(models.map(({ name }) => name));
  if (models.length === 0 || names.size !== models.length) {
    throw new ModelError(
      `models must be at least one, with different names, got [${models.map(({ name }) => name).join(", ")}]`,
    );
  }
  const unable = models.filter(({ tasks }) => !tasks.includes(data.task)).map(({ name }) => name);
  if (unable.length > 0) {
    throw new ModelError(
      `every model must be able to do a ${data.task}, which [${unable.join(", ")}] cannot: leave them out`,
      {
        unable,
      },
    );
  }
  const mentioned = [...Object.entries(settings.twins).flat(), ...settings.groups.flat()];
  const unknown = mentioned.filter((name) => !names.has(name));
  if (unknown.length > 0) {
    throw new ModelError(`twins and groups must be of models of the audit, got [${unknown.join(", ")}]`, {
      unknown,
    });
  }
  const grouped = settings.groups.flat();
  if (new Set(grouped).size !== grouped.length) {
    throw new ModelError(`a model must be in one group at most, got [${grouped.join(", ")}]`);
  }
}

/** @throws DataSetError where inner folds of some task would teach nothing. */
function checkInnerFolds(data: DataSet, plan: AuditPlan): void {
  for (const { index, fold, size } of plan.tasks) {
    if (plan.tasks.findIndex((task) => task.fold === fold && task.size === size) !== index) continue;
    try {
      innerFolds(data, plan, plan.folds[fold], trainingRows(data, plan, plan.folds[fold], size));
    } catch (error) {
      if (!(error instanceof DataSetError)) throw error;
      const of = size === undefined ? "" : ` with ${size} training rows`;
      throw new DataSetError(`inner folds of outer fold ${fold + 1}${of}: ${error.message}`, error.details, {
        cause: error,
      });
    }
  }
}

/**
 * The outer folds and tasks of a nested cross-validation: every model (or group of models) on every outer fold, and once
 * more for each size of the learning curve. Nothing is fitted yet.
 *
 * @throws DataSetError where all targets are equal, folds would teach nothing, as createFolds tells, or hold out rows for
 * which the metric has no meaning.
 * @throws ModelError where models have equal names, cannot do the task, or a setting is out of range.
 */
export function planAudit(
  data: DataSet,
  models: readonly PlannedModel[],
  settings: AuditSettings = {},
): AuditPlan {
  const { targets, task } = data;
  if (targets.length === 0 || targets.every((target) => target === targets[0])) {
    const shown =
      targets.length === 0
        ? "no rows"
        : `${targets.length} times ${task === "classification" ? data.classes[targets[0]] : targets[0]}`;
    throw new DataSetError(`targets must differ, got ${shown}: there is nothing to predict`);
  }
  const resolved = resolveAuditSettings(data, settings);
  checkModels(models, data, resolved);
  const folds = createFolds(data, resolved.outer);
  const smallest = Math.min(...folds.map(({ testRows }) => targets.length - testRows.length));
  if (smallest < 2 * resolved.innerFolds) {
    throw new DataSetError(
      `${resolved.innerFolds} inner folds need ${2 * resolved.innerFolds} training rows, got ${smallest} in some outer fold: use fewer folds or add rows`,
    );
  }
  const tooLarge = resolved.learningSizes.filter((size) => size > smallest || size < 2 * resolved.innerFolds);
  if (tooLarge.length > 0) {
    throw new ModelError(
      `sizes of a learning curve must be in [${2 * resolved.innerFolds}, ${smallest}], the training rows of the smallest fold, got [${tooLarge.join(", ")}]`,
      { tooLarge, smallest },
    );
  }
  const grouped = new Set(resolved.groups.flat());
  const units = [
    ...resolved.groups.filter((group) => group.length > 0),
    ...models.filter(({ name }) => !grouped.has(name)).map(({ name }) => [name]),
  ];
  const sizes = [undefined, ...resolved.learningSizes];
  const tasks = sizes.flatMap((size) =>
    folds.flatMap(({ index }) =>
      units.map((unit) => ({ fold: index, models: unit, ...(size !== undefined && { size }) })),
    ),
  );
  const plan: AuditPlan = {
    settings: resolved,
    task,
    rowCount: targets.length,
    models: models.map(({ name, label, kind, tasks: able }) => ({ name, label, kind, tasks: able })),
    folds,
    tasks: tasks.map((entry, index) => ({ index, ...entry })),
  };
  checkInnerFolds(data, plan);
  const undefinedFold = constantScores(data, plan, resolved.metric).indexOf(null);
  if (undefinedFold >= 0) {
    throw new DataSetError(
      `the ${metricTable[resolved.metric].label} must be defined on every fold, but fold ${undefinedFold + 1} holds out one ${task === "classification" ? "class" : "value"} only, in ${folds[undefinedFold].testRows.length} rows: use ${task === "classification" ? "stratified" : "larger"} folds or another metric`,
      { fold: undefinedFold },
    );
  }
  return plan;
}
