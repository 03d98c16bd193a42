import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatFormula } from "../compositions/reduce-composition.ts";
import { describeCrystals } from "../features/describe-crystals.ts";
import { loadSymmetryFinder } from "../node.ts";
import { readCif } from "./cif/read-cif.ts";
import { writeCif } from "./cif/write-cif.ts";
import { findCoordination } from "./coordination.ts";
import { massDensity, packingFraction, volumePerAtom } from "./crystal-density.ts";
import { crystalComposition, type Crystal } from "./crystal.ts";
import { cellVolume, norm, toCartesian, type Vector3 } from "./lattice.ts";
import { readPoscar } from "./poscar/read-poscar.ts";
import { writePoscar } from "./poscar/write-poscar.ts";
import { radialDistribution } from "./radial-distribution.ts";

interface Reference {
  readonly name: string;
  readonly number: number;
  readonly cif: string;
  readonly volume: number;
  readonly density: number;
  readonly sites: readonly {
    readonly species: Readonly<Record<string, number>>;
    readonly fractional: Vector3;
  }[];
  readonly densityFeatures?: readonly [number, number, number];
  readonly coordination?: readonly {
    readonly fractional: Vector3;
    readonly element: string;
    readonly count: number;
    readonly distances: readonly number[];
    readonly effective: number;
  }[];
  readonly rdf?: readonly number[];
  readonly poscar?: string;
}

const references = JSON.parse(
  readFileSync(new URL("pymatgen-structures.json", import.meta.url), "utf8"),
) as readonly Reference[];
const ordered = references.filter(({ poscar }) => poscar !== undefined);

/** The site at a place, whatever the order; both programs snap 0.3333 to 1/3 within 1e-4. */
function siteAt(crystal: Crystal, place: Vector3): number {
  return crystal.sites.findIndex(({ fractional }) => {
    const step = fractional.map((value, axis) => {
      const difference = value - place[axis];
      return difference - Math.round(difference);
    });
    return norm(toCartesian(crystal.lattice, [step[0], step[1], step[2]])) < 1e-3;
  });
}

function expectSameSites(crystal: Crystal, sites: Reference["sites"]): void {
  expect(crystal.sites).toHaveLength(sites.length);
  for (const { species, fractional } of sites) {
    const index = siteAt(crystal, fractional);
    expect(index).toBeGreaterThanOrEqual(0);
    const found = Object.fromEntries(
      crystal.sites[index].species.map(({ element, occupancy }) => [element, occupancy]),
    );
    expect(found).toEqual(species);
  }
}

describe("structures as pymatgen reads them", () => {
  test.each(references)("CIF of $name", ({ cif, sites, volume, density, number }) => {
    const { crystal, notes } = readCif(cif);
    expectSameSites(crystal, sites);
    expect(cellVolume(crystal.lattice)).toBeCloseTo(volume, 8);
    // The two programs' tables of atomic masses agree; the atomic mass constant differs by 3e-9.
    expect(Math.abs(massDensity(crystal) / density - 1)).toBeLessThan(1e-7);
    expect(crystal.statedSpaceGroup?.number).toBe(number);
    expect(notes).toEqual([]);
  });

  test.each(ordered)("POSCAR of $name", ({ poscar, sites, volume }) => {
    const { crystal } = readPoscar(poscar!);
    expectSameSites(crystal, sites);
    expect(cellVolume(crystal.lattice)).toBeCloseTo(volume, 6);
  });

  test.each(ordered)("neighbours in $name", ({ cif, coordination }) => {
    const { crystal } = readCif(cif);
    const found = findCoordination(crystal);
    for (const { fractional, count, distances, effective } of coordination!) {
      const site = found[siteAt(crystal, fractional)];
      expect(site.number).toBe(count);
      for (const [k, distance] of distances.entries()) {
        expect(site.bonded[k].distance).toBeCloseTo(distance, 4);
      }
      // pymatgen stops its iteration at 1e-4 Å, which the sixth power and its steep exponential turn into 1e-2.
      expect(Math.abs(site.effectiveNumber - effective)).toBeLessThan(0.01);
    }
  });

  test.each(ordered)("density and radial distribution of $name", ({ cif, densityFeatures, rdf }) => {
    const { crystal } = readCif(cif);
    const [density, volume, packing] = densityFeatures!;
    expect(massDensity(crystal)).toBeCloseTo(density, 6);
    expect(volumePerAtom(crystal)).toBeCloseTo(volume, 8);
    expect(packingFraction(crystal)).toBeCloseTo(packing, 8);
    const distribution = radialDistribution(crystal, 8, 16);
    expect(Math.max(...distribution)).toBeGreaterThan(0.5);
    for (const [bin, value] of rdf!.entries()) {
      expect(crystal.sites.length * distribution[bin]).toBeCloseTo(value, 8);
    }
  });

  test.each(references)("space group of $name", ({ cif, number }) => {
    expect(loadSymmetryFinder().find(readCif(cif).crystal).number).toBe(number);
  });
});

