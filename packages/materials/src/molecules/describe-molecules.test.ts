import { Molecule, SSSearcherWithIndex } from "openchemlib";
import { describe, expect, test } from "vitest";
import { MaterialsTableError } from "../errors.ts";
import { circularEnvironments } from "./circular-fingerprint.ts";
import { describeMolecules } from "./describe-molecules.ts";

/**
 * By RDKit 2026.09.1: molecular weight, polar surface, heavy atoms, rings, aromatic rings, aromatic atoms, formal charge,
 * fraction of sp3 carbons, hydrogen-bond donors, and environments of the Morgan fingerprint of radius 2 before folding.
 */
type Row = readonly [
  string,
  string,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];
const molecules: readonly Row[] = [
  ["water", "O", 18.015, 31.5, 1, 0, 0, 0, 0, 0.0, 0, 1],
  ["ethanol", "CCO", 46.069, 20.23, 3, 0, 0, 0, 0, 1.0, 1, 6],
  ["benzene", "c1ccccc1", 78.114, 0.0, 6, 1, 1, 6, 0, 0.0, 0, 3],
  ["aspirin", "CC(=O)Oc1ccccc1C(=O)O", 180.159, 63.6, 13, 1, 1, 6, 0, 0.111111, 1, 25],
  ["paracetamol", "CC(=O)Nc1ccc(O)cc1", 151.165, 49.33, 11, 1, 1, 6, 0, 0.125, 2, 21],
  ["caffeine", "Cn1cnc2c1c(=O)n(C)c(=O)n2C", 194.194, 61.82, 14, 2, 2, 9, 0, 0.375, 0, 25],
  ["ibuprofen", "CC(C)Cc1ccc(cc1)C(C)C(=O)O", 206.285, 37.3, 15, 1, 1, 6, 0, 0.461538, 1, 26],
  ["nicotine", "CN1CCCC1c1cccnc1", 162.236, 16.13, 12, 2, 1, 6, 0, 0.5, 0, 30],
  ["glycine", "C(C(=O)O)N", 75.067, 63.32, 5, 0, 0, 0, 0, 0.5, 2, 11],
  ["tetramethylammonium", "C[N+](C)(C)C", 74.147, 0.0, 5, 0, 0, 0, 1, 1.0, 0, 4],
  ["toluene", "Cc1ccccc1", 92.141, 0.0, 7, 1, 1, 6, 0, 0.142857, 0, 11],
  ["naphthalene", "c1ccc2ccccc2c1", 128.174, 0.0, 10, 2, 2, 10, 0, 0.0, 0, 8],
  ["cyclohexane", "C1CCCCC1", 84.162, 0.0, 6, 1, 0, 0, 0, 1.0, 0, 3],
  ["chloroform", "ClC(Cl)Cl", 119.378, 0.0, 4, 0, 0, 0, 0, 1.0, 0, 4],
  ["pyridine", "c1ccncc1", 79.102, 12.89, 6, 1, 1, 6, 0, 0.0, 0, 9],
  [
    "cholesterol",
    "CC(C)CCCC(C)C1CCC2C1(CCC3C2CC=C4C3(CCC(C4)O)C)C",
    386.664,
    20.23,
    28,
    4,
    0,
    0,
    0,
    0.925926,
    1,
    50,
  ],
  ["glucose", "OCC1OC(O)C(O)C(O)C1O", 180.156, 110.38, 12, 1, 0, 0, 0, 1.0, 5, 18],
  ["acrylonitrile", "C=CC#N", 53.064, 23.79, 4, 0, 0, 0, 0, 0.0, 0, 9],
  ["biphenyl", "c1ccc(cc1)-c1ccccc1", 154.212, 0.0, 12, 2, 2, 12, 0, 0.0, 0, 9],
  ["lactate", "CC(O)C(=O)[O-]", 89.07, 60.36, 6, 0, 0, 0, -1, 0.666667, 1, 13],
];

// RDKit takes caffeine's six-membered ring, with its two carbonyls, as aromatic; openchemlib does not, which changes the
// polar surface of its nitrogens too.
const otherAromaticity = "caffeine";

const smiles = molecules.map(([, text]) => text);

