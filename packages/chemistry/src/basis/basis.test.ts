import { describe, expect, test } from "vitest";
import { elements } from "../elements/elements.ts";
import { computeOneElectronIntegrals } from "../integrals/one-electron.ts";
import type { Molecule } from "../molecule/molecule.ts";
import { BasisNotAvailableError, ChemistryArgumentError } from "../errors.ts";
import { buildBasis } from "./basis.ts";
import { basisSets, parseBasisName, type BasisName } from "./basis-sets.ts";

function atom(atomicNumber: number): Molecule {
  return { atoms: [{ atomicNumber, position: [0.3, -0.2, 0.1] }], charge: 0, multiplicity: 1 };
}

describe.each(basisSets)("$label", ({ name, elements: covered, citation, description }) => {
  test("covers hydrogen to argon", () => {
    for (let number = 1; number <= 18; number++) expect(covered).toContain(number);
    for (const number of covered) expect(elements[number - 1]).toBeDefined();
  });

  test("has a citation and a description", () => {
    expect(citation).toMatch(/\(19\d\d\)/);
    expect(description.length).toBeGreaterThan(40);
  });

  test("every function of every element is normalised", () => {
    for (const atomicNumber of covered) {
      const basis = buildBasis(atom(atomicNumber), name);
      const { overlap } = computeOneElectronIntegrals(basis);
      const n = basis.functionCount;
      for (let i = 0; i < n; i++) {
        expect(overlap[i * (n + 1)], basis.functionLabels[i]).toBeCloseTo(1, 12);
      }
    }
  });

  test("functions are numbered through and shells hold at most six", () => {
    for (const atomicNumber of covered) {
      const { shells, functionCount, functionLabels } = buildBasis(atom(atomicNumber), name);
      const indices = shells.flatMap(({ functions }) => functions.map(({ index }) => index));
      expect(indices).toEqual(Array.from({ length: functionCount }, (_, index) => index));
      expect(new Set(functionLabels).size).toBe(functionCount);
      for (const { functions, exponents } of shells) {
        expect(functions.length).toBeLessThanOrEqual(6);
        for (const { coefficients } of functions) expect(coefficients).toHaveLength(exponents.length);
      }
    }
  });
});

test.each<[BasisName, number, number, number]>([
  ["sto-3g", 1, 5, 9],
  ["3-21g", 2, 9, 13],
  ["6-31g", 2, 9, 13],
  ["6-31g*", 2, 15, 19],
  ["6-31g**", 5, 15, 19],
  ["6-311g(d,p)", 6, 18, 26],
  ["cc-pvdz", 5, 14, 18],
])("%s has its published number of functions on H, C and Cl", (name, hydrogen, carbon, chlorine) => {
  const sizes = [1, 6, 17].map((atomicNumber) => buildBasis(atom(atomicNumber), name).functionCount);
  expect(sizes).toEqual([hydrogen, carbon, chlorine]);
});

test("labels name atom, principal number and component", () => {
  expect(buildBasis(atom(8), "6-31g").functionLabels).toEqual(
    ["1s", "2s", "2px", "2py", "2pz", "3s", "3px", "3py", "3pz"].map((text) => `O1 ${text}`),
  );
});

test.each([
  ["STO-3G", "sto-3g"],
  [" 6-31G(d) ", "6-31g*"],
  ["6-31g(d,p)", "6-31g**"],
  ["6-31G (d, p)", "6-31g**"],
  ["6-311G**", "6-311g(d,p)"],
  ["cc-pVDZ", "cc-pvdz"],
])("the name %s is understood", (text, name) => {
  expect(parseBasisName(text)).toBe(name);
});

test.each(["sto-99g", "", "constructor", "__proto__"])(
  'the unknown basis set "%s" is refused with the names there are',
  (name) => {
    expect(() => parseBasisName(name)).toThrow(ChemistryArgumentError);
    expect(() => parseBasisName(name)).toThrow(/one of STO-3G, .*cc-pVDZ, got/);
  },
);

test("an element without functions is named together with the sets that have it", () => {
  const molecule: Molecule = { atoms: [...atom(19).atoms, ...atom(9).atoms], charge: 0, multiplicity: 1 };
  expect(() => buildBasis(molecule, "cc-pvdz")).toThrow(BasisNotAvailableError);
  expect(() => buildBasis(molecule, "cc-pvdz")).toThrow(/cc-pVDZ has no functions for K; .*6-31G/);
  expect(() => buildBasis(atom(26), "sto-3g")).toThrow(/no functions for Fe; no basis set here/);
});
