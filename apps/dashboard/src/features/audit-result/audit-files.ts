import type { AuditResult, Job } from "@ansatz/contract";
import { toJson } from "../job-result/exports.ts";
import { csvFile } from "../portfolio-charts/csv.ts";
import { chosenText } from "./model-words.ts";
import { sortedModels } from "./sorted-models.ts";

/** The table that a job was given, so that its command can be repeated. */
export function tableFile(request: { readonly table?: string | undefined }) {
  const { table } = request;
  return table === undefined
    ? []
    : [
        {
          label: "Table",
          extension: "csv",
          type: "text/csv;charset=utf-8",
          text: () => table,
          fileName: "data.csv",
        },
      ];
}

/** An audit as files. */
export function auditFiles(job: Job & { readonly kind: "audit" }, result: AuditResult) {
  const { predictions, target } = result;
  const nameOf = (value: number | null): number | string | null =>
    value === null || target.classes.length === 0 ? value : (target.classes[value] ?? value);
  return [
    { label: "JSON", extension: "json", type: "application/json", text: () => toJson(job) },
    csvFile(
      "Models as CSV",
      [
        "model",
        "label",
        "kind",
        "features",
        "mae",
        "mae_std",
        "rmse",
        "r2",
        "accuracy",
        "accuracy_std",
        "balanced_accuracy",
        "roc_auc",
        "log_loss",
        "per_fold",
        "settings",
        "seconds",
      ],
      () =>
        sortedModels(result).map((model) => [
          model.name,
          model.label,
          model.kind,
          model.inputs,
          model.mae,
          model.maeStd,
          model.rmse,
          model.r2,
          model.accuracy,
          model.accuracyStd,
          model.balancedAccuracy,
          model.rocAuc,
          model.logLoss,
          model.perFold.join(" "),
          chosenText(model.settings),
          model.seconds,
        ]),
    ),
    csvFile(
      "Predictions as CSV",
      [
        "row",
        "name",
        "fold",
        "actual",
        "quantum",
        "quantum_deviation",
        "classical",
        "classical_deviation",
        "out_of_domain",
      ],
      () =>
        predictions.map((prediction) => [
          prediction.row,
          prediction.name,
          prediction.fold + 1,
          nameOf(prediction.actual),
          nameOf(prediction.quantum),
          prediction.quantumDeviation,
          nameOf(prediction.classical),
          prediction.classicalDeviation,
          prediction.isOutOfDomain,
        ]),
    ),
    ...tableFile(job.request),
  ];
}
