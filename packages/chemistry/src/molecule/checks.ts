import { bohrAngstrom } from "../elements/constants.ts";
import { elements } from "../elements/elements.ts";
import { AtomsTooCloseError, MoleculeError, MultiplicityError } from "../errors.ts";
import type { Atom, Molecule } from "./molecule.ts";

/** Most atoms of a molecule; beyond this, memory and time are out of reach of these methods. */
export const maximumAtomCount = 200;

/** Nuclei closer than this, Å, are a mistake; hydrogen atoms may come a little closer on a repulsive wall. */
const closestApproachAngstrom = 0.4;
const closestHydrogensAngstrom = 0.3;

/** Farthest coordinate, Å. */
const farthestCoordinateAngstrom = 1000;

/** "O1" for the first atom when it is oxygen; atoms are counted from 1. */
export function atomLabel(atoms: readonly Atom[], index: number): string {
  return `${elements[atoms[index].atomicNumber - 1].symbol}${index + 1}`;
}

export function distanceAngstrom(first: Atom, second: Atom): number {
  const [x, y, z] = first.position.map((value, axis) => value - second.position[axis]);
  return Math.hypot(x, y, z) * bohrAngstrom;
}

/** Σ Z − charge. */
export function countElectrons({ atoms, charge }: Pick<Molecule, "atoms" | "charge">): number {
  return atoms.reduce((sum, { atomicNumber }) => sum + atomicNumber, 0) - charge;
}

/** Numbers of α and β electrons, N_α − N_β = multiplicity − 1. */
export function spinCounts(molecule: Molecule): { alphaCount: number; betaCount: number } {
  const electrons = countElectrons(molecule);
  const unpaired = molecule.multiplicity - 1;
  return { alphaCount: (electrons + unpaired) / 2, betaCount: (electrons - unpaired) / 2 };
}

/** 1 for an even number of electrons, 2 for an odd one. */
export function lowestMultiplicity(electronCount: number): number {
  return electronCount % 2 === 0 ? 1 : 2;
}

/**
 * Throws unless the molecule can be calculated: at least one atom and at most {@link maximumAtomCount}, known elements,
 * finite coordinates, no two nuclei on top of each other, and an electron count that has the multiplicity.
 *
 * @throws {@link MoleculeError}, {@link AtomsTooCloseError}, {@link MultiplicityError}
 */
export function checkMolecule(molecule: Molecule): void {
  checkAtoms(molecule.atoms);
  checkElectrons(molecule);
}

function checkAtoms(atoms: readonly Atom[]): void {
  if (atoms.length === 0) throw new MoleculeError("The molecule has no atoms; give at least one.");
  if (atoms.length > maximumAtomCount) {
    throw new MoleculeError(
      `The molecule has ${atoms.length} atoms; at most ${maximumAtomCount} can be calculated. Take a smaller model of it.`,
      { details: { atomCount: atoms.length, maximumAtomCount } },
    );
  }
  for (const [index, { atomicNumber, position }] of atoms.entries()) {
    if (!Number.isInteger(atomicNumber) || atomicNumber < 1 || atomicNumber > elements.length) {
      throw new MoleculeError(
        `Atom ${index + 1} has atomic number ${atomicNumber}; elements from H (1) to ${elements.at(-1)!.symbol} (${elements.length}) are covered.`,
        { details: { atom: index + 1, atomicNumber } },
      );
    }
    for (const value of position) {
      if (!Number.isFinite(value) || Math.abs(value) * bohrAngstrom > farthestCoordinateAngstrom) {
        throw new MoleculeError(
          `Atom ${atomLabel(atoms, index)} has a coordinate of ${value * bohrAngstrom} Å; coordinates must be finite and within ±${farthestCoordinateAngstrom} Å.`,
          { details: { atom: index + 1 } },
        );
      }
    }
  }
  checkDistances(atoms);
}

function checkDistances(atoms: readonly Atom[]): void {
  for (const [second, atom] of atoms.entries()) {
    for (const [first, other] of atoms.slice(0, second).entries()) {
      const distance = distanceAngstrom(atom, other);
      const areHydrogens = atom.atomicNumber === 1 && other.atomicNumber === 1;
      const limit = areHydrogens ? closestHydrogensAngstrom : closestApproachAngstrom;
      if (distance >= limit) continue;
      throw new AtomsTooCloseError(
        `Atoms ${atomLabel(atoms, first)} and ${atomLabel(atoms, second)} are ${distance.toFixed(3)} Å apart; at least ${limit} Å is expected. Check the coordinates and that they are in Å.`,
        { details: { atoms: [first + 1, second + 1], distanceAngstrom: distance, limitAngstrom: limit } },
      );
    }
  }
}

/**
 * Throws unless the electron count, at least one, has the multiplicity.
 *
 * @throws {@link MoleculeError}, {@link MultiplicityError}
 */
export function checkElectrons(molecule: Molecule): void {
  const { charge, multiplicity } = molecule;
  if (!Number.isInteger(charge)) throw new MoleculeError(`charge must be an integer, got ${charge}.`);
  const electrons = countElectrons(molecule);
  if (electrons < 1) {
    throw new MoleculeError(
      `A charge of ${charge} leaves ${electrons} electrons; at least one is needed. The largest charge of this molecule is ${electrons + charge - 1}.`,
      { details: { charge, electrons } },
    );
  }
  const isPossible =
    Number.isInteger(multiplicity) &&
    multiplicity >= 1 &&
    multiplicity <= electrons + 1 &&
    (electrons + multiplicity) % 2 === 1;
  if (isPossible) return;
  const allowed: number[] = [];
  for (let value = lowestMultiplicity(electrons); value <= electrons + 1 && allowed.length < 5; value += 2) {
    allowed.push(value);
  }
  const more = electrons + 1 > allowed.at(-1)! ? ", …" : "";
  throw new MultiplicityError(
    `multiplicity must be one of ${allowed.join(", ")}${more} for ${electrons} electrons (charge ${charge}), got ${multiplicity}.`,
    { details: { electrons, charge, multiplicity, allowed } },
  );
}
