import { at, multiplyAdd, negativeMultiplyAdd, nextFree } from "./lanes";

/**
 * ψ ← Uψ for a 2×2 matrix on `target` where all bits of `controlMask` are 1.
 * `matrix`: 4 real parts by rows, then 4 imaginary parts. Status 0; 1 if the target is not a free qubit.
 */
export function applyOneQubit(
  re: usize,
  im: usize,
  qubitCount: u32,
  controlMask: u32,
  target: u32,
  matrix: usize,
): i32 {
  const bit: u32 = 1 << target;
  const size: u32 = 1 << qubitCount;
  const fixed: u32 = controlMask | bit;
  if (target >= qubitCount || (controlMask & bit) != 0 || controlMask >= size) return 1;
  if ((fixed & 1) == 0) {
    const r00 = v128.load64_splat(matrix, 0);
    const r01 = v128.load64_splat(matrix, 8);
    const r10 = v128.load64_splat(matrix, 16);
    const r11 = v128.load64_splat(matrix, 24);
    const i00 = v128.load64_splat(matrix, 32);
    const i01 = v128.load64_splat(matrix, 40);
    const i10 = v128.load64_splat(matrix, 48);
    const i11 = v128.load64_splat(matrix, 56);
    for (let free: u32 = 0; free < size; free = nextFree(free | 1, fixed)) {
      const low = free | controlMask;
      const high = low | bit;
      const ar = v128.load(at(re, low));
      const ai = v128.load(at(im, low));
      const br = v128.load(at(re, high));
      const bi = v128.load(at(im, high));
      let r = f64x2.mul(r00, ar);
      r = negativeMultiplyAdd(i00, ai, r);
      r = multiplyAdd(r01, br, r);
      r = negativeMultiplyAdd(i01, bi, r);
      v128.store(at(re, low), r);
      let i = f64x2.mul(r00, ai);
      i = multiplyAdd(i00, ar, i);
      i = multiplyAdd(r01, bi, i);
      i = multiplyAdd(i01, br, i);
      v128.store(at(im, low), i);
      r = f64x2.mul(r10, ar);
      r = negativeMultiplyAdd(i10, ai, r);
      r = multiplyAdd(r11, br, r);
      r = negativeMultiplyAdd(i11, bi, r);
      v128.store(at(re, high), r);
      i = f64x2.mul(r10, ai);
      i = multiplyAdd(i10, ar, i);
      i = multiplyAdd(r11, bi, i);
      i = multiplyAdd(i11, br, i);
      v128.store(at(im, high), i);
    }
    return 0;
  }
  const r00 = load<f64>(matrix, 0);
  const r01 = load<f64>(matrix, 8);
  const r10 = load<f64>(matrix, 16);
  const r11 = load<f64>(matrix, 24);
  const i00 = load<f64>(matrix, 32);
  const i01 = load<f64>(matrix, 40);
  const i10 = load<f64>(matrix, 48);
  const i11 = load<f64>(matrix, 56);
  if (bit == 1) {
    // Both amplitudes of a pair lie in one vector: multiply the matrix's columns by each.
    const realColumn0 = f64x2.replace_lane(f64x2.splat(r00), 1, r10);
    const realColumn1 = f64x2.replace_lane(f64x2.splat(r01), 1, r11);
    const imaginaryColumn0 = f64x2.replace_lane(f64x2.splat(i00), 1, i10);
    const imaginaryColumn1 = f64x2.replace_lane(f64x2.splat(i01), 1, i11);
    for (let free: u32 = 0; free < size; free = nextFree(free, fixed)) {
      const low = free | controlMask;
      const ar = v128.load64_splat(at(re, low));
      const ai = v128.load64_splat(at(im, low));
      const br = v128.load64_splat(at(re, low + 1));
      const bi = v128.load64_splat(at(im, low + 1));
      let r = f64x2.mul(realColumn0, ar);
      r = negativeMultiplyAdd(imaginaryColumn0, ai, r);
      r = multiplyAdd(realColumn1, br, r);
      r = negativeMultiplyAdd(imaginaryColumn1, bi, r);
      let i = f64x2.mul(realColumn0, ai);
      i = multiplyAdd(imaginaryColumn0, ar, i);
      i = multiplyAdd(realColumn1, bi, i);
      i = multiplyAdd(imaginaryColumn1, br, i);
      v128.store(at(re, low), r);
      v128.store(at(im, low), i);
    }
    return 0;
  }
  for (let free: u32 = 0; free < size; free = nextFree(free, fixed)) {
    const low = free | controlMask;
    const high = low | bit;
    const ar = load<f64>(at(re, low));
    const ai = load<f64>(at(im, low));
    const br = load<f64>(at(re, high));
    const bi = load<f64>(at(im, high));
    store<f64>(at(re, low), r00 * ar - i00 * ai + r01 * br - i01 * bi);
    store<f64>(at(im, low), r00 * ai + i00 * ar + r01 * bi + i01 * br);
    store<f64>(at(re, high), r10 * ar - i10 * ai + r11 * br - i11 * bi);
    store<f64>(at(im, high), r10 * ai + i10 * ar + r11 * bi + i11 * br);
  }
  return 0;
}

