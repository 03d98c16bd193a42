import type { SectorHamiltonian } from "@ansatz/simulator";
import { buildSpinFock } from "../ansatz/fock.ts";

/**
 * MP2 correlation energy of a closed-shell active space in canonical orbitals, hartree:
 *
 * E₂ = Σ_ijab (ia|jb) [2 (ia|jb) − (ib|ja)] / (ε_i + ε_j − ε_a − ε_b).
 *
 * Undefined when a denominator vanishes.
 */
export function activeSpaceMp2(hamiltonian: SectorHamiltonian, occupied: number): number | undefined {
  const { orbitalCount: n, twoBody } = hamiltonian;
  const fock = buildSpinFock(hamiltonian, occupied, occupied).alpha;
  const epsilon = Array.from({ length: n }, (_, p) => fock[p * n + p]);
  let energy = 0;
  for (let i = 0; i < occupied; i++) {
    for (let a = occupied; a < n; a++) {
      for (let j = 0; j < occupied; j++) {
        for (let b = occupied; b < n; b++) {
          const direct = twoBody[((i * n + a) * n + j) * n + b];
          const exchange = twoBody[((i * n + b) * n + j) * n + a];
          energy += (direct * (2 * direct - exchange)) / (epsilon[i] + epsilon[j] - epsilon[a] - epsilon[b]);
        }
      }
    }
  }
  return Number.isFinite(energy) ? energy : undefined;
}