describe("descriptors beside RDKit", async () => {
  const features = await describeMolecules(smiles);
  const value = (name: string, row: number): number =>
    features.values[row * features.columnCount + features.names.indexOf(name)];

  test.each(molecules.map((molecule, row) => ({ molecule, row, title: molecule[0] })))(
    "$title",
    ({ molecule, row }) => {
      const [name, , weight, polar, atoms, rings, aromaticRings, aromaticAtoms, charge, saturated, donors] =
        molecule;
      // Tables of atomic weights differ in the fifth digit.
      expect(Math.abs(value("molecular weight", row) / weight - 1)).toBeLessThan(5e-5);
      // RDKit leaves out the hydrogens of water, which has no carbon to stand beside.
      if (name !== "water" && name !== otherAromaticity)
        expect(value("polar surface (Å²)", row)).toBeCloseTo(polar, 1);
      expect(value("atoms", row)).toBe(atoms);
      expect(value("rings", row)).toBe(rings);
      expect(value("formal charge", row)).toBe(charge);
      expect(value("saturated carbon fraction", row)).toBeCloseTo(saturated, 5);
      if (name === otherAromaticity) return;
      expect(value("aromatic rings", row)).toBe(aromaticRings);
      expect(value("aromatic atoms", row)).toBe(aromaticAtoms);
      if (name !== "water" && name !== "glycine") expect(value("hydrogen-bond donors", row)).toBe(donors);
    },
  );

  test("logP rises from alcohol to hydrocarbon, and logS falls", () => {
    const at = (name: string): number => molecules.findIndex((molecule) => molecule[0] === name);
    expect(value("logP", at("cyclohexane"))).toBeGreaterThan(value("logP", at("ethanol")) + 1);
    expect(value("logS", at("cholesterol"))).toBeLessThan(value("logS", at("glucose")) - 3);
  });
});

describe("circular fingerprints", () => {
  test.each(molecules.map((molecule) => ({ molecule, title: molecule[0] })))(
    "$title has as many environments as RDKit finds",
    ({ molecule }) => {
      const [name, text] = molecule;
      if (name === otherAromaticity) return;
      const parsed = Molecule.fromSmiles(text);
      parsed.ensureHelperArrays(Molecule.cHelperRings);
      expect(circularEnvironments(parsed, 2).size).toBe(molecule[11]);
    },
  );

  test("do not depend on how a molecule is written, and differ between molecules", async () => {
    const pairs = [
      ["CCO", "OCC"],
      ["CC(=O)Oc1ccccc1C(=O)O", "OC(=O)C1=CC=CC=C1OC(C)=O"],
      ["c1ccncc1", "N1=CC=CC=C1"],
    ];
    const features = await describeMolecules(pairs.flat(), { features: ["circular", "fragments"] });
    const row = (index: number): Float64Array =>
      features.values.subarray(index * features.columnCount, (index + 1) * features.columnCount);
    for (const [k] of pairs.entries()) {
      expect(row(2 * k)).toEqual(row(2 * k + 1));
      expect(row(2 * k)).not.toEqual(row((2 * k + 2) % 6));
    }
    expect(features.values.every((bit) => bit === 0 || bit === 1)).toBe(true);
    expect(features.columnCount).toBe(1024 + 512);
  });
});

describe("fragments", () => {
  test("bits in common over bits of either are the similarity that openchemlib gives", async () => {
    const features = await describeMolecules(smiles, { features: ["fragments"] });
    const bits = (row: number): Float64Array => features.values.subarray(512 * row, 512 * (row + 1));
    const indices = smiles.map((text) => Molecule.fromSmiles(text).getIndex());
    let compared = 0;
    for (let a = 0; a < smiles.length; a++) {
      for (let b = 0; b < a; b++) {
        const both = bits(a).filter((bit, k) => bit === 1 && bits(b)[k] === 1).length;
        const either = bits(a).filter((bit, k) => bit === 1 || bits(b)[k] === 1).length;
        if (either === 0) continue;
        const expected = SSSearcherWithIndex.getSimilarityTanimoto(indices[a], indices[b]);
        expect(both / either).toBeCloseTo(expected, 6);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });
});

describe("faults", () => {
  test("every row that is no molecule is named with the reason", async () => {
    const wrong = describeMolecules(["CCO", "c1ccccc", "hello", "C(C)(C)(C)(C)C", "", "C"]);
    await expect(wrong).rejects.toThrow(MaterialsTableError);
    await expect(wrong).rejects.toMatchObject({ details: { rows: [2, 3, 4, 5] } });
    await expect(wrong).rejects.toThrow("got 4 that are none: row 2 (c1ccccc): dangling ring closure");
    await expect(wrong).rejects.toThrow("row 4 (C(C)(C)(C)(C)C): its atom 1 (C) has valence 5");
    await expect(describeMolecules(["C"], { features: ["ecfp" as "circular"] })).rejects.toThrow(
      "features must be different ones of descriptors, fragments, circular, got ecfp",
    );
  });
});