describe("known structures", () => {
  // Coordination numbers of the textbook (U. Müller, Inorganic Structural Chemistry, 2006).
  test.each([
    ["halite", { Na: 6, Cl: 6 }],
    ["diamond", { C: 4 }],
    ["copper", { Cu: 12 }],
    ["iron", { Fe: 8 }],
    ["magnesium", { Mg: 12 }],
    ["caesium chloride", { Cs: 8, Cl: 8 }],
    ["strontium titanate", { Sr: 12, Ti: 6, O: 2 }],
    ["rutile", { Ti: 6, O: 3 }],
    ["quartz", { Si: 4, O: 2 }],
    ["zincite", { Zn: 4, O: 4 }],
    ["fluorite", { Ca: 8, F: 4 }],
    ["spinel", { Mg: 4, Al: 6, O: 4 }],
  ])("%s", (name, numbers) => {
    const { crystal } = readCif(references.find((reference) => reference.name === name)!.cif);
    const found: Record<string, number> = {};
    for (const [site, { number }] of findCoordination(crystal).entries()) {
      found[crystal.sites[site].species[0].element] = number;
    }
    expect(found).toEqual(numbers);
  });

  test("rock salt: four formula units, 2.16 g/cm³, bonds of half an edge", () => {
    const { crystal } = readCif(references[0].cif);
    expect(formatFormula(crystalComposition(crystal))).toBe("NaCl");
    expect(crystal.sites).toHaveLength(8);
    expect(massDensity(crystal)).toBeCloseTo(2.16, 2);
    expect(findCoordination(crystal)[0].bonded[0].distance).toBeCloseTo(5.6402 / 2, 12);
  });

  test("equal spheres that touch fill 74 % of an fcc cell, and g(r) tends to 1", () => {
    const { crystal } = readCif(references.find(({ name }) => name === "copper")!.cif);
    const edge = 2 * Math.SQRT2 * 1.35;
    const touching: Crystal = {
      ...crystal,
      lattice: [
        [edge, 0, 0],
        [0, edge, 0],
        [0, 0, edge],
      ],
    };
    expect(packingFraction(touching)).toBeCloseTo(Math.PI / (3 * Math.SQRT2), 10);
    const distribution = radialDistribution(crystal, 30, 6);
    expect(distribution[5]).toBeCloseTo(1, 1);
  });
});

describe("features of crystals", () => {
  const crystals = references.map(({ cif }) => readCif(cif).crystal);

  test("compositions and structures side by side, finite for shared sites too", () => {
    const features = describeCrystals(crystals, {
      features: ["density", "magpie", "coordination", "bonds", "rdf", "symmetry"],
      symmetry: loadSymmetryFinder(),
    });
    expect(features.columnCount).toBe(132 + 3 + 6 + 7 + 16 + 2);
    expect(features.names[132]).toBe("density (g/cm³)");
    const value = (name: string, row: number): number =>
      features.values[row * features.columnCount + features.names.indexOf(name)];
    const row = (name: string): number => references.findIndex((reference) => reference.name === name);
    expect(value("space group number", row("quartz"))).toBe(152);
    expect(value("crystal system", row("quartz"))).toBe(5);
    expect(value("crystal system", row("halite"))).toBe(7);
    expect(value("coordination mean", row("quartz"))).toBeCloseTo((3 * 4 + 6 * 2) / 9, 12);
    expect(value("bond length heterogeneity between sites", row("diamond"))).toBeCloseTo(0, 12);
    expect(value("bond length heterogeneity within sites", row("rutile"))).toBeGreaterThan(0.005);
    expect(value("bond electronegativity difference mean", row("halite"))).toBeCloseTo(3.16 - 0.93, 12);
  });

  test("do not depend on the cell that describes the crystal", () => {
    const [a, b, c] = crystals[0].lattice;
    const double: Crystal = {
      ...crystals[0],
      lattice: [[2 * a[0], 0, 0], b, c],
      sites: crystals[0].sites.flatMap(({ species, fractional: [x, y, z] }) => [
        { species, fractional: [x / 2, y, z] as Vector3 },
        { species, fractional: [(x + 1) / 2, y, z] as Vector3 },
      ]),
    };
    const options = {
      features: ["density", "coordination", "bonds", "rdf", "symmetry", "magpie"],
      symmetry: loadSymmetryFinder(),
    } as const;
    const features = describeCrystals([crystals[0], double], options);
    for (let k = 0; k < features.columnCount; k++) {
      expect(features.values[k], features.names[k]).toBeCloseTo(features.values[features.columnCount + k], 9);
    }
  });

  test("faults are told", () => {
    expect(() => describeCrystals(crystals, { features: ["shape" as "bonds"] })).toThrow("got shape");
    const unnamed = crystals.map((crystal) => ({ ...crystal, statedSpaceGroup: undefined }));
    expect(() => describeCrystals(unnamed, { features: ["symmetry"] })).toThrow(
      "the space group of halite must be stated in its file or found by options.symmetry",
    );
    expect(describeCrystals(crystals, { features: ["symmetry"] }).values[0]).toBe(225);
  });
});

describe("writing", () => {
  test.each(references)("$name comes back from CIF as it went", ({ cif, sites, volume }) => {
    const { crystal } = readCif(writeCif(readCif(cif).crystal));
    expectSameSites(crystal, sites);
    expect(cellVolume(crystal.lattice)).toBeCloseTo(volume, 4);
    expect(crystal.statedSpaceGroup).toEqual({ number: 1, symbol: "P 1" });
  });

  test.each(ordered)("$name comes back from POSCAR as it went", ({ cif, sites, volume }) => {
    const { crystal } = readPoscar(writePoscar(readCif(cif).crystal));
    expectSameSites(crystal, sites);
    expect(cellVolume(crystal.lattice)).toBeCloseTo(volume, 6);
  });

  test("a POSCAR cannot hold shared sites", () => {
    const { crystal } = readCif(references.at(-1)!.cif);
    expect(() => writePoscar(crystal)).toThrow(
      "a POSCAR must have whole atoms, got a partly occupied site 1",
    );
  });
});
