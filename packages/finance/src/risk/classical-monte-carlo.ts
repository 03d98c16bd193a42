import { createAliasSampler, createRandom } from "@ansatz/simulator";
import { checkNumber, checkNumbers } from "./check.ts";
import { riskMeasures } from "./scenarios/risk-measures.ts";
import type { RiskMeasures } from "./scenarios/risk-measures.ts";
import type { ScenarioDistribution } from "./scenarios/scenario-distribution.ts";
import { normalQuantile } from "./special-functions.ts";

/** A mean of independent samples. */
export interface ClassicalEstimate {
  readonly estimate: number;
  /** s/√N. */
  readonly standardError: number;
  readonly interval: readonly [number, number];
  readonly sampleCount: number;
}

export interface ClassicalOptions {
  readonly sampleCount: number;
  readonly seed: number;
  /** Of the normal interval, by default 0.95. */
  readonly confidence?: number;
}

/** Samples beyond which a comparison takes longer than it tells. */
export const greatestSampleCount = 5e7;

function checkOptions({ sampleCount, seed, confidence = 0.95 }: ClassicalOptions): void {
  checkNumber("sampleCount", sampleCount, { least: 1, most: greatestSampleCount, isWhole: true });
  checkNumber("seed", seed);
  checkNumber("confidence", confidence, { above: 0, below: 1 });
}

/**
 * The mean of the payoff over scenarios drawn at random, without variance reduction: what amplitude estimation is
 * compared with. It draws from the same points, so that it has the same discretisation bias.
 * Throws {@link RiskModelError} for options out of range.
 */
export function estimateClassically(
  { probabilities }: Pick<ScenarioDistribution, "probabilities">,
  payoff: ArrayLike<number>,
  options: ClassicalOptions,
): ClassicalEstimate {
  checkOptions(options);
  checkNumbers("payoff", payoff, { length: probabilities.length });
  const { sampleCount, seed, confidence = 0.95 } = options;
  const sampler = createAliasSampler(probabilities);
  const random = createRandom(seed);
  // Welford's recurrence keeps the variance of nearly equal numbers.
  let [mean, squares] = [0, 0];
  for (let count = 1; count <= sampleCount; count++) {
    const value = payoff[sampler.sample(random)];
    const difference = value - mean;
    mean += difference / count;
    squares += difference * (value - mean);
  }
  const standardError = sampleCount > 1 ? Math.sqrt(squares / (sampleCount - 1) / sampleCount) : Infinity;
  const half = normalQuantile((1 + confidence) / 2) * standardError;
  return { estimate: mean, standardError, interval: [mean - half, mean + half], sampleCount };
}

/** The empirical measures of losses drawn at random. Throws {@link RiskModelError} for options out of range. */
export function estimateRiskClassically(
  { values, probabilities }: ScenarioDistribution,
  level: number,
  options: ClassicalOptions,
): RiskMeasures & { readonly sampleCount: number } {
  checkOptions(options);
  const { sampleCount, seed } = options;
  const sampler = createAliasSampler(probabilities);
  const random = createRandom(seed);
  const counts = new Float64Array(values.length);
  for (let count = 0; count < sampleCount; count++) counts[sampler.sample(random)]++;
  const shares = counts.map((count) => count / sampleCount);
  return { ...riskMeasures({ values, probabilities: shares }, level), sampleCount };
}
