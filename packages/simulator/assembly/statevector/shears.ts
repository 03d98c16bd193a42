import { at, exchangeLanes, laneBits, laneCount, laneVector, multiplyAdd, negativeMultiplyAdd, nextFree, splat } from "./lanes";

// One-qubit rotations as shears. With τ = tan(θ/2),
//
//   RX(θ) = cos(θ/2) · [[1, −iτ], [−iτ, 1]],   RY(θ) = cos(θ/2) · [[1, −τ], [τ, 1]],   H = 1/√2 · [[1, 1], [1, −1]]:
//
// half the arithmetic of a rotation. The common factors are collected and applied by a later operation.

export const kindX: i32 = 0;
export const kindY: i32 = 1;
export const kindH: i32 = 2;

/** ψ ← the shear `kind` on `target`, times a factor: the own amplitude enters with `own`, the other with `other`. */
@inline
function shearAcross<T>(re: usize, im: usize, size: u32, target: u32, kind: i32, scaled: bool, own: f64, other: f64): void {
  const bit: u32 = 1 << target;
  const a = splat<T>(own);
  const b = splat<T>(other);
  for (let k: u32 = 0; k < size; k = nextFree(k, bit, laneCount<T>())) {
    const j = k | bit;
    const r0 = v128.load(at<T>(re, k));
    const i0 = v128.load(at<T>(im, k));
    const r1 = v128.load(at<T>(re, j));
    const i1 = v128.load(at<T>(im, j));
    if (kind == kindH) {
      const sumR = v128.add<T>(r0, r1);
      const sumI = v128.add<T>(i0, i1);
      const differenceR = v128.sub<T>(r0, r1);
      const differenceI = v128.sub<T>(i0, i1);
      v128.store(at<T>(re, k), scaled ? v128.mul<T>(a, sumR) : sumR);
      v128.store(at<T>(im, k), scaled ? v128.mul<T>(a, sumI) : sumI);
      v128.store(at<T>(re, j), scaled ? v128.mul<T>(a, differenceR) : differenceR);
      v128.store(at<T>(im, j), scaled ? v128.mul<T>(a, differenceI) : differenceI);
      continue;
    }
    const ar0 = scaled ? v128.mul<T>(a, r0) : r0;
    const ai0 = scaled ? v128.mul<T>(a, i0) : i0;
    const ar1 = scaled ? v128.mul<T>(a, r1) : r1;
    const ai1 = scaled ? v128.mul<T>(a, i1) : i1;
    if (kind == kindX) {
      v128.store(at<T>(re, k), multiplyAdd<T>(b, i1, ar0));
      v128.store(at<T>(im, k), negativeMultiplyAdd<T>(b, r1, ai0));
      v128.store(at<T>(re, j), multiplyAdd<T>(b, i0, ar1));
      v128.store(at<T>(im, j), negativeMultiplyAdd<T>(b, r0, ai1));
    } else {
      v128.store(at<T>(re, k), negativeMultiplyAdd<T>(b, r1, ar0));
      v128.store(at<T>(im, k), negativeMultiplyAdd<T>(b, i1, ai0));
      v128.store(at<T>(re, j), multiplyAdd<T>(b, r0, ar1));
      v128.store(at<T>(im, j), multiplyAdd<T>(b, i0, ai1));
    }
  }
}

/** The same for a target among the lanes, whose partners are lanes of one vector. */
@inline
function shearWithin<T>(re: usize, im: usize, size: u32, target: u32, kind: i32, own: f64, other: f64): void {
  const isLow = target == 0;
  // Lanes whose target bit is 0 and 1 take different signs.
  const low: f64 = kind == kindY ? -other : other;
  const b = isLow ? laneVector<T>(low, other, low, other) : laneVector<T>(low, low, other, other);
  const a =
    kind == kindH
      ? isLow
        ? laneVector<T>(own, -own, own, -own)
        : laneVector<T>(own, own, -own, -own)
      : splat<T>(own);
  for (let k: u32 = 0; k < size; k += laneCount<T>()) {
    const r = v128.load(at<T>(re, k));
    const i = v128.load(at<T>(im, k));
    const swappedR = isLow ? exchangeLanes<T>(r, 1) : exchangeLanes<T>(r, 2);
    const swappedI = isLow ? exchangeLanes<T>(i, 1) : exchangeLanes<T>(i, 2);
    if (kind == kindX) {
      v128.store(at<T>(re, k), multiplyAdd<T>(b, swappedI, v128.mul<T>(a, r)));
      v128.store(at<T>(im, k), negativeMultiplyAdd<T>(b, swappedR, v128.mul<T>(a, i)));
    } else {
      v128.store(at<T>(re, k), multiplyAdd<T>(b, swappedR, v128.mul<T>(a, r)));
      v128.store(at<T>(im, k), multiplyAdd<T>(b, swappedI, v128.mul<T>(a, i)));
    }
  }
}

/**
 * A shear of one qubit. `own` and `other` are the factors of an amplitude itself and of its partner: 1 and τ, or
 * those times a collected factor; for H both are the factor.
 */
export function shear<T>(re: usize, im: usize, size: u32, target: u32, kind: i32, own: f64, other: f64): void {
  if (target < laneBits<T>()) {
    if (kind == kindX) shearWithin<T>(re, im, size, target, kindX, own, other);
    else if (kind == kindY) shearWithin<T>(re, im, size, target, kindY, own, other);
    else shearWithin<T>(re, im, size, target, kindH, own, own);
    return;
  }
  const isScaled = own != 1;
  if (kind == kindX) {
    if (isScaled) shearAcross<T>(re, im, size, target, kindX, true, own, other);
    else shearAcross<T>(re, im, size, target, kindX, false, own, other);
  } else if (kind == kindY) {
    if (isScaled) shearAcross<T>(re, im, size, target, kindY, true, own, other);
    else shearAcross<T>(re, im, size, target, kindY, false, own, other);
  } else if (isScaled) shearAcross<T>(re, im, size, target, kindH, true, own, other);
  else shearAcross<T>(re, im, size, target, kindH, false, own, other);
}

