/** a†_p (`creates`) or a_p on a spin orbital. Block order: α orbital p is p, β orbital p is orbitalCount + p. */
export interface LadderOperator {
  readonly spinOrbital: number;
  readonly creates: boolean;
}

/** A real coefficient times a product of ladder operators as written; the last one acts first. */
export interface FermionTerm {
  readonly coefficient: number;
  readonly operators: readonly LadderOperator[];
}

/** A sum of products of ladder operators. */
export interface FermionOperator {
  readonly spinOrbitalCount: number;
  readonly terms: readonly FermionTerm[];
}

/** a†_p. */
export function creation(spinOrbital: number): LadderOperator {
  return { spinOrbital, creates: true };
}

/** a_p. */
export function annihilation(spinOrbital: number): LadderOperator {
  return { spinOrbital, creates: false };
}

/** One factor exp(coefficient·θ·(T − T†)) of an ansatz, with T = a†_{create[0]} a†_{create[1]} … a_{annihilate[1]} a_{annihilate[0]}. */
export interface FermionicExcitation {
  readonly create: readonly number[];
  readonly annihilate: readonly number[];
  /** Index of θ among the ansatz's parameters. */
  readonly parameter: number;
  readonly coefficient: number;
}

/** T − T† of an excitation. */
export function excitationGenerator(
  { create, annihilate }: Pick<FermionicExcitation, "create" | "annihilate">,
  spinOrbitalCount: number,
): FermionOperator {
  const excite = [...create.map(creation), ...annihilate.toReversed().map(annihilation)];
  const deexcite = [...annihilate.map(creation), ...create.toReversed().map(annihilation)];
  return {
    spinOrbitalCount,
    terms: [
      { coefficient: 1, operators: excite },
      { coefficient: -1, operators: deexcite },
    ],
  };
}
