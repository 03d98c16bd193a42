import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { createAliasSampler } from "../results/alias-sampler.ts";

/**
 * Amplitudes ψ_k, k in [0, 2^qubitCount), as two arrays. Qubit 0 is the least significant bit of k.
 */
export interface StateVector {
  readonly qubitCount: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** |index⟩. Throws {@link InvalidArgumentError} for an index beyond the qubits. */
export function basisState(qubitCount: number, index = 0): StateVector {
  const size = 2 ** qubitCount;
  if (!Number.isInteger(index) || index < 0 || index >= size) {
    throw new InvalidArgumentError(`basis state must be in [0, 2^${qubitCount}), got ${index}`, { index });
  }
  const real = new Float64Array(size);
  real[index] = 1;
  return { qubitCount, real, imaginary: new Float64Array(size) };
}

/** |ψ_k|² for all k. */
export function probabilities({ real, imaginary }: StateVector): Float64Array {
  const squares = new Float64Array(real.length);
  for (let index = 0; index < squares.length; index++)
    squares[index] = real[index] ** 2 + imaginary[index] ** 2;
  return squares;
}

/** ⟨a|b⟩ as [real, imaginary]. */
export function innerProduct(a: StateVector, b: StateVector): [real: number, imaginary: number] {
  let real = 0;
  let imaginary = 0;
  for (let index = 0; index < a.real.length; index++) {
    real += a.real[index] * b.real[index] + a.imaginary[index] * b.imaginary[index];
    imaginary += a.real[index] * b.imaginary[index] - a.imaginary[index] * b.real[index];
  }
  return [real, imaginary];
}

/** A basis state's bits from the highest qubit to the lowest. */
export function formatBasisState(index: number, qubitCount: number): string {
  return index.toString(2).padStart(qubitCount, "0");
}

/**
 * Counts of `shots` measurements of all qubits, by basis state in ascending order; the same for the same seed.
 * The state need not be normalised. Alias method: 20 bytes an amplitude while it runs, and two memory accesses a shot.
 * Throws {@link InvalidArgumentError} for a shot count out of range or a zero state.
 */
export function sampleCounts(
  state: StateVector,
  { shots, seed }: { readonly shots: number; readonly seed: number },
): Map<number, number> {
  if (!Number.isSafeInteger(shots) || shots < 0) {
    throw new InvalidArgumentError(`shots must be an integer of at least 0, got ${shots}`, { shots });
  }
  if (!Number.isFinite(seed)) {
    throw new InvalidArgumentError(`seed must be a finite number, got ${seed}`, { seed });
  }
  const weights = probabilities(state);
  let total = 0;
  for (const weight of weights) total += weight;
  if (!(total > 0))
    throw new InvalidArgumentError(`a state must have a norm above 0, got ${total}`, { total });
  const sampler = createAliasSampler(weights);
  const random = createRandom(seed);
  const counts = new Map<number, number>();
  if (weights.length <= Math.max(shots, 2 ** 16)) {
    const tally = new Float64Array(weights.length);
    for (let shot = 0; shot < shots; shot++) tally[sampler.sample(random)]++;
    tally.forEach((count, outcome) => {
      if (count > 0) counts.set(outcome, count);
    });
    return counts;
  }
  const outcomes = new Uint32Array(shots);
  for (let shot = 0; shot < shots; shot++) outcomes[shot] = sampler.sample(random);
  for (const outcome of outcomes.sort()) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return counts;
}
