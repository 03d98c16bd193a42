import {
  at,
  constant,
  laneCount,
  laneMask,
  loadPair,
  multiplyAdd,
  negativeMultiplyAdd,
  nextFree,
  splat,
} from "./lanes";

// Diagonal operations.

/** ψ_k ← (factorRe + i factorIm) ψ_k where (k & mask) == value. */
export function phaseWhere<T>(re: usize, im: usize, size: u32, mask: u32, value: u32, factorRe: f64, factorIm: f64): void {
  const inLanes: u32 = laneCount<T>() - 1;
  const enabled = laneMask<T>(mask & inLanes, value & inLanes);
  const c = v128.bitselect(splat<T>(factorRe), splat<T>(1), enabled);
  const s = v128.bitselect(splat<T>(factorIm), splat<T>(0), enabled);
  const fixed = mask & ~inLanes;
  const base = value & ~inLanes;
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, laneCount<T>())) {
    const j = k | base;
    const r = v128.load(at<T>(re, j));
    const i = v128.load(at<T>(im, j));
    v128.store(at<T>(re, j), negativeMultiplyAdd<T>(s, i, v128.mul<T>(c, r)));
    v128.store(at<T>(im, j), multiplyAdd<T>(s, r, v128.mul<T>(c, i)));
  }
}

/**
 * ψ_k ← e^(iφ) ψ_k with φ = phases[m], bit b of m being bit `positions[b]` of the whole index base | k (positions below
 * `localBits` count in k, others in `outer`). `factors`: (cos, sin) pairs of doubles.
 */
export function phaseTable<T>(
  re: usize,
  im: usize,
  size: u32,
  outer: u32,
  bitCount: u32,
  positions: usize,
  factors: usize,
  controlMask: u32,
  controlValue: u32,
): void {
  for (let k: u32 = 0; k < size; k = nextFree(k, controlMask, 1)) {
    const j = k | controlValue;
    let m: u32 = 0;
    for (let bit: u32 = 0; bit < bitCount; bit++) {
      const position = load<u32>(positions + ((<usize>bit) << 2));
      // Positions of bits outside the chunk are counted from 64.
      const isSet = position < 64 ? (j >> position) & 1 : (outer >> (position - 64)) & 1;
      m |= isSet << bit;
    }
    const c = constant(factors, 2 * m);
    const s = constant(factors, 2 * m + 1);
    const r = <f64>load<T>(at<T>(re, j));
    const i = <f64>load<T>(at<T>(im, j));
    store<T>(at<T>(re, j), <T>(c * r - s * i));
    store<T>(at<T>(im, j), <T>(c * i + s * r));
  }
}

/** Words of a term of a phase polynomial: two masks, the low bit it also needs (or −1), then its factor as doubles. */
const termBytes: usize = 32;
const greatestLowBits: usize = 16;

/** ψ ← factor · ψ for a run of `count` amplitudes, with a table of factors (0: none) and a common factor. */
@inline
function multiplyRun<T>(re: usize, im: usize, count: u32, tableRe: usize, tableIm: usize, hasTable: bool, commonRe: f64, commonIm: f64): void {
  const c = splat<T>(commonRe);
  const s = splat<T>(commonIm);
  const isCommon = commonRe != 1 || commonIm != 0;
  for (let k: u32 = 0; k < count; k += laneCount<T>()) {
    let r = v128.load(at<T>(re, k));
    let i = v128.load(at<T>(im, k));
    if (hasTable) {
      const tr = v128.load(at<T>(tableRe, k));
      const ti = v128.load(at<T>(tableIm, k));
      const nr = negativeMultiplyAdd<T>(ti, i, v128.mul<T>(tr, r));
      i = multiplyAdd<T>(ti, r, v128.mul<T>(tr, i));
      r = nr;
    }
    if (isCommon) {
      const nr = negativeMultiplyAdd<T>(s, i, v128.mul<T>(c, r));
      i = multiplyAdd<T>(s, r, v128.mul<T>(c, i));
      r = nr;
    }
    v128.store(at<T>(re, k), r);
    v128.store(at<T>(im, k), i);
  }
}

