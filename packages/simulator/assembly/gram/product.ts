// Overlaps ⟨a|b⟩ = Σ_k a_k*·b_k of states, tile by tile. With a = r + is three real products suffice instead of four:
//   P₀ = r_a·r_b, P₁ = s_a·s_b, P₂ = (r_a − s_a)·(r_b + s_b): Re = P₀ + P₁, Im = P₂ − P₀ + P₁.
// Rows are packed in threes for a stretch of `depth` amplitudes, so that nine sums of two lanes stay in registers.
import { laneSum, multiplyAdd } from "../diagonal/lanes";
import { claim, field, stateAt, statusSuccess, word, workspaceOf } from "./fields";

/** Rows of a packed panel. */
const panelRows: u32 = 3;

/** Packs the three planes of rows first … first+count−1 for amplitudes from … from+depth−1; missing rows are zeros. */
function pack(
  system: usize, target: usize, first: u32, count: u32, panels: u32, from: u32, depth: u32, isLeft: bool,
): void {
  const imaginaryOffset = (<usize>8) << word(system, field.qubitCount);
  const panelBytes = (<usize>depth) * 8 * panelRows;
  const planeBytes = panelBytes * panels;
  const bytes = (<usize>depth) << 3;
  for (let panel: u32 = 0; panel < panels; panel++) {
    for (let row: u32 = 0; row < panelRows; row++) {
      let to = target + panelBytes * panel + ((<usize>row) << 4);
      const index = panel * panelRows + row;
      if (index >= count) {
        for (let at: usize = 0; at < bytes; at += 16) {
          v128.store(to, f64x2.splat(0));
          v128.store(to + planeBytes, f64x2.splat(0));
          v128.store(to + 2 * planeBytes, f64x2.splat(0));
          to += 48;
        }
        continue;
      }
      const source = stateAt(system, first + index) + ((<usize>from) << 3);
      for (let at: usize = 0; at < bytes; at += 16) {
        const re = v128.load(source + at);
        const im = v128.load(source + imaginaryOffset + at);
        v128.store(to, re);
        v128.store(to + planeBytes, im);
        v128.store(to + 2 * planeBytes, isLeft ? f64x2.sub(re, im) : f64x2.add(re, im));
        to += 48;
      }
    }
  }
}

/** The nine products of two panels, as pairs of partial sums, to `sums`. */
function multiplyPanels(a: usize, b: usize, bytes: usize, sums: usize): void {
  let c00 = f64x2.splat(0);
  let c01 = f64x2.splat(0);
  let c02 = f64x2.splat(0);
  let c10 = f64x2.splat(0);
  let c11 = f64x2.splat(0);
  let c12 = f64x2.splat(0);
  let c20 = f64x2.splat(0);
  let c21 = f64x2.splat(0);
  let c22 = f64x2.splat(0);
  const end = a + bytes;
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    let x = v128.load(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    c02 = multiplyAdd(x, b2, c02);
    x = v128.load(a, 16);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    c12 = multiplyAdd(x, b2, c12);
    x = v128.load(a, 32);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    c22 = multiplyAdd(x, b2, c22);
    a += 48;
    b += 48;
  }
  v128.store(sums, c00);
  v128.store(sums, c01, 16);
  v128.store(sums, c02, 32);
  v128.store(sums, c10, 48);
  v128.store(sums, c11, 64);
  v128.store(sums, c12, 80);
  v128.store(sums, c20, 96);
  v128.store(sums, c21, 112);
  v128.store(sums, c22, 128);
}

/** Adds the overlaps of two panels to the real and imaginary parts of a tile. */
function addPanels(
  a: usize, aPlane: usize, b: usize, bPlane: usize, bytes: usize, sums: usize, real: usize, imaginary: usize,
  stride: usize,
): void {
  multiplyPanels(a, b, bytes, sums);
  multiplyPanels(a + aPlane, b + bPlane, bytes, sums + 144);
  multiplyPanels(a + 2 * aPlane, b + 2 * bPlane, bytes, sums + 288);
  for (let row: usize = 0; row < panelRows; row++) {
    for (let column: usize = 0; column < panelRows; column++) {
      const p0 = v128.load(sums);
      const p1 = v128.load(sums, 144);
      const p2 = v128.load(sums, 288);
      const at = row * stride + (column << 3);
      store<f64>(real + at, load<f64>(real + at) + laneSum(f64x2.add(p0, p1)));
      store<f64>(imaginary + at, load<f64>(imaginary + at) + laneSum(f64x2.add(f64x2.sub(p2, p0), p1)));
      sums += 16;
    }
  }
}