/** Index of amplitude `local` (bit 0: target0, bit 1: target1) of a block. */
@inline
function member(base: u32, local: u32, bit0: u32, bit1: u32): u32 {
  return base | ((local & 1) != 0 ? bit0 : 0) | ((local & 2) != 0 ? bit1 : 0);
}

/** ψ ← Uψ for a 4×4 matrix on two targets, target0 the lower bit of its index; otherwise as applyOneQubit. */
export function applyTwoQubit(
  re: usize,
  im: usize,
  qubitCount: u32,
  controlMask: u32,
  target0: u32,
  target1: u32,
  matrix: usize,
): i32 {
  const bit0: u32 = 1 << target0;
  const bit1: u32 = 1 << target1;
  const size: u32 = 1 << qubitCount;
  const fixed: u32 = controlMask | bit0 | bit1;
  if (target0 >= qubitCount || target1 >= qubitCount || target0 == target1) return 1;
  if ((controlMask & (bit0 | bit1)) != 0 || controlMask >= size) return 1;
  const isWide = (fixed & 1) == 0;
  for (let free: u32 = 0; free < size; free = nextFree(isWide ? free | 1 : free, fixed)) {
    const base = free | controlMask;
    const at0 = member(base, 0, bit0, bit1);
    const at1 = member(base, 1, bit0, bit1);
    const at2 = member(base, 2, bit0, bit1);
    const at3 = member(base, 3, bit0, bit1);
    // Without a free bit 0 the vectors hold one amplitude in both lanes, and one lane is stored.
    const r0 = isWide ? v128.load(at(re, at0)) : v128.load64_splat(at(re, at0));
    const r1 = isWide ? v128.load(at(re, at1)) : v128.load64_splat(at(re, at1));
    const r2 = isWide ? v128.load(at(re, at2)) : v128.load64_splat(at(re, at2));
    const r3 = isWide ? v128.load(at(re, at3)) : v128.load64_splat(at(re, at3));
    const i0 = isWide ? v128.load(at(im, at0)) : v128.load64_splat(at(im, at0));
    const i1 = isWide ? v128.load(at(im, at1)) : v128.load64_splat(at(im, at1));
    const i2 = isWide ? v128.load(at(im, at2)) : v128.load64_splat(at(im, at2));
    const i3 = isWide ? v128.load(at(im, at3)) : v128.load64_splat(at(im, at3));
    for (let row: u32 = 0; row < 4; row++) {
      const real = matrix + ((<usize>row) << 5);
      const imaginary = real + 128;
      let r = f64x2.mul(v128.load64_splat(real, 0), r0);
      let i = f64x2.mul(v128.load64_splat(real, 0), i0);
      r = multiplyAdd(v128.load64_splat(real, 8), r1, r);
      i = multiplyAdd(v128.load64_splat(real, 8), i1, i);
      r = multiplyAdd(v128.load64_splat(real, 16), r2, r);
      i = multiplyAdd(v128.load64_splat(real, 16), i2, i);
      r = multiplyAdd(v128.load64_splat(real, 24), r3, r);
      i = multiplyAdd(v128.load64_splat(real, 24), i3, i);
      r = negativeMultiplyAdd(v128.load64_splat(imaginary, 0), i0, r);
      i = multiplyAdd(v128.load64_splat(imaginary, 0), r0, i);
      r = negativeMultiplyAdd(v128.load64_splat(imaginary, 8), i1, r);
      i = multiplyAdd(v128.load64_splat(imaginary, 8), r1, i);
      r = negativeMultiplyAdd(v128.load64_splat(imaginary, 16), i2, r);
      i = multiplyAdd(v128.load64_splat(imaginary, 16), r2, i);
      r = negativeMultiplyAdd(v128.load64_splat(imaginary, 24), i3, r);
      i = multiplyAdd(v128.load64_splat(imaginary, 24), r3, i);
      const to = member(base, row, bit0, bit1);
      if (isWide) {
        v128.store(at(re, to), r);
        v128.store(at(im, to), i);
      } else {
        store<f64>(at(re, to), f64x2.extract_lane(r, 0));
        store<f64>(at(im, to), f64x2.extract_lane(i, 0));
      }
    }
  }
  return 0;
}

