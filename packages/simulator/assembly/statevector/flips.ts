import { at, exchangeLanes, laneBits, laneCount, laneMask, nextFree } from "./lanes";

// Operations that move amplitudes without arithmetic.

/** X on `target` where (k & controlMask) == controlValue, in place. */
export function flip<T>(re: usize, im: usize, size: u32, target: u32, controlMask: u32, controlValue: u32): void {
  const inLanes: u32 = laneCount<T>() - 1;
  const laneControls = controlMask & inLanes;
  const enabled = laneMask<T>(laneControls, controlValue & inLanes);
  const fixedControls = controlMask & ~inLanes;
  const base = controlValue & ~inLanes;
  if (target < laneBits<T>()) {
    const isLow = target == 0;
    for (let k: u32 = 0; k < size; k = nextFree(k, fixedControls, laneCount<T>())) {
      const r = v128.load(at<T>(re, k | base));
      const i = v128.load(at<T>(im, k | base));
      const sr = isLow ? exchangeLanes<T>(r, 1) : exchangeLanes<T>(r, 2);
      const si = isLow ? exchangeLanes<T>(i, 1) : exchangeLanes<T>(i, 2);
      v128.store(at<T>(re, k | base), v128.bitselect(sr, r, enabled));
      v128.store(at<T>(im, k | base), v128.bitselect(si, i, enabled));
    }
    return;
  }
  const bit: u32 = 1 << target;
  const fixed = fixedControls | bit;
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, laneCount<T>())) {
    const low = k | base;
    const high = low | bit;
    const ar = v128.load(at<T>(re, low));
    const ai = v128.load(at<T>(im, low));
    const br = v128.load(at<T>(re, high));
    const bi = v128.load(at<T>(im, high));
    if (laneControls == 0) {
      v128.store(at<T>(re, low), br);
      v128.store(at<T>(im, low), bi);
      v128.store(at<T>(re, high), ar);
      v128.store(at<T>(im, high), ai);
    } else {
      v128.store(at<T>(re, low), v128.bitselect(br, ar, enabled));
      v128.store(at<T>(im, low), v128.bitselect(bi, ai, enabled));
      v128.store(at<T>(re, high), v128.bitselect(ar, br, enabled));
      v128.store(at<T>(im, high), v128.bitselect(ai, bi, enabled));
    }
  }
}

/** Exchanges two qubits where (k & controlMask) == controlValue, in place. */
export function exchange<T>(
  re: usize,
  im: usize,
  size: u32,
  target0: u32,
  target1: u32,
  controlMask: u32,
  controlValue: u32,
): void {
  const bit0: u32 = 1 << target0;
  const bit1: u32 = 1 << target1;
  const fixed = controlMask | bit0 | bit1;
  if ((fixed & (laneCount<T>() - 1)) == 0) {
    for (let k: u32 = 0; k < size; k = nextFree(k, fixed, laneCount<T>())) {
      const a = k | controlValue | bit0;
      const b = k | controlValue | bit1;
      const ar = v128.load(at<T>(re, a));
      const ai = v128.load(at<T>(im, a));
      v128.store(at<T>(re, a), v128.load(at<T>(re, b)));
      v128.store(at<T>(im, a), v128.load(at<T>(im, b)));
      v128.store(at<T>(re, b), ar);
      v128.store(at<T>(im, b), ai);
    }
    return;
  }
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, 1)) {
    const a = k | controlValue | bit0;
    const b = k | controlValue | bit1;
    const ar = load<T>(at<T>(re, a));
    const ai = load<T>(at<T>(im, a));
    store<T>(at<T>(re, a), load<T>(at<T>(re, b)));
    store<T>(at<T>(im, a), load<T>(at<T>(im, b)));
    store<T>(at<T>(re, b), ar);
    store<T>(at<T>(im, b), ai);
  }
}

/**
 * φ_k ← ψ_{M(k)} for an affine map M(k) = offset ⊕ (XOR of columns[j] over the set bits j of k) of `bits` bits, from one
 * pair of arrays into another. `columns`: words. `table`: room for 64 words.
 */
