import { entry, layouts, pointer, system, word } from "./fields";
import { multiplyAdd } from "./lanes";

/**
 * result = Σ_e value_e · (row column_e of the source) over the entries of one row of a sparse matrix.
 * `source` and `result` point at the first column in rows of offset 0; `length` is even.
 */
export function sameSpinRow(
  rowStart: usize,
  columns: usize,
  values: usize,
  base: usize,
  row: i32,
  source: usize,
  result: usize,
  length: i32,
): void {
  const first = entry(rowStart, row);
  const end = entry(rowStart, row + 1);
  const out = result + <usize>entry(base, row);
  let column: i32 = 0;
  if (length >= 16) {
    for (;;) {
      // The last tile overlaps the one before and computes the same numbers again.
      if (column > length - 16) column = length - 16;
      const offset = (<usize>column) << 3;
      let s0 = f64x2.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let s4 = s0;
      let s5 = s0;
      let s6 = s0;
      let s7 = s0;
      for (let item = first; item < end; item++) {
        const from = source + <usize>entry(base, entry(columns, item)) + offset;
        const value = v128.load_splat<f64>(values + ((<usize>item) << 3));
        s0 = multiplyAdd(value, v128.load(from), s0);
        s1 = multiplyAdd(value, v128.load(from, 16), s1);
        s2 = multiplyAdd(value, v128.load(from, 32), s2);
        s3 = multiplyAdd(value, v128.load(from, 48), s3);
        s4 = multiplyAdd(value, v128.load(from, 64), s4);
        s5 = multiplyAdd(value, v128.load(from, 80), s5);
        s6 = multiplyAdd(value, v128.load(from, 96), s6);
        s7 = multiplyAdd(value, v128.load(from, 112), s7);
      }
      v128.store(out + offset, s0);
      v128.store(out + offset, s1, 16);
      v128.store(out + offset, s2, 32);
      v128.store(out + offset, s3, 48);
      v128.store(out + offset, s4, 64);
      v128.store(out + offset, s5, 80);
      v128.store(out + offset, s6, 96);
      v128.store(out + offset, s7, 112);
      column += 16;
      if (column >= length) return;
    }
  }
  for (; column < length; column += 2) {
    const offset = (<usize>column) << 3;
    let sum = f64x2.splat(0);
    for (let item = first; item < end; item++) {
      const from = source + <usize>entry(base, entry(columns, item)) + offset;
      sum = multiplyAdd(v128.load_splat<f64>(values + ((<usize>item) << 3)), v128.load(from), sum);
    }
    v128.store(out + offset, sum);
  }
}

/** One row of (H_α + the opposite-spin part)·v, or of the triangular half of the latter. */
export function alphaRow(
  systemPointer: usize,
  layout: usize,
  source: usize,
  result: usize,
  row: i32,
  triangular: bool,
  thread: i32,
): void {
  const base = pointer(layout, layouts.rowBase);
  const start = pointer(systemPointer, system.betaStart);
  const label = entry(pointer(systemPointer, system.alphaLabels), row) ^ word(layout, layouts.target);
  const first = entry(start, label);
  const count = entry(start, label + 1) - first;
  if (count == 0) return;
  const firstOffset = (<usize>first) << 3;
  sameSpinRow(
    pointer(systemPointer, system.alphaRowStart),
    pointer(systemPointer, system.alphaColumns),
    pointer(systemPointer, system.alphaValues),
    base,
    row,
    source + firstOffset,
    result + firstOffset,
    (count + 1) & ~1,
  );

  const out = result + <usize>entry(base, row) + firstOffset;
  const irrepCount = word(systemPointer, system.irrepCount);
  const betaCount = word(systemPointer, system.betaStringCount);
  const connectionStart = pointer(systemPointer, system.connectionStart);
  const coefficients = pointer(
    systemPointer,
    triangular ? system.triangularCoefficients : system.coefficients,
  );
  const connections = pointer(systemPointer, system.connections);
  const gather = pointer(systemPointer, system.gather);
  const tile =
    pointer(systemPointer, system.workTile) + <usize>thread * pointer(systemPointer, system.workTileStride);
  const pointers = tile + pointer(systemPointer, system.workPointers);
  const blockCount = word(systemPointer, system.blockCount);
  let known: i32 = -1;
  let connectionCount: i32 = 0;
  let lastPairs: usize = 0;
  for (let block: i32 = 0; block < blockCount; block++) {
    const blockWords = pointer(systemPointer, system.blocks) + <usize>(block * 12);
    const x = load<i32>(blockWords);
    const firstPair = load<i32>(blockWords, 4);
    const endPair = load<i32>(blockWords, 8);
    const h = label ^ x;
    const stride = (entry(start, h + 1) - entry(start, h) + 1) & ~1;
    if (stride == 0) continue;
    if (known != x) {
      known = x;
      const from = entry(connectionStart, row * irrepCount + x);
      connectionCount = entry(connectionStart, row * irrepCount + x + 1) - from;
      lastPairs = connections + <usize>(from * 12) + 8;
      for (let index: i32 = 0; index < connectionCount; index++) {
        const words = connections + <usize>((from + index) * 12);
        const slot = pointers + ((<usize>index) << 3);
        store<u32>(slot, <u32>(source + <usize>entry(base, load<i32>(words)) + ((<usize>entry(start, h)) << 3)));
        store<u32>(slot, <u32>(coefficients + <usize>load<i32>(words, 4)), 4);
      }
    }
    let used = connectionCount;
    for (let pair = firstPair; pair < endPair; pair += 4) {
      // Connections come by descending pair R; only those with R ≥ P matter for a triangle.
      if (triangular) while (used > 0 && load<i32>(lastPairs + <usize>((used - 1) * 12)) < pair) used--;
      multiplyTile(pointers, used, (<usize>pair) << 3, tile + ((<usize>((pair - firstPair) * stride)) << 3), stride);
    }
    gatherRow(
      pointer(systemPointer, system.gatherStart) + ((<usize>(block * betaCount + first)) << 3),
      gather,
      tile,
      out,
      count,
    );
  }
}

