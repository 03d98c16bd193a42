import type { Basis, Shell } from "../basis/basis.ts";
import { expandInHermites } from "./hermite-expansion.ts";
import { hermiteCount, hermiteIndex, maximumAngularMomentum, maximumPairOrder } from "./hermite.ts";

/** What pairs of shells of two kinds share: the places of the nonzero Hermite coefficients. */
export interface PairKind {
  readonly key: string;
  /** Products of a function of the first shell with one of the second. */
  readonly functionCount: number;
  /** Largest Hermite order. */
  readonly order: number;
  readonly hermiteCount: number;
  /** Coefficients of product f are those from rowStarts[f] to rowStarts[f + 1]. */
  readonly rowStarts: Int32Array;
  /** Hermite position of each coefficient. */
  readonly columns: Int32Array;
}

/** Doubles before the coefficients of a primitive pair: p, P_x, P_y, P_z, bound. */
export const pairHeaderLength = 5;

/** A pair of shells whose products are expanded in Hermite Gaussians, primitive by primitive. */
export interface ShellPair {
  readonly kind: PairKind;
  /** Places of the two shells in the basis. */
  readonly shells: readonly [number, number];
  /** Packed position i(i+1)/2 + j of each product, −1 where an equal product stands before it. */
  readonly positions: Int32Array;
  readonly primitiveCount: number;
  /**
   * For each primitive pair, the most important first: p, P, bound, coefficients. The coefficients hold both contraction
   * coefficients and √(2π^{5/2})/p, so that (ab|cd) = Σ_pq Σ_tu E_t E_u (−1)^u R_{t+u}(pq/(p+q), PQ) / √(p+q).
   * The bound is about √(pp|pp) of the largest product.
   */
  readonly primitives: Float64Array;
}

/** Primitive pairs whose bound lies below this contribute nothing to any integral. */
const negligibleBound = 1e-15;
const chargeFactor = Math.sqrt(2 * Math.PI ** 2.5);

/** Packed position of the pair (i, j) in a lower triangle: i(i+1)/2 + j for i ≥ j. */
export function packedPosition(i: number, j: number): number {
  return i >= j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i;
}

function makePairKind(a: Shell, b: Shell): PairKind {
  const rowStarts = [0];
  const columns: number[] = [];
  for (const functionA of a.functions) {
    for (const functionB of b.functions) {
      const touched = new Set<number>();
      for (const { powers: powersA } of functionA.monomials) {
        for (const { powers: powersB } of functionB.monomials) {
          for (let t = 0; t <= powersA[0] + powersB[0]; t++) {
            for (let u = 0; u <= powersA[1] + powersB[1]; u++) {
              for (let v = 0; v <= powersA[2] + powersB[2]; v++) touched.add(hermiteIndex(t, u, v));
            }
          }
        }
      }
      columns.push(...[...touched].sort((left, right) => left - right));
      rowStarts.push(columns.length);
    }
  }
  const order = a.angularMomentum + b.angularMomentum;
  return {
    key: `${a.kind} ${b.kind}`,
    functionCount: a.functions.length * b.functions.length,
    order,
    hermiteCount: hermiteCount(order),
    rowStarts: Int32Array.from(rowStarts),
    columns: Int32Array.from(columns),
  };
}

const tableStride = maximumPairOrder + 1;
const tableLength = (maximumAngularMomentum + 1) ** 2 * tableStride;