/** Writes a tile out: fidelities, or overlaps where there is room for imaginary parts; mirrored in a symmetric matrix. */
function writeTile(
  system: usize, real: usize, imaginary: usize, stride: usize, firstRow: u32, rows: u32, firstColumn: u32, columns: u32,
): void {
  const output = <usize>word(system, field.output);
  const outputImaginary = <usize>word(system, field.imaginary);
  const isSymmetric = word(system, field.isSymmetric) != 0;
  const width = <usize>word(system, field.rightCount);
  for (let i: u32 = 0; i < rows; i++) {
    const row = firstRow + i;
    for (let j: u32 = 0; j < columns; j++) {
      const column = firstColumn + j;
      if (isSymmetric && column < row) continue;
      const at = (<usize>i) * stride + ((<usize>j) << 3);
      const re = load<f64>(real + at);
      const im = isSymmetric && column == row ? 0 : load<f64>(imaginary + at);
      const to = (width * row + column) << 3;
      const mirror = (width * column + row) << 3;
      const value = outputImaginary == 0 ? re * re + im * im : re;
      store<f64>(output + to, value);
      if (outputImaginary != 0) store<f64>(outputImaginary + to, im);
      if (isSymmetric && column != row) {
        store<f64>(output + mirror, value);
        if (outputImaginary != 0) store<f64>(outputImaginary + mirror, -im);
      }
    }
  }
}

/**
 * The claimed tiles of the matrix ⟨left|right⟩; a tile is `blockRows` (a multiple of 3) rows and columns, its place a pair of
 * words at `tiles`. The order of each sum is that of the amplitudes, whatever the threads. A thread's workspace holds the
 * packed rows of both sides, the two parts of the tile, and 54 doubles.
 */
export function multiplyTiles(system: usize, thread: u32, threads: u32): i32 {
  const block = word(system, field.blockRows);
  const depth = word(system, field.depth);
  const size: u32 = 1 << word(system, field.qubitCount);
  const leftCount = word(system, field.leftCount);
  const rightCount = word(system, field.rightCount);
  const isSymmetric = word(system, field.isSymmetric) != 0;
  const panelBytes = (<usize>depth) * 8 * panelRows;
  const packedBytes = panelBytes * block;
  const stride = (<usize>block) << 3;
  const left = workspaceOf(system, thread);
  const right = left + packedBytes;
  const real = right + packedBytes;
  const imaginary = real + stride * block;
  const sums = imaginary + stride * block;
  const end = word(system, field.endItem);
  for (let item = claim(system); item < end; item = claim(system)) {
    const place = <usize>word(system, field.tiles) + ((<usize>item) << 3);
    const firstRow = load<u32>(place) * block;
    const firstColumn = load<u32>(place, 4) * block;
    const rows = min<u32>(block, leftCount - firstRow);
    const columns = min<u32>(block, rightCount - firstColumn);
    const isDiagonal = isSymmetric && firstRow == firstColumn;
    const rowPanels = (rows + panelRows - 1) / panelRows;
    const columnPanels = (columns + panelRows - 1) / panelRows;
    const leftPlane = panelBytes * rowPanels;
    const rightPlane = panelBytes * columnPanels;
    memory.fill(real, 0, 2 * stride * block);
    for (let from: u32 = 0; from < size; from += depth) {
      pack(system, left, word(system, field.left) + firstRow, rows, rowPanels, from, depth, true);
      pack(system, right, word(system, field.right) + firstColumn, columns, columnPanels, from, depth, false);
      for (let j: u32 = 0; j < columnPanels; j++) {
        const b = right + panelBytes * j;
        const rowEnd = isDiagonal ? j + 1 : rowPanels;
        for (let i: u32 = 0; i < rowEnd; i++) {
          const at = stride * panelRows * i + 8 * panelRows * (<usize>j);
          addPanels(
            left + panelBytes * i, leftPlane, b, rightPlane, panelBytes, sums, real + at, imaginary + at, stride,
          );
        }
      }
    }
    writeTile(system, real, imaginary, stride, firstRow, rows, firstColumn, columns);
  }
  return statusSuccess;
}
