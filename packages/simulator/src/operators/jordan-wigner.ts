import { InvalidArgumentError } from "../errors.ts";
import type { FermionOperator, FermionTerm, LadderOperator } from "./fermion-operator.ts";
import { PauliAccumulator, multiplyPauliTerms } from "./pauli-sum.ts";
import type { PauliSum, PauliTerm } from "./pauli-sum.ts";

/** Both terms of a†_p = ½ (X_p − iY_p) Z_{p−1}…Z_0 or of its adjoint. */
function ladderTerms({ spinOrbital, creates }: LadderOperator): readonly PauliTerm[] {
  const bit = 1 << spinOrbital;
  const below = bit - 1;
  return [
    { x: bit, z: below, real: 0.5, imaginary: 0 },
    { x: bit, z: below | bit, real: 0, imaginary: creates ? -0.5 : 0.5 },
  ];
}

/** Adds the qubit image of one product of ladder operators to a sum. */
export function addJordanWigner(sum: PauliAccumulator, { coefficient, operators }: FermionTerm): void {
  let products: readonly PauliTerm[] = [{ x: 0, z: 0, real: coefficient, imaginary: 0 }];
  for (const operator of operators) {
    const terms = ladderTerms(operator);
    products = products.flatMap((product) => terms.map((term) => multiplyPauliTerms(product, term)));
  }
  for (const { x, z, real, imaginary } of products) sum.add(x, z, real, imaginary);
}

/** Coefficients below this are what rounding leaves of terms that cancel. */
const cancelled = 1e-15;

/**
 * The Jordan–Wigner image of an operator: qubit p holds the occupation of spin orbital p,
 *
 *   a†_p = ½ (X_p − iY_p) Z_{p−1} … Z_0.
 *
 * Throws {@link InvalidArgumentError} for a spin orbital out of range.
 */
export function jordanWigner({ spinOrbitalCount, terms }: FermionOperator): PauliSum {
  const sum = new PauliAccumulator(spinOrbitalCount);
  for (const term of terms) {
    for (const { spinOrbital } of term.operators) {
      if (!Number.isInteger(spinOrbital) || spinOrbital < 0 || spinOrbital >= spinOrbitalCount) {
        throw new InvalidArgumentError(
          `spin orbital must be in [0, ${spinOrbitalCount - 1}], got ${spinOrbital}`,
          { spinOrbital, spinOrbitalCount },
        );
      }
    }
    addJordanWigner(sum, term);
  }
  return sum.toPauliSum(cancelled);
}
