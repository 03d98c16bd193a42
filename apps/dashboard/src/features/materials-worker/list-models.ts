import { standardModels } from "@ansatz/learning";
import type { ModelChoice } from "./types.ts";

/** The models of an audit of a task, as a job names them. */
export function listModels(task: "regression" | "classification", qubits: number): ModelChoice[] {
  return standardModels({ task, qubits }).map(({ model, inputs, twin }) => ({
    name: model.name,
    label: model.label,
    kind: model.kind,
    inputs,
    twin: twin ?? null,
    hasUncertainty: model.name.includes("gaussian-process") || model.name.startsWith("random-forest"),
  }));
}
