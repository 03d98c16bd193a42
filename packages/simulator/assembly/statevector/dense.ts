import {
  at,
  constant,
  exchangeLanes,
  laneBits,
  laneCount,
  laneMask,
  laneVector,
  multiplyAdd,
  negativeMultiplyAdd,
  nextFree,
  splat,
} from "./lanes";

// Dense matrices on some qubits, with controls. A matrix of `rows` rows lies at `matrix` as rows² real parts (row-major),
// then rows² imaginary parts, all doubles; the first target is the least significant bit of its index. Nothing here
// needs the matrix to be unitary.

/** ψ ← Uψ for a 2×2 matrix where (k & controlMask) == controlValue. */
export function dense1<T>(
  re: usize,
  im: usize,
  size: u32,
  target: u32,
  controlMask: u32,
  controlValue: u32,
  matrix: usize,
): void {
  const inLanes: u32 = laneCount<T>() - 1;
  const laneControls = controlMask & inLanes;
  const enabled = laneMask<T>(laneControls, controlValue & inLanes);
  const fixedControls = controlMask & ~inLanes;
  const base = controlValue & ~inLanes;
  const r00 = constant(matrix, 0);
  const r01 = constant(matrix, 1);
  const r10 = constant(matrix, 2);
  const r11 = constant(matrix, 3);
  const i00 = constant(matrix, 4);
  const i01 = constant(matrix, 5);
  const i10 = constant(matrix, 6);
  const i11 = constant(matrix, 7);
  if (target < laneBits<T>()) {
    const isLow = target == 0;
    const ownR = isLow ? laneVector<T>(r00, r11, r00, r11) : laneVector<T>(r00, r00, r11, r11);
    const ownI = isLow ? laneVector<T>(i00, i11, i00, i11) : laneVector<T>(i00, i00, i11, i11);
    const otherR = isLow ? laneVector<T>(r01, r10, r01, r10) : laneVector<T>(r01, r01, r10, r10);
    const otherI = isLow ? laneVector<T>(i01, i10, i01, i10) : laneVector<T>(i01, i01, i10, i10);
    for (let k: u32 = 0; k < size; k = nextFree(k, fixedControls, laneCount<T>())) {
      const r = v128.load(at<T>(re, k | base));
      const i = v128.load(at<T>(im, k | base));
      const sr = isLow ? exchangeLanes<T>(r, 1) : exchangeLanes<T>(r, 2);
      const si = isLow ? exchangeLanes<T>(i, 1) : exchangeLanes<T>(i, 2);
      let nr = v128.mul<T>(ownR, r);
      nr = negativeMultiplyAdd<T>(ownI, i, nr);
      nr = multiplyAdd<T>(otherR, sr, nr);
      nr = negativeMultiplyAdd<T>(otherI, si, nr);
      let ni = v128.mul<T>(ownR, i);
      ni = multiplyAdd<T>(ownI, r, ni);
      ni = multiplyAdd<T>(otherR, si, ni);
      ni = multiplyAdd<T>(otherI, sr, ni);
      v128.store(at<T>(re, k | base), v128.bitselect(nr, r, enabled));
      v128.store(at<T>(im, k | base), v128.bitselect(ni, i, enabled));
    }
    return;
  }
  const bit: u32 = 1 << target;
  const fixed = fixedControls | bit;
  const vr00 = splat<T>(r00);
  const vr01 = splat<T>(r01);
  const vr10 = splat<T>(r10);
  const vr11 = splat<T>(r11);
  const vi00 = splat<T>(i00);
  const vi01 = splat<T>(i01);
  const vi10 = splat<T>(i10);
  const vi11 = splat<T>(i11);
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, laneCount<T>())) {
    const low = k | base;
    const high = low | bit;
    const ar = v128.load(at<T>(re, low));
    const ai = v128.load(at<T>(im, low));
    const br = v128.load(at<T>(re, high));
    const bi = v128.load(at<T>(im, high));
    let r0 = v128.mul<T>(vr00, ar);
    let i0 = v128.mul<T>(vr00, ai);
    let r1 = v128.mul<T>(vr10, ar);
    let i1 = v128.mul<T>(vr10, ai);
    r0 = negativeMultiplyAdd<T>(vi00, ai, r0);
    i0 = multiplyAdd<T>(vi00, ar, i0);
    r1 = negativeMultiplyAdd<T>(vi10, ai, r1);
    i1 = multiplyAdd<T>(vi10, ar, i1);
    r0 = multiplyAdd<T>(vr01, br, r0);
    i0 = multiplyAdd<T>(vr01, bi, i0);
    r1 = multiplyAdd<T>(vr11, br, r1);
    i1 = multiplyAdd<T>(vr11, bi, i1);
    r0 = negativeMultiplyAdd<T>(vi01, bi, r0);
    i0 = multiplyAdd<T>(vi01, br, i0);
    r1 = negativeMultiplyAdd<T>(vi11, bi, r1);
    i1 = multiplyAdd<T>(vi11, br, i1);
    if (laneControls != 0) {
      r0 = v128.bitselect(r0, ar, enabled);
      i0 = v128.bitselect(i0, ai, enabled);
      r1 = v128.bitselect(r1, br, enabled);
      i1 = v128.bitselect(i1, bi, enabled);
    }
    v128.store(at<T>(re, low), r0);
    v128.store(at<T>(im, low), i0);
    v128.store(at<T>(re, high), r1);
    v128.store(at<T>(im, high), i1);
  }
}

