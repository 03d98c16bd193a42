import type { SectorAnsatz, SectorExcitation, SectorHamiltonian } from "@ansatz/simulator";
import { closedShellClasses } from "./closed-shell-classes.ts";
import { createReference, type ExcitationClass } from "./excitation-class.ts";
import { openShellClasses } from "./open-shell-classes.ts";

export interface UccsdAnsatz {
  readonly ansatz: SectorAnsatz;
  /**
   * θ = ½ arctan 2t of the first-order amplitudes t: the angle that diagonalises the two determinants an excitation
   * joins, t itself where t is small, at most π/4 where orbitals are nearly degenerate.
   */
  readonly start: Float64Array;
  /** 1/(∂²E/∂θ²) at the reference, a diagonal preconditioner, 1/hartree. */
  readonly inverseDiagonal: Float64Array;
  /** Factors of the product. */
  readonly excitationCount: number;
  /** One parameter serves α and β. */
  readonly isSpinTied: boolean;
}

/**
 * Unitary coupled cluster with singles and doubles as a product,
 *
 * |ψ(θ)⟩ = Π_k e^{c_k θ_k (T_k − T_k†)} |reference⟩,
 *
 * of the excitations of the lowest determinant. Order: doubles by falling size of their first-order amplitude (the
 * largest acts first on the reference), then singles from the lowest to the highest orbital. Amplitudes that agree to
 * 1e-6 keep the order of their orbitals, so that rounding does not reorder them. Parameters are tied between the spins for a
 * closed shell and separate for each spin-orbital excitation otherwise.
 *
 * Excitations whose symmetry labels do not cancel are left out. They lead out of the reference's symmetry, and neither an
 * allowed factor nor H leads back, so this changes neither the energy nor any gradient.
 *
 * The order of a product ansatz is part of its definition: other orders span other states and end at energies that
 * differ by up to some millihartree when correlation is strong.
 * Source of the order's influence: Grimsley et al., J. Chem. Theory Comput. 16, 1 (2020).
 */
export function buildUccsd(
  hamiltonian: SectorHamiltonian,
  alphaCount: number,
  betaCount: number,
  labels: ArrayLike<number> = new Uint8Array(hamiltonian.orbitalCount),
): UccsdAnsatz {
  const isAllowed = (orbitals: readonly number[]) =>
    orbitals.reduce((sum, orbital) => sum ^ labels[orbital], 0) === 0;
  const reference = createReference(hamiltonian, alphaCount, betaCount);
  const isSpinTied = alphaCount === betaCount;
  const classes = (isSpinTied ? closedShellClasses : openShellClasses)(reference, isAllowed);
  const singles = classes.filter(({ rank }) => rank === 1);
  const doubles = classes
    .filter(({ rank }) => rank === 2)
    .sort((left, right) => sortKey(right) - sortKey(left));
  const ordered = [...doubles, ...singles];
  const excitations = ordered.flatMap(({ members }, parameter): SectorExcitation[] =>
    members.map((member) => ({ ...member, parameter })),
  );
  return {
    ansatz: { parameterCount: ordered.length, excitations },
    start: Float64Array.from(ordered, ({ amplitude }) => Math.atan(2 * amplitude) / 2),
    inverseDiagonal: Float64Array.from(ordered, ({ curvature }) => 1 / curvature),
    excitationCount: excitations.length,
    isSpinTied,
  };
}

function sortKey({ amplitude }: ExcitationClass): number {
  return Math.round(Math.abs(amplitude) * 1e6);
}
