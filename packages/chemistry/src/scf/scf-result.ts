import type { Basis } from "../basis/basis.ts";
import type { ElectronRepulsion } from "../integrals/electron-repulsion.ts";

/** One SCF iteration. */
export interface ScfIteration {
  /** Counted from 1. */
  readonly iteration: number;
  /** hartree */
  readonly energy: number;
  readonly energyChange: number;
  /** Largest element of the commutator of Fock and density matrix in the orthonormal basis, hartree. */
  readonly gradientNorm: number;
}

/** A self-consistent field, converged or not. Atomic units throughout. */
export interface ScfResult {
  readonly method: "rhf" | "rohf";
  readonly energy: number;
  readonly nuclearRepulsion: number;
  readonly converged: boolean;
  readonly iterations: readonly ScfIteration[];
  readonly basis: Basis;
  /** Molecular orbitals: the basis functions less the linear dependencies. */
  readonly orbitalCount: number;
  readonly alphaCount: number;
  readonly betaCount: number;
  /** coefficients[μ·orbitalCount + i] of basis function μ in orbital i; doubly occupied, singly occupied, virtual. */
  readonly coefficients: Float64Array;
  readonly orbitalEnergies: Float64Array;
  /** Total density matrix, functionCount × functionCount. */
  readonly density: Float64Array;
  /** Electric dipole moment about the origin, e·a₀. */
  readonly dipole: readonly [number, number, number];
  /** T + V over basis functions. */
  readonly coreHamiltonian: Float64Array;
  /** Overlap matrix of the basis functions. */
  readonly overlap: Float64Array;
  readonly electronRepulsion: ElectronRepulsion;
}
