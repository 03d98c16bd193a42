import type { BacktestRequest, BacktestStrategyName } from "@ansatz/contract";
import {
  buyAndHold,
  equalWeight,
  exactSelection,
  hierarchicalRiskParity,
  minimumVariance,
  qaoaSelection,
  randomSelection,
  type BacktestStrategy,
} from "@ansatz/finance";
import { estimatorOf } from "./estimator.ts";

/** What of a request its strategies depend on. */
export type StrategySettings = Pick<
  BacktestRequest,
  "strategies" | "pick" | "riskAversion" | "layers" | "mixer" | "shots" | "estimator" | "halfLife" | "factors"
>;

/** Strategies that choose `pick` assets. */
export const selectingStrategies: ReadonlySet<BacktestStrategyName> = new Set(["qaoa", "exact", "random"]);

/** Strategies that look at expected returns or covariances. */
export const estimatingStrategies: ReadonlySet<BacktestStrategyName> = new Set([
  ...selectingStrategies,
  "minimum-variance",
  "hierarchical-risk-parity",
]);

/** A strategy of the contract as the library runs it. */
export function createStrategy(name: BacktestStrategyName, settings: StrategySettings): BacktestStrategy {
  const { pick, riskAversion, layers, mixer, shots } = settings;
  const estimator = estimatorOf(settings);
  const rule = { pick, riskAversion, estimator };
  switch (name) {
    case "qaoa":
      return qaoaSelection({ ...rule, layers, mixer, shots });
    case "exact":
      return exactSelection(rule);
    case "random":
      return randomSelection({ ...rule, shots });
    case "equal-weight":
      return equalWeight();
    case "minimum-variance":
      return minimumVariance({ estimator });
    case "hierarchical-risk-parity":
      return hierarchicalRiskParity({ estimator });
    case "buy-and-hold":
      return buyAndHold();
  }
}
