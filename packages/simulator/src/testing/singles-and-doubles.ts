import type { SectorAnsatz, SectorExcitation } from "../sector/sector-ansatz.ts";
import type { SectorSpace } from "../sector/sector-space.ts";

/**
 * All singles and doubles from the lowest orbitals in block order, spin partners side by side and tied to one
 * parameter, so that a closed-shell state keeps its symmetry under exchange of spins. With `labels`, only
 * excitations whose labels cancel.
 */
export function singlesAndDoubles(space: SectorSpace, labels?: readonly number[]): SectorAnsatz {
  const n = space.orbitalCount;
  const excitations: SectorExcitation[] = [];
  let parameterCount = 0;
  const add = (...partners: [number[], number[]][]): void => {
    const [create, annihilate] = partners[0];
    const label = [...create, ...annihilate].reduce((sum, p) => sum ^ (labels?.[p % n] ?? 0), 0);
    if (label !== 0) return;
    for (const [to, from] of partners) {
      excitations.push({ create: to, annihilate: from, parameter: parameterCount, coefficient: 1 });
    }
    parameterCount++;
  };
  const occupied = Array.from({ length: Math.min(space.alphaCount, space.betaCount) }, (_, i) => i);
  const largest = Math.max(space.alphaCount, space.betaCount);
  const empty = Array.from({ length: n - largest }, (_, a) => largest + a);
  for (const i of occupied) for (const a of empty) add([[a], [i]], [[n + a], [n + i]]);
  for (const i of occupied) {
    for (const j of occupied) {
      for (const a of empty) {
        for (const b of empty) {
          if (j < i || (j === i && b < a)) continue;
          if (j > i && b > a) add([[a, b], [i, j]], [[n + a, n + b], [n + i, n + j]]); // prettier-ignore
          if (i === j && a === b) add([[a, n + a], [i, n + i]]); // prettier-ignore
          else add([[a, n + b], [i, n + j]], [[b, n + a], [j, n + i]]); // prettier-ignore
        }
      }
    }
  }
  return { parameterCount, excitations };
}
