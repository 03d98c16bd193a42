import type { BacktestRequest } from "@ansatz/contract";
import type { Estimator } from "@ansatz/finance";

/** The estimator that a request names, with what belongs to it. */
export function estimatorOf({
  estimator,
  halfLife,
  factors,
}: Pick<BacktestRequest, "estimator" | "halfLife" | "factors">): Estimator {
  if (estimator === "exponential") return { kind: estimator, halfLife };
  if (estimator === "factor-model") return { kind: estimator, factors };
  return { kind: estimator };
}