/** Two shears of one kind on two qubits outside the lanes in one pass; `tau0` belongs to `target0`. */
@inline
function twoShears<T>(re: usize, im: usize, size: u32, target0: u32, target1: u32, kind: i32, tau0: f64, tau1: f64): void {
  const bit0: u32 = 1 << target0;
  const bit1: u32 = 1 << target1;
  const fixed = bit0 | bit1;
  const s = splat<T>(tau0);
  const t = splat<T>(tau1);
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, laneCount<T>())) {
    const k1 = k | bit0;
    const k2 = k | bit1;
    const k3 = k1 | bit1;
    const r0 = v128.load(at<T>(re, k));
    const i0 = v128.load(at<T>(im, k));
    const r1 = v128.load(at<T>(re, k1));
    const i1 = v128.load(at<T>(im, k1));
    const r2 = v128.load(at<T>(re, k2));
    const i2 = v128.load(at<T>(im, k2));
    const r3 = v128.load(at<T>(re, k3));
    const i3 = v128.load(at<T>(im, k3));
    if (kind == kindX) {
      const p0 = multiplyAdd<T>(s, i1, r0);
      const q0 = negativeMultiplyAdd<T>(s, r1, i0);
      const p1 = multiplyAdd<T>(s, i0, r1);
      const q1 = negativeMultiplyAdd<T>(s, r0, i1);
      const p2 = multiplyAdd<T>(s, i3, r2);
      const q2 = negativeMultiplyAdd<T>(s, r3, i2);
      const p3 = multiplyAdd<T>(s, i2, r3);
      const q3 = negativeMultiplyAdd<T>(s, r2, i3);
      v128.store(at<T>(re, k), multiplyAdd<T>(t, q2, p0));
      v128.store(at<T>(im, k), negativeMultiplyAdd<T>(t, p2, q0));
      v128.store(at<T>(re, k2), multiplyAdd<T>(t, q0, p2));
      v128.store(at<T>(im, k2), negativeMultiplyAdd<T>(t, p0, q2));
      v128.store(at<T>(re, k1), multiplyAdd<T>(t, q3, p1));
      v128.store(at<T>(im, k1), negativeMultiplyAdd<T>(t, p3, q1));
      v128.store(at<T>(re, k3), multiplyAdd<T>(t, q1, p3));
      v128.store(at<T>(im, k3), negativeMultiplyAdd<T>(t, p1, q3));
    } else if (kind == kindY) {
      const p0 = negativeMultiplyAdd<T>(s, r1, r0);
      const q0 = negativeMultiplyAdd<T>(s, i1, i0);
      const p1 = multiplyAdd<T>(s, r0, r1);
      const q1 = multiplyAdd<T>(s, i0, i1);
      const p2 = negativeMultiplyAdd<T>(s, r3, r2);
      const q2 = negativeMultiplyAdd<T>(s, i3, i2);
      const p3 = multiplyAdd<T>(s, r2, r3);
      const q3 = multiplyAdd<T>(s, i2, i3);
      v128.store(at<T>(re, k), negativeMultiplyAdd<T>(t, p2, p0));
      v128.store(at<T>(im, k), negativeMultiplyAdd<T>(t, q2, q0));
      v128.store(at<T>(re, k2), multiplyAdd<T>(t, p0, p2));
      v128.store(at<T>(im, k2), multiplyAdd<T>(t, q0, q2));
      v128.store(at<T>(re, k1), negativeMultiplyAdd<T>(t, p3, p1));
      v128.store(at<T>(im, k1), negativeMultiplyAdd<T>(t, q3, q1));
      v128.store(at<T>(re, k3), multiplyAdd<T>(t, p1, p3));
      v128.store(at<T>(im, k3), multiplyAdd<T>(t, q1, q3));
    } else {
      const p0 = v128.add<T>(r0, r1);
      const q0 = v128.add<T>(i0, i1);
      const p1 = v128.sub<T>(r0, r1);
      const q1 = v128.sub<T>(i0, i1);
      const p2 = v128.add<T>(r2, r3);
      const q2 = v128.add<T>(i2, i3);
      const p3 = v128.sub<T>(r2, r3);
      const q3 = v128.sub<T>(i2, i3);
      v128.store(at<T>(re, k), v128.add<T>(p0, p2));
      v128.store(at<T>(im, k), v128.add<T>(q0, q2));
      v128.store(at<T>(re, k2), v128.sub<T>(p0, p2));
      v128.store(at<T>(im, k2), v128.sub<T>(q0, q2));
      v128.store(at<T>(re, k1), v128.add<T>(p1, p3));
      v128.store(at<T>(im, k1), v128.add<T>(q1, q3));
      v128.store(at<T>(re, k3), v128.sub<T>(p1, p3));
      v128.store(at<T>(im, k3), v128.sub<T>(q1, q3));
    }
  }
}

/** See {@link twoShears}. */
export function shearPair<T>(re: usize, im: usize, size: u32, target0: u32, target1: u32, kind: i32, tau0: f64, tau1: f64): void {
  if (kind == kindX) twoShears<T>(re, im, size, target0, target1, kindX, tau0, tau1);
  else if (kind == kindY) twoShears<T>(re, im, size, target0, target1, kindY, tau0, tau1);
  else twoShears<T>(re, im, size, target0, target1, kindH, tau0, tau1);
}
