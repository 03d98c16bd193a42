import { createRandom, type SectorHamiltonian } from "@ansatz/simulator";

/**
 * A Hamiltonian with random eightfold-symmetric integrals and rising orbital energies. Where `labels` are given, the
 * integrals that change them vanish, as symmetry makes them vanish.
 */
export function randomHamiltonian(n: number, seed: number, labels?: readonly number[]): SectorHamiltonian {
  const random = createRandom(seed);
  const isAllowed = (orbitals: readonly number[]) =>
    !labels || orbitals.reduce((sum, orbital) => sum ^ labels[orbital], 0) === 0;
  const oneBody = new Float64Array(n * n);
  const twoBody = new Float64Array(n ** 4);
  for (let p = 0; p < n; p++) {
    for (let q = 0; q <= p; q++) {
      const value = p === q ? 2 * p - n : 0.1 * random.normal();
      if (isAllowed([p, q])) oneBody[p * n + q] = oneBody[q * n + p] = value;
      for (let r = 0; r <= p; r++) {
        for (let s = 0; s <= r; s++) {
          if (p === r && s > q) continue;
          const integral = (p === q && r === s ? 0.4 : 0) + 0.05 * random.normal();
          if (isAllowed([p, q, r, s])) setEightfold(twoBody, n, [p, q, r, s], integral);
        }
      }
    }
  }
  return { orbitalCount: n, constant: 0.7, oneBody, twoBody };
}

function setEightfold(
  twoBody: Float64Array,
  n: number,
  [p, q, r, s]: readonly [number, number, number, number],
  value: number,
): void {
  for (const [a, b] of [
    [p, q],
    [q, p],
  ]) {
    for (const [c, d] of [
      [r, s],
      [s, r],
    ]) {
      twoBody[((a * n + b) * n + c) * n + d] = value;
      twoBody[((c * n + d) * n + a) * n + b] = value;
    }
  }
}

/** The same Hamiltonian with its orbitals renumbered: new orbital k is old orbital order[k]. */
export function reorderOrbitals(hamiltonian: SectorHamiltonian, order: readonly number[]): SectorHamiltonian {
  const { orbitalCount: n, constant } = hamiltonian;
  const oneBody = new Float64Array(n * n);
  const twoBody = new Float64Array(n ** 4);
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) {
      oneBody[p * n + q] = hamiltonian.oneBody[order[p] * n + order[q]];
      for (let r = 0; r < n; r++) {
        for (let s = 0; s < n; s++) {
          const source = ((order[p] * n + order[q]) * n + order[r]) * n + order[s];
          twoBody[((p * n + q) * n + r) * n + s] = hamiltonian.twoBody[source];
        }
      }
    }
  }
  return { orbitalCount: n, constant, oneBody, twoBody };
}