/** P[k] ← common · Π over the set bits l of k of factors[l] (pairs of doubles), for k < 2^bits. */
function fillProducts<T>(toRe: usize, toIm: usize, bits: u32, factors: usize, commonRe: f64, commonIm: f64): void {
  store<T>(toRe, <T>commonRe);
  store<T>(toIm, <T>commonIm);
  for (let bit: u32 = 0; bit < bits; bit++) {
    const count: u32 = 1 << bit;
    const fr = constant(factors, 2 * bit);
    const fi = constant(factors, 2 * bit + 1);
    if (count < laneCount<T>()) {
      for (let k: u32 = 0; k < count; k++) {
        const r = <f64>load<T>(at<T>(toRe, k));
        const i = <f64>load<T>(at<T>(toIm, k));
        store<T>(at<T>(toRe, k + count), <T>(r * fr - i * fi));
        store<T>(at<T>(toIm, k + count), <T>(r * fi + i * fr));
      }
      continue;
    }
    const c = splat<T>(fr);
    const s = splat<T>(fi);
    for (let k: u32 = 0; k < count; k += laneCount<T>()) {
      const r = v128.load(at<T>(toRe, k));
      const i = v128.load(at<T>(toIm, k));
      v128.store(at<T>(toRe, k + count), negativeMultiplyAdd<T>(s, i, v128.mul<T>(c, r)));
      v128.store(at<T>(toIm, k + count), multiplyAdd<T>(s, r, v128.mul<T>(c, i)));
    }
  }
}

/** ψ ← table · products · ψ for a run. */
function multiplyRunByProducts<T>(
  re: usize,
  im: usize,
  count: u32,
  tableRe: usize,
  tableIm: usize,
  productsRe: usize,
  productsIm: usize,
): void {
  for (let k: u32 = 0; k < count; k += laneCount<T>()) {
    let fr = v128.load(at<T>(productsRe, k));
    let fi = v128.load(at<T>(productsIm, k));
    if (tableRe != 0) {
      const tr = v128.load(at<T>(tableRe, k));
      const ti = v128.load(at<T>(tableIm, k));
      const nr = negativeMultiplyAdd<T>(ti, fi, v128.mul<T>(tr, fr));
      fi = multiplyAdd<T>(ti, fr, v128.mul<T>(tr, fi));
      fr = nr;
    }
    const r = v128.load(at<T>(re, k));
    const i = v128.load(at<T>(im, k));
    v128.store(at<T>(re, k), negativeMultiplyAdd<T>(fi, i, v128.mul<T>(fr, r)));
    v128.store(at<T>(im, k), multiplyAdd<T>(fi, r, v128.mul<T>(fr, i)));
  }
}

/**
 * ψ_k ← common · table[k mod 2^lowBits] · Π (factors of the terms that k fulfils) · ψ_k.
 * A term (32 bytes: localMask, outerMask, lowBit, 0 as words, then its factor as two doubles) is fulfilled where all bits
 * of its masks are set in k and in the chunk's `outer` bits, and bit lowBit of k if that is not −1. localMask holds
 * no bit below lowBits. `work` has room for termCount words, then 4·16 doubles, then 2·2^lowBits amplitudes.
 */
export function phasePolynomial<T>(
  re: usize,
  im: usize,
  size: u32,
  outer: u32,
  lowBits: u32,
  tableRe: usize,
  tableIm: usize,
  terms: usize,
  termCount: u32,
  commonRe: f64,
  commonIm: f64,
  work: usize,
): void {
  const active = work;
  const chunkFactors = (work + ((<usize>termCount) << 2) + 15) & ~15;
  const runFactors = chunkFactors + (greatestLowBits << 4);
  const productsRe = runFactors + (greatestLowBits << 4);
  const productsIm = at<T>(productsRe, 1 << lowBits);
  for (let bit: u32 = 0; bit < lowBits; bit++) {
    store<f64>(chunkFactors + ((<usize>bit) << 4), 1);
    store<f64>(chunkFactors + ((<usize>bit) << 4), 0, 8);
  }
  let chunkRe = commonRe;
  let chunkIm = commonIm;
  let chunkCrosses = false;
  let activeCount: u32 = 0;
  for (let index: u32 = 0; index < termCount; index++) {
    const term = terms + (<usize>index) * termBytes;
    const outerMask = load<u32>(term, 4);
    if ((outer & outerMask) != outerMask) continue;
    if (load<u32>(term) != 0) {
      store<u32>(active + ((<usize>activeCount) << 2), <u32>term);
      activeCount++;
      continue;
    }
    const fr = load<f64>(term, 16);
    const fi = load<f64>(term, 24);
    const lowBit = load<i32>(term, 8);
    if (lowBit < 0) {
      const r = chunkRe * fr - chunkIm * fi;
      chunkIm = chunkRe * fi + chunkIm * fr;
      chunkRe = r;
    } else {
      chunkCrosses = true;
      const factor = chunkFactors + ((<usize>lowBit) << 4);
      const gr = load<f64>(factor);
      const gi = load<f64>(factor, 8);
      store<f64>(factor, gr * fr - gi * fi);
      store<f64>(factor, gr * fi + gi * fr, 8);
    }
  }
  const runCount: u32 = 1 << lowBits;
  for (let run: u32 = 0; run < size; run += runCount) {
    let cr = chunkRe;
    let ci = chunkIm;
    let crosses = chunkCrosses;
    let isCopied = false;
    for (let index: u32 = 0; index < activeCount; index++) {
      const term = <usize>load<u32>(active + ((<usize>index) << 2));
      const mask = load<u32>(term);
      if ((run & mask) != mask) continue;
      const fr = load<f64>(term, 16);
      const fi = load<f64>(term, 24);
      const lowBit = load<i32>(term, 8);
      if (lowBit < 0) {
        const r = cr * fr - ci * fi;
        ci = cr * fi + ci * fr;
        cr = r;
        continue;
      }
      if (!isCopied) {
        memory.copy(runFactors, chunkFactors, (<usize>lowBits) << 4);
        isCopied = true;
      }
      crosses = true;
      const factor = runFactors + ((<usize>lowBit) << 4);
      const gr = load<f64>(factor);
      const gi = load<f64>(factor, 8);
      store<f64>(factor, gr * fr - gi * fi);
      store<f64>(factor, gr * fi + gi * fr, 8);
    }
    if (crosses) {
      fillProducts<T>(productsRe, productsIm, lowBits, isCopied ? runFactors : chunkFactors, cr, ci);
      multiplyRunByProducts<T>(at<T>(re, run), at<T>(im, run), runCount, tableRe, tableIm, productsRe, productsIm);
    } else if (tableRe != 0) {
      multiplyRun<T>(at<T>(re, run), at<T>(im, run), runCount, tableRe, tableIm, true, cr, ci);
    } else if (cr != 1 || ci != 0) {
      multiplyRun<T>(at<T>(re, run), at<T>(im, run), runCount, 0, 0, false, cr, ci);
    }
  }
}

