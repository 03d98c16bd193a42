import { InvalidArgumentError } from "../errors.ts";
import { countBits } from "./occupation-strings.ts";
import type { SectorSpace } from "./sector-space.ts";

/**
 * One factor exp(coefficient · θ[parameter] · (T − T†)) with
 *
 * T = a†_{create[0]} a†_{create[1]} … a_{annihilate[last]} … a_{annihilate[1]} a_{annihilate[0]}
 *
 * over spin orbitals in block order: α of spatial orbital p is p, β is orbitalCount + p. T conserves the
 * numbers of α and of β electrons. Any rank is allowed; an orbital may stand in both lists (a conditioned
 * excitation), but the lists must differ as sets, so that T² = 0 and the factor is a set of plane rotations.
 */
export interface SectorExcitation {
  readonly create: readonly number[];
  readonly annihilate: readonly number[];
  readonly parameter: number;
  readonly coefficient: number;
}

/** |ψ(θ)⟩ = factor_last … factor_1 factor_0 |reference⟩. */
export interface SectorAnsatz {
  readonly parameterCount: number;
  readonly excitations: readonly SectorExcitation[];
  /** Occupation masks of the reference determinant; by default the lowest orbitals are filled. */
  readonly reference?: { readonly alphaMask: number; readonly betaMask: number };
}

/** The ladder operators of one spin, over spatial orbitals, in the operator order of {@link SectorExcitation}. */
export interface SpinLadders {
  readonly create: readonly number[];
  readonly annihilate: readonly number[];
}

/** T = sign · T_α T_β. */
export interface SplitExcitation {
  readonly alpha: SpinLadders;
  readonly beta: SpinLadders;
  readonly sign: number;
}

/**
 * Moves the α operators of an excitation before its β operators: T = sign · T_α T_β, where the sign is the parity
 * of the exchanges. T_β passes the α electrons of a determinant without a sign, as it holds an even number of
 * ladder operators.
 */
export function splitExcitation(excitation: SectorExcitation, orbitalCount: number): SplitExcitation {
  const sequence = [...excitation.create, ...[...excitation.annihilate].reverse()];
  let betaSeen = 0;
  let exchanges = 0;
  for (const spinOrbital of sequence) {
    if (spinOrbital >= orbitalCount) betaSeen++;
    else exchanges += betaSeen;
  }
  const select = (spinOrbitals: readonly number[], offset: number): number[] =>
    spinOrbitals
      .filter((spinOrbital) => Math.floor(spinOrbital / orbitalCount) * orbitalCount === offset)
      .map((spinOrbital) => spinOrbital - offset);
  return {
    alpha: { create: select(excitation.create, 0), annihilate: select(excitation.annihilate, 0) },
    beta: {
      create: select(excitation.create, orbitalCount),
      annihilate: select(excitation.annihilate, orbitalCount),
    },
    sign: exchanges % 2 === 0 ? 1 : -1,
  };
}

/** Throws {@link InvalidArgumentError} unless every factor is an excitation within the space. */
export function validateAnsatz(ansatz: SectorAnsatz, space: SectorSpace): void {
  const { parameterCount, excitations, reference } = ansatz;
  if (!Number.isInteger(parameterCount) || parameterCount < 0) {
    throw new InvalidArgumentError(
      `parameterCount must be an integer of at least 0, got ${String(parameterCount)}`,
    );
  }
  if (reference) {
    validateMask("alphaMask", reference.alphaMask, space.alphaCount, space.orbitalCount);
    validateMask("betaMask", reference.betaMask, space.betaCount, space.orbitalCount);
  }
  excitations.forEach((excitation, index) => {
    const problem = excitationProblem(excitation, space.orbitalCount, parameterCount);
    if (problem) throw new InvalidArgumentError(`excitation ${index}: ${problem}`, { index, excitation });
  });
}

function validateMask(name: string, mask: number, electrons: number, orbitalCount: number): void {
  if (!Number.isInteger(mask) || mask < 0 || mask >= 2 ** orbitalCount || countBits(mask) !== electrons) {
    throw new InvalidArgumentError(
      `reference.${name} must have ${electrons} of the lowest ${orbitalCount} bits set, got ${String(mask)}`,
      { [name]: mask },
    );
  }
}

function excitationProblem(
  excitation: SectorExcitation,
  orbitalCount: number,
  parameterCount: number,
): string | undefined {
  const { create, annihilate, parameter, coefficient } = excitation;
  const spinOrbitalCount = 2 * orbitalCount;
  for (const spinOrbital of [...create, ...annihilate]) {
    if (!Number.isInteger(spinOrbital) || spinOrbital < 0 || spinOrbital >= spinOrbitalCount) {
      return `spin orbitals must be integers in [0, ${spinOrbitalCount - 1}], got ${String(spinOrbital)}`;
    }
  }
  if (!Number.isInteger(parameter) || parameter < 0 || parameter >= parameterCount) {
    return `parameter must be an integer in [0, ${parameterCount - 1}], got ${String(parameter)}`;
  }
  if (!Number.isFinite(coefficient)) return `coefficient must be finite, got ${String(coefficient)}`;
  if (new Set(create).size !== create.length || new Set(annihilate).size !== annihilate.length) {
    return "create and annihilate must each name a spin orbital once";
  }
  const alphas = (spinOrbitals: readonly number[]): number =>
    spinOrbitals.filter((spinOrbital) => spinOrbital < orbitalCount).length;
  if (create.length !== annihilate.length || alphas(create) !== alphas(annihilate)) {
    return "it must conserve the numbers of α and of β electrons";
  }
  if (create.every((spinOrbital) => annihilate.includes(spinOrbital))) {
    return "create and annihilate must differ, else T − T† vanishes";
  }
  return undefined;
}
