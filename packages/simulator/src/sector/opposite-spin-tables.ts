import type { OrbitalSymmetry } from "./orbital-symmetry.ts";
import { countBits } from "./occupation-strings.ts";
import { transitionSign } from "./same-spin-matrix.ts";
import type { SectorHamiltonian } from "./sector-hamiltonian.ts";
import { paddedLength } from "./sector-layout.ts";
import type { StringSet } from "./string-set.ts";

/**
 * Tables of the part of H that acts on one electron of each spin, Σ_PR (P|R) T^α_R T^β_P. P and R run over orbital
 * pairs p ≥ q with T_pq = E_pq + E_qp for p > q and T_pp = E_pp, grouped by their symmetry label x.
 *
 * A row a of H|v⟩ is made in two steps for every x: X_P = Σ_j (P|R_j) s_j v[a_j] over the strings a_j that one
 * T^α_R connects to a, a small dense matrix product; then row[b] += Σ_k s_k X_{P_k}[b_k] over the strings that one
 * T^β_P connects to b. (Handy's direct CI: Knowles and Handy, Chem. Phys. Lett. 111, 315, 1984, taken string by
 * string so that the intermediate stays in cache.)
 */
export interface OppositeSpinTables {
  /** Entries of (a, x) are those in [connectionStart[a · irrepCount + x], … + 1]). */
  readonly connectionStart: Int32Array;
  /** Three words an entry: a_j, byte offset of the coefficient row s_j (·|R_j), R_j; R descends. */
  readonly connections: Int32Array;
  /** Rows +(P|R) and −(P|R) for every R of every x, each padded to a multiple of four. */
  readonly coefficients: Float64Array;
  /**
   * The same rows with (P|R) halved at P = R and zero for P > R: the half that suffices when v equals ± its own
   * transpose, as the other half is the transpose of the result.
   */
  readonly triangularCoefficients: Float64Array;
  /** Three words a block of pairs whose X is kept at a time: x, first P, end of P. */
  readonly blocks: Int32Array;
  /** Two words for (block, b): where its entries with s = +1 start, where those with s = −1 start; one word closes. */
  readonly gatherStart: Int32Array;
  /** Byte offsets into the block of X. */
  readonly gather: Int32Array;
  /** Pairs of each label. */
  readonly pairCounts: Int32Array;
  /** Bytes that the largest block of X takes. */
  readonly tileBytes: number;
  /** Most connections of one (a, x). */
  readonly connectionLimit: number;
}

/** Pairs are processed four at a time. */
export const pairGroup = 4;

/** Block size of X in bytes that a second-level cache holds beside the rest. */
const tileTargetBytes = 400_000;

interface PairTable {
  /** Local index of the pair (p, q) within its label. */
  readonly local: Int32Array;
  readonly label: Uint8Array;
  readonly counts: Int32Array;
  readonly members: readonly (readonly [number, number])[][];
}

function groupPairs(orbitalCount: number, { labels, irrepCount }: OrbitalSymmetry): PairTable {
  const n = orbitalCount;
  const local = new Int32Array(n * n);
  const label = new Uint8Array(n * n);
  const members: [number, number][][] = Array.from({ length: irrepCount }, () => []);
  for (let p = 0; p < n; p++) {
    for (let q = 0; q <= p; q++) {
      const x = labels[p] ^ labels[q];
      label[p * n + q] = label[q * n + p] = x;
      local[p * n + q] = local[q * n + p] = members[x].length;
      members[x].push([p, q]);
    }
  }
  return { local, label, counts: Int32Array.from(members, (pairs) => pairs.length), members };
}

const paddedPairs = (count: number): number => Math.ceil(count / pairGroup) * pairGroup;

