import { at, multiplyAdd, negativeMultiplyAdd, nextFree, signOf, sumLanes, swapLanes } from "./lanes";

/** ψ ← exp(−iθZ…Z/2)ψ: multiplies by cos(θ/2) ∓ i sin(θ/2) by the parity of k ∧ z. */
function applyDiagonalRotation(re: usize, im: usize, size: u32, z: u32, cosine: f64, sine: f64): void {
  const c = f64x2.splat(cosine);
  const even = f64x2.replace_lane(f64x2.splat(sine), 1, sine * signOf(z & 1));
  for (let k: u32 = 0; k < size; k += 2) {
    const s = f64x2.mul(even, f64x2.splat(signOf(k & z)));
    const r = v128.load(at(re, k));
    const i = v128.load(at(im, k));
    v128.store(at(re, k), multiplyAdd(s, i, f64x2.mul(c, r)));
    v128.store(at(im, k), negativeMultiplyAdd(s, r, f64x2.mul(c, i)));
  }
}

/** exp(−iθX/2) or exp(−iθY/2) on qubit 0, whose pairs are neighbours. */
function applyLowestRotation(re: usize, im: usize, size: u32, z: u32, cosine: f64, sine: f64): void {
  const flips: f64 = signOf(z & 1);
  const isReal = (z & 1) != 0;
  for (let k: u32 = 0; k < size; k += 2) {
    const sign = signOf(k & z);
    const f = sine * sign;
    const g = f * flips;
    const ar = load<f64>(at(re, k));
    const ai = load<f64>(at(im, k));
    const br = load<f64>(at(re, k + 1));
    const bi = load<f64>(at(im, k + 1));
    if (isReal) {
      store<f64>(at(re, k), cosine * ar + g * br);
      store<f64>(at(im, k), cosine * ai + g * bi);
      store<f64>(at(re, k + 1), cosine * br + f * ar);
      store<f64>(at(im, k + 1), cosine * bi + f * ai);
    } else {
      store<f64>(at(re, k), cosine * ar + g * bi);
      store<f64>(at(im, k), cosine * ai - g * br);
      store<f64>(at(re, k + 1), cosine * br + f * ai);
      store<f64>(at(im, k + 1), cosine * bi - f * ar);
    }
  }
}

/**
 * ψ ← exp(−iθP/2)ψ for the Pauli product P = P(x, z), cosine = cos(θ/2), sine = sin(θ/2).
 * With y = |x ∧ z| and partner j = k ⊕ x: ψ_k ← cos ψ_k + F (−1)^|j∧z| ψ_j, F = −i·iʸ sin, real for odd y.
 * Status 0; 1 if a mask reaches beyond the qubits.
 */
export function applyPauliRotation(
  re: usize,
  im: usize,
  qubitCount: u32,
  x: u32,
  z: u32,
  cosine: f64,
  sine: f64,
): i32 {
  const size: u32 = 1 << qubitCount;
  if (x >= size || z >= size) return 1;
  if (x == 0) {
    applyDiagonalRotation(re, im, size, z, cosine, sine);
    return 0;
  }
  const ys: u32 = popcnt<u32>(x & z);
  // F = −i·iʸ sin: −i, 1, i, −1 times sin.
  const factor: f64 = (ys & 2) != 0 ? -sine : sine;
  const isReal = (ys & 1) != 0;
  if (x == 1) {
    applyLowestRotation(re, im, size, z, cosine, factor);
    return 0;
  }
  const top: u32 = 1 << (31 - clz<u32>(x));
  const isSwapped = (x & 1) != 0;
  const partner: u32 = x & ~1;
  const c = f64x2.splat(cosine);
  const pairFactor = f64x2.replace_lane(f64x2.splat(factor), 1, factor * signOf(z & 1));
  const flips = f64x2.splat(signOf(x & z));
  for (let k: u32 = 0; k < size; k = nextFree(k | 1, top)) {
    const j = k ^ partner;
    // f belongs to ψ_k in the update of ψ_j, g to ψ_j in the update of ψ_k.
    const f = f64x2.mul(pairFactor, f64x2.splat(signOf(k & z)));
    const g = f64x2.mul(f, flips);
    const ar = v128.load(at(re, k));
    const ai = v128.load(at(im, k));
    let br = v128.load(at(re, j));
    let bi = v128.load(at(im, j));
    if (isSwapped) {
      br = swapLanes(br);
      bi = swapLanes(bi);
    }
    let nextBr: v128;
    let nextBi: v128;
    if (isReal) {
      v128.store(at(re, k), multiplyAdd(g, br, f64x2.mul(c, ar)));
      v128.store(at(im, k), multiplyAdd(g, bi, f64x2.mul(c, ai)));
      nextBr = multiplyAdd(f, ar, f64x2.mul(c, br));
      nextBi = multiplyAdd(f, ai, f64x2.mul(c, bi));
    } else {
      v128.store(at(re, k), multiplyAdd(g, bi, f64x2.mul(c, ar)));
      v128.store(at(im, k), negativeMultiplyAdd(g, br, f64x2.mul(c, ai)));
      nextBr = multiplyAdd(f, ai, f64x2.mul(c, br));
      nextBi = negativeMultiplyAdd(f, ar, f64x2.mul(c, bi));
    }
    v128.store(at(re, j), isSwapped ? swapLanes(nextBr) : nextBr);
    v128.store(at(im, j), isSwapped ? swapLanes(nextBi) : nextBi);
  }
  return 0;
}

/** out ← real and imaginary part of ⟨λ|P(x, z)|ψ⟩. Status as applyPauliRotation. */
export function pauliOverlap(
  lambdaRe: usize,
  lambdaIm: usize,
  re: usize,
  im: usize,
  qubitCount: u32,
  x: u32,
  z: u32,
  out: usize,
): i32 {
  const size: u32 = 1 << qubitCount;
  if (x >= size || z >= size) return 1;
  const isSwapped = (x & 1) != 0;
  const partner: u32 = x & ~1;
  const even = f64x2.replace_lane(f64x2.splat(1), 1, signOf(z & 1));
  let real = f64x2.splat(0);
  let imaginary = f64x2.splat(0);
  for (let k: u32 = 0; k < size; k += 2) {
    // ψ_k contributes to (Pψ)_j, j = k ⊕ x.
    const j = k ^ partner;
    const sign = f64x2.mul(even, f64x2.splat(signOf(k & z)));
    const br = f64x2.mul(sign, v128.load(at(re, k)));
    const bi = f64x2.mul(sign, v128.load(at(im, k)));
    let lr = v128.load(at(lambdaRe, j));
    let li = v128.load(at(lambdaIm, j));
    if (isSwapped) {
      lr = swapLanes(lr);
      li = swapLanes(li);
    }
    real = multiplyAdd(lr, br, real);
    real = multiplyAdd(li, bi, real);
    imaginary = multiplyAdd(lr, bi, imaginary);
    imaginary = negativeMultiplyAdd(li, br, imaginary);
  }
  const r = sumLanes(real);
  const i = sumLanes(imaginary);
  const turns: u32 = popcnt<u32>(x & z) & 3;
  store<f64>(out, turns == 0 ? r : turns == 1 ? -i : turns == 2 ? -r : i);
  store<f64>(out, turns == 0 ? i : turns == 1 ? r : turns == 2 ? -i : -r, 8);
  return 0;
}