/** One row of the 4×4 product: the real or imaginary part. */
@inline
function rowReal<T>(row: usize, r0: v128, r1: v128, r2: v128, r3: v128, i0: v128, i1: v128, i2: v128, i3: v128): v128 {
  let r = v128.mul<T>(splat<T>(load<f64>(row)), r0);
  r = negativeMultiplyAdd<T>(splat<T>(load<f64>(row, 128)), i0, r);
  r = multiplyAdd<T>(splat<T>(load<f64>(row, 8)), r1, r);
  r = negativeMultiplyAdd<T>(splat<T>(load<f64>(row, 136)), i1, r);
  r = multiplyAdd<T>(splat<T>(load<f64>(row, 16)), r2, r);
  r = negativeMultiplyAdd<T>(splat<T>(load<f64>(row, 144)), i2, r);
  r = multiplyAdd<T>(splat<T>(load<f64>(row, 24)), r3, r);
  return negativeMultiplyAdd<T>(splat<T>(load<f64>(row, 152)), i3, r);
}

@inline
function rowImaginary<T>(row: usize, r0: v128, r1: v128, r2: v128, r3: v128, i0: v128, i1: v128, i2: v128, i3: v128): v128 {
  let i = v128.mul<T>(splat<T>(load<f64>(row)), i0);
  i = multiplyAdd<T>(splat<T>(load<f64>(row, 128)), r0, i);
  i = multiplyAdd<T>(splat<T>(load<f64>(row, 8)), i1, i);
  i = multiplyAdd<T>(splat<T>(load<f64>(row, 136)), r1, i);
  i = multiplyAdd<T>(splat<T>(load<f64>(row, 16)), i2, i);
  i = multiplyAdd<T>(splat<T>(load<f64>(row, 144)), r2, i);
  i = multiplyAdd<T>(splat<T>(load<f64>(row, 24)), i3, i);
  return multiplyAdd<T>(splat<T>(load<f64>(row, 152)), r3, i);
}

