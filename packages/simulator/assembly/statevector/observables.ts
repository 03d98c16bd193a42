import { at, constant, nextFree, signOf } from "./lanes";

// Pauli sums: the terms of one X-mask act as |k⟩ → phase · d(k) |k ⊕ x⟩ with a real diagonal d of doubles.

/** d(k) ← Σₜ cₜ (−1)^|k∧zₜ| for first ≤ k < end: `zMasks` are words, `coefficients` doubles. */
export function fillDiagonal(diagonal: usize, zMasks: usize, coefficients: usize, count: u32, first: u32, end: u32): i32 {
  for (let k = first; k < end; k++) {
    let sum: f64 = 0;
    for (let term: u32 = 0; term < count; term++) {
      sum += constant(coefficients, term) * signOf(k & load<u32>(zMasks + ((<usize>term) << 2)));
    }
    store<f64>(at<f64>(diagonal, k), sum);
  }
  return 0;
}

/** d(k) ← Σ_z d(z) (−1)^|k∧z| in place: the Walsh–Hadamard transform. */
export function walshHadamard(diagonal: usize, qubitCount: u32): i32 {
  const size: u32 = 1 << qubitCount;
  for (let stride: u32 = 1; stride < size; stride <<= 1) {
    for (let k: u32 = 0; k < size; k = nextFree(k, stride, 1)) {
      const a = load<f64>(at<f64>(diagonal, k));
      const b = load<f64>(at<f64>(diagonal, k | stride));
      store<f64>(at<f64>(diagonal, k), a + b);
      store<f64>(at<f64>(diagonal, k | stride), a - b);
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
  for (let k = first; k < end; k++) {
    const j = k ^ x;
    const d = load<f64>(at<f64>(diagonal, j));
    const r = d * <f64>load<T>(at<T>(re, j));
    const i = d * <f64>load<T>(at<T>(im, j));
    const toR = at<T>(toRe, k);
    const toI = at<T>(toIm, k);
    store<T>(toR, <T>(<f64>load<T>(toR) + (isImaginary != 0 ? -i : r)));
    store<T>(toI, <T>(<f64>load<T>(toI) + (isImaginary != 0 ? r : i)));
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
  let even: f64 = 0;
  let odd: f64 = 0;
  for (let k = first; k < end; k += 2) {
    for (let lane: u32 = 0; lane < 2; lane++) {
      const here = k + lane;
      const j = here ^ x;
      const r = <f64>load<T>(at<T>(re, here));
      const i = <f64>load<T>(at<T>(im, here));
      const jr = <f64>load<T>(at<T>(re, j));
      const ji = <f64>load<T>(at<T>(im, j));
      const product = load<f64>(at<f64>(diagonal, here)) * (isImaginary != 0 ? ji * r - jr * i : jr * r + ji * i);
      if (lane == 0) even += product;
      else odd += product;
    }
  }
  return even + odd;
}
