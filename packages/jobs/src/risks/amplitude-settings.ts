import type { OptionRequest, RiskRequest } from "@ansatz/contract";
import type { AmplitudeSettings, EstimationOptions } from "@ansatz/finance";

type AmplitudeRequest = Pick<
  RiskRequest | OptionRequest,
  | "method"
  | "accuracy"
  | "rounds"
  | "evaluationQubits"
  | "confidence"
  | "payoffRotation"
  | "rotationScale"
  | "seed"
>;

function methodOf({ method, accuracy, rounds, evaluationQubits }: AmplitudeRequest): AmplitudeSettings {
  switch (method) {
    case "iterative":
      return { method, accuracy };
    case "maximum-likelihood":
      return { method, doublings: rounds };
    case "canonical":
      return { method, evaluationQubits };
  }
}

/** How a request wants amplitudes to be estimated, as the library takes it. */
export function estimationOptionsOf(request: AmplitudeRequest): EstimationOptions {
  const { seed, confidence, payoffRotation, rotationScale } = request;
  return {
    seed,
    confidence,
    amplitudeEstimation: methodOf(request),
    rotation: payoffRotation === "exact" ? { kind: "exact" } : { kind: "linear", rescaling: rotationScale },
  };
}
