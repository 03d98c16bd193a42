import type { AuditResult } from "@ansatz/contract";
import { csvText } from "./csv.ts";

const orEmpty = (value: number | null): number | string => value ?? "";

/** A row a model, its folds at the end. */
export function auditModelsCsv({ models, task, folds }: AuditResult): string {
  const measures =
    task === "regression"
      ? ["MAE", "MAE std", "RMSE", "R2"]
      : ["Accuracy", "Accuracy std", "Balanced accuracy", "ROC AUC", "Log loss"];
  const foldNames = Array.from(
    { length: models.at(0)?.perFold.length ?? folds.outer },
    (_, fold) => `Fold ${fold + 1}`,
  );
  return csvText([
    ["Model", "Name", "Kind", "Features", ...measures, "Seconds", ...foldNames],
    ...models.map((model) => [
      model.label,
      model.name,
      model.kind,
      model.inputs,
      ...(task === "regression"
        ? [model.mae, model.maeStd, model.rmse, model.r2]
        : [model.accuracy, model.accuracyStd, model.balancedAccuracy, model.rocAuc, model.logLoss]
      ).map(orEmpty),
      model.seconds,
      ...model.perFold,
    ]),
  ]);
}

/** A row a held-out material; of a classification the numbers of the classes. */
export function auditPredictionsCsv({
  predictions,
  target,
  bestQuantum,
  bestClassical,
}: AuditResult): string {
  const unit = target.unit === null ? "" : ` (${target.unit})`;
  return csvText([
    [
      "Row",
      "Name",
      "Fold",
      `${target.name}${unit}`,
      bestQuantum ?? "Quantum",
      "Deviation",
      bestClassical ?? "Classical",
      "Deviation",
      "Out of domain",
    ],
    ...predictions.map((row) => [
      row.row,
      row.name,
      row.fold + 1,
      target.classes.at(row.actual) ?? row.actual,
      classOr(target.classes, row.quantum),
      orEmpty(row.quantumDeviation),
      classOr(target.classes, row.classical),
      orEmpty(row.classicalDeviation),
      row.isOutOfDomain ? "yes" : "no",
    ]),
  ]);
}

function classOr(classes: readonly string[], value: number | null): number | string {
  if (value === null) return "";
  return classes.length > 0 ? (classes.at(value) ?? value) : value;
}
