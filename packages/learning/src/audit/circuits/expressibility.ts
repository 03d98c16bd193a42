import { type Circuit, createRandom, createStateVectorEngine, innerProduct } from "@ansatz/simulator";
import { ModelError } from "../../errors.ts";
import { checkSampling, type CircuitSamplingOptions, randomAngles } from "./sample-parameters.ts";

export interface Expressibility {
  /** Kullback–Leibler divergence from Haar-random states in nats: 0 is as expressive as can be. */
  readonly divergence: number;
  /** What the divergence of Haar-random states themselves would be on average with so many samples and bins. */
  readonly samplingBias: number;
  /** Shares of fidelities in equal bins of [0, 1], of the circuit and of Haar-random states. */
  readonly histogram: readonly number[];
  readonly haarHistogram: readonly number[];
  readonly meanFidelity: number;
  readonly samples: number;
}

export interface ExpressibilityOptions extends CircuitSamplingOptions {
  /** Default 75. */
  readonly bins?: number | undefined;
}

/** Shares of Haar-random fidelities in equal bins: P(F ≥ f) = (1 − f)^(d − 1), d = 2ⁿ. */
export function haarFidelityHistogram(qubitCount: number, bins: number): number[] {
  const above = (fidelity: number): number => (1 - fidelity) ** (2 ** qubitCount - 1);
  return Array.from({ length: bins }, (_, bin) => above(bin / bins) - above((bin + 1) / bins));
}

/**
 * How evenly a circuit with random angles covers the states: the divergence of the distribution of fidelities
 * |⟨ψ(θ)|ψ(φ)⟩|² of independent θ, φ from that of Haar-random states, over a histogram. Samples are pairs; angles are
 * uniform in [0, 2π). Fewer samples make the divergence larger by about (bins − 1)/(2 samples).
 *
 * @param options.samples Default 2000.
 * @throws ModelError where the circuit is not unitary or samples or bins are out of range.
 *
 * Source: Sim et al., Adv. Quantum Technol. 2, 1900070 (2019), section 3.1.
 */
export async function expressibility(
  circuit: Circuit,
  options: ExpressibilityOptions = {},
): Promise<Expressibility> {
  const { samples = 2000, bins = 75, seed = 1, pool, signal, onProgress } = options;
  const names = checkSampling(circuit, samples, 10);
  if (!(Number.isInteger(bins) && bins >= 2 && bins <= 10_000)) {
    throw new ModelError(`bins must be an integer in [2, 10000], got ${bins}`, { bins });
  }
  const random = createRandom(seed);
  const counts = new Array<number>(bins).fill(0);
  let sum = 0;
  await using engine = await createStateVectorEngine({
    qubitCount: circuit.qubitCount,
    ...(pool && { pool }),
  });
  for (let k = 0; k < samples; k++) {
    signal?.throwIfAborted();
    const first = await engine.run(circuit, { parameters: randomAngles(names, random) });
    const second = await engine.run(circuit, { parameters: randomAngles(names, random) });
    const [real, imaginary] = innerProduct(first, second);
    const fidelity = real * real + imaginary * imaginary;
    sum += fidelity;
    counts[Math.min(bins - 1, Math.floor(fidelity * bins))]++;
    onProgress?.((k + 1) / samples);
  }
  const histogram = counts.map((count) => count / samples);
  const haarHistogram = haarFidelityHistogram(circuit.qubitCount, bins);
  // Bins whose Haar share underflows hold no Haar state at all; their least positive share keeps the sum finite.
  const divergence = histogram.reduce(
    (total, share, bin) =>
      share === 0 ? total : total + share * Math.log(share / Math.max(haarHistogram[bin], 1e-300)),
    0,
  );
  return {
    divergence,
    samplingBias: (bins - 1) / (2 * samples),
    histogram,
    haarHistogram,
    meanFidelity: sum / samples,
    samples,
  };
}
