import { multiplyAdd } from "./lanes";
import { nextTask } from "./tasks";

const blockSize: usize = 8;

/** Rounded up to a multiple of four: rows of orbitals and of square matrices are that long. */
// @ts-ignore: decorator
@inline
export function padded(count: usize): usize {
  return (count + 3) & ~3;
}

/** C = AᵀB for A of k × m and B of k × n, rows of mStride, nStride and nStride doubles, all multiples of four. */
function multiplyTransposed(a: usize, b: usize, c: usize, k: usize, mStride: usize, nStride: usize): void {
  const aBytes = mStride << 3;
  const bBytes = nStride << 3;
  for (let p: usize = 0; p < aBytes; p += 32) {
    for (let q: usize = 0; q < bBytes; q += 32) {
      let c00 = f64x2.splat(0);
      let c01 = c00;
      let c10 = c00;
      let c11 = c00;
      let c20 = c00;
      let c21 = c00;
      let c30 = c00;
      let c31 = c00;
      let left = a + p;
      let right = b + q;
      for (let i: usize = 0; i < k; i++) {
        const b0 = v128.load(right);
        const b1 = v128.load(right, 16);
        let factor = v128.load64_splat(left);
        c00 = multiplyAdd(factor, b0, c00);
        c01 = multiplyAdd(factor, b1, c01);
        factor = v128.load64_splat(left, 8);
        c10 = multiplyAdd(factor, b0, c10);
        c11 = multiplyAdd(factor, b1, c11);
        factor = v128.load64_splat(left, 16);
        c20 = multiplyAdd(factor, b0, c20);
        c21 = multiplyAdd(factor, b1, c21);
        factor = v128.load64_splat(left, 24);
        c30 = multiplyAdd(factor, b0, c30);
        c31 = multiplyAdd(factor, b1, c31);
        left += aBytes;
        right += bBytes;
      }
      let place = c + (p >> 3) * bBytes + q;
      v128.store(place, c00);
      v128.store(place, c01, 16);
      place += bBytes;
      v128.store(place, c10);
      v128.store(place, c11, 16);
      place += bBytes;
      v128.store(place, c20);
      v128.store(place, c21, 16);
      place += bBytes;
      v128.store(place, c30);
      v128.store(place, c31, 16);
    }
  }
}

/** The symmetric matrix of a packed triangle; rows of padded(n) doubles whose ends stay zero. */
// @ts-ignore: decorator
@inline
function unpack(packed: usize, n: usize, square: usize): void {
  const rowBytes = padded(n) << 3;
  let source = packed;
  for (let i: usize = 0; i < n; i++) {
    const row = square + i * rowBytes;
    let column = square + (i << 3);
    for (let j: usize = 0; j <= i; j++) {
      const value = load<f64>(source);
      store<f64>(row + (j << 3), value);
      store<f64>(column, value);
      column += rowBytes;
      source += 8;
    }
  }
}

/**
 * AᵀMB of a packed symmetric M, in the scratch behind `square`; returns its address, rows of padded(b) doubles.
 * The smaller of A and B meets M first.
 */
// @ts-ignore: decorator
@inline
export function transformTriangle(
  packed: usize,
  n: usize,
  left: usize,
  leftCount: usize,
  right: usize,
  rightCount: usize,
  square: usize,
): usize {
  const a = padded(leftCount);
  const b = padded(rightCount);
  const half = square + ((padded(n) * padded(n)) << 3);
  const result = half + ((padded(n) * min(a, b)) << 3);
  unpack(packed, n, square);
  if (a < b) {
    multiplyTransposed(square, left, half, n, padded(n), a);
    multiplyTransposed(half, right, result, n, a, b);
  } else {
    multiplyTransposed(square, right, half, n, padded(n), b);
    multiplyTransposed(left, half, result, n, a, b);
  }
  return result;
}

/** Writes a transformed matrix down one column of the half-transformed array. */
export function scatterColumn(
  source: usize,
  leftCount: usize,
  rightCount: usize,
  place: usize,
  strideBytes: usize,
): void {
  for (let p: usize = 0; p < leftCount; p++) {
    for (let q: usize = 0; q < rightCount; q++) {
      store<f64>(place, load<f64>(source + (q << 3)));
      place += strideBytes;
    }
    source += padded(rightCount) << 3;
  }
}

/**
 * Columns [first, first + count) of the full symmetric store, each with `rowLength` doubles, one after the other.
 * Above the block a column is a row of the triangle; below, all columns of one row are neighbours.
 */
function gatherColumns(
  target: usize,
  pairs: usize,
  first: usize,
  count: usize,
  columns: usize,
  rowLength: usize,
): void {
  const columnBytes = rowLength << 3;
  for (let c: usize = 0; c < count; c++) {
    const s = first + c;
    memory.copy(columns + c * columnBytes, target + (((s * (s + 1)) >> 1) << 3), (s + 1) << 3);
  }
  for (let r = first + 1; r < pairs; r++) {
    let source = target + ((((r * (r + 1)) >> 1) + first) << 3);
    let place = columns + (r << 3);
    const end = source + (min(count, r - first) << 3);
    for (; source < end; source += 8) {
      store<f64>(place, load<f64>(source));
      place += columnBytes;
    }
  }
}

/** See IntegralKernels. */
export function halfTransformTasks(
  context: usize,
  target: usize,
  functionCount: usize,
  left: usize,
  leftCount: usize,
  right: usize,
  rightCount: usize,
  result: usize,
  scratch: usize,
  maximumTasks: i32,
): i32 {
  const n = functionCount;
  const pairs = (n * (n + 1)) >> 1;
  const rowLength = (pairs + blockSize - 1) & ~(blockSize - 1);
  const square = scratch + ((blockSize * rowLength) << 3);
  memory.fill(square, 0, (padded(n) * padded(n)) << 3);
  for (let done = 0; done < maximumTasks; done++) {
    const task = nextTask(context);
    if (task < 0) return 0;
    const first = <usize>task * blockSize;
    const count = min(blockSize, pairs - first);
    gatherColumns(target, pairs, first, count, scratch, rowLength);
    for (let c: usize = 0; c < count; c++) {
      const source = transformTriangle(
        scratch + ((c * rowLength) << 3),
        n,
        left,
        leftCount,
        right,
        rightCount,
        square,
      );
      scatterColumn(source, leftCount, rightCount, result + ((first + c) << 3), rowLength << 3);
    }
  }
  return 1;
}

/** See IntegralKernels. */
export function finishTransformTasks(
  context: usize,
  half: usize,
  functionCount: usize,
  left: usize,
  leftCount: usize,
  right: usize,
  rightCount: usize,
  result: usize,
  scratch: usize,
  maximumTasks: i32,
): i32 {
  const n = functionCount;
  const pairs = (n * (n + 1)) >> 1;
  const rowLength = (pairs + blockSize - 1) & ~(blockSize - 1);
  memory.fill(scratch, 0, (padded(n) * padded(n)) << 3);
  for (let done = 0; done < maximumTasks; done++) {
    const row = nextTask(context);
    if (row < 0) return 0;
    let source = transformTriangle(
      half + ((<usize>row * rowLength) << 3),
      n,
      left,
      leftCount,
      right,
      rightCount,
      scratch,
    );
    let place = result + ((<usize>row * leftCount * rightCount) << 3);
    for (let p: usize = 0; p < leftCount; p++) {
      memory.copy(place, source, rightCount << 3);
      place += rightCount << 3;
      source += padded(rightCount) << 3;
    }
  }
  return 1;
}
