import { describe, expect, test } from "vitest";
import { buildBasis } from "../basis/basis.ts";
import type { BasisName } from "../basis/basis-sets.ts";
import { hartreeKilocaloriePerMole } from "../elements/constants.ts";
import { ChemistryArgumentError } from "../errors.ts";
import type { Molecule } from "../molecule/molecule.ts";
import { solveHartreeFock } from "../scf/hartree-fock.ts";
import { parseGeometry, referenceMolecule } from "../scf/testing/psi4-energies.ts";
import { solveMp2 } from "./mp2.ts";

async function solve(molecule: Molecule, basis: BasisName) {
  return solveHartreeFock(molecule, buildBasis(molecule, basis), { errorTolerance: 1e-8 });
}

/**
 * ROHF orbitals and integrals by PySCF 2.14.0 (SCF converged to 1e-12 hartree, the basis sets of the Basis Set Exchange);
 * semicanonical orbitals and the spin-orbital formula by NumPy, apart from this code. PySCF takes 1 bohr =
 * 0.52917721092 Å.
 */
const openShellRows = [
  {
    system: "oh",
    multiplicity: 2,
    basis: "6-31g",
    frozen: 0,
    singles: -0.0006526422911,
    same: -0.0208945746115,
    opposite: -0.0686137244666,
  },
  {
    system: "oh",
    multiplicity: 2,
    basis: "6-31g",
    frozen: 1,
    singles: -0.000642901695,
    same: -0.0206444223181,
    opposite: -0.0679080027439,
  },
  {
    system: "o2-triplet",
    multiplicity: 3,
    basis: "6-31g",
    frozen: 0,
    singles: -0.0104034787359,
    same: -0.087663708246,
    opposite: -0.1722810803485,
  },
  {
    system: "oh",
    multiplicity: 2,
    basis: "cc-pvdz",
    frozen: 0,
    singles: -0.002724919887,
    same: -0.0369639564598,
    opposite: -0.1152703769619,
  },
] as const;

describe("ROHF-MBPT(2)", () => {
  test.each(openShellRows)(
    "$system in $basis, $frozen frozen: every part agrees with PySCF and NumPy",
    async (row) => {
      const scf = await solve(referenceMolecule(row.system, row.multiplicity), row.basis);
      const result = await solveMp2(scf, { frozen: row.frozen });
      expect(result.method).toBe("rohf-mbpt2");
      expect(result.singles).toBeCloseTo(row.singles, 7);
      expect(result.sameSpin).toBeCloseTo(row.same, 7);
      expect(result.oppositeSpin).toBeCloseTo(row.opposite, 7);
      expect(result.energy - scf.energy).toBeCloseTo(row.singles + row.same + row.opposite, 7);
    },
  );

  test("a far hydrogen atom adds nothing to the correlation of H2", async () => {
    const pair = await solve(parseGeometry("H 0 0 0; H 0 0 0.7414"), "cc-pvdz");
    const trio = await solve(parseGeometry("H 0 0 0; H 0 0 0.7414; H 0 0 1000", 0, 2), "cc-pvdz");
    const alone = await solveMp2(pair);
    const together = await solveMp2(trio);
    expect(alone.correlationEnergy).toBeLessThan(-0.02);
    expect(together.correlationEnergy).toBeCloseTo(alone.correlationEnergy, 8);
    expect(alone.sameSpin).toBeCloseTo(0, 12);
  });
});

test("freezing and deleting orbitals gives the sums over those that are left", async () => {
  const scf = await solve(referenceMolecule("water"), "6-31g");
  const full = await solveMp2(scf);
  const frozen = await solveMp2(scf, { frozen: 1 });
  const deleted = await solveMp2(scf, { deleted: 2 });
  expect(frozen.correlationEnergy).toBeGreaterThan(full.correlationEnergy);
  expect(deleted.correlationEnergy).toBeGreaterThan(full.correlationEnergy);
  expect((await solveMp2(scf, { frozen: 5 })).correlationEnergy).toBe(0);
  expect((await solveMp2(scf, { deleted: 8 })).correlationEnergy).toBe(0);
});

test("counts of orbitals that do not exist are refused", async () => {
  const scf = await solve(referenceMolecule("water"), "sto-3g");
  await expect(solveMp2(scf, { frozen: 6 })).rejects.toThrow(ChemistryArgumentError);
  await expect(solveMp2(scf, { deleted: 3 })).rejects.toThrow("deleted must be an integer in [0, 2], got 3");
});

test("the binding energy of the S22 water dimer without counterpoise agrees with Psi4", async () => {
  const dimer =
    "O -1.551007 -0.11452 0; H -1.934259 0.762503 0; H -0.599677 0.040712 0; O 1.350625 0.111469 0; H 1.680398 -0.373741 -0.758561; H 1.680398 -0.373741 0.758561";
  const atoms = dimer.split("; ");
  const energies = [];
  for (const part of [atoms, atoms.slice(0, 3), atoms.slice(3)]) {
    energies.push((await solveMp2(await solve(parseGeometry(part.join("; ")), "cc-pvdz"))).energy);
  }
  const [together, first, second] = energies;
  // Psi4 1.3.2, MP2/cc-pVDZ with all electrons correlated
  expect((together - first - second) * hartreeKilocaloriePerMole).toBeCloseTo(-7.427, 3);
});
