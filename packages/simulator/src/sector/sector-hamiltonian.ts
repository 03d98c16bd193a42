import { InvalidArgumentError } from "../errors.ts";

/**
 * A spin-free electronic Hamiltonian in one set of spatial orbitals for both spins:
 *
 * H = constant + Σ_pq h_pq E_pq + ½ Σ_pqrs (pq|rs) (E_pq E_rs − δ_qr E_ps),  E_pq = Σ_σ a†_pσ a_qσ.
 *
 * Units: hartree. Two-electron integrals in chemists' notation with the eightfold symmetry of real orbitals.
 */
export interface SectorHamiltonian {
  readonly orbitalCount: number;
  /** Energy added to every determinant, for example the nuclear repulsion and a frozen core. */
  readonly constant: number;
  /** h_pq at p·n + q. */
  readonly oneBody: Float64Array;
  /** (pq|rs) at ((p·n + q)·n + r)·n + s. */
  readonly twoBody: Float64Array;
}

/** Largest relative departure from symmetry that rounding in an integral transformation can explain. */
const symmetryTolerance = 1e-8;

/** Throws {@link InvalidArgumentError} unless sizes fit, all numbers are finite and the integrals are symmetric. */
export function validateHamiltonian(hamiltonian: SectorHamiltonian): void {
  const { orbitalCount: n, constant, oneBody, twoBody } = hamiltonian;
  if (!Number.isInteger(n) || n < 1 || n > 30) {
    throw new InvalidArgumentError(`orbitalCount must be an integer in [1, 30], got ${String(n)}`, {
      orbitalCount: n,
    });
  }
  if (oneBody.length !== n ** 2) {
    throw new InvalidArgumentError(`oneBody must hold ${n ** 2} numbers, got ${oneBody.length}`);
  }
  if (twoBody.length !== n ** 4) {
    throw new InvalidArgumentError(`twoBody must hold ${n ** 4} numbers, got ${twoBody.length}`);
  }
  if (!Number.isFinite(constant)) {
    throw new InvalidArgumentError(`constant must be finite, got ${String(constant)}`);
  }
  const scale = largestMagnitude("oneBody", oneBody) + largestMagnitude("twoBody", twoBody);
  const close = (left: number, right: number): boolean => Math.abs(left - right) <= symmetryTolerance * scale;
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < p; q++) {
      if (!close(oneBody[p * n + q], oneBody[q * n + p])) {
        throw new InvalidArgumentError(
          `oneBody must be symmetric, but h(${p},${q}) differs from h(${q},${p})`,
        );
      }
    }
  }
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) {
      for (let r = 0; r < n; r++) {
        for (let s = 0; s < n; s++) {
          const value = twoBody[((p * n + q) * n + r) * n + s];
          if (
            !close(value, twoBody[((q * n + p) * n + r) * n + s]) ||
            !close(value, twoBody[((r * n + s) * n + p) * n + q])
          ) {
            throw new InvalidArgumentError(
              `twoBody must have the symmetries (pq|rs) = (qp|rs) = (rs|pq), broken at (${p}${q}|${r}${s})`,
              { p, q, r, s },
            );
          }
        }
      }
    }
  }
}

function largestMagnitude(name: string, values: Float64Array): number {
  let largest = 0;
  for (let index = 0; index < values.length; index++) {
    const magnitude = Math.abs(values[index]);
    if (!Number.isFinite(magnitude)) {
      throw new InvalidArgumentError(
        `${name} must hold finite numbers, got ${values[index]} at index ${index}`,
      );
    }
    if (magnitude > largest) largest = magnitude;
  }
  return largest;
}
