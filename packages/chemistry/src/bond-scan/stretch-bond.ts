import { elements } from "../elements/elements.ts";
import { BondScanError } from "../errors.ts";
import { atomLabel, distanceAngstrom } from "../molecule/checks.ts";
import type { Atom, Molecule } from "../molecule/molecule.ts";

/** Atoms closer than the sum of their covalent radii and this, Å, are taken as bonded. */
const bondToleranceAngstrom = 0.45;

/** A bond whose length can be changed: the atoms that move with its second end. */
export interface ScannableBond {
  /** Indices from 0. */
  readonly first: number;
  readonly second: number;
  readonly lengthAngstrom: number;
  /** "O1–H2" */
  readonly label: string;
  readonly movingAtoms: readonly number[];
}

function areBonded(first: Atom, second: Atom): boolean {
  const radii = [first, second].map(({ atomicNumber }) => elements[atomicNumber - 1].covalentRadiusAngstrom);
  return distanceAngstrom(first, second) < radii[0] + radii[1] + bondToleranceAngstrom;
}

/** Atoms that hang together with `start` when the bond between `start` and `without` is cut. */
function fragmentOf(atoms: readonly Atom[], start: number, without: number): Set<number> {
  const fragment = new Set([start]);
  for (const index of fragment) {
    for (const [other, atom] of atoms.entries()) {
      const isCut = (index === start && other === without) || (index === without && other === start);
      if (!isCut && !fragment.has(other) && areBonded(atoms[index], atom)) fragment.add(other);
    }
  }
  return fragment;
}

/**
 * The bond between two atoms, numbered from 1, and the fragment on the second atom's side of it.
 *
 * Bonds are recognised by distance. Two atoms of parts that are not bonded at all may be scanned too.
 *
 * @throws {@link BondScanError} when a number names no atom, both are the same, the bond is part of a ring, or the two
 * atoms are joined by others but not bonded to each other.
 */
export function findScannableBond({ atoms }: Molecule, bond: readonly [number, number]): ScannableBond {
  for (const number of bond) {
    if (Number.isInteger(number) && number >= 1 && number <= atoms.length) continue;
    throw new BondScanError(
      `bond must name two atoms from 1 to ${atoms.length} (${listAtoms(atoms)}), got ${bond.join(",")}.`,
      { details: { bond, atomCount: atoms.length } },
    );
  }
  if (bond[0] === bond[1])
    throw new BondScanError(`bond must name two different atoms, got ${bond.join(",")}.`);
  const [first, second] = [bond[0] - 1, bond[1] - 1];
  const label = `${atomLabel(atoms, first)}–${atomLabel(atoms, second)}`;
  const moving = fragmentOf(atoms, second, first);
  if (moving.has(first)) {
    const isBond = areBonded(atoms[first], atoms[second]);
    throw new BondScanError(
      isBond
        ? `The bond ${label} is part of a ring: stretching it would distort the ring, and how is not defined. Choose a bond outside rings.`
        : `Atoms ${label} are not bonded to each other but joined through others. Choose two bonded atoms.`,
      { details: { bond } },
    );
  }
  const lengthAngstrom = distanceAngstrom(atoms[first], atoms[second]);
  return { first, second, lengthAngstrom, label, movingAtoms: [...moving].sort((a, b) => a - b) };
}

/** The atoms with the bond at the given length: the second atom's fragment is moved along the bond as a whole. */
export function stretchBond(atoms: readonly Atom[], bond: ScannableBond, lengthAngstrom: number): Atom[] {
  const [from, to] = [atoms[bond.first].position, atoms[bond.second].position];
  const scale = (lengthAngstrom - bond.lengthAngstrom) / bond.lengthAngstrom;
  const shift = to.map((value, axis) => (value - from[axis]) * scale);
  const moving = new Set(bond.movingAtoms);
  return atoms.map((atom, index) => {
    if (!moving.has(index)) return atom;
    const [x, y, z] = atom.position.map((value, axis) => value + shift[axis]);
    return { ...atom, position: [x, y, z] };
  });
}

function listAtoms(atoms: readonly Atom[]): string {
  const labels = atoms.map((_, index) => atomLabel(atoms, index));
  return labels.length <= 12 ? labels.join(" ") : `${labels.slice(0, 12).join(" ")} …`;
}
