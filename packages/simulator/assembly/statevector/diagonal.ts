import { at, multiplyAdd, negativeMultiplyAdd, signOf, sumLanes, swapLanes } from "./lanes";

/** d(k) ← Σₜ cₜ (−1)^|k∧zₜ| for all k: `zMasks` are 32-bit integers, `coefficients` doubles. Always status 0. */
export function fillDiagonal(
  diagonal: usize,
  qubitCount: u32,
  zMasks: usize,
  coefficients: usize,
  count: u32,
): i32 {
  const size: u32 = 1 << qubitCount;
  for (let k: u32 = 0; k < size; k++) {
    let sum: f64 = 0;
    for (let term: u32 = 0; term < count; term++) {
      sum += load<f64>(at(coefficients, term)) * signOf(k & load<u32>(zMasks + ((<usize>term) << 2)));
    }
    store<f64>(at(diagonal, k), sum);
  }
  return 0;
}

/** d(k) ← Σ_z d(z) (−1)^|k∧z| in place: the Walsh–Hadamard transform. Always status 0. */
export function walshHadamard(diagonal: usize, qubitCount: u32): i32 {
  const size: u32 = 1 << qubitCount;
  const signs = f64x2.replace_lane(f64x2.splat(1), 1, -1);
  for (let k: u32 = 0; k < size; k += 2) {
    const pair = v128.load(at(diagonal, k));
    v128.store(at(diagonal, k), multiplyAdd(signs, pair, swapLanes(pair)));
  }
  for (let stride: u32 = 2; stride < size; stride <<= 1) {
    for (let block: u32 = 0; block < size; block += 2 * stride) {
      for (let k: u32 = block; k < block + stride; k += 2) {
        const a = v128.load(at(diagonal, k));
        const b = v128.load(at(diagonal, k + stride));
        v128.store(at(diagonal, k), f64x2.add(a, b));
        v128.store(at(diagonal, k + stride), f64x2.sub(a, b));
      }
    }
  }
  return 0;
}

/**
 * φ_{k⊕x} ← φ_{k⊕x} + phase · d(k) ψ_k for all k, phase i if `isImaginary`, else 1.
 * Status 0; 1 if the mask reaches beyond the qubits.
 */
export function accumulateGroup(
  re: usize,
  im: usize,
  toRe: usize,
  toIm: usize,
  diagonal: usize,
  qubitCount: u32,
  x: u32,
  isImaginary: u32,
): i32 {
  const size: u32 = 1 << qubitCount;
  if (x >= size) return 1;
  const isSwapped = (x & 1) != 0;
  const partner: u32 = x & ~1;
  for (let k: u32 = 0; k < size; k += 2) {
    const j = k ^ partner;
    let d = v128.load(at(diagonal, j));
    let r = v128.load(at(re, j));
    let i = v128.load(at(im, j));
    if (isSwapped) {
      d = swapLanes(d);
      r = swapLanes(r);
      i = swapLanes(i);
    }
    const r0 = v128.load(at(toRe, k));
    const i0 = v128.load(at(toIm, k));
    v128.store(at(toRe, k), isImaginary != 0 ? negativeMultiplyAdd(d, i, r0) : multiplyAdd(d, r, r0));
    v128.store(at(toIm, k), isImaginary != 0 ? multiplyAdd(d, r, i0) : multiplyAdd(d, i, i0));
  }
  return 0;
}

/** out ← Σ_k Re(ψ*_{k⊕x} · phase · d(k) ψ_k), phase and status as accumulateGroup. */
export function groupExpectation(
  re: usize,
  im: usize,
  diagonal: usize,
  qubitCount: u32,
  x: u32,
  isImaginary: u32,
  out: usize,
): i32 {
  const size: u32 = 1 << qubitCount;
  if (x >= size) return 1;
  const isSwapped = (x & 1) != 0;
  const partner: u32 = x & ~1;
  let sum = f64x2.splat(0);
  for (let k: u32 = 0; k < size; k += 2) {
    const j = k ^ partner;
    const d = v128.load(at(diagonal, k));
    const r = v128.load(at(re, k));
    const i = v128.load(at(im, k));
    let jr = v128.load(at(re, j));
    let ji = v128.load(at(im, j));
    if (isSwapped) {
      jr = swapLanes(jr);
      ji = swapLanes(ji);
    }
    const product =
      isImaginary != 0 ? negativeMultiplyAdd(jr, i, f64x2.mul(ji, r)) : multiplyAdd(ji, i, f64x2.mul(jr, r));
    sum = multiplyAdd(d, product, sum);
  }
  store<f64>(out, sumLanes(sum));
  return 0;
}