/** X_P = Σ_j coefficient_jP · row_j for four pairs P from `pairOffset` on; rows of X are `stride` doubles apart. */
function multiplyTile(pointers: usize, count: i32, pairOffset: usize, tile: usize, stride: i32): void {
  const end = pointers + ((<usize>count) << 3);
  const rowBytes = (<usize>stride) << 3;
  let column: i32 = 0;
  if (stride >= 6) {
    for (;;) {
      if (column > stride - 6) column = stride - 6;
      const offset = (<usize>column) << 3;
      let a0 = f64x2.splat(0);
      let a1 = a0;
      let a2 = a0;
      let b0 = a0;
      let b1 = a0;
      let b2 = a0;
      let c0 = a0;
      let c1 = a0;
      let c2 = a0;
      let d0 = a0;
      let d1 = a0;
      let d2 = a0;
      for (let item = pointers; item < end; item += 8) {
        const from = <usize>load<u32>(item) + offset;
        const factors = <usize>load<u32>(item, 4) + pairOffset;
        const x0 = v128.load(from);
        const x1 = v128.load(from, 16);
        const x2 = v128.load(from, 32);
        const a = v128.load_splat<f64>(factors);
        a0 = multiplyAdd(a, x0, a0);
        a1 = multiplyAdd(a, x1, a1);
        a2 = multiplyAdd(a, x2, a2);
        const b = v128.load_splat<f64>(factors, 8);
        b0 = multiplyAdd(b, x0, b0);
        b1 = multiplyAdd(b, x1, b1);
        b2 = multiplyAdd(b, x2, b2);
        const c = v128.load_splat<f64>(factors, 16);
        c0 = multiplyAdd(c, x0, c0);
        c1 = multiplyAdd(c, x1, c1);
        c2 = multiplyAdd(c, x2, c2);
        const d = v128.load_splat<f64>(factors, 24);
        d0 = multiplyAdd(d, x0, d0);
        d1 = multiplyAdd(d, x1, d1);
        d2 = multiplyAdd(d, x2, d2);
      }
      let to = tile + offset;
      v128.store(to, a0);
      v128.store(to, a1, 16);
      v128.store(to, a2, 32);
      to += rowBytes;
      v128.store(to, b0);
      v128.store(to, b1, 16);
      v128.store(to, b2, 32);
      to += rowBytes;
      v128.store(to, c0);
      v128.store(to, c1, 16);
      v128.store(to, c2, 32);
      to += rowBytes;
      v128.store(to, d0);
      v128.store(to, d1, 16);
      v128.store(to, d2, 32);
      column += 6;
      if (column >= stride) return;
    }
  }
  for (; column < stride; column += 2) {
    const offset = (<usize>column) << 3;
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (let item = pointers; item < end; item += 8) {
      const x = v128.load(<usize>load<u32>(item) + offset);
      const factors = <usize>load<u32>(item, 4) + pairOffset;
      a = multiplyAdd(v128.load_splat<f64>(factors), x, a);
      b = multiplyAdd(v128.load_splat<f64>(factors, 8), x, b);
      c = multiplyAdd(v128.load_splat<f64>(factors, 16), x, c);
      d = multiplyAdd(v128.load_splat<f64>(factors, 24), x, d);
    }
    v128.store(tile + offset, a);
    v128.store(tile + offset + rowBytes, b);
    v128.store(tile + offset + 2 * rowBytes, c);
    v128.store(tile + offset + 3 * rowBytes, d);
  }
}

/** row[b] += Σ X(entries with sign +) − Σ X(entries with sign −) for each column. */
function gatherRow(segments: usize, gather: usize, tile: usize, out: usize, count: i32): void {
  let position = entry(segments, 0);
  for (let column: i32 = 0; column < count; column++) {
    const segment = segments + ((<usize>column) << 3);
    const middle = load<i32>(segment, 4);
    const end = load<i32>(segment, 8);
    if (position == end) continue;
    let sum: f64 = 0;
    for (; position < middle; position++) sum += load<f64>(tile + <usize>entry(gather, position));
    for (; position < end; position++) sum -= load<f64>(tile + <usize>entry(gather, position));
    const to = out + ((<usize>column) << 3);
    store<f64>(to, load<f64>(to) + sum);
  }
}