/**
 * out ← Re⟨λ|M|ψ⟩ for a 2×2 matrix on `target` that is zero where a control bit is 0.
 * Status as applyOneQubit.
 */
export function oneQubitOverlap(
  lambdaRe: usize,
  lambdaIm: usize,
  re: usize,
  im: usize,
  qubitCount: u32,
  controlMask: u32,
  target: u32,
  matrix: usize,
  out: usize,
): i32 {
  const bit: u32 = 1 << target;
  const size: u32 = 1 << qubitCount;
  const fixed: u32 = controlMask | bit;
  if (target >= qubitCount || (controlMask & bit) != 0 || controlMask >= size) return 1;
  let sum: f64 = 0;
  for (let free: u32 = 0; free < size; free = nextFree(free, fixed)) {
    const low = free | controlMask;
    const high = low | bit;
    const ar = load<f64>(at(re, low));
    const ai = load<f64>(at(im, low));
    const br = load<f64>(at(re, high));
    const bi = load<f64>(at(im, high));
    for (let row: u32 = 0; row < 2; row++) {
      const m = matrix + ((<usize>row) << 4);
      const r = load<f64>(m, 0) * ar - load<f64>(m, 32) * ai + load<f64>(m, 8) * br - load<f64>(m, 40) * bi;
      const i = load<f64>(m, 0) * ai + load<f64>(m, 32) * ar + load<f64>(m, 8) * bi + load<f64>(m, 40) * br;
      const to = row == 0 ? low : high;
      sum += load<f64>(at(lambdaRe, to)) * r + load<f64>(at(lambdaIm, to)) * i;
    }
  }
  store<f64>(out, sum);
  return 0;
}

/** out ← Re⟨λ|M|ψ⟩ for a 4×4 matrix on two targets; otherwise as oneQubitOverlap. */
export function twoQubitOverlap(
  lambdaRe: usize,
  lambdaIm: usize,
  re: usize,
  im: usize,
  qubitCount: u32,
  controlMask: u32,
  target0: u32,
  target1: u32,
  matrix: usize,
  out: usize,
): i32 {
  const bit0: u32 = 1 << target0;
  const bit1: u32 = 1 << target1;
  const size: u32 = 1 << qubitCount;
  const fixed: u32 = controlMask | bit0 | bit1;
  if (target0 >= qubitCount || target1 >= qubitCount || target0 == target1) return 1;
  if ((controlMask & (bit0 | bit1)) != 0 || controlMask >= size) return 1;
  let sum: f64 = 0;
  for (let free: u32 = 0; free < size; free = nextFree(free, fixed)) {
    const base = free | controlMask;
    for (let row: u32 = 0; row < 4; row++) {
      let r: f64 = 0;
      let i: f64 = 0;
      for (let column: u32 = 0; column < 4; column++) {
        const m = matrix + ((<usize>(4 * row + column)) << 3);
        const from = member(base, column, bit0, bit1);
        r += load<f64>(m, 0) * load<f64>(at(re, from)) - load<f64>(m, 128) * load<f64>(at(im, from));
        i += load<f64>(m, 0) * load<f64>(at(im, from)) + load<f64>(m, 128) * load<f64>(at(re, from));
      }
      const to = member(base, row, bit0, bit1);
      sum += load<f64>(at(lambdaRe, to)) * r + load<f64>(at(lambdaIm, to)) * i;
    }
  }
  store<f64>(out, sum);
  return 0;
}
