import type { StringSet } from "./string-set.ts";

/**
 * Where the determinants of one symmetry label stand in memory. Only those blocks (α label g, β label g ⊕ target)
 * are stored, row by row; each row is padded with zeros to an even number of doubles, for two-lane SIMD.
 * The transposed layout (rows are β strings) has the same length for blocks of the same kind.
 */
export interface SectorLayout {
  readonly target: number;
  /** Doubles of a vector, with padding. */
  readonly elementCount: number;
  readonly transposedElementCount: number;
  /** Byte offset such that amplitude (a, b) stands at vector + rowBase[a] + 8 b, with inner string positions. */
  readonly rowBase: Int32Array;
  /** Byte offset such that amplitude (a, b) stands at vector + columnBase[b] + 8 a in a transposed vector. */
  readonly columnBase: Int32Array;
}

/** Length of a stored row that holds `count` amplitudes. */
export function paddedLength(count: number): number {
  return count + (count & 1);
}

function blockRows(
  rows: StringSet,
  columns: StringSet,
  target: number,
): { base: Int32Array; elementCount: number } {
  const base = new Int32Array(rows.masks.length);
  let elementCount = 0;
  for (let row = 0; row < base.length; row++) {
    const label = rows.labels[row] ^ target;
    base[row] = 8 * (elementCount - columns.start[label]);
    elementCount += paddedLength(columns.start[label + 1] - columns.start[label]);
  }
  return { base, elementCount };
}

/** The layout of the determinants whose label is `target`. */
export function createSectorLayout(alpha: StringSet, beta: StringSet, target: number): SectorLayout {
  const rows = blockRows(alpha, beta, target);
  const columns = blockRows(beta, alpha, target);
  return {
    target,
    elementCount: rows.elementCount,
    transposedElementCount: columns.elementCount,
    rowBase: rows.base,
    columnBase: columns.base,
  };
}

/** Visits every determinant of a layout with its inner strings, its position in a stored vector and its public index. */
export function forEachDeterminant(
  layout: SectorLayout,
  alpha: StringSet,
  beta: StringSet,
  visit: (alphaIndex: number, betaIndex: number, element: number, publicIndex: number) => void,
): void {
  const betaCount = beta.masks.length;
  for (let a = 0; a < alpha.masks.length; a++) {
    const label = alpha.labels[a] ^ layout.target;
    const base = layout.rowBase[a] / 8;
    const publicRow = alpha.toPublic[a] * betaCount;
    for (let b = beta.start[label]; b < beta.start[label + 1]; b++)
      visit(a, b, base + b, publicRow + beta.toPublic[b]);
  }
}

/** The part of a vector in basis order that a layout stores. */
export function toLayout(
  layout: SectorLayout,
  alpha: StringSet,
  beta: StringSet,
  vector: Float64Array,
): Float64Array {
  const stored = new Float64Array(layout.elementCount);
  forEachDeterminant(
    layout,
    alpha,
    beta,
    (_a, _b, element, publicIndex) => (stored[element] = vector[publicIndex]),
  );
  return stored;
}

/** A stored vector in basis order; amplitudes of other symmetry labels are zero. */
export function fromLayout(
  layout: SectorLayout,
  alpha: StringSet,
  beta: StringSet,
  stored: Float64Array,
  determinantCount: number,
): Float64Array {
  const vector = new Float64Array(determinantCount);
  forEachDeterminant(
    layout,
    alpha,
    beta,
    (_a, _b, element, publicIndex) => (vector[publicIndex] = stored[element]),
  );
  return vector;
}
