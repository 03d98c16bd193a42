import type { Molecule } from "../molecule/molecule.ts";

/** Electrons of the noble gases up to argon. */
const nobleGases = [18, 10, 2] as const;

/**
 * Orbitals of the noble-gas cores of all atoms: none for H and He, 1 for Li to Ne, 5 for Na to Ar, 9 for K to Kr.
 */
export function countCoreOrbitals({ atoms }: Molecule): number {
  return atoms.reduce((sum, { atomicNumber }) => {
    const core = nobleGases.find((electrons) => electrons < atomicNumber) ?? 0;
    return sum + core / 2;
  }, 0);
}
