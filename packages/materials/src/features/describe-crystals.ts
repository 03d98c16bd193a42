import { createFeatureMatrix, type FeatureMatrix } from "@ansatz/learning";
import { getElement } from "../elements/elements.ts";
import { MaterialsTableError, StructureError } from "../errors.ts";
import { findCoordination, siteCovalentRadius } from "../structures/coordination.ts";
import { massDensity, packingFraction, volumePerAtom } from "../structures/crystal-density.ts";
import { crystalComposition, siteMean, type Crystal } from "../structures/crystal.ts";
import { radialDistribution } from "../structures/radial-distribution.ts";
import type { SymmetryFinder } from "../structures/symmetry/symmetry-finder.ts";
import {
  compositionFeatureSets,
  describe,
  describeCompositions,
  type CompositionFeatures,
} from "./describe-compositions.ts";
import type { FeatureSet } from "./feature-set.ts";

const densities: FeatureSet<Crystal> = {
  names: ["density (g/cm³)", "volume per atom (Å³)", "packing fraction"],
  write: (crystal, target, offset) => {
    target[offset] = massDensity(crystal);
    target[offset + 1] = volumePerAtom(crystal);
    target[offset + 2] = packingFraction(crystal);
  },
};

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return meanOf(values.map((value) => Math.abs(value - mean)));
}

const coordination: FeatureSet<Crystal> = {
  names: [
    "coordination mean",
    "coordination avg_dev",
    "coordination minimum",
    "coordination maximum",
    "effective coordination mean",
    "effective coordination avg_dev",
  ],
  write: (crystal, target, offset) => {
    const sites = findCoordination(crystal);
    const numbers = sites.map(({ number }) => number);
    const effective = sites.map(({ effectiveNumber }) => effectiveNumber);
    target.set(
      [
        meanOf(numbers),
        deviationOf(numbers),
        Math.min(...numbers),
        Math.max(...numbers),
        meanOf(effective),
        deviationOf(effective),
      ],
      offset,
    );
  },
};

/**
 * Bonds as by findCoordination, each site's mean length first, so that sites count equally. Heterogeneity: how much the
 * sites' mean lengths differ, and how much the lengths around one site differ, both relative to the mean length.
 */
const bonds: FeatureSet<Crystal> = {
  names: [
    "bond length mean (Å)",
    "bond length minimum (Å)",
    "bond length maximum (Å)",
    "bond length over covalent radii",
    "bond length heterogeneity between sites",
    "bond length heterogeneity within sites",
    "bond electronegativity difference mean",
  ],
  write: (crystal, target, offset) => {
    const sites = findCoordination(crystal);
    const lengths = sites.map(({ bonded }) => bonded.map(({ distance }) => distance));
    const siteMeans = lengths.map(meanOf);
    const mean = meanOf(siteMeans);
    const radii = crystal.sites.map((_, site) => siteCovalentRadius(crystal, site));
    const electronegativities = crystal.sites.map((site) =>
      siteMean(site, (symbol) => getElement(symbol).electronegativity ?? 0),
    );
    const overBonds = (value: (from: number, to: number, distance: number) => number): number =>
      meanOf(
        sites.map(({ bonded }, from) =>
          meanOf(bonded.map(({ site, distance }) => value(from, site, distance))),
        ),
      );
    target.set(
      [
        mean,
        Math.min(...lengths.map((list) => Math.min(...list))),
        Math.max(...lengths.map((list) => Math.max(...list))),
        overBonds((from, to, distance) => distance / (radii[from] + radii[to])),
        deviationOf(siteMeans) / mean,
        meanOf(lengths.map((list) => deviationOf(list) / meanOf(list))),
        overBonds((from, to) => Math.abs(electronegativities[from] - electronegativities[to])),
      ],
      offset,
    );
  },
};

const rdfCutoff = 8;
const rdfBins = 16;

const distribution: FeatureSet<Crystal> = {
  names: Array.from({ length: rdfBins }, (_, bin) => {
    const width = rdfCutoff / rdfBins;
    return `rdf ${(bin * width).toFixed(1)}–${((bin + 1) * width).toFixed(1)} Å`;
  }),
  write: (crystal, target, offset) => {
    target.set(radialDistribution(crystal, rdfCutoff, rdfBins), offset);
  },
};

/** The last space group number of triclinic, monoclinic, orthorhombic, tetragonal, trigonal, hexagonal, cubic crystals. */
const systemEnds = [2, 15, 74, 142, 167, 194, 230];

