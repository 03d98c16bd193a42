/** A seeded stream of random numbers. */
export interface Random {
  /** Uniform in [0, 1) with 53 random bits. */
  readonly uniform: () => number;
  /** Standard normal: mean 0, variance 1. */
  readonly normal: () => number;
}

/** Expands a seed into well-mixed 32-bit words (splitmix32, a Weyl sequence through a murmur3 finaliser). */
function createSeedExpander(seed: number): () => number {
  // Both halves of the double take part, so that seeds above 2³² and fractions differ too.
  const [low, high] = new Uint32Array(Float64Array.of(seed).buffer);
  let state = (low ^ Math.imul(high, 0x9e3779b1)) >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return (word ^ (word >>> 16)) >>> 0;
  };
}

/**
 * A random generator whose whole stream is fixed by `seed` (any number but NaN), the same on every machine.
 *
 * The words come from xoshiro128** (Blackman and Vigna, ACM Trans. Math. Softw. 47, 36, 2021), the normal
 * deviates from Marsaglia's polar method. Not for cryptography.
 */
export function createRandom(seed: number): Random {
  if (Number.isNaN(seed)) throw new RangeError("seed must be a number, got NaN");
  const expand = createSeedExpander(seed);
  let s0 = expand();
  let s1 = expand();
  let s2 = expand();
  let s3 = expand();
  if ((s0 | s1 | s2 | s3) === 0) s0 = 1;
  let spare: number | undefined;

  const rotateLeft = (word: number, count: number): number => (word << count) | (word >>> (32 - count));
  const nextWord = (): number => {
    const word = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return word;
  };
  const uniform = (): number => {
    const high = nextWord() >>> 5;
    const low = nextWord() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  };
  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const squaredRadius = x * x + y * y;
      if (squaredRadius > 0 && squaredRadius < 1) {
        const scale = Math.sqrt((-2 * Math.log(squaredRadius)) / squaredRadius);
        spare = y * scale;
        return x * scale;
      }
    }
  };
  return { uniform, normal };
}
