import { createAliasSampler, createRandom } from "@ansatz/simulator";
import { checkNumber } from "../check.ts";
import { chiSquareOneQuantile } from "../special-functions.ts";
import type { AmplitudeEstimate } from "./amplitude-estimate.ts";
import type { GroverExperiment } from "./grover-experiment.ts";
import { checkLikelihoodSize, fitLikelihood } from "./likelihood.ts";

export interface CanonicalOptions {
  /** Qubits that hold the phase, by default 6: 63 Grover iterations in one run. */
  readonly evaluationQubits?: number;
  /** Runs, by default 20. */
  readonly shots?: number;
  /** By default 0.95. */
  readonly confidence?: number;
  readonly seed: number;
}

/** A canonical estimate with what one single run would give. */
export interface CanonicalEstimate extends AmplitudeEstimate {
  readonly method: "canonical";
  /** Runs by outcome y; an outcome means a = sin²(πy/2^evaluationQubits). */
  readonly outcomes: readonly { readonly outcome: number; readonly count: number }[];
  /** The most frequent outcome's amplitude: a point of the grid of phases. */
  readonly gridAmplitude: number;
  /** 2π√(a(1 − a))/M + π²/M² at the estimate: one run is closer than this with probability 8/π². */
  readonly singleRunBound: number;
}

/** log(½K(πy/M − θ) + ½K(πy/M + θ)); sin²(Mx) of both terms is sin²(Mθ) since πy is a multiple of π. */
function outcomeLogProbability(theta: number, outcome: number, count: number): number {
  const angle = (Math.PI * outcome) / count;
  const kernel = (x: number): number => {
    const sine = Math.sin(x);
    return Math.abs(sine) < 1e-12 ? 1 : (Math.sin(count * x) / (count * sine)) ** 2;
  };
  return Math.log(Math.max(0.5 * kernel(angle - theta) + 0.5 * kernel(angle + theta), 1e-300));
}

/**
 * Amplitude estimation by phase estimation on the Grover operator. Over the runs' outcomes, which lie on a grid of
 * phases, the likelihood of the closed-form distribution is maximised; the interval holds what a likelihood ratio test
 * does not reject (asymptotic in the shots).
 * Throws {@link RiskModelError} for options out of range.
 * Source: Brassard, Høyer, Mosca, Tapp, arXiv:quant-ph/0005055, theorem 12; the likelihood: Grinko et al.,
 * arXiv:1912.05559.
 */
export async function estimateCanonically(
  experiment: GroverExperiment,
  { evaluationQubits = 6, shots = 20, confidence = 0.95, seed }: CanonicalOptions,
): Promise<CanonicalEstimate> {
  checkNumber("evaluationQubits", evaluationQubits, { least: 1, most: 14, isWhole: true });
  checkNumber("shots", shots, { least: 1, most: 1e6, isWhole: true });
  checkNumber("confidence", confidence, { above: 0, below: 1 });
  checkNumber("seed", seed);
  const random = createRandom(seed);
  const sampler = createAliasSampler(await experiment.phaseDistribution(evaluationQubits));
  const counts = new Map<number, number>();
  for (let shot = 0; shot < shots; shot++) {
    const outcome = sampler.sample(random);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const count = 2 ** evaluationQubits;
  const outcomes = Array.from(counts, ([outcome, times]) => ({ outcome, count: times })).sort(
    (a, b) => b.count - a.count || a.outcome - b.outcome,
  );
  const logLikelihood = (theta: number): number => {
    let sum = 0;
    for (const { outcome, count: times } of outcomes)
      sum += times * outcomeLogProbability(theta, outcome, count);
    return sum;
  };
  const points = Math.ceil(8 * count * Math.sqrt(Math.max(4, shots) / 4)) + 1;
  checkLikelihoodSize(points, outcomes.length);
  const fit = fitLikelihood(logLikelihood, points, chiSquareOneQuantile(confidence) / 2);
  const amplitude = Math.sin(fit.theta) ** 2;
  const power = count - 1;
  return {
    method: "canonical",
    amplitude,
    interval: [Math.sin(fit.low) ** 2, Math.sin(fit.high) ** 2],
    confidence,
    converged: true,
    shots,
    groverCalls: shots * power,
    statePreparations: shots * (1 + 2 * power),
    greatestPower: power,
    rounds: [],
    outcomes,
    gridAmplitude: Math.sin((Math.PI * outcomes[0].outcome) / count) ** 2,
    singleRunBound: (2 * Math.PI * Math.sqrt(amplitude * (1 - amplitude))) / count + (Math.PI / count) ** 2,
  };
}
