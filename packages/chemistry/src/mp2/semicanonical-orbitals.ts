import { congruence, multiply } from "../math/matrix.ts";
import { solveSymmetricEigen } from "../math/symmetric-eigen.ts";
import { selectOrbitals } from "../scf/orbital-selection.ts";
import type { ScfResult } from "../scf/scf-result.ts";
import type { CorrelatedOrbitals } from "./pair-correlation.ts";

/** Orbitals of both spins that diagonalise the blocks of their Fock operators, and the energy of the singles. */
export interface SemicanonicalOrbitals {
  readonly alpha: CorrelatedOrbitals;
  readonly beta: CorrelatedOrbitals;
  /** Σ |f_ia|²/(ε_i − ε_a) over both spins, hartree. */
  readonly singles: number;
}

/** Semicanonical orbitals of a high-spin open shell: F_σ is diagonal among the occupied and among the virtual ones. */
export async function semicanonicalOrbitals(
  scf: ScfResult,
  frozen: number,
  deleted: number,
): Promise<SemicanonicalOrbitals> {
  const n = scf.basis.functionCount;
  const range = (first: number, end: number): number[] =>
    Array.from({ length: end - first }, (_, index) => first + index);
  const density = (count: number): Float64Array => {
    const { coefficients } = selectOrbitals(scf, range(0, count));
    const result = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k < count; k++) sum += coefficients[i * count + k] * coefficients[j * count + k];
        result[i * n + j] = sum;
      }
    }
    return result;
  };
  const alphaField = await scf.electronRepulsion.coulombExchange(density(scf.alphaCount));
  const betaField = await scf.electronRepulsion.coulombExchange(density(scf.betaCount));
  const mean = scf.coreHamiltonian.map(
    (value, index) => value + alphaField.coulomb[index] + betaField.coulomb[index],
  );
  let singles = 0;

  const rotate = (exchange: Float64Array, electronCount: number): CorrelatedOrbitals => {
    const fock = mean.map((value, index) => value - exchange[index]);
    const diagonalize = (indices: readonly number[]) => {
      const { coefficients, count } = selectOrbitals(scf, indices);
      const { values, vectors } = solveSymmetricEigen(congruence(fock, coefficients, n, count), count);
      return {
        orbitals: { coefficients: multiply(coefficients, vectors, n, count, count), count },
        energies: values,
      };
    };
    const occupied = diagonalize(range(frozen, electronCount));
    const virtual = diagonalize(range(electronCount, scf.orbitalCount - deleted));
    const coupling = multiply(
      multiplyTransposed(occupied.orbitals.coefficients, fock, n, occupied.orbitals.count),
      virtual.orbitals.coefficients,
      occupied.orbitals.count,
      n,
      virtual.orbitals.count,
    );
    coupling.forEach((value, index) => {
      const i = Math.floor(index / virtual.orbitals.count);
      singles += value ** 2 / (occupied.energies[i] - virtual.energies[index % virtual.orbitals.count]);
    });
    return {
      occupied: occupied.orbitals,
      virtual: virtual.orbitals,
      occupiedEnergies: occupied.energies,
      virtualEnergies: virtual.energies,
    };
  };
  const alpha = rotate(alphaField.exchange, scf.alphaCount);
  const beta = rotate(betaField.exchange, scf.betaCount);
  return { alpha, beta, singles };
}

/** Cᵀ A for C of n × k and A of n × n. */
function multiplyTransposed(c: Float64Array, a: Float64Array, n: number, k: number): Float64Array {
  const result = new Float64Array(k * n);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < k; p++) {
      const factor = c[i * k + p];
      for (let j = 0; j < n; j++) result[p * n + j] += factor * a[i * n + j];
    }
  }
  return result;
}