/** Words of a phase term whose slope is wanted: two masks and the number of its slot. */
const sumBytes: usize = 16;

/**
 * partial[slot] += Σ over the k that fulfil term `slot` of −2 Im(λ*_k ψ_k): the slope of e^(iφ) on those basis states.
 * A term (16 bytes: localMask, outerMask, slot, 0) is as in {@link phasePolynomial}. `work` has room for `size` doubles.
 */
export function phaseSlopes<T>(
  lambdaRe: usize,
  lambdaIm: usize,
  re: usize,
  im: usize,
  size: u32,
  outer: u32,
  terms: usize,
  termCount: u32,
  partials: usize,
  slotStride: usize,
  work: usize,
): void {
  let sizeBits: u32 = 0;
  while ((<u32>1 << sizeBits) < size) sizeBits++;
  for (let k: u32 = 0; k < size; k += 2) {
    const product = f64x2.sub(
      f64x2.mul(loadPair<T>(lambdaIm, k), loadPair<T>(re, k)),
      f64x2.mul(loadPair<T>(lambdaRe, k), loadPair<T>(im, k)),
    );
    v128.store(at<f64>(work, k), f64x2.add(product, product));
  }
  // Terms of several bits first: the sums over single bits fold the array.
  for (let index: u32 = 0; index < termCount; index++) {
    const term = terms + (<usize>index) * sumBytes;
    const mask = load<u32>(term);
    const outerMask = load<u32>(term, 4);
    if (popcnt<u32>(mask) < 2 || (outer & outerMask) != outerMask) continue;
    let sum: f64 = 0;
    for (let k: u32 = 0; k < size; k = nextFree(k, mask, 1)) sum += load<f64>(at<f64>(work, k | mask));
    const slot = partials + (<usize>load<u32>(term, 8)) * slotStride;
    store<f64>(slot, load<f64>(slot) + sum);
  }
  for (let level: i32 = <i32>sizeBits; level >= 0; level--) {
    let sum: f64 = 0;
    let mask: u32 = 0;
    if (level == 0) sum = load<f64>(work);
    else {
      const half: u32 = 1 << (level - 1);
      mask = half;
      let sums = f64x2.splat(0);
      if (half >= 2) {
        for (let k: u32 = 0; k < half; k += 2) {
          const upper = v128.load(at<f64>(work, k + half));
          sums = f64x2.add(sums, upper);
          v128.store(at<f64>(work, k), f64x2.add(v128.load(at<f64>(work, k)), upper));
        }
        sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
      } else {
        sum = load<f64>(work, 8);
        store<f64>(work, load<f64>(work) + sum);
      }
    }
    for (let index: u32 = 0; index < termCount; index++) {
      const term = terms + (<usize>index) * sumBytes;
      const outerMask = load<u32>(term, 4);
      if (load<u32>(term) != mask || (outer & outerMask) != outerMask) continue;
      const slot = partials + (<usize>load<u32>(term, 8)) * slotStride;
      store<f64>(slot, load<f64>(slot) + sum);
    }
  }
}
