import { checkName, checkNumber } from "./check.ts";
import type { AmplitudeEstimate } from "./amplitude/amplitude-estimate.ts";
import { estimateAmplitude } from "./amplitude/estimate-amplitude.ts";
import type { AmplitudeSettings } from "./amplitude/estimate-amplitude.ts";
import { amplitudeCircuit, circuitExperiment } from "./amplitude/grover-circuit.ts";
import { rotationExperiment } from "./amplitude/grover-experiment.ts";
import { composeEstimate } from "./error-budget.ts";
import type { EstimatedQuantity, ReferenceValue } from "./error-budget.ts";
import { encodePayoff } from "./payoff-rotation.ts";
import type { PayoffRotation } from "./payoff-rotation.ts";
import { loadScenarios } from "./scenarios/scenario-distribution.ts";
import type { ScenarioDistribution } from "./scenarios/scenario-distribution.ts";

/** What all amplitude-estimated quantities take. */
export interface EstimationOptions {
  readonly seed: number;
  /** Of the sampling interval, by default 0.95. */
  readonly confidence?: number;
  /** By default iterative. An iterative accuracy is one of the amplitude, whose unit is the payoff's range. */
  readonly amplitudeEstimation?: AmplitudeSettings;
  readonly rotation?: PayoffRotation;
  /**
   * "rotation" (the default) takes the exact two-dimensional picture; "circuit" simulates every gate of the Grover
   * operator, for small sizes. Both give the same probabilities.
   */
  readonly picture?: "rotation" | "circuit";
}

/** An expectation value by amplitude estimation and what it took. */
export interface ExpectationEstimate extends EstimatedQuantity {
  readonly amplitude: AmplitudeEstimate;
  readonly picture: "rotation" | "circuit";
  /** Scenario qubits and the objective. */
  readonly qubitCount: number;
}

/** Options with their defaults, checked. */
export function completeOptions(options: EstimationOptions): Required<EstimationOptions> {
  const { seed, confidence = 0.95, amplitudeEstimation = { method: "iterative" } } = options;
  const { rotation = { kind: "exact" }, picture = "rotation" } = options;
  checkNumber("seed", seed);
  checkNumber("confidence", confidence, { above: 0, below: 1 });
  checkName("picture", picture, ["rotation", "circuit"]);
  checkName("rotation.kind", rotation.kind, ["exact", "linear"]);
  return { seed, confidence, amplitudeEstimation, rotation, picture };
}

/**
 * E[payoff] by amplitude estimation. `payoff` holds the value of each scenario; `range` scales it (by default its least
 * and greatest value); `reference` is the value of the model that the scenarios discretise.
 * Throws {@link RiskModelError} for options out of range.
 */
export async function estimateExpectation(
  scenarios: ScenarioDistribution,
  payoff: Float64Array,
  options: EstimationOptions & {
    readonly range?: readonly [least: number, most: number];
    readonly reference?: ReferenceValue;
    /** Standard error of the expectation where the scenarios were sampled. */
    readonly scenarioStandardError?: number;
  },
): Promise<ExpectationEstimate> {
  const { seed, confidence, amplitudeEstimation, rotation, picture } = completeOptions(options);
  const encoded = encodePayoff(scenarios.probabilities, payoff, rotation, options.range);
  const experiment =
    picture === "circuit"
      ? circuitExperiment(amplitudeCircuit(loadScenarios(scenarios), encoded.goodProbabilities))
      : rotationExperiment(encoded.amplitude);
  const amplitude = await estimateAmplitude(experiment, amplitudeEstimation, { seed, confidence });
  const [low, high] = amplitude.interval;
  return {
    ...composeEstimate({
      estimate: encoded.toValue(amplitude.amplitude),
      samplingInterval: [encoded.toValue(low), encoded.toValue(high)],
      infiniteShots: encoded.toValue(encoded.amplitude),
      exactOnGrid: encoded.exactValue,
      reference: options.reference,
      confidence,
      scenarioStandardError: options.scenarioStandardError ?? 0,
    }),
    amplitude,
    picture,
    qubitCount: scenarios.qubitCount + 1,
  };
}
