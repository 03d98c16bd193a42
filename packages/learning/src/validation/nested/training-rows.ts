import { createRandom } from "@ansatz/simulator";
import type { DataSet } from "../../data/data-set.ts";
import { shuffle } from "../../training/shuffle.ts";
import { createFolds } from "../folds/create-folds.ts";
import { type Fold, trainRowsOf } from "../folds/fold.ts";
import type { FoldProtocol } from "../folds/fold-protocol.ts";
import type { AuditPlan } from "./plan-audit.ts";

/** Rows in seeded random order. */
export function shuffled(rows: readonly number[], seed: number): number[] {
  const { uniform } = createRandom(seed);
  const order = [...rows];
  shuffle(order, uniform);
  return order;
}

/**
 * Some of the rows, ascending; a smaller size's rows are among a larger one's. Of a classification each class keeps its
 * share: the classes' rows are spread evenly over the order that is cut off.
 */
function growingSubset(data: DataSet, rows: readonly number[], size: number, seed: number): number[] {
  const order = shuffled(rows, seed);
  if (data.task === "regression") return order.slice(0, size).sort((a, b) => a - b);
  const places = new Map<number, number>();
  const totals = new Map<number, number>();
  for (const row of order) totals.set(data.targets[row], (totals.get(data.targets[row]) ?? 0) + 1);
  const keyed = order.map((row) => {
    const target = data.targets[row];
    const place = places.get(target) ?? 0;
    places.set(target, place + 1);
    return { row, key: (place + 0.5) / totals.get(target)! };
  });
  keyed.sort((a, b) => a.key - b.key);
  return keyed
    .slice(0, size)
    .map(({ row }) => row)
    .sort((a, b) => a - b);
}

/** The rows of the table that a task trains on, ascending. */
export function trainingRows(data: DataSet, plan: AuditPlan, fold: Fold, size: number | undefined): number[] {
  const rows = trainRowsOf(fold, plan.rowCount);
  return size === undefined ? rows : growingSubset(data, rows, size, plan.settings.seed + fold.index);
}

/**
 * The inner folds of some training rows, as indices into `rows`: stratified for a classification; where the outer folds
 * keep groups together the inner ones do so too.
 */
export function innerFolds(data: DataSet, plan: AuditPlan, fold: Fold, rows: readonly number[]): Fold[] {
  const { outer, innerFolds: folds } = plan.settings;
  const seed = (plan.settings.seed + 7919 * (fold.index + 1)) % 4294967296;
  const kind = data.task === "classification" ? "stratified" : "k-fold";
  const protocol: FoldProtocol =
    outer.kind === "grouped"
      ? { kind: "grouped", folds, groups: rows.map((row) => outer.groups[row]) }
      : { kind, folds, seed };
  return createFolds(
    { task: data.task, targets: Float64Array.from(rows, (row) => data.targets[row]) },
    protocol,
  );
}
