import { InvalidArgumentError } from "../errors.ts";
import { annihilation, creation } from "./fermion-operator.ts";
import { addJordanWigner } from "./jordan-wigner.ts";
import { PauliAccumulator } from "./pauli-sum.ts";
import type { PauliSum } from "./pauli-sum.ts";

/** Integrals over spatial orbitals in hartree: h_pq at p·n + q, (pq|rs) in chemists' notation at ((p·n + q)·n + r)·n + s. */
export interface MolecularIntegrals {
  readonly orbitalCount: number;
  /** Nuclear repulsion and the energy of a frozen core. */
  readonly constant: number;
  readonly oneBody: Float64Array;
  readonly twoBody: Float64Array;
}

/** Integrals and coefficients below this are rounding. */
const negligible = 1e-14;

/**
 * The Jordan–Wigner image of a molecule's Hamiltonian on 2n qubits in block order (α orbital p on qubit p, β orbital p
 * on qubit n + p):
 *
 *   H = E₀ + Σ_pqσ h_pq a†_pσ a_qσ + ½ Σ_pqrsστ (pq|rs) a†_pσ a†_rτ a_sτ a_qσ.
 *
 * Throws {@link InvalidArgumentError} when the tables have the wrong length.
 */
export function moleculeHamiltonianToPauliSum({
  orbitalCount: n,
  constant,
  oneBody,
  twoBody,
}: MolecularIntegrals): PauliSum {
  if (oneBody.length !== n ** 2 || twoBody.length !== n ** 4) {
    throw new InvalidArgumentError(
      `integrals of ${n} orbitals must have ${n ** 2} and ${n ** 4} entries, got ${oneBody.length} and ${twoBody.length}`,
      { orbitalCount: n },
    );
  }
  const sum = new PauliAccumulator(2 * n);
  sum.add(0, 0, constant, 0);
  oneBody.forEach((coefficient, at) => {
    if (Math.abs(coefficient) <= negligible) return;
    const [p, q] = [Math.floor(at / n), at % n];
    for (const spin of [0, n]) {
      addJordanWigner(sum, { coefficient, operators: [creation(p + spin), annihilation(q + spin)] });
    }
  });
  twoBody.forEach((integral, at) => {
    if (Math.abs(integral) <= negligible) return;
    const [p, q] = [Math.floor(at / n ** 3), Math.floor(at / n ** 2) % n];
    const [r, s] = [Math.floor(at / n) % n, at % n];
    for (const spin of [0, n]) {
      for (const other of [0, n]) {
        if (spin === other && (p === r || q === s)) continue;
        addJordanWigner(sum, {
          coefficient: integral / 2,
          operators: [
            creation(p + spin),
            creation(r + other),
            annihilation(s + other),
            annihilation(q + spin),
          ],
        });
      }
    }
  });
  return sum.toPauliSum(negligible);
}
