import type { Molecule } from "openchemlib";
import type { FeatureSet } from "../features/feature-set.ts";
import type { ChemistryLibrary } from "./read-molecules.ts";

const halogens = new Set([9, 17, 35, 53, 85]);

function countAtoms(molecule: Molecule, is: (atom: number) => boolean): number {
  let count = 0;
  for (let atom = 0; atom < molecule.getAtoms(); atom++) if (is(atom)) count++;
  return count;
}

/** A carbon with four single bonds, hydrogens included. */
function isSaturatedCarbon(molecule: Molecule, atom: number): boolean {
  return (
    molecule.getAtomicNo(atom) === 6 &&
    !molecule.isAromaticAtom(atom) &&
    molecule.getConnAtoms(atom) + molecule.getAllHydrogens(atom) === 4
  );
}

/**
 * Descriptors by openchemlib and counts on its molecular graph. Atoms are all but hydrogen; logP and logS (mol/l) are sums
 * over atom types; the polar surface is the topological one of Ertl, Rohde and Selzer 2000 in Å².
 */
export function moleculeDescriptors(library: ChemistryLibrary): FeatureSet<Molecule> {
  return {
    names: [
      "molecular weight",
      "logP",
      "logS",
      "polar surface (Å²)",
      "hydrogen-bond donors",
      "hydrogen-bond acceptors",
      "rotatable bonds",
      "stereo centres",
      "atoms",
      "rings",
      "aromatic rings",
      "aromatic atoms",
      "heteroatoms",
      "halogens",
      "formal charge",
      "saturated carbon fraction",
    ],
    write: (molecule, target, offset) => {
      const properties = new library.MoleculeProperties(molecule);
      const rings = molecule.getRingSet();
      const aromaticRings = Array.from({ length: rings.getSize() }, (_, ring) => rings.isAromatic(ring));
      const carbons = countAtoms(molecule, (atom) => molecule.getAtomicNo(atom) === 6);
      const saturated = countAtoms(molecule, (atom) => isSaturatedCarbon(molecule, atom));
      let charge = 0;
      for (let atom = 0; atom < molecule.getAllAtoms(); atom++) charge += molecule.getAtomCharge(atom);
      target.set(
        [
          molecule.getMolecularFormula().relativeWeight,
          properties.logP,
          properties.logS,
          properties.polarSurfaceArea,
          properties.donorCount,
          properties.acceptorCount,
          properties.rotatableBondCount,
          properties.stereoCenterCount,
          molecule.getAtoms(),
          rings.getSize(),
          aromaticRings.filter(Boolean).length,
          countAtoms(molecule, (atom) => molecule.isAromaticAtom(atom)),
          countAtoms(molecule, (atom) => ![1, 6].includes(molecule.getAtomicNo(atom))),
          countAtoms(molecule, (atom) => halogens.has(molecule.getAtomicNo(atom))),
          charge,
          carbons === 0 ? 0 : saturated / carbons,
        ],
        offset,
      );
    },
  };
}
