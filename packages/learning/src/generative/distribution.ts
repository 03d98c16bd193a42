import { DataSetError } from "../errors.ts";

/** Probabilities of all 2ⁿ bitstrings, by the integer whose bit q is that of qubit q. */
export interface BitDistribution {
  readonly qubitCount: number;
  readonly probabilities: Float64Array;
}

export const greatestGenerativeQubits = 12;

function checkQubitCount(qubitCount: number): void {
  if (Number.isInteger(qubitCount) && qubitCount >= 1 && qubitCount <= greatestGenerativeQubits) return;
  throw new DataSetError(
    `qubitCount of a generative model must be an integer in [1, ${greatestGenerativeQubits}], got ${qubitCount}`,
    { field: "qubitCount" },
  );
}

/** The shares of samples. Throws {@link DataSetError} for none, or one that is no integer of so many bits. */
export function empiricalDistribution(qubitCount: number, samples: ArrayLike<number>): BitDistribution {
  checkQubitCount(qubitCount);
  if (samples.length === 0) throw new DataSetError("a distribution needs at least one sample, got none");
  const probabilities = new Float64Array(2 ** qubitCount);
  for (let k = 0; k < samples.length; k++) {
    if (!Number.isInteger(samples[k]) || samples[k] < 0 || samples[k] >= probabilities.length) {
      throw new DataSetError(
        `sample ${k} must be an integer in [0, ${probabilities.length - 1}], got ${samples[k]}`,
        {
          sample: k,
        },
      );
    }
    probabilities[samples[k]] += 1 / samples.length;
  }
  return { qubitCount, probabilities };
}

/** A checked distribution, divided by its sum. Throws {@link DataSetError} for a wrong length and negative entries. */
export function distributionOf(weights: ArrayLike<number>): BitDistribution {
  const qubitCount = Math.log2(weights.length);
  checkQubitCount(qubitCount);
  const probabilities = Float64Array.from(weights);
  const total = probabilities.reduce((sum, value) => sum + value, 0);
  if (!probabilities.every((value) => value >= 0 && Number.isFinite(value)) || !(total > 0)) {
    throw new DataSetError("weights of a distribution must be finite, at least 0 and not all 0");
  }
  return { qubitCount, probabilities: probabilities.map((value) => value / total) };
}

/** Σ p ln(p/q), infinite where q is 0 and p is not (nats). */
export function kullbackLeibler(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < p.length; k++) if (p[k] > 0) sum += p[k] * Math.log(p[k] / q[k]);
  return Math.max(0, sum);
}

/** ½Σ|p − q|, in [0, 1]. */
export function totalVariation(p: Float64Array, q: Float64Array): number {
  return p.reduce((sum, value, k) => sum + Math.abs(value - q[k]) / 2, 0);
}
