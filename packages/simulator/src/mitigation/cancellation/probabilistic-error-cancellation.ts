import type { Circuit } from "../../circuit/circuit.ts";
import { InvalidArgumentError } from "../../errors.ts";
import { createRandom } from "../../math/random.ts";
import { checkCount, createSeeds, runEstimate, shotOverhead } from "../executor.ts";
import type { ShotEstimate, MitigatedValue, RunOptions } from "../executor.ts";
import type { PauliNoise } from "../pauli-probabilities.ts";
import {
  countCancellation,
  enumerateCancellation,
  planCancellation,
  sampleCancellation,
} from "./cancellation-plan.ts";
import type { CancellationPlan, WeightedCircuit } from "./cancellation-plan.ts";

export interface CancellationOptions extends RunOptions {
  /** Circuits drawn; by default 1000. "all" runs every circuit once, weighted exactly: up to 4096 of them. */
  readonly samples?: number | "all";
}

export interface CancellationDetails {
  /** Πγ over the operations with noise. */
  readonly gamma: number;
  /** γ by operation, in the circuit's order. */
  readonly operationGammas: readonly { readonly index: number; readonly gamma: number }[];
  readonly samples: number;
  /** Share of circuits with a negative sign. */
  readonly negativeShare: number;
  /** The estimate after more and more samples, for plotting. */
  readonly convergence: readonly {
    readonly samples: number;
    readonly value: number;
    readonly standardError: number;
  }[];
}

const greatestEnumeration = 4096;
const largeGamma = 30;
const convergencePoints = 40;

interface Mean {
  readonly value: number;
  readonly standardError: number;
}

async function runAll(
  plan: CancellationPlan,
  run: (circuit: Circuit) => Promise<ShotEstimate>,
): Promise<{ mean: Mean; shots: number; count: number; negative: number }> {
  const count = countCancellation(plan);
  if (count > greatestEnumeration) {
    throw new InvalidArgumentError(
      `samples "all" takes up to ${greatestEnumeration} circuits, got ${count}; give a number of samples`,
      { field: "samples" },
    );
  }
  let [value, variance, shots, negative] = [0, 0, 0, 0];
  for (const { circuit, weight } of enumerateCancellation(plan)) {
    const estimate = await run(circuit);
    value += weight * estimate.value;
    variance += (weight * estimate.standardError) ** 2;
    shots += estimate.shots;
    if (weight < 0) negative++;
  }
  return { mean: { value, standardError: Math.sqrt(variance) }, shots, count, negative };
}

/**
 * Probabilistic error cancellation: the noise-free expectation value of a circuit under known Pauli noise after its gates, as
 * the mean of signed circuits with Pauli gates inserted (Temme et al., arXiv:1612.02058; Endo et al., arXiv:1712.09271).
 *
 * Unbiased if `noise` is the true noise. The standard error is that of the mean over samples, which holds both the choice of
 * circuits and their shots. `samplingOverhead` compares shots at equal error with the unmitigated circuit; for exact values
 * it is γ². Throws {@link InvalidArgumentError} for noise that cannot be cancelled (see {@link planCancellation}).
 */
export async function probabilisticErrorCancellation(
  circuit: Circuit,
  noise: PauliNoise,
  options: CancellationOptions,
): Promise<MitigatedValue<CancellationDetails>> {
  const { samples = 1000, seed } = options;
  if (samples !== "all") checkCount("samples", samples, 2);
  const nextSeed = createSeeds(seed);
  const plan = planCancellation(circuit, noise);
  const random = createRandom(nextSeed());

  // Exact values need no second run of the same circuit.
  const exact = new Map<string, ShotEstimate>();
  let circuitsRun = 0;
  const run = async (candidate: Circuit): Promise<ShotEstimate> => {
    const key = JSON.stringify(candidate.operations);
    const known = exact.get(key);
    if (known) return known;
    const estimate = await runEstimate(options, candidate, nextSeed());
    circuitsRun++;
    if (estimate.shots === 0 && estimate.standardError === 0) exact.set(key, estimate);
    return estimate;
  };

  const raw = await run(circuit);
  const convergence: { samples: number; value: number; standardError: number }[] = [];
  let mean: Mean;
  let shots = 0;
  let count = 0;
  let negative = 0;
  if (samples === "all") {
    ({ mean, shots, count, negative } = await runAll(plan, run));
  } else {
    mean = { value: 0, standardError: 0 };
    let [sum, squares] = [0, 0];
    const stride = Math.max(1, Math.floor(samples / convergencePoints));
    // Deviations are taken from the first value, so that their squares do not cancel.
    let origin = 0;
    for (count = 1; count <= samples; count++) {
      const sample: WeightedCircuit = sampleCancellation(plan, random);
      const estimate = await run(sample.circuit);
      shots += estimate.shots;
      if (sample.weight < 0) negative++;
      const value = sample.weight * estimate.value;
      if (count === 1) origin = value;
      sum += value - origin;
      squares += (value - origin) ** 2;
      if (count > 1 && (count % stride === 0 || count === samples)) {
        const variance = Math.max(0, squares - (sum * sum) / count) / (count - 1);
        mean = { value: origin + sum / count, standardError: Math.sqrt(variance / count) };
        convergence.push({ samples: count, ...mean });
      }
    }
    count = samples;
  }

  const warnings: string[] = [];
  if (samples !== "all" && mean.standardError === 0 && plan.gamma > 1) {
    // Signed weights ±γ of mean 1 have the variance γ² − 1, were the expectation value the same for all circuits.
    mean = {
      ...mean,
      standardError: Math.abs(mean.value / plan.gamma) * Math.sqrt((plan.gamma ** 2 - 1) / count),
    };
    warnings.push(
      "All samples gave one value; the standard error is that of their signs alone. Draw more samples.",
    );
  }
  if (plan.cancelled.length === 0) warnings.push("No operation of the circuit has noise to cancel.");
  if (plan.gamma > largeGamma) {
    warnings.push(
      `The overhead is large: γ = ${plan.gamma.toPrecision(3)}, so that the variance grows ${(plan.gamma ** 2).toPrecision(3)} times.`,
    );
  }
  return {
    ...mean,
    rawValue: raw.value,
    rawStandardError: raw.standardError,
    samplingOverhead: shotOverhead({ standardError: mean.standardError, shots }, raw, {
      factor: plan.gamma ** 2,
      assumption: "as γ², the most that the variance of a bounded observable can grow",
    }),
    circuitsRun,
    shotsUsed: shots + raw.shots,
    details: {
      gamma: plan.gamma,
      operationGammas: plan.cancelled.map(({ index, gamma }) => ({ index, gamma })),
      samples: count,
      negativeShare: negative / count,
      convergence,
    },
    warnings,
  };
}
