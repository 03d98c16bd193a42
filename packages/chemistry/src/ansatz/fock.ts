import type { SectorHamiltonian } from "@ansatz/simulator";

/** Fock matrices of a high-spin determinant over the orbitals of a Hamiltonian, dense row-major, hartree. */
export interface SpinFock {
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
}

/**
 * Fock matrices of the determinant with the lowest orbitals occupied:
 *
 * F^σ_pq = h_pq + Σ_{i occ α or β} (pq|ii) − Σ_{i occ σ} (pi|iq).
 *
 * In canonical closed-shell orbitals both are diagonal and hold the orbital energies.
 */
export function buildSpinFock(
  { orbitalCount: n, oneBody, twoBody }: SectorHamiltonian,
  alphaCount: number,
  betaCount: number,
): SpinFock {
  const alpha = Float64Array.from(oneBody);
  const beta = Float64Array.from(oneBody);
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) {
      for (let i = 0; i < alphaCount; i++) {
        const coulomb = twoBody[((p * n + q) * n + i) * n + i];
        const exchange = twoBody[((p * n + i) * n + i) * n + q];
        alpha[p * n + q] += coulomb * (i < betaCount ? 2 : 1) - exchange;
        beta[p * n + q] += coulomb * (i < betaCount ? 2 : 1) - (i < betaCount ? exchange : 0);
      }
    }
  }
  return { alpha, beta };
}

/**
 * Energy of the determinant with the lowest orbitals occupied, hartree:
 *
 * E = E_core + ½ Σ_σ Σ_{i occ σ} (h_ii + F^σ_ii).
 */
export function determinantEnergy(
  hamiltonian: SectorHamiltonian,
  alphaCount: number,
  betaCount: number,
): number {
  const { orbitalCount: n, oneBody, constant } = hamiltonian;
  const { alpha, beta } = buildSpinFock(hamiltonian, alphaCount, betaCount);
  let energy = constant;
  for (let i = 0; i < alphaCount; i++) energy += 0.5 * (oneBody[i * n + i] + alpha[i * n + i]);
  for (let i = 0; i < betaCount; i++) energy += 0.5 * (oneBody[i * n + i] + beta[i * n + i]);
  return energy;
}
