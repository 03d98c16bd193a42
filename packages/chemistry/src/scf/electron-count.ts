import { MultiplicityError } from "../errors.ts";
import type { Molecule } from "../molecule/molecule.ts";

/**
 * Numbers of α and β electrons: N = ΣZ − charge, N_α − N_β = multiplicity − 1.
 * @throws MultiplicityError where charge and multiplicity allow no such numbers.
 */
export function countElectrons({ atoms, charge, multiplicity }: Molecule): {
  alphaCount: number;
  betaCount: number;
} {
  const electrons = atoms.reduce((sum, { atomicNumber }) => sum + atomicNumber, 0) - charge;
  const unpaired = multiplicity - 1;
  if (
    !Number.isInteger(charge) ||
    !Number.isInteger(multiplicity) ||
    unpaired < 0 ||
    electrons < 1 ||
    unpaired > electrons ||
    (electrons - unpaired) % 2 !== 0
  ) {
    throw new MultiplicityError(
      `multiplicity must be ${electrons % 2 === 0 ? "odd" : "even"} and at most ${electrons + 1} for ${electrons} electrons (charge ${charge}), got ${multiplicity}`,
      { details: { field: "multiplicity", electrons, charge, multiplicity } },
    );
  }
  return { alphaCount: (electrons + unpaired) / 2, betaCount: (electrons - unpaired) / 2 };
}
