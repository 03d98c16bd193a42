import {
  at,
  constant,
  exchangeLanes,
  laneCount,
  laneVector,
  loadPair,
  multiplyAdd,
  negativeMultiplyAdd,
  signOf,
  splat,
  storePair,
} from "./lanes";

// Pauli sums: the terms of one X-mask act as |k⟩ → phase · d(k) |k ⊕ x⟩ with a real diagonal d of doubles.

/** d(k) ← Σₜ cₜ (−1)^|k∧zₜ| for first ≤ k < end: `zMasks` are words, `coefficients` doubles. */
export function fillDiagonal(diagonal: usize, zMasks: usize, coefficients: usize, count: u32, first: u32, end: u32): i32 {
  for (let k = first; k < end; k += 2) store<v128>(at<f64>(diagonal, k), splat<f64>(0));
  for (let term: u32 = 0; term < count; term++) {
    const z = load<u32>(zMasks + ((<usize>term) << 2));
    const c = constant(coefficients, term);
    const lanes = laneVector<f64>(c, c * signOf(z & 1), 0, 0);
    for (let k = first; k < end; k += 2) {
      const to = at<f64>(diagonal, k);
      v128.store(to, multiplyAdd<f64>(lanes, splat<f64>(signOf(k & z)), v128.load(to)));
    }
  }
  return 0;
}

/** d(k) ← Σ_z d(z) (−1)^|k∧z| in place: the Walsh–Hadamard transform. */
export function walshHadamard(diagonal: usize, qubitCount: u32): i32 {
  const size: u32 = 1 << qubitCount;
  const signs = laneVector<f64>(1, -1, 0, 0);
  for (let k: u32 = 0; k < size; k += 2) {
    const pair = v128.load(at<f64>(diagonal, k));
    v128.store(at<f64>(diagonal, k), multiplyAdd<f64>(signs, pair, exchangeLanes<f64>(pair, 1)));
  }
  for (let stride: u32 = 2; stride < size; stride <<= 1) {
    for (let block: u32 = 0; block < size; block += 2 * stride) {
      for (let k: u32 = block; k < block + stride; k += 2) {
        const a = v128.load(at<f64>(diagonal, k));
        const b = v128.load(at<f64>(diagonal, k + stride));
        v128.store(at<f64>(diagonal, k), f64x2.add(a, b));
        v128.store(at<f64>(diagonal, k + stride), f64x2.sub(a, b));
      }
    }
  }
  return 0;
}

/** φ_{k⊕x} ← φ_{k⊕x} + phase · d(k) ψ_k for first ≤ k < end, phase i if `isImaginary`, else 1. */
export function accumulateGroup<T>(
  re: usize,
  im: usize,
  toRe: usize,
  toIm: usize,
  diagonal: usize,
  x: u32,
  isImaginary: u32,
  first: u32,
  end: u32,
): void {
  const lane = x & 1;
  const outside = x & ~1;
  for (let k = first; k < end; k += 2) {
    const j = k ^ outside;
    const d = v128.load(at<f64>(diagonal, j));
    const r = exchangeLanes<f64>(f64x2.mul(d, loadPair<T>(re, j)), lane);
    const i = exchangeLanes<f64>(f64x2.mul(d, loadPair<T>(im, j)), lane);
    const toR = loadPair<T>(toRe, k);
    const toI = loadPair<T>(toIm, k);
    storePair<T>(toRe, k, isImaginary != 0 ? f64x2.sub(toR, i) : f64x2.add(toR, r));
    storePair<T>(toIm, k, isImaginary != 0 ? f64x2.add(toI, r) : f64x2.add(toI, i));
  }
}

/** Bytes of a term: masks x and z and whether its factor is imaginary as words, then the factor as a double. */
const termBytes: usize = 24;
/** Amplitudes to which all terms are added before the next ones are read. */
const blockSize: u32 = 1024;

/** φ ← φ + Σ c P(x, z) ψ for `count` Pauli products at `terms`, for first ≤ k < end; c iʸ (−1)^|x∧z| is the term's factor. */
export function accumulateTerms<T>(
  re: usize,
  im: usize,
  toRe: usize,
  toIm: usize,
  terms: usize,
  count: u32,
  first: u32,
  end: u32,
): void {
  for (let block = first; block < end; block += blockSize) {
    const blockEnd = min<u32>(block + blockSize, end);
    for (let index: u32 = 0; index < count; index++) {
      const term = terms + (<usize>index) * termBytes;
      const x = load<u32>(term);
      const z = load<u32>(term, 4);
      // i times ψ exchanges its parts.
      const isImaginary = load<u32>(term, 8) != 0;
      const fromRe = isImaginary ? im : re;
      const fromIm = isImaginary ? re : im;
      const factor = load<f64>(term, 16);
      const lanes = laneVector<f64>(factor, factor * signOf(z & 1), 0, 0);
      const minus = f64x2.neg(lanes);
      const lane = x & 1;
      const outside = x & ~1;
      for (let k = block; k < blockEnd; k += 2) {
        const j = k ^ outside;
        const isOdd = z != 0 && (popcnt<u32>(k & z) & 1) != 0;
        const sign = isOdd ? minus : lanes;
        const r = exchangeLanes<f64>(loadPair<T>(fromRe, j), lane);
        const i = exchangeLanes<f64>(loadPair<T>(fromIm, j), lane);
        storePair<T>(toRe, k, multiplyAdd<f64>(isImaginary ? (isOdd ? lanes : minus) : sign, r, loadPair<T>(toRe, k)));
        storePair<T>(toIm, k, multiplyAdd<f64>(sign, i, loadPair<T>(toIm, k)));
      }
    }
  }
}

/** Σ over first ≤ k < end of Re(ψ*_{k⊕x} · phase · d(k) ψ_k). */
export function groupExpectation<T>(
  re: usize,
  im: usize,
  diagonal: usize,
  x: u32,
  isImaginary: u32,
  first: u32,
  end: u32,
): f64 {
  const lane = x & 1;
  const outside = x & ~1;
  let a = splat<f64>(0);
  let b = splat<f64>(0);
  for (let k = first; k < end; k += 2) {
    const d = v128.load(at<f64>(diagonal, k));
    const r = f64x2.mul(d, loadPair<T>(re, k));
    const i = f64x2.mul(d, loadPair<T>(im, k));
    const jr = exchangeLanes<f64>(loadPair<T>(re, k ^ outside), lane);
    const ji = exchangeLanes<f64>(loadPair<T>(im, k ^ outside), lane);
    a = isImaginary != 0 ? multiplyAdd<f64>(ji, r, a) : multiplyAdd<f64>(jr, r, a);
    b = isImaginary != 0 ? negativeMultiplyAdd<f64>(jr, i, b) : multiplyAdd<f64>(ji, i, b);
  }
  const sum = f64x2.add(a, b);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Σ over first ≤ k < end of Re(λ*_k ψ_k). */
export function realOverlap<T>(lambdaRe: usize, lambdaIm: usize, re: usize, im: usize, first: u32, end: u32): f64 {
  let a = splat<f64>(0);
  let b = splat<f64>(0);
  for (let k = first; k < end; k += laneCount<f64>()) {
    a = multiplyAdd<f64>(loadPair<T>(lambdaRe, k), loadPair<T>(re, k), a);
    b = multiplyAdd<f64>(loadPair<T>(lambdaIm, k), loadPair<T>(im, k), b);
  }
  const sum = f64x2.add(a, b);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
