import type { Molecule } from "../molecule/molecule.ts";

/** Repulsion energy of the nuclei, Σ_{A<B} Z_A Z_B / R_AB, in hartree. */
export function nuclearRepulsion({ atoms }: Molecule): number {
  let energy = 0;
  atoms.forEach((a, index) => {
    for (const b of atoms.slice(0, index)) {
      const distance = Math.hypot(...a.position.map((value, axis) => value - b.position[axis]));
      energy += (a.atomicNumber * b.atomicNumber) / distance;
    }
  });
  return energy;
}
