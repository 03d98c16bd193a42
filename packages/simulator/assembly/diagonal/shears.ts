// Transverse mixer. The amplitude of index k is kept as ψ_k·i^|k| (|k| its set bits), which makes exp(−iβX) the real
// rotation (φ₀, φ₁) → cos β·(φ₀ − τφ₁, φ₁ + τφ₀) with τ = tan β; it is applied without cos β, as a shear.
import { laneSum, multiplyAdd, negativeMultiplyAdd } from "./lanes";

/** Shears of bits bit … bit+2 of `size` amplitudes in one pass. */
function shearThree(base: usize, size: u32, bit: u32, tau0: f64, tau1: f64, tau2: f64): void {
  const step: usize = (<usize>16) << bit;
  const end = base + ((<usize>size) << 4);
  const t0 = f64x2.splat(tau0);
  const t1 = f64x2.splat(tau1);
  const t2 = f64x2.splat(tau2);
  for (let block = base; block < end; block += step << 3) {
    for (let p = block; p < block + step; p += 16) {
      const q = p + (step << 2);
      let a0 = v128.load(p);
      let a1 = v128.load(p + step);
      let a2 = v128.load(p + 2 * step);
      let a3 = v128.load(p + 3 * step);
      let a4 = v128.load(q);
      let a5 = v128.load(q + step);
      let a6 = v128.load(q + 2 * step);
      let a7 = v128.load(q + 3 * step);
      let old = a0;
      a0 = negativeMultiplyAdd(t0, a1, a0);
      a1 = multiplyAdd(t0, old, a1);
      old = a2;
      a2 = negativeMultiplyAdd(t0, a3, a2);
      a3 = multiplyAdd(t0, old, a3);
      old = a4;
      a4 = negativeMultiplyAdd(t0, a5, a4);
      a5 = multiplyAdd(t0, old, a5);
      old = a6;
      a6 = negativeMultiplyAdd(t0, a7, a6);
      a7 = multiplyAdd(t0, old, a7);
      old = a0;
      a0 = negativeMultiplyAdd(t1, a2, a0);
      a2 = multiplyAdd(t1, old, a2);
      old = a1;
      a1 = negativeMultiplyAdd(t1, a3, a1);
      a3 = multiplyAdd(t1, old, a3);
      old = a4;
      a4 = negativeMultiplyAdd(t1, a6, a4);
      a6 = multiplyAdd(t1, old, a6);
      old = a5;
      a5 = negativeMultiplyAdd(t1, a7, a5);
      a7 = multiplyAdd(t1, old, a7);
      v128.store(p, negativeMultiplyAdd(t2, a4, a0));
      v128.store(q, multiplyAdd(t2, a0, a4));
      v128.store(p + step, negativeMultiplyAdd(t2, a5, a1));
      v128.store(q + step, multiplyAdd(t2, a1, a5));
      v128.store(p + 2 * step, negativeMultiplyAdd(t2, a6, a2));
      v128.store(q + 2 * step, multiplyAdd(t2, a2, a6));
      v128.store(p + 3 * step, negativeMultiplyAdd(t2, a7, a3));
      v128.store(q + 3 * step, multiplyAdd(t2, a3, a7));
    }
  }
}

function shearOne(base: usize, size: u32, bit: u32, tau: f64): void {
  const step: usize = (<usize>16) << bit;
  const end = base + ((<usize>size) << 4);
  const t = f64x2.splat(tau);
  for (let block = base; block < end; block += step << 1) {
    for (let p = block; p < block + step; p += 16) {
      const a = v128.load(p);
      const b = v128.load(p + step);
      v128.store(p, negativeMultiplyAdd(t, b, a));
      v128.store(p + step, multiplyAdd(t, a, b));
    }
  }
}

/** Shears of bits first … end−1 by sign·τ; their τ are doubles at `taus`. */
export function shearBits(base: usize, size: u32, first: u32, end: u32, taus: usize, sign: f64): void {
  let bit = first;
  for (; bit + 2 < end; bit += 3) {
    shearThree(base, size, bit, sign * load<f64>(taus), sign * load<f64>(taus, 8), sign * load<f64>(taus, 16));
    taus += 24;
  }
  for (; bit < end; bit++) {
    shearOne(base, size, bit, sign * load<f64>(taus));
    taus += 8;
  }
}

let slope0: f64 = 0;
let slope1: f64 = 0;