function dense2Across<T>(
  re: usize,
  im: usize,
  size: u32,
  target0: u32,
  target1: u32,
  controlMask: u32,
  controlValue: u32,
  matrix: usize,
): void {
  const bit0: u32 = 1 << target0;
  const bit1: u32 = 1 << target1;
  const fixed = controlMask | bit0 | bit1;
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, laneCount<T>())) {
    const k0 = k | controlValue;
    const k1 = k0 | bit0;
    const k2 = k0 | bit1;
    const k3 = k1 | bit1;
    const r0 = v128.load(at<T>(re, k0));
    const i0 = v128.load(at<T>(im, k0));
    const r1 = v128.load(at<T>(re, k1));
    const i1 = v128.load(at<T>(im, k1));
    const r2 = v128.load(at<T>(re, k2));
    const i2 = v128.load(at<T>(im, k2));
    const r3 = v128.load(at<T>(re, k3));
    const i3 = v128.load(at<T>(im, k3));
    v128.store(at<T>(re, k0), rowReal<T>(matrix, r0, r1, r2, r3, i0, i1, i2, i3));
    v128.store(at<T>(im, k0), rowImaginary<T>(matrix, r0, r1, r2, r3, i0, i1, i2, i3));
    v128.store(at<T>(re, k1), rowReal<T>(matrix + 32, r0, r1, r2, r3, i0, i1, i2, i3));
    v128.store(at<T>(im, k1), rowImaginary<T>(matrix + 32, r0, r1, r2, r3, i0, i1, i2, i3));
    v128.store(at<T>(re, k2), rowReal<T>(matrix + 64, r0, r1, r2, r3, i0, i1, i2, i3));
    v128.store(at<T>(im, k2), rowImaginary<T>(matrix + 64, r0, r1, r2, r3, i0, i1, i2, i3));
    v128.store(at<T>(re, k3), rowReal<T>(matrix + 96, r0, r1, r2, r3, i0, i1, i2, i3));
    v128.store(at<T>(im, k3), rowImaginary<T>(matrix + 96, r0, r1, r2, r3, i0, i1, i2, i3));
  }
}

/** Matrix index of the block's vector `outside` and the lane bit `inside`. */
@inline
function member(outside: u32, inside: u32, insideIsFirst: bool): u32 {
  return insideIsFirst ? inside | (outside << 1) : outside | (inside << 1);
}

/** One target among the lanes, one outside: factors by lane, for the own lane and for its partner. */
function dense2Mixed<T>(
  re: usize,
  im: usize,
  size: u32,
  inside: u32,
  outside: u32,
  insideIsFirst: bool,
  controlMask: u32,
  controlValue: u32,
  matrix: usize,
  work: usize,
): void {
  const isLow = inside == 0;
  for (let row: u32 = 0; row < 2; row++) {
    for (let column: u32 = 0; column < 2; column++) {
      for (let partner: u32 = 0; partner < 2; partner++) {
        for (let part: u32 = 0; part < 2; part++) {
          const entry0 = 4 * member(row, 0, insideIsFirst) + member(column, partner, insideIsFirst);
          const entry1 = 4 * member(row, 1, insideIsFirst) + member(column, 1 - partner, insideIsFirst);
          const low = constant(matrix, entry0 + 16 * part);
          const high = constant(matrix, entry1 + 16 * part);
          const factor = isLow ? laneVector<T>(low, high, low, high) : laneVector<T>(low, low, high, high);
          v128.store(work + ((<usize>(8 * row + 4 * column + 2 * partner + part)) << 4), factor);
        }
      }
    }
  }
  const bit: u32 = 1 << outside;
  const fixed = controlMask | bit;
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, laneCount<T>())) {
    const k0 = k | controlValue;
    const k1 = k0 | bit;
    const r0 = v128.load(at<T>(re, k0));
    const i0 = v128.load(at<T>(im, k0));
    const r1 = v128.load(at<T>(re, k1));
    const i1 = v128.load(at<T>(im, k1));
    const sr0 = isLow ? exchangeLanes<T>(r0, 1) : exchangeLanes<T>(r0, 2);
    const si0 = isLow ? exchangeLanes<T>(i0, 1) : exchangeLanes<T>(i0, 2);
    const sr1 = isLow ? exchangeLanes<T>(r1, 1) : exchangeLanes<T>(r1, 2);
    const si1 = isLow ? exchangeLanes<T>(i1, 1) : exchangeLanes<T>(i1, 2);
    for (let row: u32 = 0; row < 2; row++) {
      const factors = work + ((<usize>row) << 7);
      let r = v128.mul<T>(v128.load(factors), r0);
      let i = v128.mul<T>(v128.load(factors), i0);
      r = negativeMultiplyAdd<T>(v128.load(factors, 16), i0, r);
      i = multiplyAdd<T>(v128.load(factors, 16), r0, i);
      r = multiplyAdd<T>(v128.load(factors, 32), sr0, r);
      i = multiplyAdd<T>(v128.load(factors, 32), si0, i);
      r = negativeMultiplyAdd<T>(v128.load(factors, 48), si0, r);
      i = multiplyAdd<T>(v128.load(factors, 48), sr0, i);
      r = multiplyAdd<T>(v128.load(factors, 64), r1, r);
      i = multiplyAdd<T>(v128.load(factors, 64), i1, i);
      r = negativeMultiplyAdd<T>(v128.load(factors, 80), i1, r);
      i = multiplyAdd<T>(v128.load(factors, 80), r1, i);
      r = multiplyAdd<T>(v128.load(factors, 96), sr1, r);
      i = multiplyAdd<T>(v128.load(factors, 96), si1, i);
      r = negativeMultiplyAdd<T>(v128.load(factors, 112), si1, r);
      i = multiplyAdd<T>(v128.load(factors, 112), sr1, i);
      v128.store(at<T>(re, row == 0 ? k0 : k1), r);
      v128.store(at<T>(im, row == 0 ? k0 : k1), i);
    }
  }
}

