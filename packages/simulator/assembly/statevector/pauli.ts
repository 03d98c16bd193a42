import {
  at,
  exchangeLanes,
  laneBits,
  laneCount,
  laneMask,
  laneVector,
  multiplyAdd,
  negativeMultiplyAdd,
  nextFree,
  signOf,
  splat,
  sumLanes,
} from "./lanes";

/** (−1)^|lane ∧ z| in each lane. */
function laneSigns<T>(z: u32): v128 {
  return laneVector<T>(1, signOf(1 & z), signOf(2 & z), signOf(3 & z));
}

/** ψ ← exp(−iθZ…Z/2)ψ where (k & controlMask) == controlValue. */
function rotateDiagonal<T>(re: usize, im: usize, size: u32, z: u32, controlMask: u32, controlValue: u32, cosine: f64, sine: f64): void {
  const inLanes: u32 = laneCount<T>() - 1;
  const enabled = laneMask<T>(controlMask & inLanes, controlValue & inLanes);
  const c = v128.bitselect(splat<T>(cosine), splat<T>(1), enabled);
  const lanes = v128.bitselect(v128.mul<T>(splat<T>(sine), laneSigns<T>(z)), splat<T>(0), enabled);
  const fixed = controlMask & ~inLanes;
  const base = controlValue & ~inLanes;
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, laneCount<T>())) {
    const j = k | base;
    const s = v128.mul<T>(lanes, splat<T>(signOf(j & z)));
    const r = v128.load(at<T>(re, j));
    const i = v128.load(at<T>(im, j));
    v128.store(at<T>(re, j), multiplyAdd<T>(s, i, v128.mul<T>(c, r)));
    v128.store(at<T>(im, j), negativeMultiplyAdd<T>(s, r, v128.mul<T>(c, i)));
  }
}

/**
 * ψ ← exp(−iθP/2)ψ where (k & controlMask) == controlValue, for the Pauli product P = P(x, z) on qubits that control
 * nothing; cosine = cos(θ/2), sine = sin(θ/2). With y = |x ∧ z| and partner j = k ⊕ x:
 * ψ_k ← cos ψ_k + F (−1)^|j∧z| ψ_j, F = −i·iʸ sin, real for odd y.
 */
export function rotatePauli<T>(
  re: usize,
  im: usize,
  size: u32,
  x: u32,
  z: u32,
  controlMask: u32,
  controlValue: u32,
  cosine: f64,
  sine: f64,
  yCount: u32,
): void {
  if (x == 0) {
    rotateDiagonal<T>(re, im, size, z, controlMask, controlValue, cosine, sine);
    return;
  }
  // F = −i·iʸ sin: −i, 1, i, −1 times sin.
  const factor: f64 = (yCount & 2) != 0 ? -sine : sine;
  const isReal = (yCount & 1) != 0;
  const inLanes: u32 = laneCount<T>() - 1;
  const laneControls = controlMask & inLanes;
  const enabled = laneMask<T>(laneControls, controlValue & inLanes);
  const fixedControls = controlMask & ~inLanes;
  const base = controlValue & ~inLanes;
  const laneX = x & inLanes;
  const outsideX = x & ~inLanes;
  const c = splat<T>(cosine);
  const laneFactors = v128.mul<T>(splat<T>(factor), laneSigns<T>(z));
  const flips = splat<T>(signOf(x & z));
  if (outsideX == 0) {
    for (let k: u32 = 0; k < size; k = nextFree(k, fixedControls, laneCount<T>())) {
      const j = k | base;
      // g belongs to ψ_j in the update of ψ_k.
      const g = v128.mul<T>(v128.mul<T>(laneFactors, splat<T>(signOf(j & z & ~inLanes))), flips);
      const r = v128.load(at<T>(re, j));
      const i = v128.load(at<T>(im, j));
      const sr = exchangeLanes<T>(r, laneX);
      const si = exchangeLanes<T>(i, laneX);
      const nr = multiplyAdd<T>(g, isReal ? sr : si, v128.mul<T>(c, r));
      const ni = isReal ? multiplyAdd<T>(g, si, v128.mul<T>(c, i)) : negativeMultiplyAdd<T>(g, sr, v128.mul<T>(c, i));
      v128.store(at<T>(re, j), v128.bitselect(nr, r, enabled));
      v128.store(at<T>(im, j), v128.bitselect(ni, i, enabled));
    }
    return;
  }
  const top: u32 = 1 << (31 - clz<u32>(outsideX));
  const fixed = fixedControls | top;
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, laneCount<T>())) {
    const here = k | base;
    const there = here ^ outsideX;
    // f belongs to ψ_here in the update of ψ_there, g to ψ_there in the update of ψ_here.
    const f = v128.mul<T>(laneFactors, splat<T>(signOf(here & z & ~inLanes)));
    const g = v128.mul<T>(f, flips);
    const ar = v128.load(at<T>(re, here));
    const ai = v128.load(at<T>(im, here));
    const br = exchangeLanes<T>(v128.load(at<T>(re, there)), laneX);
    const bi = exchangeLanes<T>(v128.load(at<T>(im, there)), laneX);
    let nar: v128;
    let nai: v128;
    let nbr: v128;
    let nbi: v128;
    if (isReal) {
      nar = multiplyAdd<T>(g, br, v128.mul<T>(c, ar));
      nai = multiplyAdd<T>(g, bi, v128.mul<T>(c, ai));
      nbr = multiplyAdd<T>(f, ar, v128.mul<T>(c, br));
      nbi = multiplyAdd<T>(f, ai, v128.mul<T>(c, bi));
    } else {
      nar = multiplyAdd<T>(g, bi, v128.mul<T>(c, ar));
      nai = negativeMultiplyAdd<T>(g, br, v128.mul<T>(c, ai));
      nbr = multiplyAdd<T>(f, ai, v128.mul<T>(c, br));
      nbi = negativeMultiplyAdd<T>(f, ar, v128.mul<T>(c, bi));
    }
    if (laneControls != 0) {
      nar = v128.bitselect(nar, ar, enabled);
      nai = v128.bitselect(nai, ai, enabled);
      nbr = v128.bitselect(nbr, br, enabled);
      nbi = v128.bitselect(nbi, bi, enabled);
    }
    v128.store(at<T>(re, here), nar);
    v128.store(at<T>(im, here), nai);
    v128.store(at<T>(re, there), exchangeLanes<T>(nbr, laneX));
    v128.store(at<T>(im, there), exchangeLanes<T>(nbi, laneX));
  }
}

