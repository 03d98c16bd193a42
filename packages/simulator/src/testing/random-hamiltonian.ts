import { createRandom } from "../math/random.ts";
import type { SectorHamiltonian } from "../sector/sector-hamiltonian.ts";

/**
 * Integrals with the eightfold symmetry of real orbitals and random values of the size found in molecules.
 * With `labels` (one Z₂ⁿ label an orbital), every integral whose labels do not cancel is zero, as in a molecule
 * with that point group.
 */
export function randomHamiltonian(
  orbitalCount: number,
  seed: number,
  labels: readonly number[] = Array.from({ length: orbitalCount }, () => 0),
): SectorHamiltonian {
  const random = createRandom(seed);
  const n = orbitalCount;
  const oneBody = new Float64Array(n * n);
  const twoBody = new Float64Array(n ** 4);
  for (let p = 0; p < n; p++) {
    for (let q = 0; q <= p; q++) {
      const value = (p === q ? p - 2 : 0) + 0.3 * random.normal();
      if (labels[p] === labels[q]) oneBody[p * n + q] = oneBody[q * n + p] = value;
    }
  }
  for (let p = 0; p < n; p++) {
    for (let q = 0; q <= p; q++) {
      for (let r = 0; r <= p; r++) {
        for (let s = 0; s <= (r === p ? q : r); s++) {
          const value = (p === q && r === s ? 0.5 : 0) + 0.1 * random.normal();
          if ((labels[p] ^ labels[q] ^ labels[r] ^ labels[s]) !== 0) continue;
          for (const [a, b, c, d] of [
            [p, q, r, s],
            [r, s, p, q],
          ]) {
            twoBody[((a * n + b) * n + c) * n + d] = value;
            twoBody[((b * n + a) * n + c) * n + d] = value;
            twoBody[((a * n + b) * n + d) * n + c] = value;
            twoBody[((b * n + a) * n + d) * n + c] = value;
          }
        }
      }
    }
  }
  return { orbitalCount, constant: 0.25 + random.uniform(), oneBody, twoBody };
}
