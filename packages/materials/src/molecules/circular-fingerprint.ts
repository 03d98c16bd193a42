import type { Molecule } from "openchemlib";
import type { FeatureSet } from "../features/feature-set.ts";

/** A 32-bit hash of whole numbers (FNV-1a over words with a final mix). */
function hash(values: readonly number[]): number {
  let state = 0x811c9dc5;
  for (const value of values) {
    state = Math.imul(state ^ value, 0x01000193);
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b);
  }
  state ^= state >>> 13;
  return (Math.imul(state, 0xc2b2ae35) ^ (state >>> 16)) >>> 0;
}

function bondKind(molecule: Molecule, bond: number): number {
  return molecule.isAromaticBond(bond) ? 4 : molecule.getBondOrder(bond);
}

function startIdentifier(molecule: Molecule, atom: number): number {
  const hydrogens = molecule.getAllHydrogens(atom);
  return hash([
    molecule.getAtomicNo(atom),
    molecule.getConnAtoms(atom) + hydrogens,
    hydrogens,
    molecule.getAtomCharge(atom),
    molecule.getAtomMass(atom),
    molecule.isRingAtom(atom) ? 1 : 0,
  ]);
}

/**
 * Identifiers of the circular environments of all atoms up to `radius` bonds, each once: extended-connectivity fingerprints
 * before they are folded. Environments over the same bonds count as one, the one with the least identifier. Stereochemistry
 * does not count.
 *
 * Source: D. Rogers, M. Hahn, Journal of Chemical Information and Modeling 50, 742 (2010).
 */
export function circularEnvironments(molecule: Molecule, radius: number): Set<number> {
  const atomCount = molecule.getAtoms();
  let identifiers = Array.from({ length: atomCount }, (_, atom) => startIdentifier(molecule, atom));
  const found = new Set(identifiers);
  let covered = Array.from({ length: atomCount }, () => new Set<number>());
  const seen = new Set<string>();
  const isDone = new Array<boolean>(atomCount).fill(false);
  for (let layer = 1; layer <= radius; layer++) {
    const grown: { atom: number; identifier: number; key: string }[] = [];
    const nextCovered = covered.map((bonds) => new Set(bonds));
    const nextIdentifiers = [...identifiers];
    for (let atom = 0; atom < atomCount; atom++) {
      if (isDone[atom] || molecule.getConnAtoms(atom) === 0) continue;
      const around: [number, number][] = [];
      for (let k = 0; k < molecule.getConnAtoms(atom); k++) {
        const neighbour = molecule.getConnAtom(atom, k);
        const bond = molecule.getConnBond(atom, k);
        around.push([bondKind(molecule, bond), identifiers[neighbour]]);
        nextCovered[atom].add(bond);
        for (const inner of covered[neighbour]) nextCovered[atom].add(inner);
      }
      around.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const identifier = hash([layer, identifiers[atom], ...around.flat()]);
      nextIdentifiers[atom] = identifier;
      grown.push({ atom, identifier, key: [...nextCovered[atom]].toSorted((a, b) => a - b).join(" ") });
    }
    grown.sort((a, b) => a.identifier - b.identifier);
    for (const { atom, identifier, key } of grown) {
      if (seen.has(key)) {
        isDone[atom] = true;
        continue;
      }
      seen.add(key);
      found.add(identifier);
    }
    identifiers = nextIdentifiers;
    covered = nextCovered;
  }
  return found;
}

const bitCount = 1024;
const radius = 2;

/** 1,024 bits, each set where a circular environment of radius up to 2 falls on it. */
export const circularFingerprint: FeatureSet<Molecule> = {
  names: Array.from({ length: bitCount }, (_, bit) => `circular ${bit}`),
  write: (molecule, target, offset) => {
    target.fill(0, offset, offset + bitCount);
    for (const identifier of circularEnvironments(molecule, radius)) {
      target[offset + (identifier % bitCount)] = 1;
    }
  },
};