/**
 * Im⟨λ|X|ψ⟩ or Im⟨λ|Y|ψ⟩ for a qubit outside the lanes, four sums side by side. With X: Im(λ₀*ψ₁ + λ₁*ψ₀); with Y, that maps
 * ψ to (−iψ₁, iψ₀): Re(λ₁*ψ₀ − λ₀*ψ₁).
 */
@inline
function turnSlope<T>(lambdaRe: usize, lambdaIm: usize, re: usize, im: usize, size: u32, bit: u32, isY: bool): f64 {
  let s0 = splat<T>(0);
  let s1 = splat<T>(0);
  let s2 = splat<T>(0);
  let s3 = splat<T>(0);
  let total: f64 = 0;
  let count: u32 = 0;
  for (let k: u32 = 0; k < size; k = nextFree(k, bit, laneCount<T>())) {
    const j = k | bit;
    const r0 = v128.load(at<T>(re, k));
    const i0 = v128.load(at<T>(im, k));
    const r1 = v128.load(at<T>(re, j));
    const i1 = v128.load(at<T>(im, j));
    const lr0 = v128.load(at<T>(lambdaRe, k));
    const li0 = v128.load(at<T>(lambdaIm, k));
    const lr1 = v128.load(at<T>(lambdaRe, j));
    const li1 = v128.load(at<T>(lambdaIm, j));
    if (isY) {
      s0 = multiplyAdd<T>(lr1, r0, s0);
      s1 = multiplyAdd<T>(li1, i0, s1);
      s2 = negativeMultiplyAdd<T>(lr0, r1, s2);
      s3 = negativeMultiplyAdd<T>(li0, i1, s3);
    } else {
      s0 = multiplyAdd<T>(lr0, i1, s0);
      s1 = negativeMultiplyAdd<T>(li0, r1, s1);
      s2 = multiplyAdd<T>(lr1, i0, s2);
      s3 = negativeMultiplyAdd<T>(li1, r0, s3);
    }
    // Short sums in single precision, long ones in double.
    if (sizeof<T>() == 4 && ++count == 256) {
      total += sumLanes<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
      s0 = s1 = s2 = s3 = splat<T>(0);
      count = 0;
    }
  }
  return total + sumLanes<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
}

/** Im⟨λ|Π P(x, z)|ψ⟩ with Π the projector on (k & controlMask) == controlValue. */
export function pauliSlope<T>(
  lambdaRe: usize,
  lambdaIm: usize,
  re: usize,
  im: usize,
  size: u32,
  x: u32,
  z: u32,
  controlMask: u32,
  controlValue: u32,
  yCount: u32,
): f64 {
  const inLanes: u32 = laneCount<T>() - 1;
  if (controlMask == 0 && popcnt<u32>(x) == 1 && (x & inLanes) == 0) {
    if (z == 0) return turnSlope<T>(lambdaRe, lambdaIm, re, im, size, x, false);
    if (z == x) return turnSlope<T>(lambdaRe, lambdaIm, re, im, size, x, true);
  }
  const enabled = laneMask<T>(controlMask & inLanes, controlValue & inLanes);
  const fixed = controlMask & ~inLanes;
  const base = controlValue & ~inLanes;
  const laneX = x & inLanes;
  const outsideX = x & ~inLanes;
  const lanes = v128.bitselect(laneSigns<T>(z), splat<T>(0), enabled);
  // ⟨λ|P|ψ⟩ = iʸ Σ λ*_{k⊕x} (−1)^|k∧z| ψ_k: its imaginary part is the sum's imaginary part for even y, else its real part.
  const isEven = (yCount & 1) == 0;
  let total: f64 = 0;
  let sum = splat<T>(0);
  let count: u32 = 0;
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, laneCount<T>())) {
    const here = k | base;
    const there = here ^ outsideX;
    const sign = v128.mul<T>(lanes, splat<T>(signOf(here & z & ~inLanes)));
    const r = v128.mul<T>(sign, v128.load(at<T>(re, here)));
    const i = v128.mul<T>(sign, v128.load(at<T>(im, here)));
    const lr = exchangeLanes<T>(v128.load(at<T>(lambdaRe, there)), laneX);
    const li = exchangeLanes<T>(v128.load(at<T>(lambdaIm, there)), laneX);
    if (isEven) {
      sum = multiplyAdd<T>(lr, i, sum);
      sum = negativeMultiplyAdd<T>(li, r, sum);
    } else {
      sum = multiplyAdd<T>(lr, r, sum);
      sum = multiplyAdd<T>(li, i, sum);
    }
    // Short sums in single precision, long ones in double.
    if (sizeof<T>() == 4 && ++count == 256) {
      total += sumLanes<T>(sum);
      sum = splat<T>(0);
      count = 0;
    }
  }
  total += sumLanes<T>(sum);
  return (yCount & 2) != 0 ? -total : total;
}
