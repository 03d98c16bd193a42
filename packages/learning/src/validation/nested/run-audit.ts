import type { DataSet } from "../../data/data-set.ts";
import type { FitContext } from "../../models/model.ts";
import type { AuditResult } from "./audit-result.ts";
import type { AuditSettings } from "./audit-settings.ts";
import { combineAudit, type CombineAuditOptions } from "./combine-audit.ts";
import { createFoldSplitCache } from "./fold-splits.ts";
import { planAudit } from "./plan-audit.ts";
import { type AuditFoldOptions, type AuditFoldOutput, runAuditFold } from "./run-audit-fold.ts";

export interface AuditProgress {
  /** Share of all tasks that is done. */
  readonly fraction: number;
  readonly message: string;
  /** What a task found, once it is done. */
  readonly output?: AuditFoldOutput;
}

export interface RunAuditOptions
  extends
    Pick<FitContext, "pool" | "signal">,
    Pick<AuditFoldOptions, "models" | "steps">,
    CombineAuditOptions {
  readonly onProgress?: ((progress: AuditProgress) => void) | undefined;
}

/**
 * A nested cross-validation in one call: plan, every task in turn, combine. The same data, models and settings give the
 * same result as tasks run elsewhere, times apart. Throws as planAudit, runAuditFold and combineAudit do, and the signal's
 * reason where it is aborted.
 */
export async function runAudit(
  data: DataSet,
  settings: AuditSettings,
  options: RunAuditOptions,
): Promise<AuditResult> {
  const { models, signal, onProgress } = options;
  signal?.throwIfAborted();
  const plan = planAudit(data, models, settings);
  const cache = createFoldSplitCache();
  const outputs: AuditFoldOutput[] = [];
  for (const { index, fold, models: names, size } of plan.tasks) {
    const of = size === undefined ? "" : `, ${size} rows`;
    const message = `Fold ${fold + 1} of ${plan.folds.length}${of}: ${names.join(", ")}`;
    const output = await runAuditFold(data, plan, index, {
      ...options,
      cache,
      onProgress: (fraction) => onProgress?.({ fraction: (index + fraction) / plan.tasks.length, message }),
    });
    outputs.push(output);
    onProgress?.({ fraction: (index + 1) / plan.tasks.length, message, output });
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
  }
  return combineAudit(data, plan, outputs, options);
}
