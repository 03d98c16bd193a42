import type { AuditRequest, ProposeRequest, TrainRequest } from "@ansatz/contract";
import { flag, option } from "../portfolio-form/finance-command.ts";

type DataRequest = Pick<
  TrainRequest,
  | "table"
  | "sample"
  | "composition"
  | "structure"
  | "smiles"
  | "columns"
  | "target"
  | "unit"
  | "task"
  | "group"
  | "duplicates"
  | "descriptors"
  | "qubits"
  | "reduction"
>;

const list = (values: readonly string[] | undefined): string | undefined =>
  values === undefined || values.length === 0 ? undefined : values.join(",");

function dataWords(request: DataRequest): string[] {
  return [
    ...option("--sample", request.sample),
    ...(request.table === undefined ? [] : ["--data", "data.csv"]),
    ...option("--composition", request.composition),
    ...option("--structure", request.structure),
    ...option("--smiles", request.smiles),
    ...option("--columns", list(request.columns)),
    ...option("--target", request.target),
    ...option("--unit", request.unit),
    ...option("--task", request.task),
    ...option("--group", request.group),
    ...option("--duplicates", request.duplicates, "mean"),
    ...option("--descriptors", list(request.descriptors)),
    ...option("--qubits", request.qubits, 8),
    ...option("--reduction", request.reduction, "mutual-information"),
  ];
}

/** The words of the command that repeats an audit; options at their defaults are left out. */
export function auditCommandWords(request: AuditRequest): string[] {
  const { folds } = request;
  return [
    "audit",
    ...dataWords(request),
    ...option("--folds", typeof folds === "object" ? `column:${folds.column}` : folds, 5),
    ...option("--inner-folds", request.innerFolds, 3),
    ...option("--repeats", request.repeats, 1),
    ...option("--rows", request.rows),
    ...option("--models", list(request.models)),
    ...option("--shots", request.shots),
    ...flag("--no-learning-curve", !request.learningCurve),
    ...flag("--leakage-check", request.leakageCheck),
    ...option("--seed", request.seed, 42),
  ];
}

export function trainCommandWords(request: TrainRequest): string[] {
  return [
    "train",
    ...dataWords(request),
    ...option("--model", request.model, "random-forest"),
    ...option("--folds", request.folds, 5),
    ...option("--rows", request.rows),
    "--out",
    "model.json",
    ...option("--seed", request.seed, 42),
  ];
}

export function proposeCommandWords(request: ProposeRequest): string[] {
  return [
    "propose",
    ...dataWords(request),
    ...option("--model", request.model, "matern52-gaussian-process"),
    ...option("--goal", request.goal, "maximise"),
    ...option("--elements", list(request.elements)),
    ...option("--required", list(request.required)),
    ...option("--min-elements", request.minimumElements, 2),
    ...option("--max-elements", request.maximumElements, 3),
    ...option("--max-atoms", request.maximumAtoms, 8),
    ...flag("--any-charge", !request.chargeBalanced),
    ...option("--candidates", request.candidates, 20_000),
    ...option("--batch", request.batch, 10),
    ...option("--acquisition", request.acquisition, "expected-improvement"),
    ...flag("--not-diverse", !request.diverse),
    ...flag("--no-replay", !request.replay),
    ...option("--seed", request.seed, 42),
  ];
}
