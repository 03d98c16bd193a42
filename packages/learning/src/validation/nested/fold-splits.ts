import type { DataSet } from "../../data/data-set.ts";
import type { PreprocessingStep } from "../../models/preprocessing-step.ts";
import type { InnerSplit } from "./choose-setting.ts";
import type { AuditPlan } from "./plan-audit.ts";
import { prepareSplit, type PreparedSplit } from "./prepared-split.ts";
import { innerFolds, trainingRows } from "./training-rows.ts";

/** An outer fold, ready for models. */
export interface FoldSplits {
  readonly trainedRows: number;
  readonly outer: PreparedSplit;
  readonly inner: readonly InnerSplit[];
}

/** Keeps the splits of the fold that was used last, for further models on the same fold. */
export interface FoldSplitCache {
  readonly splitsFor: typeof prepareFold;
}

/** The outer split and the inner splits of its training rows, with preprocessing fitted to each one's training rows. */
export function prepareFold(
  data: DataSet,
  plan: AuditPlan,
  foldIndex: number,
  size: number | undefined,
  steps: readonly PreprocessingStep[],
): FoldSplits {
  const fold = plan.folds[foldIndex];
  const rows = trainingRows(data, plan, fold, size);
  const outer = prepareSplit(data, rows, fold.testRows, steps);
  const inner = innerFolds(data, plan, fold, rows).map(({ testRows }) => {
    const isHeldOut = new Set(testRows);
    const heldOut = testRows.map((k) => rows[k]);
    const trained = rows.filter((_, k) => !isHeldOut.has(k));
    return {
      ...prepareSplit(data, trained, heldOut, steps),
      heldOutTargets: Float64Array.from(heldOut, (row) => data.targets[row]),
    };
  });
  return { trainedRows: rows.length, outer, inner };
}

/**
 * A cache for tasks that run one after the other in one process: it answers for the same data, plan and steps (the same
 * objects) and the fold and size asked for last, and prepares anew for any other.
 */
export function createFoldSplitCache(): FoldSplitCache {
  let last: { readonly key: readonly unknown[]; readonly splits: FoldSplits } | undefined;
  return {
    splitsFor: (...key) => {
      const known = last;
      if (known?.key.every((part, k) => part === key[k])) return known.splits;
      const splits = prepareFold(...key);
      last = { key, splits };
      return splits;
    },
  };
}