export function permuteAffine<T>(
  re: usize,
  im: usize,
  toRe: usize,
  toIm: usize,
  bits: u32,
  columns: usize,
  offset: u32,
  table: usize,
): void {
  const lowBits: u32 = min<u32>(bits, 6);
  const lowCount: u32 = 1 << lowBits;
  store<u32>(table, 0);
  let others: u32 = offset;
  for (let bit: u32 = 0; bit < bits; bit++) {
    const column = load<u32>(columns + ((<usize>bit) << 2));
    if (bit >= laneBits<T>()) others |= column;
    if (bit >= lowBits) continue;
    const count: u32 = 1 << bit;
    for (let k: u32 = 0; k < count; k++) {
      store<u32>(table + ((<usize>(k + count)) << 2), load<u32>(table + ((<usize>k) << 2)) ^ column);
    }
  }
  // Whole vectors move together where the map keeps the lanes.
  let keepsLanes = (others & (laneCount<T>() - 1)) == 0;
  for (let bit: u32 = 0; bit < laneBits<T>(); bit++) {
    if (load<u32>(columns + ((<usize>bit) << 2)) != <u32>1 << bit) keepsLanes = false;
  }
  let source = offset;
  const highCount: u32 = 1 << (bits - lowBits);
  let gray: u32 = 0;
  for (let step: u32 = 0; ; ) {
    const to = gray << lowBits;
    if (keepsLanes) {
      for (let low: u32 = 0; low < lowCount; low += laneCount<T>()) {
        const from = source ^ load<u32>(table + ((<usize>low) << 2));
        v128.store(at<T>(toRe, to + low), v128.load(at<T>(re, from)));
        v128.store(at<T>(toIm, to + low), v128.load(at<T>(im, from)));
      }
    } else {
      for (let low: u32 = 0; low < lowCount; low++) {
        const from = source ^ load<u32>(table + ((<usize>low) << 2));
        store<T>(at<T>(toRe, to + low), load<T>(at<T>(re, from)));
        store<T>(at<T>(toIm, to + low), load<T>(at<T>(im, from)));
      }
    }
    if (++step == highCount) break;
    // Gray code: one bit changes from each block to the next.
    const changed = ctz<u32>(step);
    gray ^= 1 << changed;
    source ^= load<u32>(columns + ((<usize>(changed + lowBits)) << 2));
  }
}

/**
 * ψ at member images[m] of each block ← ψ at member m, where (k & controlMask) == controlValue, in place by the cycles of
 * the permutation. `members`: words, offsets of the block's 2^targetCount members (bits of the targets); `cycles`: words,
 * for each cycle its length and its members, ended by 0.
 */
export function permuteTable<T>(
  re: usize,
  im: usize,
  size: u32,
  block: u32,
  controlMask: u32,
  controlValue: u32,
  members: usize,
  cycles: usize,
): void {
  const fixed = controlMask | block;
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, 1)) {
    const base = k | controlValue;
    let cursor = cycles;
    for (let length = load<u32>(cursor); length != 0; length = load<u32>(cursor)) {
      const last = base | load<u32>(members + ((<usize>load<u32>(cursor + ((<usize>length) << 2))) << 2));
      const lastRe = load<T>(at<T>(re, last));
      const lastIm = load<T>(at<T>(im, last));
      let to = last;
      for (let index = length - 1; index > 0; index--) {
        const from = base | load<u32>(members + ((<usize>load<u32>(cursor + ((<usize>index) << 2))) << 2));
        store<T>(at<T>(re, to), load<T>(at<T>(re, from)));
        store<T>(at<T>(im, to), load<T>(at<T>(im, from)));
        to = from;
      }
      store<T>(at<T>(re, to), lastRe);
      store<T>(at<T>(im, to), lastIm);
      cursor += (<usize>(length + 1)) << 2;
    }
  }
}