function symmetryOf(finder: SymmetryFinder | undefined): FeatureSet<Crystal> {
  return {
    names: ["space group number", "crystal system"],
    write: (crystal, target, offset) => {
      const number = finder === undefined ? crystal.statedSpaceGroup?.number : finder.find(crystal).number;
      if (number === undefined || number === 0) {
        throw new StructureError(
          `the space group of ${crystal.name} must be stated in its file or found by options.symmetry, got neither`,
          { name: crystal.name },
        );
      }
      target[offset] = number;
      target[offset + 1] = 1 + systemEnds.findIndex((end) => number <= end);
    },
  };
}

const crystalSets = { density: densities, coordination, bonds, rdf: distribution } as const;

/** The sets of features of crystals by name, with what they are; those of compositions can be had too. */
export const crystalFeatureSets = {
  density: "3: mass density, volume per atom, packing fraction",
  coordination: "6: coordination numbers, whole and effective",
  bonds: "7: bond lengths, their heterogeneity, differences of electronegativity",
  rdf: "16 bins of the radial distribution function up to 8 Å",
  symmetry: "2: space group number and crystal system (1 triclinic to 7 cubic)",
} as const;

export type CrystalFeatures = keyof typeof crystalFeatureSets;

export interface DescribeCrystalsOptions {
  /** Default ["magpie", "density", "coordination", "bonds"]. */
  readonly features?: readonly (CompositionFeatures | CrystalFeatures)[];
  /** Finds space groups for "symmetry"; without it the files' statements are taken. */
  readonly symmetry?: SymmetryFinder;
  /** As of describeCompositions. */
  readonly elements?: readonly string[];
}

/**
 * Features of crystals, a row a crystal: those of their compositions first, then those of their structures, each in the
 * order of `features`.
 *
 * @throws MaterialsTableError for no features or an unknown name, StructureError where a space group is neither stated nor
 * to be found.
 */
export function describeCrystals(
  crystals: readonly Crystal[],
  options: DescribeCrystalsOptions = {},
): FeatureMatrix {
  const { features = ["magpie", "density", "coordination", "bonds"] } = options;
  const known = [...Object.keys(compositionFeatureSets), ...Object.keys(crystalFeatureSets)];
  const unknown = features.find((name) => !known.includes(name));
  if (unknown !== undefined || features.length === 0 || new Set(features).size !== features.length) {
    throw new MaterialsTableError(
      `features must be different ones of ${known.join(", ")}, got ${features.join(", ") || "none"}`,
      { features },
    );
  }
  const ofCompositions = features.filter(
    (name): name is CompositionFeatures => name in compositionFeatureSets,
  );
  const ofCrystals = features.filter((name): name is CrystalFeatures => name in crystalFeatureSets);
  const parts: FeatureMatrix[] = [];
  if (ofCompositions.length > 0) {
    parts.push(
      describeCompositions(crystals.map(crystalComposition), {
        features: ofCompositions,
        ...(options.elements === undefined ? {} : { elements: options.elements }),
      }),
    );
  }
  if (ofCrystals.length > 0) {
    parts.push(
      describe(
        crystals,
        ofCrystals.map((name) => (name === "symmetry" ? symmetryOf(options.symmetry) : crystalSets[name])),
      ),
    );
  }
  return joinColumns(parts);
}

/**
 * The columns of several matrices of as many rows side by side.
 *
 * @throws MaterialsTableError where the numbers of rows differ.
 */
export function joinColumns(parts: readonly FeatureMatrix[]): FeatureMatrix {
  const rowCount = parts.at(0)?.rowCount ?? 0;
  if (parts.some((part) => part.rowCount !== rowCount)) {
    throw new MaterialsTableError(
      `matrices must have as many rows to stand side by side, got ${parts.map((part) => part.rowCount).join(", ")}`,
    );
  }
  const columnCount = parts.reduce((sum, part) => sum + part.columnCount, 0);
  const values = new Float64Array(rowCount * columnCount);
  let offset = 0;
  for (const part of parts) {
    for (let row = 0; row < rowCount; row++) {
      const from = row * part.columnCount;
      values.set(part.values.subarray(from, from + part.columnCount), row * columnCount + offset);
    }
    offset += part.columnCount;
  }
  return createFeatureMatrix(
    rowCount,
    columnCount,
    values,
    parts.flatMap((part) => part.names),
  );
}
