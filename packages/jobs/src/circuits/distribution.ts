import type { Circuit, StateVector } from "@ansatz/simulator";

/** Probabilities, or shares of shots, by bitstring. */
export type Distribution = ReadonlyMap<string, number>;

/** Probabilities below this are taken as 0: rounding leaves such traces of amplitudes that cancel. */
export const leastProbability = 1e-15;

export const toDistribution = (record: Readonly<Record<string, number>>): Distribution =>
  new Map(Object.entries(record).filter(([, probability]) => probability >= leastProbability));

export function sharesOf(counts: Readonly<Record<string, number>>, shots: number): Distribution {
  return new Map(Object.entries(counts).map(([bits, count]) => [bits, count / shots]));
}

/** ½ Σ |p − q|. */
export function totalVariationDistance(p: Distribution, q: Distribution): number {
  let sum = 0;
  for (const [bits, probability] of p) sum += Math.abs(probability - (q.get(bits) ?? 0));
  for (const [bits, probability] of q) if (!p.has(bits)) sum += probability;
  return Math.min(1, sum / 2);
}

/** (Σ √(p q))². */
export function classicalFidelity(p: Distribution, q: Distribution): number {
  let sum = 0;
  for (const [bits, probability] of p) sum += Math.sqrt(probability * (q.get(bits) ?? 0));
  return Math.min(1, sum * sum);
}

/**
 * What the total variation distance between a distribution and the shares of `shots` drawn from it is on average, for
 * many shots: ½ Σ √(2 p(1 − p)/(π·shots)), from the mean absolute deviation of each share.
 */
export function expectedSamplingDistance(p: Distribution, shots: number): number {
  let sum = 0;
  for (const probability of p.values()) {
    // Rounding may take a certain outcome above 1.
    const variance = Math.max(0, probability * (1 - probability));
    // A share with few expected shots deviates by at most twice its probability.
    sum += Math.min(Math.sqrt((2 * variance) / (Math.PI * shots)), 2 * variance);
  }
  return sum / 2;
}

/** The likeliest bitstring; the first in ascending order among equals. */
export function likeliest(distribution: Distribution): { bits: string; probability: number } | null {
  let best: { bits: string; probability: number } | null = null;
  for (const [bits, probability] of distribution) {
    // Equal probabilities may differ by rounding.
    const margin = best === null ? 0 : 1e-12 * best.probability;
    const isHigher = best === null || probability > best.probability + margin;
    const isFirst = best !== null && Math.abs(probability - best.probability) <= margin && bits < best.bits;
    if (isHigher || isFirst) best = { bits, probability };
  }
  return best;
}

/** The entries of the greatest values in ascending order of bitstring, and how many there are in all. */
export function listGreatest(
  distribution: Distribution,
  limit: number,
): { listed: Record<string, number>; total: number } {
  const entries = [...distribution];
  const kept = entries.length > limit ? entries.toSorted(([, a], [, b]) => b - a).slice(0, limit) : entries;
  kept.sort(([a], [b]) => (a < b ? -1 : 1));
  return { listed: Object.fromEntries(kept), total: entries.length };
}

/** The qubit that each classical bit is measured from at the end; all qubits where the circuit measures nothing. */
function measuredQubits({ qubitCount, bitCount, operations }: Circuit): (number | undefined)[] {
  const sources = new Array<number | undefined>(bitCount).fill(undefined);
  let measures = false;
  for (const operation of operations) {
    if (operation.gate !== "measure") continue;
    measures = true;
    operation.qubits.forEach((qubit, index) => (sources[operation.bits[index]] = qubit));
  }
  return measures ? sources : Array.from({ length: qubitCount }, (_, qubit) => qubit);
}

/**
 * Probabilities by bitstring of measuring a state as the circuit does at its end, for circuits that are unitary up to
 * there. Undefined where more than `limit` bitstrings have one.
 */
export function distributionOfState(
  { real, imaginary }: StateVector,
  circuit: Circuit,
  limit: number,
): Distribution | undefined {
  const sources = measuredQubits(circuit);
  const qubits = [...new Set(sources.filter((qubit) => qubit !== undefined))];
  const weights = qubits.map((qubit) => 2 ** qubit);
  const outcomes = new Map<number, number>();
  for (let k = 0; k < real.length; k++) {
    const probability = real[k] * real[k] + imaginary[k] * imaginary[k];
    // Far below what is shown, so that sums of many such traces are not lost.
    if (probability < 1e-20) continue;
    let outcome = 0;
    for (let index = 0; index < weights.length; index++) {
      if (Math.floor(k / weights[index]) % 2 === 1) outcome += 2 ** index;
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + probability);
    if (outcomes.size > 2 * limit) return undefined;
  }
  const places = sources.map((qubit) => (qubit === undefined ? undefined : 2 ** qubits.indexOf(qubit)));
  const distribution = new Map<string, number>();
  for (const [outcome, probability] of outcomes) {
    if (probability < leastProbability) continue;
    const bits = places.map((place) =>
      place !== undefined && Math.floor(outcome / place) % 2 === 1 ? "1" : "0",
    );
    distribution.set(bits.reverse().join(""), probability);
  }
  return distribution.size > limit ? undefined : distribution;
}
