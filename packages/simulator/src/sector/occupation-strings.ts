/** C(n, k), exact below 2⁵³; 0 when k lies outside [0, n]. */
export function binomial(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let value = 1;
  for (let step = 1; step <= Math.min(k, n - k); step++) value = (value * (n - step + 1)) / step;
  return Math.round(value);
}

/** Number of set bits of a 32-bit word. */
export function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** All occupation masks of `electronCount` electrons in `orbitalCount` ≤ 30 orbitals, in ascending order. */
export function occupationStrings(orbitalCount: number, electronCount: number): Uint32Array {
  const strings = new Uint32Array(binomial(orbitalCount, electronCount));
  let mask = 2 ** electronCount - 1;
  for (let index = 0; index < strings.length; index++) {
    strings[index] = mask;
    // Next mask with as many bits: carry the lowest run of ones and put its rest at the bottom.
    const lowest = mask & -mask;
    const carried = mask + lowest;
    mask = lowest === 0 ? 0 : carried | (((mask ^ carried) / lowest) >>> 2);
  }
  return strings;
}

const chooseTable = Array.from({ length: 32 }, (_, n) =>
  Array.from({ length: 32 }, (_, k) => binomial(n, k)),
);

/** Position of a mask among the ascending masks of as many electrons: Σᵢ C(pᵢ, i + 1) over its orbitals p₀ < p₁ < … */
export function occupationRank(mask: number): number {
  let rank = 0;
  let rest = mask;
  for (let electron = 1; rest !== 0; electron++) {
    const orbital = 31 - Math.clz32(rest & -rest);
    rank += chooseTable[orbital][electron];
    rest &= rest - 1;
  }
  return rank;
}

/** The orbitals of a mask in ascending order. */
export function occupiedOrbitals(mask: number): number[] {
  const orbitals: number[] = [];
  for (let rest = mask; rest !== 0; rest &= rest - 1) orbitals.push(31 - Math.clz32(rest & -rest));
  return orbitals;
}

/**
 * Applies a†_{create[0]} a†_{create[1]} … a_{annihilate[1]} a_{annihilate[0]} to the string `mask` of one spin.
 * A string is the product of creation operators in ascending orbital order on the vacuum, so each ladder operator
 * on orbital p brings (−1)^(electrons below p). Returns `undefined` when the result is zero.
 */
export function applyLadders(
  mask: number,
  create: readonly number[],
  annihilate: readonly number[],
): { readonly mask: number; readonly sign: number } | undefined {
  let current = mask;
  let parity = 0;
  for (const orbital of annihilate) {
    const bit = 1 << orbital;
    if ((current & bit) === 0) return undefined;
    parity += countBits(current & (bit - 1));
    current ^= bit;
  }
  for (let position = create.length - 1; position >= 0; position--) {
    const bit = 1 << create[position];
    if ((current & bit) !== 0) return undefined;
    parity += countBits(current & (bit - 1));
    current ^= bit;
  }
  return { mask: current, sign: (parity & 1) === 0 ? 1 : -1 };
}