/** Offset in amplitudes of member `local` of a block with these targets. */
@inline
function spread(local: u32, targetCount: u32, targets: usize): u32 {
  let offset: u32 = 0;
  for (let index: u32 = 0; index < targetCount; index++) {
    offset |= ((local >> index) & 1) << load<u32>(targets + ((<usize>index) << 2));
  }
  return offset;
}

/** Writes the offsets of a block's members to `work` (words); returns the last one, which has all bits of the targets. */
function writeOffsets(rows: u32, targetCount: u32, targets: usize, work: usize): u32 {
  for (let local: u32 = 0; local < rows; local++) {
    store<u32>(work + ((<usize>local) << 2), spread(local, targetCount, targets));
  }
  return spread(rows - 1, targetCount, targets);
}

/**
 * ψ ← Uψ on up to four targets (`targets`: words), one amplitude at a time; `work` holds at least 16 offsets and 32
 * doubles.
 */
function denseByElement<T>(
  re: usize,
  im: usize,
  size: u32,
  targetCount: u32,
  targets: usize,
  controlMask: u32,
  controlValue: u32,
  matrix: usize,
  work: usize,
): void {
  const rows: u32 = 1 << targetCount;
  const block = writeOffsets(rows, targetCount, targets, work);
  const inputs = work + 64;
  const imaginaryMatrix = matrix + ((<usize>(rows * rows)) << 3);
  const fixed = controlMask | block;
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, 1)) {
    const base = k | controlValue;
    for (let local: u32 = 0; local < rows; local++) {
      const index = base | load<u32>(work + ((<usize>local) << 2));
      store<f64>(inputs + ((<usize>local) << 4), <f64>load<T>(at<T>(re, index)));
      store<f64>(inputs + ((<usize>local) << 4), <f64>load<T>(at<T>(im, index)), 8);
    }
    for (let row: u32 = 0; row < rows; row++) {
      let r: f64 = 0;
      let i: f64 = 0;
      for (let column: u32 = 0; column < rows; column++) {
        const mr = constant(matrix, row * rows + column);
        const mi = constant(imaginaryMatrix, row * rows + column);
        const vr = load<f64>(inputs + ((<usize>column) << 4));
        const vi = load<f64>(inputs + ((<usize>column) << 4), 8);
        r += mr * vr - mi * vi;
        i += mr * vi + mi * vr;
      }
      const index = base | load<u32>(work + ((<usize>row) << 2));
      store<T>(at<T>(re, index), <T>r);
      store<T>(at<T>(im, index), <T>i);
    }
  }
}

