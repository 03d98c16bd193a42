import { describe, expect, it } from "vitest";
import { BondScanError } from "../errors.ts";
import { distanceAngstrom } from "../molecule/checks.ts";
import { moleculeFromLibrary } from "../molecule/library.ts";
import { moleculeFromXyz } from "../molecule/xyz.ts";
import { findScannableBond, stretchBond } from "./stretch-bond.ts";

describe("stretching a bond", () => {
  it("sets the bond's length and keeps all distances within both fragments", () => {
    // Hydrogen peroxide: O1–O2, H3 on O1, H4 on O2
    const molecule = moleculeFromLibrary("h2o2");
    const bond = findScannableBond(molecule, [1, 2]);
    expect(bond.label).toBe("O1–O2");
    expect(bond.lengthAngstrom).toBeCloseTo(1.475, 10);
    expect(bond.movingAtoms).toEqual([1, 3]);
    const atoms = stretchBond(molecule.atoms, bond, 2.5);
    expect(distanceAngstrom(atoms[0], atoms[1])).toBeCloseTo(2.5, 10);
    expect(distanceAngstrom(atoms[1], atoms[3])).toBeCloseTo(0.95, 10);
    expect(atoms[0]).toEqual(molecule.atoms[0]);
    expect(atoms[2]).toEqual(molecule.atoms[2]);
  });

  it("moves the side of the second atom", () => {
    const water = moleculeFromLibrary("h2o");
    expect(findScannableBond(water, [1, 2]).movingAtoms).toEqual([1]);
    expect(findScannableBond(water, [2, 1]).movingAtoms).toEqual([0, 2]);
  });

  it("works for a stretched molecule whose atoms are no longer bonded", () => {
    const bond = findScannableBond(moleculeFromXyz("N 0 0 0\nN 0 0 4"), [1, 2]);
    expect(bond.movingAtoms).toEqual([1]);
  });

  it.each([
    ["benzene", [1, 2], /part of a ring/],
    ["h2o", [2, 3], /not bonded to each other/],
    ["h2o", [1, 4], /from 1 to 3 \(O1 H2 H3\), got 1,4/],
    ["h2o", [0, 1], /got 0,1/],
    ["h2o", [1, 1], /two different atoms/],
    ["h2o", [1, 1.5], /got 1,1.5/],
  ] as const)("of %s between %o is refused", (name, bond, message) => {
    const find = () => findScannableBond(moleculeFromLibrary(name), bond);
    expect(find).toThrow(BondScanError);
    expect(find).toThrow(message);
  });
});
