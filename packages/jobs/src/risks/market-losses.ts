import type { RiskRequest } from "@ansatz/contract";
import {
  copulaLosses,
  estimateMoments,
  historicalLosses,
  normalScenarios,
  periodsPerYear,
  RiskModelError,
  sampledScenarios,
  studentTReference,
  type ReturnTable,
  type ScenarioDistribution,
} from "@ansatz/finance";

/** Draws of the t model. */
export const modelDraws = 100_000;
/** Observed losses below which no tail can be seen. */
const fewestLosses = 10;

/** Sums of `horizon` neighbouring losses, without overlap, that end with the newest one. */
function addUp(losses: Float64Array, horizon: number): Float64Array {
  const count = Math.floor(losses.length / horizon);
  const skipped = losses.length - count * horizon;
  return Float64Array.from({ length: count }, (_, block) => {
    let sum = 0;
    for (let k = 0; k < horizon; k++) sum += losses[skipped + block * horizon + k];
    return sum;
  });
}

function historical(returns: ReturnTable, weights: readonly number[], request: RiskRequest) {
  const { horizon, value, qubits } = request;
  const losses = addUp(historicalLosses(returns, weights), horizon).map((loss) => value * loss);
  if (losses.length < fewestLosses) {
    throw new RiskModelError(
      `horizon must leave at least ${fewestLosses} losses without overlap, got ${losses.length} from ${returns.dates.length} periods of ${horizon}: shorten it or use the model normal or t`,
      { field: "horizon", losses: losses.length },
    );
  }
  return sampledScenarios(losses, { qubitCount: qubits });
}

/** Mean and standard deviation of the loss over the horizon, in money. */
function momentsOfLoss(returns: ReturnTable, weights: readonly number[], { horizon, value }: RiskRequest) {
  const moments = estimateMoments(returns, { kind: "sample" });
  const years = horizon / periodsPerYear[returns.frequency];
  const count = weights.length;
  let mean = 0;
  let variance = 0;
  for (let i = 0; i < count; i++) {
    mean -= weights[i] * moments.mean[i];
    for (let j = 0; j < count; j++) variance += weights[i] * weights[j] * moments.covariance[i * count + j];
  }
  return {
    moments,
    years,
    mean: value * years * mean,
    standardDeviation: value * Math.sqrt(Math.max(0, years * variance)),
  };
}

/**
 * Scenarios of a portfolio's loss in money. historical: observed losses in bins. normal: the closed form on a grid. t:
 * draws of multivariate t returns in bins, with the closed form as what is true.
 *
 * @throws RiskModelError for a horizon that leaves too few losses and a portfolio without risk.
 */
export function marketLosses(
  returns: ReturnTable,
  weights: readonly number[],
  request: RiskRequest,
): ScenarioDistribution {
  if (request.model === "historical") return historical(returns, weights, request);
  const { moments, years, mean, standardDeviation } = momentsOfLoss(returns, weights, request);
  if (!(standardDeviation > 1e-12 * request.value)) {
    throw new RiskModelError("weights must give a portfolio with a risk, got one whose returns do not vary", {
      field: "weights",
    });
  }
  const { qubits, degreesOfFreedom, seed, value } = request;
  if (request.model === "normal") {
    return normalScenarios({ mean, standardDeviation }, { qubitCount: qubits });
  }
  const losses = copulaLosses(moments, {
    weights,
    horizon: years,
    copula: "t",
    marginals: "t",
    degreesOfFreedom,
    sampleCount: modelDraws,
    seed,
  });
  const scenarios = sampledScenarios(
    losses.map((loss) => value * loss),
    { qubitCount: qubits, name: `t with ${degreesOfFreedom} degrees of freedom` },
  );
  // Against the closed form the whole error of draws in bins is known: none of it is left as an uncertainty.
  const { rule, truncatedProbability } = scenarios.discretisation;
  return {
    ...scenarios,
    discretisation: { rule, truncatedProbability },
    reference: studentTReference({ mean, standardDeviation, degreesOfFreedom }),
  };
}
