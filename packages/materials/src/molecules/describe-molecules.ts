import type { FeatureMatrix } from "@ansatz/learning";
import type { Molecule } from "openchemlib";
import { MaterialsTableError } from "../errors.ts";
import { describe } from "../features/describe-compositions.ts";
import type { FeatureSet } from "../features/feature-set.ts";
import { circularFingerprint } from "./circular-fingerprint.ts";
import { moleculeDescriptors } from "./molecule-descriptors.ts";
import { readMolecules } from "./read-molecules.ts";

const fragmentBits = 512;

/** openchemlib's dictionary of 512 fragments: a bit is 1 where the molecule contains the fragment. */
const fragments: FeatureSet<Molecule> = {
  names: Array.from({ length: fragmentBits }, (_, bit) => `fragment ${bit}`),
  write: (molecule, target, offset) => {
    const words = molecule.getIndex();
    for (let bit = 0; bit < fragmentBits; bit++) {
      target[offset + bit] = (words[bit >> 5] >>> (31 - (bit & 31))) & 1;
    }
  },
};

/** The sets of features of molecules by name, with what they are. */
export const moleculeFeatureSets = {
  descriptors: "16 descriptors: weight, logP, polar surface, hydrogen bonds, rings …",
  fragments: "512 bits: fragments of a dictionary that the molecule contains",
  circular: "1,024 bits: circular environments of the atoms up to two bonds (as ECFP4)",
} as const;

export type MoleculeFeatures = keyof typeof moleculeFeatureSets;

export interface DescribeMoleculesOptions {
  /** Default ["descriptors"]. */
  readonly features?: readonly MoleculeFeatures[];
}

/**
 * Features of molecules from SMILES, a row a molecule, columns in the order of `features`.
 *
 * @throws MaterialsTableError that names all rows (counted from 1) whose SMILES is no molecule, and for no features or an
 * unknown name.
 */
export async function describeMolecules(
  smiles: readonly string[],
  options: DescribeMoleculesOptions = {},
): Promise<FeatureMatrix> {
  const { features = ["descriptors"] } = options;
  const known = Object.keys(moleculeFeatureSets);
  const unknown = features.find((name) => !known.includes(name));
  if (unknown !== undefined || features.length === 0 || new Set(features).size !== features.length) {
    throw new MaterialsTableError(
      `features must be different ones of ${known.join(", ")}, got ${features.join(", ") || "none"}`,
      { features },
    );
  }
  const library = await import("openchemlib");
  const sets = { descriptors: moleculeDescriptors(library), fragments, circular: circularFingerprint };
  return describe(
    readMolecules(library, smiles),
    features.map((name) => sets[name]),
  );
}
