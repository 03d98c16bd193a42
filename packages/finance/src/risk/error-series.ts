import { exponentialSchedule } from "./amplitude/estimate-by-maximum-likelihood.ts";
import { estimateAmplitude } from "./amplitude/estimate-amplitude.ts";
import type { AmplitudeSettings } from "./amplitude/estimate-amplitude.ts";
import { rotationExperiment } from "./amplitude/grover-experiment.ts";
import { checkName, checkNumber } from "./check.ts";
import { estimateClassically, greatestSampleCount } from "./classical-monte-carlo.ts";
import { encodePayoff } from "./payoff-rotation.ts";
import type { ScenarioDistribution } from "./scenarios/scenario-distribution.ts";
import { amplitudeMethods } from "./amplitude/amplitude-estimate.ts";
import type { AmplitudeMethod } from "./amplitude/amplitude-estimate.ts";

/** Root mean square errors at a number of oracle calls. */
export interface ErrorPoint {
  /** Applications of the state preparation by the quantum method on average; as many samples for the classical one. */
  readonly calls: number;
  readonly quantumError: number;
  readonly classicalError: number;
}

export interface ErrorSeries {
  readonly method: AmplitudeMethod;
  readonly repetitions: number;
  readonly points: readonly ErrorPoint[];
  /** Fitted exponents of error ∝ calls^slope; the theory says −1 and −½. */
  readonly quantumSlope: number;
  readonly classicalSlope: number;
}

export interface ErrorSeriesOptions {
  readonly seed: number;
  /** By default maximum-likelihood. */
  readonly method?: AmplitudeMethod;
  /** Accuracies, each about twice as good as the last one; by default 7. */
  readonly pointCount?: number;
  /** Runs over which an error is averaged, by default 30. */
  readonly repetitions?: number;
  readonly signal?: AbortSignal | undefined;
  /** Runs that are done, of how many. */
  readonly onProgress?: ((done: number, count: number) => void) | undefined;
}

/** Time between pauses in which an abort can come in, ms. */
const pauseMs = 50;

/** The settings of a series' point: twice the depth from one to the next. */
function settingsOf(method: AmplitudeMethod, point: number): AmplitudeSettings {
  switch (method) {
    case "maximum-likelihood":
      return { method, powers: exponentialSchedule(point + 1), shotsPerRound: 50 };
    case "iterative":
      return { method, accuracy: 0.08 / 2 ** point };
    case "canonical":
      return { method, evaluationQubits: point + 3, shots: 11 };
  }
}

/** The slope of the least-squares line through (log x, log y). */
export function logLogSlope(xs: readonly number[], ys: readonly number[]): number {
  const [logX, logY] = [xs.map(Math.log), ys.map(Math.log)];
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [meanX, meanY] = [mean(logX), mean(logY)];
  let [above, below] = [0, 0];
  logX.forEach((x, k) => {
    above += (x - meanX) * (logY[k] - meanY);
    below += (x - meanX) ** 2;
  });
  return above / below;
}

/**
 * Errors of E[payoff] against oracle calls: amplitude estimation (in the rotation picture, exact payoff rotation) and
 * classical Monte Carlo with as many samples as the quantum method applied the state preparation, both against the
 * exact value on the points and over repeated seeded runs.
 * Throws {@link RiskModelError} for options out of range and a payoff that is the same in all scenarios, and the reason
 * of `signal` soon after it is aborted.
 */
export async function errorSeries(
  scenarios: ScenarioDistribution,
  payoff: Float64Array,
  options: ErrorSeriesOptions,
): Promise<ErrorSeries> {
  const {
    seed,
    method = "maximum-likelihood",
    pointCount = 7,
    repetitions = 30,
    signal,
    onProgress,
  } = options;
  checkNumber("seed", seed);
  checkName("method", method, amplitudeMethods);
  checkNumber("pointCount", pointCount, { least: 2, most: 10, isWhole: true });
  checkNumber("repetitions", repetitions, { least: 2, most: 1000, isWhole: true });
  const encoded = encodePayoff(scenarios.probabilities, payoff);
  checkNumber("payoff's range", encoded.valuePerAmplitude, { above: 0 });
  const experiment = rotationExperiment(encoded.amplitude);
  const points: ErrorPoint[] = [];
  let pausedAt = performance.now();
  for (let point = 0; point < pointCount; point++) {
    let [calls, quantum, classical] = [0, 0, 0];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const runSeed = seed + 1000 * point + repetition;
      const sampling = { seed: runSeed, confidence: 0.95 };
      const estimate = await estimateAmplitude(experiment, settingsOf(method, point), sampling);
      quantum += (encoded.toValue(estimate.amplitude) - encoded.exactValue) ** 2;
      calls += estimate.statePreparations;
      const sampleCount = Math.min(estimate.statePreparations, greatestSampleCount);
      const mean = estimateClassically(scenarios, payoff, { sampleCount, seed: -1 - runSeed });
      classical += (mean.estimate - encoded.exactValue) ** 2;
      if (performance.now() - pausedAt > pauseMs) {
        onProgress?.(point * repetitions + repetition + 1, pointCount * repetitions);
        await new Promise((resolve) => setTimeout(resolve, 0));
        signal?.throwIfAborted();
        pausedAt = performance.now();
      }
    }
    points.push({
      calls: calls / repetitions,
      quantumError: Math.sqrt(quantum / repetitions),
      classicalError: Math.sqrt(classical / repetitions),
    });
  }
  const xs = points.map(({ calls }) => calls);
  return {
    method,
    repetitions,
    points,
    quantumSlope: logLogSlope(
      xs,
      points.map(({ quantumError }) => quantumError),
    ),
    classicalSlope: logLogSlope(
      xs,
      points.map(({ classicalError }) => classicalError),
    ),
  };
}
