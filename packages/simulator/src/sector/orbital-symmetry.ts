import type { SectorExcitation } from "./sector-ansatz.ts";
import type { SectorHamiltonian } from "./sector-hamiltonian.ts";
import type { SectorSpace } from "./sector-space.ts";

/**
 * A Z₂ᵏ label for every orbital, such that every integral whose labels do not cancel under XOR is zero.
 * The label of a determinant is the XOR over its electrons; neither H nor the ansatz connects different labels.
 * For a molecule on its symmetry axes these are the irreducible representations of D₂h or a subgroup.
 */
export interface OrbitalSymmetry {
  readonly labels: Uint8Array;
  /** 2ᵏ, at most {@link maximumIrreps}. */
  readonly irrepCount: number;
}

/** As many as D₂h has. */
const maximumIrreps = 8;

/**
 * Integrals below this size (hartree) count as zero when symmetry is sought. They connect different labels, so the
 * energy changes only by their square over the gap.
 */
export const symmetryThreshold = 1e-10;

/**
 * Finds the symmetry labels as the null space over GF(2) of the orbital masks p⊕q and p⊕q⊕r⊕s of all integrals
 * above {@link symmetryThreshold} and of all excitations.
 */
export function findOrbitalSymmetry(
  hamiltonian: SectorHamiltonian,
  excitations: readonly SectorExcitation[] = [],
): OrbitalSymmetry {
  const n = hamiltonian.orbitalCount;
  const { oneBody, twoBody } = hamiltonian;
  const pivots = new Uint32Array(n);
  const require = (mask: number): void => {
    let rest = mask;
    while (rest !== 0) {
      const pivot = 31 - Math.clz32(rest);
      if (pivots[pivot] === 0) {
        pivots[pivot] = rest;
        return;
      }
      rest = (rest ^ pivots[pivot]) >>> 0;
    }
  };
  // Labels are fixed up to adding one label to all orbitals, as the electron number is conserved: orbital 0 gets 0.
  require(1);
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < p; q++)
      if (Math.abs(oneBody[p * n + q]) > symmetryThreshold) require((1 << p) ^ (1 << q));
  }
  for (let p = 0; p < n; p++) {
    for (let q = 0; q <= p; q++) {
      const row = (p * n + q) * n * n;
      for (let r = 0; r <= p; r++) {
        for (let s = 0; s <= r; s++) {
          if (Math.abs(twoBody[row + r * n + s]) > symmetryThreshold) {
            require((1 << p) ^ (1 << q) ^ (1 << r) ^ (1 << s));
          }
        }
      }
    }
  }
  for (const { create, annihilate } of excitations) {
    require([...create, ...annihilate].reduce((mask, spinOrbital) => mask ^ (1 << (spinOrbital % n)), 0));
  }
  return labelsFromPivots(pivots, n);
}

/** Every free column of the echelon form gives one bit of the labels; pivot columns follow by back substitution. */
function labelsFromPivots(pivots: Uint32Array, n: number): OrbitalSymmetry {
  const labels = new Uint8Array(n);
  let irrepCount = 1;
  for (let free = 0; free < n && irrepCount < maximumIrreps; free++) {
    if (pivots[free] !== 0) continue;
    let solution = 1 << free;
    for (let pivot = 0; pivot < n; pivot++) {
      if (pivots[pivot] === 0) continue;
      // Lower columns are settled already: the pivot is the highest bit of its row.
      let parity = pivots[pivot] & solution & ~(1 << pivot);
      for (let shift = 16; shift > 0; shift >>= 1) parity ^= parity >>> shift;
      if ((parity & 1) === 1) solution |= 1 << pivot;
    }
    for (let orbital = 0; orbital < n; orbital++) {
      if (((solution >>> orbital) & 1) === 1) labels[orbital] |= irrepCount;
    }
    irrepCount *= 2;
  }
  return { labels, irrepCount };
}

/** Doubles that store the determinants of one label, in padded rows, at most. */
export function largestSymmetryBlock(space: SectorSpace, { labels, irrepCount }: OrbitalSymmetry): number {
  const counts = [space.alphaStrings, space.betaStrings].map((strings) => {
    const count = new Float64Array(irrepCount);
    for (const mask of strings) count[stringLabel(mask, labels)]++;
    return count;
  });
  let largest = 0;
  for (let target = 0; target < irrepCount; target++) {
    let stored = 0;
    for (let label = 0; label < irrepCount; label++) {
      const [rows, columns] = [counts[0][label], counts[1][label ^ target]];
      stored += Math.max(rows * (columns + (columns % 2)), columns * (rows + (rows % 2)));
    }
    largest = Math.max(largest, stored);
  }
  return largest;
}

/** XOR of the labels of a string's orbitals. */
export function stringLabel(mask: number, labels: Uint8Array): number {
  let label = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) label ^= labels[31 - Math.clz32(rest & -rest)];
  return label;
}
