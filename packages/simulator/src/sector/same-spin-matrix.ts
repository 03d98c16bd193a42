import type { SectorHamiltonian } from "./sector-hamiltonian.ts";
import { countBits, occupiedOrbitals } from "./occupation-strings.ts";
import type { StringSet } from "./string-set.ts";

/** A sparse matrix in compressed rows. */
export interface SparseRows {
  /** Entries of row r are those in [rowStart[r], rowStart[r + 1]). */
  readonly rowStart: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** Matrix elements below this size (hartree) are rounding left over by symmetry. */
const negligible = 1e-14;

/**
 * The part of H that acts on the electrons of one spin, without the constant, as a matrix over the strings of that
 * spin: Σ h_pq E^σ_pq + ½ Σ (pq|rs) (E^σ_pq E^σ_rs − δ_qr E^σ_ps), by the Slater–Condon rules.
 * Only elements between strings of one symmetry label are kept.
 */
export function sameSpinMatrix(strings: StringSet, hamiltonian: SectorHamiltonian): SparseRows {
  const { orbitalCount: n, oneBody, twoBody } = hamiltonian;
  const integral = (p: number, q: number, r: number, s: number): number =>
    twoBody[((p * n + q) * n + r) * n + s];
  const rowStart = new Int32Array(strings.masks.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  const all = 2 ** n - 1;

  for (let row = 0; row < strings.masks.length; row++) {
    const mask = strings.masks[row];
    const label = strings.labels[row];
    const occupied = occupiedOrbitals(mask);
    const empty = occupiedOrbitals(all ^ mask);
    const keep = (target: number, value: number): void => {
      if (Math.abs(value) <= negligible) return;
      const column = strings.indexOf(target);
      if (strings.labels[column] !== label) return;
      columns.push(column);
      values.push(value);
    };

    let diagonal = 0;
    for (const p of occupied) {
      diagonal += oneBody[p * n + p];
      for (const q of occupied) diagonal += 0.5 * (integral(p, p, q, q) - integral(p, q, q, p));
    }
    columns.push(row);
    values.push(diagonal);

    for (const i of occupied) {
      for (const a of empty) {
        let value = oneBody[a * n + i];
        for (const k of occupied) value += integral(a, i, k, k) - integral(a, k, k, i);
        keep(mask ^ (1 << i) ^ (1 << a), transitionSign(mask, i, a) * value);
      }
    }
    for (let first = 0; first < occupied.length; first++) {
      for (let second = 0; second < first; second++) {
        const i = occupied[second];
        const j = occupied[first];
        for (let third = 0; third < empty.length; third++) {
          for (let fourth = 0; fourth < third; fourth++) {
            const a = empty[fourth];
            const b = empty[third];
            const value = integral(a, i, b, j) - integral(a, j, b, i);
            if (Math.abs(value) <= negligible) continue;
            const between = mask ^ (1 << j) ^ (1 << b);
            keep(
              between ^ (1 << i) ^ (1 << a),
              transitionSign(mask, j, b) * transitionSign(between, i, a) * value,
            );
          }
        }
      }
    }
    rowStart[row + 1] = columns.length;
  }
  return { rowStart, columns: Int32Array.from(columns), values: Float64Array.from(values) };
}

/** Sign of a†_a a_i on a string with i occupied and a empty: (−1)^(electrons between i and a). */
export function transitionSign(mask: number, i: number, a: number): number {
  const low = Math.min(i, a);
  const high = Math.max(i, a);
  const between = mask & ((1 << high) - 1) & ~((2 << low) - 1);
  return (countBits(between) & 1) === 0 ? 1 : -1;
}