/** The Hermite coefficients of all primitive pairs that matter, sorted by falling bound; undefined if none does. */
function expandPair(
  kind: PairKind,
  shells: readonly [number, number],
  a: Shell,
  b: Shell,
  columnOrders: Int32Array,
): ShellPair | undefined {
  const width = pairHeaderLength + kind.columns.length;
  const tables = [0, 1, 2].map(() => new Float64Array(tableLength));
  const [tableX, tableY, tableZ] = tables;
  const separation = [0, 1, 2].map((axis) => a.center[axis] - b.center[axis]);
  const squaredSeparation = separation.reduce((sum, value) => sum + value * value, 0);
  const dense = new Float64Array(kind.hermiteCount);
  const found: Float64Array[] = [];

  for (let k = 0; k < a.exponents.length; k++) {
    for (let l = 0; l < b.exponents.length; l++) {
      const alpha = a.exponents[k];
      const beta = b.exponents[l];
      const p = alpha + beta;
      const overlap = Math.exp((-alpha * beta * squaredSeparation) / p);
      if (overlap < 1e-30) continue;
      const scale = (overlap * chargeFactor) / p;
      const primitive = new Float64Array(width);
      primitive[0] = p;
      for (let axis = 0; axis < 3; axis++) {
        const center = (alpha * a.center[axis] + beta * b.center[axis]) / p;
        primitive[1 + axis] = center;
        expandInHermites(
          a.angularMomentum,
          b.angularMomentum,
          p,
          center - a.center[axis],
          center - b.center[axis],
          tables[axis],
          tableStride,
        );
      }
      const rowLength = b.angularMomentum + 1;
      let bound = 0;
      let product = 0;
      for (const functionA of a.functions) {
        for (const functionB of b.functions) {
          const contraction = functionA.coefficients[k] * functionB.coefficients[l] * scale;
          dense.fill(0);
          for (const monomialA of functionA.monomials) {
            for (const monomialB of functionB.monomials) {
              const factor = contraction * monomialA.coefficient * monomialB.coefficient;
              const [ax, ay, az] = monomialA.powers;
              const [bx, by, bz] = monomialB.powers;
              const rowX = (ax * rowLength + bx) * tableStride;
              const rowY = (ay * rowLength + by) * tableStride;
              const rowZ = (az * rowLength + bz) * tableStride;
              for (let t = 0; t <= ax + bx; t++) {
                for (let u = 0; u <= ay + by; u++) {
                  const partial = factor * tableX[rowX + t] * tableY[rowY + u];
                  for (let v = 0; v <= az + bz; v++)
                    dense[hermiteIndex(t, u, v)] += partial * tableZ[rowZ + v];
                }
              }
            }
          }
          for (let entry = kind.rowStarts[product]; entry < kind.rowStarts[product + 1]; entry++) {
            const value = dense[kind.columns[entry]];
            primitive[pairHeaderLength + entry] = value;
            bound = Math.max(bound, Math.abs(value) * p ** (columnOrders[entry] / 2));
          }
          product++;
        }
      }
      bound /= (2 * p) ** 0.25;
      primitive[4] = bound;
      if (bound >= negligibleBound) found.push(primitive);
    }
  }
  if (found.length === 0) return undefined;
  found.sort((left, right) => right[4] - left[4]);
  const primitives = new Float64Array(found.length * width);
  found.forEach((primitive, index) => primitives.set(primitive, index * width));

  const positions = new Int32Array(kind.functionCount);
  let product = 0;
  for (const functionA of a.functions) {
    for (const functionB of b.functions) {
      const repeated = a === b && functionA.index < functionB.index;
      positions[product++] = repeated ? -1 : packedPosition(functionA.index, functionB.index);
    }
  }
  return { kind, shells, positions, primitiveCount: found.length, primitives };
}

/** Total Hermite order of each coefficient of a kind. */
function ordersOfColumns(kind: PairKind): Int32Array {
  return kind.columns.map((column) => {
    let order = 0;
    while (hermiteCount(order) <= column) order++;
    return order;
  });
}

/**
 * All pairs of shells of a basis that overlap enough to matter, grouped by kind. Of each pair, the shell whose kind has
 * the higher angular momentum (then the later name, then the later place) stands first.
 */
export function makeShellPairs(basis: Basis): readonly (readonly ShellPair[])[] {
  const groups = new Map<string, { kind: PairKind; columnOrders: Int32Array; pairs: ShellPair[] }>();
  for (let i = 0; i < basis.shells.length; i++) {
    for (let j = 0; j <= i; j++) {
      const later = basis.shells[i];
      const earlier = basis.shells[j];
      const swap =
        later.angularMomentum < earlier.angularMomentum ||
        (later.angularMomentum === earlier.angularMomentum && later.kind < earlier.kind);
      const shells: [number, number] = swap ? [j, i] : [i, j];
      const [a, b] = shells.map((place) => basis.shells[place]);
      const key = `${a.kind} ${b.kind}`;
      let group = groups.get(key);
      if (!group) {
        const kind = makePairKind(a, b);
        group = { kind, columnOrders: ordersOfColumns(kind), pairs: [] };
        groups.set(key, group);
      }
      const pair = expandPair(group.kind, shells, a, b, group.columnOrders);
      if (pair) group.pairs.push(pair);
    }
  }
  return [...groups.values()].map(({ pairs }) => pairs).filter((pairs) => pairs.length > 0);
}