/** Builds the tables; α strings give the connections of rows, β strings the gather lists. */
export function createOppositeSpinTables(
  alpha: StringSet,
  beta: StringSet,
  hamiltonian: SectorHamiltonian,
  symmetry: OrbitalSymmetry,
): OppositeSpinTables {
  const n = hamiltonian.orbitalCount;
  const pairs = groupPairs(n, symmetry);
  const { irrepCount } = symmetry;

  const coefficientBase = new Int32Array(irrepCount + 1);
  for (let x = 0; x < irrepCount; x++) {
    coefficientBase[x + 1] = coefficientBase[x] + 2 * pairs.counts[x] * paddedPairs(pairs.counts[x]);
  }
  const coefficients = new Float64Array(coefficientBase[irrepCount]);
  const triangularCoefficients = new Float64Array(coefficientBase[irrepCount]);
  for (let x = 0; x < irrepCount; x++) {
    const stride = paddedPairs(pairs.counts[x]);
    pairs.members[x].forEach(([r, s], R) => {
      pairs.members[x].forEach(([p, q], P) => {
        const value = hamiltonian.twoBody[((p * n + q) * n + r) * n + s];
        const half = P < R ? value : P === R ? value / 2 : 0;
        const plus = coefficientBase[x] + 2 * R * stride + P;
        coefficients[plus] = value;
        coefficients[plus + stride] = -value;
        triangularCoefficients[plus] = half;
        triangularCoefficients[plus + stride] = -half;
      });
    });
  }

  const alphaConnections = connectStrings(alpha, n, irrepCount, pairs);
  const betaConnections = alpha === beta ? alphaConnections : connectStrings(beta, n, irrepCount, pairs);
  const connections = new Int32Array(3 * alphaConnections.sources.length);
  let connectionLimit = 0;
  for (let index = 0; index + 1 < alphaConnections.start.length; index++) {
    const x = index % irrepCount;
    const stride = paddedPairs(pairs.counts[x]);
    const [first, end] = [alphaConnections.start[index], alphaConnections.start[index + 1]];
    connectionLimit = Math.max(connectionLimit, end - first);
    for (let entry = first; entry < end; entry++) {
      const row = 2 * alphaConnections.pairs[entry] + (alphaConnections.signs[entry] < 0 ? 1 : 0);
      connections[3 * entry] = alphaConnections.sources[entry];
      connections[3 * entry + 1] = 8 * (coefficientBase[x] + row * stride);
      connections[3 * entry + 2] = alphaConnections.pairs[entry];
    }
  }

  const rowLength = Math.max(
    1,
    ...Array.from({ length: irrepCount }, (_, h) => paddedLength(beta.start[h + 1] - beta.start[h])),
  );
  const blockPairs = Math.max(
    pairGroup,
    Math.floor(tileTargetBytes / (8 * rowLength * pairGroup)) * pairGroup,
  );
  const blocks: number[] = [];
  for (let x = 0; x < irrepCount; x++) {
    for (let first = 0; first < pairs.counts[x]; first += blockPairs) {
      blocks.push(x, first, Math.min(first + blockPairs, pairs.counts[x]));
    }
  }
  const { gatherStart, gather } = gatherLists(beta, betaConnections, irrepCount, blocks);
  return {
    connectionStart: alphaConnections.start,
    connections,
    coefficients,
    triangularCoefficients,
    blocks: Int32Array.from(blocks),
    gatherStart,
    gather,
    pairCounts: pairs.counts,
    tileBytes: 8 * rowLength * Math.min(blockPairs, paddedPairs(Math.max(...pairs.counts))),
    connectionLimit,
  };
}

/** For every string and pair label, the strings that one T_pq connects to it, by descending pair. */
interface StringConnections {
  /** Entries of (string, x) are those in [start[string · irrepCount + x], … + 1]). */
  readonly start: Int32Array;
  readonly sources: Int32Array;
  readonly pairs: Int32Array;
  readonly signs: Int8Array;
}

function connectStrings(
  strings: StringSet,
  orbitalCount: number,
  irrepCount: number,
  pairs: PairTable,
): StringConnections {
  const n = orbitalCount;
  const count = strings.masks.length;
  const electrons = count === 0 ? 0 : countBits(strings.masks[0]);
  const perString = electrons * (n - electrons + 1);
  const start = new Int32Array(count * irrepCount + 1);
  const sources = new Int32Array(count * perString);
  const pairOf = new Int32Array(count * perString);
  const signs = new Int8Array(count * perString);
  // Pairs of each label by descending index, each with its orbitals.
  const descending = pairs.members.map((members) => members.map((_, index) => members.length - 1 - index));
  let filled = 0;
  for (let target = 0; target < count; target++) {
    const mask = strings.masks[target];
    for (let x = 0; x < irrepCount; x++) {
      start[target * irrepCount + x] = filled;
      for (const pair of descending[x]) {
        const [p, q] = pairs.members[x][pair];
        const holdsP = (mask >>> p) & 1;
        const holdsQ = (mask >>> q) & 1;
        if (p === q ? holdsP === 0 : holdsP === holdsQ) continue;
        sources[filled] = p === q ? target : strings.indexOf(mask ^ (1 << p) ^ (1 << q));
        pairOf[filled] = pair;
        signs[filled] = p === q ? 1 : transitionSign(mask, p, q);
        filled++;
      }
    }
  }
  start[count * irrepCount] = filled;
  return { start, sources, pairs: pairOf, signs };
}

function gatherLists(
  strings: StringSet,
  { start, sources, pairs, signs }: StringConnections,
  irrepCount: number,
  blocks: readonly number[],
): { gatherStart: Int32Array; gather: Int32Array } {
  const count = strings.masks.length;
  const gatherStart = new Int32Array((2 * count * blocks.length) / 3 + 1);
  const gather = new Int32Array(sources.length);
  let filled = 0;
  for (let block = 0; 3 * block < blocks.length; block++) {
    const x = blocks[3 * block];
    const first = blocks[3 * block + 1];
    const end = blocks[3 * block + 2];
    for (let b = 0; b < count; b++) {
      const h = strings.labels[b] ^ x;
      const stride = paddedLength(strings.start[h + 1] - strings.start[h]);
      for (let negative = 0; negative < 2; negative++) {
        gatherStart[2 * (block * count + b) + negative] = filled;
        for (let entry = start[b * irrepCount + x + 1] - 1; entry >= start[b * irrepCount + x]; entry--) {
          if (pairs[entry] < first || pairs[entry] >= end || signs[entry] < 0 !== (negative === 1)) continue;
          gather[filled++] = 8 * ((pairs[entry] - first) * stride + sources[entry] - strings.start[h]);
        }
      }
    }
  }
  gatherStart[gatherStart.length - 1] = filled;
  return { gatherStart, gather };
}
