import { createRandom } from "@ansatz/simulator";
import type { DataSet } from "../../data/data-set.ts";
import { ModelError } from "../../errors.ts";
import type { FitContext, Model } from "../../models/model.ts";
import type { PreprocessingStep } from "../../models/preprocessing-step.ts";
import { createFolds } from "../folds/create-folds.ts";
import { trainRowsOf } from "../folds/fold.ts";
import { balancedAccuracy } from "../metrics/classification-metrics.ts";
import { type AuditSettings, resolveAuditSettings } from "./audit-settings.ts";
import { createFoldSplitCache } from "./fold-splits.ts";
import { type AuditPlan, planAudit } from "./plan-audit.ts";
import { type AuditFoldOutput, runAuditFold } from "./run-audit-fold.ts";
import { shuffled } from "./training-rows.ts";

/** All that happens between a table and its models, so that a check can do it again on a changed table. */
export interface Pipeline {
  readonly data: DataSet;
  readonly models: readonly Model[];
  readonly steps?: readonly PreprocessingStep[] | undefined;
}

export interface LeakageFinding {
  /** What was changed: the held-out rows' targets, the features of other held-out rows, all targets. */
  readonly check: "held-out-targets" | "held-out-features" | "permuted-targets";
  readonly model: string;
  readonly message: string;
}

export interface LeakageReport {
  readonly isLeaking: boolean;
  readonly findings: readonly LeakageFinding[];
  /** Of each model on permuted targets: 0 is none, 1 perfect. */
  readonly permutedSkill: readonly {
    readonly model: string;
    readonly mean: number;
    readonly perPermutation: readonly number[];
  }[];
}

export interface LeakageCheckOptions extends Pick<FitContext, "pool" | "signal" | "onProgress"> {
  /** Default 5; 0 leaves the check with permuted targets out. */
  readonly permutations?: number | undefined;
}

/** Skill on permuted targets that no luck explains must also be at least this large. */
const leastSkill = 0.05;

function withTargets(data: DataSet, targets: Float64Array): DataSet {
  return { ...data, targets };
}

/** Held-out targets changed as far as they go: mirrored at the mean, or the next class. */
function changeTargets(data: DataSet, rows: readonly number[]): DataSet {
  const mean = data.targets.reduce((sum, target) => sum + target, 0) / data.targets.length;
  const targets = data.targets.slice();
  for (const row of rows) {
    targets[row] =
      data.task === "classification"
        ? (targets[row] + 1) % data.classes.length
        : 2 * mean - targets[row] + Math.abs(mean) + 1;
  }
  return withTargets(data, targets);
}

/** The features of some rows mirrored and stretched to where none of them was. */
function changeFeatures(data: DataSet, rows: readonly number[]): DataSet {
  const { columnCount } = data.features;
  const values = data.features.values.slice();
  for (const row of rows) {
    for (let k = row * columnCount; k < (row + 1) * columnCount; k++) values[k] = -1.5 * values[k] + 0.1;
  }
  return { ...data, features: { ...data.features, values } };
}

/**
 * 1 − Σ(y − ŷ)²/Σ(y − ȳ)² with ȳ the mean of each fold's training targets, or the balanced accuracy rescaled so that
 * guessing has 0: of a model that cannot know better, not above 0 on average.
 */
function skillOf(data: DataSet, plan: AuditPlan, outputs: readonly AuditFoldOutput[], model: string): number {
  const rows: number[] = [];
  const values: number[] = [];
  let total = 0;
  for (const output of outputs) {
    const fold = plan.folds[output.fold];
    const own = output.models.find((entry) => entry.model === model);
    if (own === undefined) continue;
    const trained = trainRowsOf(fold, plan.rowCount);
    const mean = trained.reduce((sum, row) => sum + data.targets[row], 0) / trained.length;
    fold.testRows.forEach((row, k) => {
      rows.push(row);
      values.push(own.values[k]);
      total += (data.targets[row] - mean) ** 2;
    });
  }
  const targets = rows.map((row) => data.targets[row]);
  if (data.task === "classification") {
    const chance = 1 / new Set(targets).size;
    return (balancedAccuracy(targets, values) - chance) / (1 - chance);
  }
  return 1 - targets.reduce((sum, target, k) => sum + (target - values[k]) ** 2, 0) / total;
}

/**
 * Whether anything of the held-out rows reaches the models, by doing everything again on changed tables:
 *
 * 1. with the first fold's held-out targets changed: its predictions must stay the same, bit for bit;
 * 2. with the features of every second held-out row changed: the predictions of the others must stay the same;
 * 3. with all targets permuted: no model may have skill beyond what luck explains (three standard errors of its mean over
 *    the permutations, and 0.05).
 *
 * The first two need no luck and catch any use of held-out rows that matters, as long as `prepare` really does all that
 * is done from the table on: selecting features, scaling, encoding. Models must depend on their seed only.
 *
 * @param prepare Makes data, models and steps of a table; rows must stay in their places.
 * @throws As planAudit and runAuditFold do; ModelError where `prepare` changes the number of rows.
 */