/** ψ ← Uψ on three or four targets outside the lanes; `work` holds at least 16 offsets and 32 vectors. */
function denseByVector<T>(
  re: usize,
  im: usize,
  size: u32,
  targetCount: u32,
  targets: usize,
  controlMask: u32,
  controlValue: u32,
  matrix: usize,
  work: usize,
): void {
  const rows: u32 = 1 << targetCount;
  const block = writeOffsets(rows, targetCount, targets, work);
  const inputs = work + 64;
  const imaginaryMatrix = matrix + ((<usize>(rows * rows)) << 3);
  const fixed = controlMask | block;
  for (let k: u32 = 0; k < size; k = nextFree(k, fixed, laneCount<T>())) {
    const base = k | controlValue;
    for (let local: u32 = 0; local < rows; local++) {
      const index = base | load<u32>(work + ((<usize>local) << 2));
      v128.store(inputs + ((<usize>local) << 5), v128.load(at<T>(re, index)));
      v128.store(inputs + ((<usize>local) << 5), v128.load(at<T>(im, index)), 16);
    }
    for (let row: u32 = 0; row < rows; row++) {
      let r = splat<T>(0);
      let i = splat<T>(0);
      for (let column: u32 = 0; column < rows; column++) {
        const mr = splat<T>(constant(matrix, row * rows + column));
        const mi = splat<T>(constant(imaginaryMatrix, row * rows + column));
        const vr = v128.load(inputs + ((<usize>column) << 5));
        const vi = v128.load(inputs + ((<usize>column) << 5), 16);
        r = multiplyAdd<T>(mr, vr, r);
        i = multiplyAdd<T>(mr, vi, i);
        r = negativeMultiplyAdd<T>(mi, vi, r);
        i = multiplyAdd<T>(mi, vr, i);
      }
      const index = base | load<u32>(work + ((<usize>row) << 2));
      v128.store(at<T>(re, index), r);
      v128.store(at<T>(im, index), i);
    }
  }
}

/** ψ ← Uψ on two to four targets where (k & controlMask) == controlValue; `targets` holds words. */
export function denseMany<T>(
  re: usize,
  im: usize,
  size: u32,
  targetCount: u32,
  targets: usize,
  controlMask: u32,
  controlValue: u32,
  matrix: usize,
  work: usize,
): void {
  const lanes = laneBits<T>();
  let lowest: u32 = 32;
  for (let index: u32 = 0; index < targetCount; index++) {
    lowest = min<u32>(lowest, load<u32>(targets + ((<usize>index) << 2)));
  }
  const hasLaneControl = (controlMask & (laneCount<T>() - 1)) != 0;
  if (targetCount == 2 && !hasLaneControl) {
    const target0 = load<u32>(targets);
    const target1 = load<u32>(targets, 4);
    if (lowest >= lanes) {
      dense2Across<T>(re, im, size, target0, target1, controlMask, controlValue, matrix);
      return;
    }
    if (target0 < lanes && target1 >= lanes) {
      dense2Mixed<T>(re, im, size, target0, target1, true, controlMask, controlValue, matrix, work);
      return;
    }
    if (target1 < lanes && target0 >= lanes) {
      dense2Mixed<T>(re, im, size, target1, target0, false, controlMask, controlValue, matrix, work);
      return;
    }
  }
  if (lowest >= lanes && !hasLaneControl) {
    denseByVector<T>(re, im, size, targetCount, targets, controlMask, controlValue, matrix, work);
  } else denseByElement<T>(re, im, size, targetCount, targets, controlMask, controlValue, matrix, work);
}
