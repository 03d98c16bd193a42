import type { RiskRequest } from "@ansatz/contract";
import { fromPercent, optional, toPercent, type NumberField } from "../../shared/form/number-field.ts";

/** How an amplitude is estimated, as it is typed. */
export interface AmplitudeDraft {
  readonly method: RiskRequest["method"];
  readonly accuracy: NumberField;
  readonly rounds: NumberField;
  readonly evaluationQubits: NumberField;
  /** Percent. */
  readonly confidence: NumberField;
  readonly payoffRotation: RiskRequest["payoffRotation"];
  readonly rotationScale: NumberField;
  readonly errorSeries: boolean;
  readonly qubits: NumberField;
  readonly seed: NumberField;
}

export const initialAmplitude: AmplitudeDraft = {
  method: "iterative",
  accuracy: "",
  rounds: "",
  evaluationQubits: "",
  confidence: "",
  payoffRotation: "exact",
  rotationScale: "",
  errorSeries: true,
  qubits: "",
  seed: "",
};

export const amplitudeChoices = {
  method: ["iterative", "maximum-likelihood", "canonical"],
  payoffRotation: ["exact", "linear"],
} as const;

export function amplitudeRequest(draft: AmplitudeDraft): Record<string, unknown> {
  const { method, payoffRotation, confidence, errorSeries } = draft;
  return {
    method,
    ...(method === "iterative" ? optional("accuracy", draft.accuracy) : {}),
    ...(method === "maximum-likelihood" ? optional("rounds", draft.rounds) : {}),
    ...(method === "canonical" ? optional("evaluationQubits", draft.evaluationQubits) : {}),
    ...optional("confidence", confidence === "" ? "" : fromPercent(confidence)),
    payoffRotation,
    ...(payoffRotation === "linear" ? optional("rotationScale", draft.rotationScale) : {}),
    errorSeries,
    ...optional("qubits", draft.qubits),
    ...optional("seed", draft.seed),
  };
}

const unless = (value: number, usual: number): NumberField => (value === usual ? "" : value);

export function amplitudeOfRequest(
  request: Omit<AmplitudeDraft, "confidence"> &
    Pick<
      RiskRequest,
      "accuracy" | "rounds" | "evaluationQubits" | "confidence" | "rotationScale" | "qubits" | "seed"
    >,
  usualQubits: number,
): AmplitudeDraft {
  return {
    method: request.method,
    accuracy: unless(request.accuracy, 0.005),
    rounds: unless(request.rounds, 6),
    evaluationQubits: unless(request.evaluationQubits, 7),
    confidence: request.confidence === 0.95 ? "" : toPercent(request.confidence),
    payoffRotation: request.payoffRotation,
    rotationScale: unless(request.rotationScale, 0.1),
    errorSeries: request.errorSeries,
    qubits: unless(request.qubits, usualQubits),
    seed: unless(request.seed, 42),
  };
}
