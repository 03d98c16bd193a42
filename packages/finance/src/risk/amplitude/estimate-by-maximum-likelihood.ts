import { createRandom } from "@ansatz/simulator";
import { checkNumber, checkNumbers } from "../check.ts";
import { chiSquareOneQuantile } from "../special-functions.ts";
import { countCalls } from "./amplitude-estimate.ts";
import type { AmplitudeEstimate, EstimationRound } from "./amplitude-estimate.ts";
import { drawBinomial } from "./draw-binomial.ts";
import type { GroverExperiment } from "./grover-experiment.ts";
import { checkLikelihoodSize, fitLikelihood } from "./likelihood.ts";

export interface MaximumLikelihoodOptions {
  /** Grover iterations of each setting; by default 0, 1, 2, 4 … 2^(doublings − 1). */
  readonly powers?: readonly number[];
  /** Length of the default schedule, by default 6 (up to 32 iterations). */
  readonly doublings?: number;
  /** Runs of each setting, by default 100. */
  readonly shotsPerRound?: number;
  /** By default 0.95. */
  readonly confidence?: number;
  readonly seed: number;
}

/** 0, 1, 2, 4 … 2^(doublings − 1): the exponentially increasing schedule. */
export function exponentialSchedule(doublings: number): number[] {
  return [0, ...Array.from({ length: doublings }, (_, j) => 2 ** j)];
}

/**
 * I(a) = Σ N_k (2m_k + 1)²/(a(1 − a)), the Fisher information of a schedule of powers m_k with N shots each; 1/√I bounds
 * the standard error of unbiased estimates of a from below.
 * Source: Suzuki et al., Quantum Inf. Process. 19, 75 (2020), arXiv:1904.10246.
 */
export function fisherInformation(
  amplitude: number,
  powers: readonly number[],
  shotsPerRound: number,
): number {
  const sum = powers.reduce((total, power) => total + shotsPerRound * (2 * power + 1) ** 2, 0);
  return sum / (amplitude * (1 - amplitude));
}

/**
 * Maximum-likelihood amplitude estimation without phase estimation: the outcomes h_k of N shots of Q^(m_k)·A have the
 * likelihood Π sin²((2m_k + 1)θ)^(h_k) · cos²((2m_k + 1)θ)^(N − h_k), whose maximum gives a = sin²θ. The interval is the
 * hull of the angles that a likelihood ratio test does not reject (asymptotic in the shots).
 * Throws {@link RiskModelError} for options out of range.
 * Source: Suzuki, Uno, Raymond, Tanaka, Onodera, Yamamoto, Quantum Inf. Process. 19, 75 (2020), arXiv:1904.10246, section 2.
 */
export async function estimateByMaximumLikelihood(
  experiment: GroverExperiment,
  options: MaximumLikelihoodOptions,
): Promise<AmplitudeEstimate> {
  const { doublings = 6, shotsPerRound = 100, confidence = 0.95, seed } = options;
  checkNumber("doublings", doublings, { least: 0, most: 16, isWhole: true });
  const { powers = exponentialSchedule(doublings) } = options;
  checkNumbers("powers", powers, { least: 0, most: 2 ** 16, isWhole: true });
  checkNumber("shotsPerRound", shotsPerRound, { least: 1, most: 1e7, isWhole: true });
  checkNumber("confidence", confidence, { above: 0, below: 1 });
  checkNumber("seed", seed);
  const random = createRandom(seed);
  const rounds: EstimationRound[] = [];
  for (const power of powers) {
    const good = drawBinomial(random, shotsPerRound, await experiment.probabilityOfGood(power));
    rounds.push({ power, shots: shotsPerRound, good });
  }
  const logLikelihood = (theta: number): number => roundsLogLikelihood(rounds, theta);
  const counts = countCalls(rounds);
  // The likelihood's peaks are about π/(2m + 1)/√shots wide.
  const points = Math.ceil(4 * (2 * counts.greatestPower + 1) * Math.sqrt(Math.max(16, shotsPerRound))) + 400;
  checkLikelihoodSize(points, rounds.length);
  const fit = fitLikelihood(logLikelihood, points, chiSquareOneQuantile(confidence) / 2);
  return {
    method: "maximum-likelihood",
    amplitude: Math.sin(fit.theta) ** 2,
    interval: [Math.sin(fit.low) ** 2, Math.sin(fit.high) ** 2],
    confidence,
    converged: true,
    ...counts,
    rounds,
  };
}

function roundsLogLikelihood(rounds: readonly EstimationRound[], theta: number): number {
  let sum = 0;
  for (const { power, shots, good } of rounds) {
    const probability = Math.sin((2 * power + 1) * theta) ** 2;
    if (good > 0) sum += good * Math.log(Math.max(probability, 1e-300));
    if (good < shots) sum += (shots - good) * Math.log(Math.max(1 - probability, 1e-300));
  }
  return sum;
}
