import { ModelError } from "../../errors.ts";

const stateLength = 624;
const shift = 397;

/** NumPy's old generator as far as folds need it. */
export interface LegacyRandomState {
  /** Uniform 32-bit word. */
  readonly nextWord: () => number;
  /** Uniform integer in [0, maximum]. */
  readonly interval: (maximum: number) => number;
  /** Shuffles in place. */
  readonly shuffle: (items: Int32Array) => Int32Array;
  /** The integers 0 to count − 1 in random order. */
  readonly permutation: (count: number) => Int32Array;
}

/**
 * The stream of `numpy.random.RandomState(seed)`, word for word: the Mersenne twister MT19937 seeded by one integer in
 * [0, 2³² − 1], integers in an interval by masked rejection, and Fisher–Yates from the end. Folds that published results
 * refer to by such a seed are reproduced with it; everything else draws from `createRandom`.
 *
 * Source: Matsumoto and Nishimura, ACM Trans. Model. Comput. Simul. 8, 3 (1998); NumPy, "Legacy random generation".
 *
 * @throws ModelError where the seed is no integer in that range.
 */
export function createLegacyRandomState(seed: number): LegacyRandomState {
  if (!(Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff)) {
    throw new ModelError(`seed of folds must be an integer in [0, 4294967295], got ${seed}`, { seed });
  }
  const state = new Uint32Array(stateLength);
  state[0] = seed;
  for (let k = 1; k < stateLength; k++) {
    state[k] = Math.imul(1812433253, state[k - 1] ^ (state[k - 1] >>> 30)) + k;
  }
  let position = stateLength;

  const regenerate = (): void => {
    for (let k = 0; k < stateLength; k++) {
      const mixed = (state[k] & 0x80000000) | (state[(k + 1) % stateLength] & 0x7fffffff);
      state[k] = state[(k + shift) % stateLength] ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    position = 0;
  };
  const nextWord = (): number => {
    if (position === stateLength) regenerate();
    let word = state[position++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  };
  const interval = (maximum: number): number => {
    if (maximum === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(maximum);
    for (;;) {
      const value = (nextWord() & mask) >>> 0;
      if (value <= maximum) return value;
    }
  };
  const shuffle = (items: Int32Array): Int32Array => {
    for (let last = items.length - 1; last > 0; last--) {
      const chosen = interval(last);
      [items[last], items[chosen]] = [items[chosen], items[last]];
    }
    return items;
  };
  return {
    nextWord,
    interval,
    shuffle,
    permutation: (count) => shuffle(Int32Array.from({ length: count }, (_, k) => k)),
  };
}
