import {
  buildBasis,
  countElectrons,
  interactiveDeterminants,
  parseBasisName,
  selectActiveSpace,
  type Molecule,
} from "@ansatz/chemistry/browser";
import type { ActiveSpaceRequest } from "@ansatz/contract";
import type { SizeEstimate } from "./types.ts";

/** Memory that a server lets a calculation use, bytes. */
const memoryLimitBytes = 2 * 2 ** 30;

/** Electrons of the noble gases up to argon. */
const nobleGases = [18, 10, 2] as const;

function countCoreOrbitals({ atoms }: Molecule): number {
  const coreOf = (atomicNumber: number) => nobleGases.find((electrons) => electrons < atomicNumber) ?? 0;
  return atoms.reduce((sum, { atomicNumber }) => sum + coreOf(atomicNumber) / 2, 0);
}

/**
 * Size of a calculation, as far as the numbers of electrons and orbitals settle it.
 *
 * @throws BasisNotAvailableError where the basis set does not cover the molecule; ActiveSpaceError and
 * ChemistryTooLargeError for a space that does not exist or does not fit.
 */
export function estimateMolecule(
  molecule: Molecule,
  basisName: string,
  request: ActiveSpaceRequest,
): SizeEstimate {
  const basisFunctions = buildBasis(molecule, parseBasisName(basisName)).functionCount;
  const electrons = countElectrons(molecule);
  const unpaired = molecule.multiplicity - 1;
  const space = selectActiveSpace(
    {
      orbitalCount: basisFunctions,
      alphaCount: (electrons + unpaired) / 2,
      betaCount: (electrons - unpaired) / 2,
      coreOrbitalCount: countCoreOrbitals(molecule),
    },
    request,
    memoryLimitBytes,
  );
  if (request.kind === "auto" && space.kind === "active") {
    return {
      basisFunctions,
      space: null,
      note: `All electrons in all orbitals are too many: a window of at most ${interactiveDeterminants.toLocaleString("en-US")} determinants is chosen from the orbitals during the run.`,
    };
  }
  return {
    basisFunctions,
    space: {
      electrons: space.electrons,
      orbitals: space.active.length,
      qubits: 2 * space.active.length,
      determinants: space.determinants,
    },
    note: `${space.electrons} electrons in ${space.active.length} orbitals.`,
  };
}
