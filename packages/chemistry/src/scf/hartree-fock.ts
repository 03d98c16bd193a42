import type { Basis } from "../basis/basis.ts";
import { multiply } from "../math/matrix.ts";
import type { Molecule } from "../molecule/molecule.ts";
import { canonicalOrbitals } from "./canonical-orbitals.ts";
import { projectorOf, stepClosedShell, stepOpenShell, type Occupation } from "./fock.ts";
import { iterateField, type FieldModel, type IterationOptions } from "./iterate-field.ts";
import { prepareField, type FieldContext, type FieldOptions } from "./prepare-field.ts";
import type { ScfResult } from "./scf-result.ts";

export { memoryForHartreeFock } from "./memory.ts";

export interface HartreeFockOptions extends FieldOptions, IterationOptions {}

/**
 * Hartree–Fock energy and orbitals: RHF for multiplicity 1, high-spin ROHF else. Starts from a superposition of atomic
 * densities, extrapolates by DIIS and shifts the virtual orbitals up where that does not settle.
 * Converged means: the largest element of the orbital gradient is below `errorTolerance` and the energy changed by less
 * than `energyTolerance`. Not converging is told in the result. Positions in bohr, energies in hartree.
 * @throws MultiplicityError where charge and multiplicity do not fit the number of electrons.
 * @throws ChemistryTooLargeError where the calculation needs more than `memoryLimitBytes`.
 * Source: A. Szabo, N. S. Ostlund, Modern Quantum Chemistry (1989), section 3.4; P. Pulay, J. Comput. Chem. 3, 556 (1982).
 */
export async function solveHartreeFock(
  molecule: Molecule,
  basis: Basis,
  options: HartreeFockOptions = {},
): Promise<ScfResult> {
  const context = await prepareField(molecule, basis, options);
  const { alphaCount, betaCount, functionCount: n, orthogonalizer } = context;
  const { energy, converged, iterations, fock, occupation } = await iterateField(
    context,
    restrictedModel(context),
    1,
    options,
  );
  const { coefficients, energies } = canonicalOrbitals(fock, occupation, orthogonalizer, {
    closed: betaCount,
    open: alphaCount - betaCount,
  });
  const m = orthogonalizer.orbitalCount;
  const density = occupiedDensity(coefficients, n, m, alphaCount, betaCount);
  return {
    method: alphaCount === betaCount ? "rhf" : "rohf",
    energy,
    nuclearRepulsion: context.nuclearRepulsion,
    converged,
    iterations,
    basis,
    orbitalCount: m,
    alphaCount,
    betaCount,
    coefficients,
    orbitalEnergies: energies,
    density,
    dipole: context.dipoleOf(density),
    coreHamiltonian: context.coreHamiltonian,
    overlap: context.overlap,
    electronRepulsion: context.repulsion,
  };
}

/** The lowest orbitals doubly occupied, the next singly. */
function restrictedModel(context: FieldContext): FieldModel<Occupation> {
  const { alphaCount, betaCount, orthogonalizer } = context;
  const m = orthogonalizer.orbitalCount;
  const step = alphaCount === betaCount ? stepClosedShell : stepOpenShell;
  return {
    occupy: ([vectors]) => ({
      closed: projectorOf(vectors, m, 0, betaCount),
      open: alphaCount === betaCount ? undefined : projectorOf(vectors, m, betaCount, alphaCount),
    }),
    step: (occupation) => step(context, occupation),
    isClosedShell: alphaCount === betaCount,
    empty: ({ closed, open }) =>
      closed.map((value, index) => (index % (m + 1) === 0 ? 1 : 0) - value - (open ? open[index] : 0)),
  };
}

/** Total density matrix 2·Σ c cᵀ over the doubly and Σ c cᵀ over the singly occupied orbitals. */
function occupiedDensity(
  coefficients: Float64Array,
  n: number,
  m: number,
  alphaCount: number,
  betaCount: number,
): Float64Array {
  const occupied = new Float64Array(n * alphaCount);
  const weighted = new Float64Array(alphaCount * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < alphaCount; k++) {
      const value = coefficients[i * m + k];
      occupied[i * alphaCount + k] = value;
      weighted[k * n + i] = k < betaCount ? 2 * value : value;
    }
  }
  return multiply(occupied, weighted, n, alphaCount, n);
}
