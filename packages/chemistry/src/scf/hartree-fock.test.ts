import { describe, expect, test } from "vitest";
import { buildBasis } from "../basis/basis.ts";
import { atomicDipoleDebye } from "../elements/constants.ts";
import { parseBasisName } from "../basis/basis-sets.ts";
import { solveMp2 } from "../mp2/mp2.ts";
import { solveHartreeFock } from "./hartree-fock.ts";
import { solveUnrestrictedHartreeFock } from "./unrestricted-hartree-fock.ts";
import { closedShellRows, openShellRows, psi4Tolerance, referenceMolecule } from "./testing/psi4-energies.ts";

describe("closed shells", () => {
  test.each(closedShellRows)("$system in $basis: RHF and MP2 agree with Psi4", async (row) => {
    const molecule = referenceMolecule(row.system);
    const scf = await solveHartreeFock(molecule, buildBasis(molecule, parseBasisName(row.basis)));
    expect(scf.converged).toBe(true);
    expect(scf.basis.functionCount).toBe(row.functions);
    expect(Math.abs(scf.nuclearRepulsion - row.nuclearRepulsion)).toBeLessThan(psi4Tolerance);
    expect(Math.abs(scf.energy - row.rhf)).toBeLessThan(psi4Tolerance);
    const { energy } = await solveMp2(scf);
    expect(Math.abs(energy - row.mp2)).toBeLessThan(psi4Tolerance);
  });
});

describe("open shells", () => {
  test.each(openShellRows)("$system in $basis: ROHF agrees with Psi4", async (row) => {
    const molecule = referenceMolecule(row.system, row.multiplicity);
    const scf = await solveHartreeFock(molecule, buildBasis(molecule, parseBasisName(row.basis)));
    expect(scf.converged).toBe(true);
    expect(scf.method).toBe("rohf");
    expect(Math.abs(scf.energy - row.rohf)).toBeLessThan(psi4Tolerance);
  });

  test.each(openShellRows)("$system in $basis: UHF agrees with Psi4", async (row) => {
    const molecule = referenceMolecule(row.system, row.multiplicity);
    const uhf = await solveUnrestrictedHartreeFock(molecule, buildBasis(molecule, row.basis));
    expect(uhf.converged).toBe(true);
    expect(Math.abs(uhf.energy - row.uhf)).toBeLessThan(psi4Tolerance);
    const pure = ((row.multiplicity - 1) / 2) * ((row.multiplicity + 1) / 2);
    expect(uhf.spinSquared).toBeGreaterThan(pure);
    expect(uhf.spinSquared).toBeLessThan(pure + 0.1);
  });

  test("UHF of a closed shell is its RHF", async () => {
    const molecule = referenceMolecule("water");
    const uhf = await solveUnrestrictedHartreeFock(molecule, buildBasis(molecule, "6-31g"));
    const rhf = await solveHartreeFock(molecule, buildBasis(molecule, "6-31g"));
    expect(uhf.energy).toBeCloseTo(rhf.energy, 8);
    expect(uhf.spinSquared).toBeCloseTo(0, 8);
    uhf.dipole.forEach((value, axis) => expect(value).toBeCloseTo(rhf.dipole[axis], 5));
  });
});

test("water in cc-pVDZ has the dipole moment that Psi4 finds", async () => {
  const molecule = referenceMolecule("water");
  const { dipole } = await solveHartreeFock(molecule, buildBasis(molecule, "cc-pvdz"));
  // Psi4 1.3.2, 2.05841 debye
  expect(Math.hypot(...dipole) * atomicDipoleDebye).toBeCloseTo(2.05841, 4);
});
