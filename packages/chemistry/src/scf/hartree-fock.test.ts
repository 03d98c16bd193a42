import { describe, expect, test } from "vitest";
import { buildBasis } from "../basis/basis.ts";
import { parseBasisName } from "../basis/basis-sets.ts";
import { solveMp2 } from "../mp2/mp2.ts";
import { solveHartreeFock } from "./hartree-fock.ts";
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
});
