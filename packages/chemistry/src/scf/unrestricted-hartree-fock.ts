import type { Basis } from "../basis/basis.ts";
import { innerProduct } from "../math/matrix.ts";
import type { Molecule } from "../molecule/molecule.ts";
import { expandDensity, projectorOf, stepUnrestricted } from "./fock.ts";
import type { HartreeFockOptions } from "./hartree-fock.ts";
import { iterateField } from "./iterate-field.ts";
import { prepareField } from "./prepare-field.ts";
import type { ScfIteration } from "./scf-result.ts";

/** An unrestricted Hartree–Fock field, atomic units. */
export interface UnrestrictedScfResult {
  readonly method: "uhf";
  readonly energy: number;
  readonly nuclearRepulsion: number;
  readonly converged: boolean;
  readonly iterations: readonly ScfIteration[];
  readonly basis: Basis;
  readonly alphaCount: number;
  readonly betaCount: number;
  /** Density matrices of each spin, functionCount × functionCount. */
  readonly alphaDensity: Float64Array;
  readonly betaDensity: Float64Array;
  /** <S²>: S(S + 1) for a pure spin state, more by spin contamination. */
  readonly spinSquared: number;
  readonly dipole: readonly [number, number, number];
}

/**
 * Unrestricted Hartree–Fock: α and β electrons have orbitals of their own. Both spins start from the same orbitals, so
 * that a molecule of multiplicity 1 keeps its restricted solution. Convergence is told in the result as in
 * {@link solveHartreeFock}. <S²> = S_z(S_z + 1) + N_β − Tr(P_α P_β) with the projectors of the orthonormal basis.
 * @throws MultiplicityError where charge and multiplicity do not fit the number of electrons.
 * @throws ChemistryTooLargeError where the calculation needs more than `memoryLimitBytes`.
 * Source: J. A. Pople, R. K. Nesbet, J. Chem. Phys. 22, 571 (1954); A. Szabo, N. S. Ostlund, Modern Quantum Chemistry
 * (1989), section 3.8 and equation 2.271.
 */
export async function solveUnrestrictedHartreeFock(
  molecule: Molecule,
  basis: Basis,
  options: HartreeFockOptions = {},
): Promise<UnrestrictedScfResult> {
  const context = await prepareField(molecule, basis, options);
  const { alphaCount, betaCount, nuclearRepulsion } = context;
  const m = context.orthogonalizer.orbitalCount;
  const field = await iterateField(
    context,
    {
      occupy: ([alpha, beta]) => ({
        alpha: projectorOf(alpha, m, 0, alphaCount),
        beta: projectorOf(beta, m, 0, betaCount),
      }),
      isClosedShell: false,
      step: (occupation) => stepUnrestricted(context, occupation),
      empty: ({ alpha, beta }) =>
        Float64Array.from({ length: 2 * m * m }, (_, index) => {
          const place = index % (m * m);
          return (place % (m + 1) === 0 ? 1 : 0) - (index < m * m ? alpha : beta)[place];
        }),
    },
    2,
    options,
  );
  const alphaDensity = expandDensity(context, field.occupation.alpha);
  const betaDensity = expandDensity(context, field.occupation.beta);
  const spin = (alphaCount - betaCount) / 2;
  return {
    method: "uhf",
    energy: field.energy,
    nuclearRepulsion,
    converged: field.converged,
    iterations: field.iterations,
    basis,
    alphaCount,
    betaCount,
    alphaDensity,
    betaDensity,
    spinSquared: spin * (spin + 1) + betaCount - innerProduct(field.occupation.alpha, field.occupation.beta),
    dipole: context.dipoleOf(alphaDensity.map((value, index) => value + betaDensity[index])),
  };
}