/** Undoes the shears of two bits on ψ and λ; slope ← Σ Re(λ₁*φ₀ − λ₀*φ₁) of each bit before. */
function undoTwo(psi: usize, lambda: usize, size: u32, bit: u32, tau0: f64, tau1: f64): void {
  const step: usize = (<usize>16) << bit;
  const t0 = f64x2.splat(tau0);
  const t1 = f64x2.splat(tau1);
  let sum0 = f64x2.splat(0);
  let sum1 = f64x2.splat(0);
  const bytes = (<usize>size) << 4;
  for (let block: usize = 0; block < bytes; block += step << 2) {
    for (let at = block; at < block + step; at += 16) {
      const p = psi + at;
      const l = lambda + at;
      const p0 = v128.load(p);
      const p1 = v128.load(p + step);
      const p2 = v128.load(p + 2 * step);
      const p3 = v128.load(p + 3 * step);
      const l0 = v128.load(l);
      const l1 = v128.load(l + step);
      const l2 = v128.load(l + 2 * step);
      const l3 = v128.load(l + 3 * step);
      sum0 = multiplyAdd(l1, p0, sum0);
      sum0 = negativeMultiplyAdd(l0, p1, sum0);
      sum0 = multiplyAdd(l3, p2, sum0);
      sum0 = negativeMultiplyAdd(l2, p3, sum0);
      sum1 = multiplyAdd(l2, p0, sum1);
      sum1 = negativeMultiplyAdd(l0, p2, sum1);
      sum1 = multiplyAdd(l3, p1, sum1);
      sum1 = negativeMultiplyAdd(l1, p3, sum1);
      const x0 = multiplyAdd(t0, p1, p0);
      const x1 = negativeMultiplyAdd(t0, p0, p1);
      const x2 = multiplyAdd(t0, p3, p2);
      const x3 = negativeMultiplyAdd(t0, p2, p3);
      v128.store(p, multiplyAdd(t1, x2, x0));
      v128.store(p + 2 * step, negativeMultiplyAdd(t1, x0, x2));
      v128.store(p + step, multiplyAdd(t1, x3, x1));
      v128.store(p + 3 * step, negativeMultiplyAdd(t1, x1, x3));
      const y0 = multiplyAdd(t0, l1, l0);
      const y1 = negativeMultiplyAdd(t0, l0, l1);
      const y2 = multiplyAdd(t0, l3, l2);
      const y3 = negativeMultiplyAdd(t0, l2, l3);
      v128.store(l, multiplyAdd(t1, y2, y0));
      v128.store(l + 2 * step, negativeMultiplyAdd(t1, y0, y2));
      v128.store(l + step, multiplyAdd(t1, y3, y1));
      v128.store(l + 3 * step, negativeMultiplyAdd(t1, y1, y3));
    }
  }
  slope0 = laneSum(sum0);
  slope1 = laneSum(sum1);
}

function undoOne(psi: usize, lambda: usize, size: u32, bit: u32, tau: f64): void {
  const step: usize = (<usize>16) << bit;
  const t = f64x2.splat(tau);
  let sum = f64x2.splat(0);
  const bytes = (<usize>size) << 4;
  for (let block: usize = 0; block < bytes; block += step << 1) {
    for (let at = block; at < block + step; at += 16) {
      const p0 = v128.load(psi + at);
      const p1 = v128.load(psi + at + step);
      const l0 = v128.load(lambda + at);
      const l1 = v128.load(lambda + at + step);
      sum = multiplyAdd(l1, p0, sum);
      sum = negativeMultiplyAdd(l0, p1, sum);
      v128.store(psi + at, multiplyAdd(t, p1, p0));
      v128.store(psi + at + step, negativeMultiplyAdd(t, p0, p1));
      v128.store(lambda + at, multiplyAdd(t, l1, l0));
      v128.store(lambda + at + step, negativeMultiplyAdd(t, l0, l1));
    }
  }
  slope0 = laneSum(sum);
}

@inline
function add(address: usize, value: f64): void {
  store<f64>(address, load<f64>(address) + value);
}

/**
 * Undoes the shears of bits first … end−1 on ψ and λ, `repeat` times, and adds each bit's slope to the double at
 * `slopes` (`slopeStride` bytes from one bit to the next). τ are at `taus`, the factors left out of the rotations at
 * `factors`; `weight` is the square of the factors that ψ and λ lack before.
 */
export function undoBits(
  psi: usize, lambda: usize, size: u32, first: u32, end: u32, taus: usize, factors: usize, repeat: u32,
  slopes: usize, slopeStride: usize, weight: f64,
): void {
  let bit = first;
  while (bit < end) {
    const isPair = bit + 1 < end;
    const count: u32 = isPair ? 2 : 1;
    if (isPair) undoTwo(psi, lambda, size, bit, load<f64>(taus), load<f64>(taus, 8));
    else undoOne(psi, lambda, size, bit, load<f64>(taus));
    add(slopes, weight * slope0);
    let factor = load<f64>(factors);
    if (isPair) {
      add(slopes + slopeStride, weight * slope1);
      factor *= load<f64>(factors, 8);
    }
    weight *= factor * factor;
    for (let again: u32 = 1; again < repeat; again++) {
      shearBits(psi, size, bit, bit + count, taus, -1);
      shearBits(lambda, size, bit, bit + count, taus, -1);
    }
    bit += count;
    taus += 8 * count;
    factors += 8 * count;
    slopes += slopeStride * count;
  }
}
