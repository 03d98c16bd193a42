import { findOrbitalSymmetry, type SectorHamiltonian } from "@ansatz/simulator";

/**
 * Integrals that a symmetry forbids may be this large, hartree, through rounding in the geometry and the orbitals.
 * They couple different symmetries only, so leaving them out changes energies by their square: less than 1e-10 hartree.
 */
const symmetryTolerance = 1e-7;

export interface SymmetricHamiltonian {
  readonly hamiltonian: SectorHamiltonian;
  /** Z₂ᵏ label of each orbital; integrals and excitations whose labels do not cancel under XOR vanish. */
  readonly labels: Uint8Array;
}

/**
 * Finds the Z₂ symmetries that a Hamiltonian has but for rounding (for a molecule the Abelian part of its point group)
 * and sets the integrals that they forbid to zero, so that excitations and determinants of other symmetries can be left
 * out exactly.
 */
export function symmetriseHamiltonian(hamiltonian: SectorHamiltonian): SymmetricHamiltonian {
  const clear = (value: number) => (Math.abs(value) < symmetryTolerance ? 0 : value);
  const { labels } = findOrbitalSymmetry({
    ...hamiltonian,
    oneBody: hamiltonian.oneBody.map(clear),
    twoBody: hamiltonian.twoBody.map(clear),
  });
  const n = hamiltonian.orbitalCount;
  const oneBody = hamiltonian.oneBody.map((value, index) => {
    return labels[Math.floor(index / n)] === labels[index % n] ? value : 0;
  });
  const twoBody = hamiltonian.twoBody.slice();
  for (let pair = 0; pair < n * n; pair++) {
    const label = labels[Math.floor(pair / n)] ^ labels[pair % n];
    for (let other = 0; other < n * n; other++) {
      if ((labels[Math.floor(other / n)] ^ labels[other % n]) !== label) twoBody[pair * n * n + other] = 0;
    }
  }
  return { hamiltonian: { ...hamiltonian, oneBody, twoBody }, labels };
}
