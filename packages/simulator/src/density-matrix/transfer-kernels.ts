import type { RealMatrix } from "./transfer-matrix.ts";

/**
 * Real linear maps on chosen bits of a vector's index, in place; the first bit is the least significant of the matrix's
 * index. This is all that a density matrix in the Pauli basis needs: a compiled build can stand in for the one below.
 */
export interface TransferKernels {
  /** Does the part of thread `thread` of `threads`, by default all. */
  apply(
    vector: Float64Array,
    matrix: RealMatrix,
    bits: readonly number[],
    thread?: number,
    threads?: number,
  ): void;
}

/** The entries of a matrix that are not zero, in rows that are not those of the identity. */
interface SparseMap {
  /** Rows that change. */
  readonly rows: Int32Array;
  /** The entries of row rows[k] are at [starts[k], starts[k + 1]). */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly factors: Float64Array;
}

const maps = new WeakMap<RealMatrix, SparseMap>();

function compress(matrix: RealMatrix): SparseMap {
  const known = maps.get(matrix);
  if (known) return known;
  const { size, entries } = matrix;
  const [rows, starts, columns, factors]: [number[], number[], number[], number[]] = [[], [0], [], []];
  for (let row = 0; row < size; row++) {
    const own: number[] = [];
    for (let column = 0; column < size; column++) if (entries[row * size + column] !== 0) own.push(column);
    if (own.length === 1 && own[0] === row && entries[row * size + row] === 1) continue;
    rows.push(row);
    columns.push(...own);
    factors.push(...own.map((column) => entries[row * size + column]));
    starts.push(columns.length);
  }
  const map = {
    rows: Int32Array.from(rows),
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    factors: Float64Array.from(factors),
  };
  maps.set(matrix, map);
  return map;
}

/** Positions worked on at a time: with a matrix of 16 rows their numbers take 64 KiB. */
const blockSize = 512;

/** Σₖ factorsₖ · before[columnsₖ] for a row, at all positions of a block, into `sums`. */
function sumRow(
  sums: Float64Array,
  before: Float64Array,
  { columns, factors }: SparseMap,
  from: number,
  to: number,
  count: number,
): void {
  let entry = from;
  if (to - from === 1) {
    const [f0, c0] = [factors[entry], columns[entry] * blockSize];
    for (let j = 0; j < count; j++) sums[j] = f0 * before[c0 + j];
    return;
  }
  if (to === from) {
    sums.fill(0, 0, count);
    return;
  }
  const [g0, d0] = [factors[entry], columns[entry] * blockSize];
  const [g1, d1] = [factors[entry + 1], columns[entry + 1] * blockSize];
  for (let j = 0; j < count; j++) sums[j] = g0 * before[d0 + j] + g1 * before[d1 + j];
  for (entry += 2; entry + 1 < to; entry += 2) {
    const [f0, c0] = [factors[entry], columns[entry] * blockSize];
    const [f1, c1] = [factors[entry + 1], columns[entry + 1] * blockSize];
    for (let j = 0; j < count; j++) sums[j] += f0 * before[c0 + j] + f1 * before[c1 + j];
  }
  if (entry < to) {
    const [f0, c0] = [factors[entry], columns[entry] * blockSize];
    for (let j = 0; j < count; j++) sums[j] += f0 * before[c0 + j];
  }
}

/** The `index`-th number whose bits of `fixed` are 0. */
function freePosition(index: number, fixed: number): number {
  let position = 0;
  let rest = index;
  for (let bit = 0; rest > 0; bit++) {
    if ((fixed >> bit) & 1) continue;
    position |= (rest & 1) << bit;
    rest >>= 1;
  }
  return position;
}

function applySparse(
  vector: Float64Array,
  matrix: RealMatrix,
  bits: readonly number[],
  thread = 0,
  threads = 1,
): void {
  const { size } = matrix;
  const map = compress(matrix);
  const { rows, starts } = map;
  const offsets = Int32Array.from({ length: size }, (_, local) =>
    bits.reduce((sum, bit, index) => sum | (((local >> index) & 1) << bit), 0),
  );
  const fixed = offsets[size - 1];
  const positions = new Int32Array(blockSize);
  const before = new Float64Array(size * blockSize);
  const sums = new Float64Array(blockSize);
  const used = [...new Set(map.columns)];
  const total = vector.length / size;
  const end = Math.floor(((thread + 1) * total) / threads);
  let next = Math.floor((thread * total) / threads);
  let base = freePosition(next, fixed);
  while (next < end) {
    const count = Math.min(blockSize, end - next);
    next += count;
    for (let j = 0; j < count; j++) {
      positions[j] = base;
      base = ((base | fixed) + 1) & ~fixed;
    }
    for (const local of used) {
      const [offset, at] = [offsets[local], local * blockSize];
      for (let j = 0; j < count; j++) before[at + j] = vector[positions[j] | offset];
    }
    for (let index = 0; index < rows.length; index++) {
      sumRow(sums, before, map, starts[index], starts[index + 1], count);
      const offset = offsets[rows[index]];
      for (let j = 0; j < count; j++) vector[positions[j] | offset] = sums[j];
    }
  }
}

/** The kernel in plain TypeScript. */
export const typescriptTransferKernels: TransferKernels = { apply: applySparse };