export async function leakageCheck(
  table: DataSet,
  prepare: (table: DataSet) => Pipeline | Promise<Pipeline>,
  settings: AuditSettings = {},
  options: LeakageCheckOptions = {},
): Promise<LeakageReport> {
  const { permutations = 5, signal, pool, onProgress } = options;
  if (!(Number.isInteger(permutations) && permutations >= 0 && permutations !== 1 && permutations <= 1000)) {
    throw new ModelError(`permutations must be 0 or an integer in [2, 1000], got ${permutations}`);
  }
  const { outer, seed } = resolveAuditSettings(table, settings);
  // Folds that depend on targets stay where they are.
  const labels = new Array<number>(table.targets.length).fill(-1);
  for (const { testRows, index, repeat } of createFolds(table, outer)) {
    if (repeat === 0) for (const row of testRows) labels[row] = index;
  }
  const groups = outer.kind === "grouped" ? outer.groups : undefined;
  const fixed: AuditSettings = {
    ...settings,
    learningSizes: [],
    outer: groups === undefined ? { kind: "given", labels, never: -1 } : outer,
  };

  const run = async (
    changed: DataSet,
    foldCount: number,
  ): Promise<{ plan: AuditPlan; data: DataSet; outputs: AuditFoldOutput[] }> => {
    const { data, models, steps } = await prepare(changed);
    if (data.targets.length !== table.targets.length) {
      throw new ModelError(`prepare must keep the ${table.targets.length} rows, got ${data.targets.length}`);
    }
    const plan = planAudit(data, models, fixed);
    const cache = createFoldSplitCache();
    const outputs: AuditFoldOutput[] = [];
    for (const { index, fold } of plan.tasks) {
      if (fold < foldCount)
        outputs.push(await runAuditFold(data, plan, index, { models, steps, pool, signal, cache }));
    }
    return { plan, data, outputs };
  };

  const rounds = 3 + permutations;
  const original = await run(table, 1);
  onProgress?.(1 / rounds);
  const heldOut = original.plan.folds[0].testRows;
  const odd = heldOut.filter((_, k) => k % 2 === 1);
  const findings: LeakageFinding[] = [];
  const compare = (
    changed: readonly AuditFoldOutput[],
    check: LeakageFinding["check"],
    step: number,
  ): void => {
    changed.forEach((output, task) =>
      output.models.forEach(({ model, values, settings: chosen }, k) => {
        const before = original.outputs[task].models[k];
        const isSame =
          values.every((value, row) => row % step !== 0 || value === before.values[row]) &&
          JSON.stringify(chosen) === JSON.stringify(before.settings);
        if (isSame) return;
        const what =
          check === "held-out-targets" ? "targets of held-out rows" : "features of other held-out rows";
        findings.push({
          check,
          model,
          message: `predictions of ${model} change with the ${what}: something is fitted outside the folds`,
        });
      }),
    );
  };
  compare((await run(changeTargets(table, heldOut), 1)).outputs, "held-out-targets", 1);
  onProgress?.(2 / rounds);
  compare((await run(changeFeatures(table, odd), 1)).outputs, "held-out-features", 2);
  onProgress?.(3 / rounds);

  const skills = new Map<string, number[]>();
  const all = Array.from({ length: table.targets.length }, (_, row) => row);
  const { uniform } = createRandom(seed);
  for (let k = 0; k < permutations; k++) {
    const order = shuffled(all, Math.floor(uniform() * 2 ** 32));
    const { plan, data, outputs } = await run(
      withTargets(
        table,
        Float64Array.from(order, (row) => table.targets[row]),
      ),
      Infinity,
    );
    for (const { name } of plan.models)
      skills.set(name, [...(skills.get(name) ?? []), skillOf(data, plan, outputs, name)]);
    onProgress?.((4 + k) / rounds);
  }
  const permutedSkill = [...skills].map(([model, perPermutation]) => {
    const mean = perPermutation.reduce((sum, skill) => sum + skill, 0) / permutations;
    const variance = perPermutation.reduce((sum, skill) => sum + (skill - mean) ** 2, 0) / (permutations - 1);
    if (mean > Math.max(leastSkill, 3 * Math.sqrt(variance / permutations))) {
      findings.push({
        check: "permuted-targets",
        model,
        message: `${model} predicts permuted targets with a skill of ${mean.toFixed(2)}, where there is nothing to predict`,
      });
    }
    return { model, mean, perPermutation };
  });
  return { isLeaking: findings.length > 0, findings, permutedSkill };
}
