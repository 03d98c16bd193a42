import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  activeSpaceHamiltonian,
  buildBasis,
  moleculeFromXyz,
  parseBasisName,
  solveHartreeFock,
  solveMp2,
  type ScfResult,
} from "@ansatz/chemistry";
import { createSectorEngine, createSectorSpace } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";

interface Row {
  readonly system: string;
  readonly atomsAngstrom: readonly (readonly [string, number, number, number])[];
  readonly charge: number;
  readonly multiplicity: number;
  readonly basis: string;
  readonly basisFunctions: number;
}
interface ClosedShellRow extends Row {
  readonly rhf: number;
  readonly mp2: number;
  readonly dipoleDebye: number;
}
interface OpenShellRow extends Row {
  readonly rohf: number;
  readonly casci: readonly {
    readonly electrons: number;
    readonly orbitals: number;
    readonly casci: number;
  }[];
}

const data = JSON.parse(readFileSync(join(import.meta.dirname, "pyscf-energies.json"), "utf8")) as {
  readonly closedShell: readonly ClosedShellRow[];
  readonly openShell: readonly OpenShellRow[];
};

/** Bohr's value and the digits of STO-3G differ between the programs by less than this; see PROVENANCE.md. */
const energyTolerance = 1e-6;
/** Debye; the SCF is converged to 1e-6 in the density, which moves a dipole by less. */
const dipoleTolerance = 1e-4;
const debyePerAtomicUnit = 2.541746473;

async function solve(row: Row): Promise<ScfResult> {
  const molecule = moleculeFromXyz(row.atomsAngstrom.map((atom) => atom.join(" ")).join("\n"), {
    charge: row.charge,
    multiplicity: row.multiplicity,
  });
  const scf = await solveHartreeFock(molecule, buildBasis(molecule, parseBasisName(row.basis)));
  expect(scf.converged).toBe(true);
  expect(scf.basis.functionCount).toBe(row.basisFunctions);
  return scf;
}

describe("closed shells agree with PySCF", () => {
  test.each(data.closedShell.map((row) => ({ ...row, name: `${row.system} ${row.basis}` })))(
    "$name: RHF, MP2 and dipole",
    async (row) => {
      const scf = await solve(row);
      expect(Math.abs(scf.energy - row.rhf)).toBeLessThan(energyTolerance);
      expect(Math.abs(Math.hypot(...scf.dipole) * debyePerAtomicUnit - row.dipoleDebye)).toBeLessThan(
        dipoleTolerance,
      );
      if (row.mp2 !== row.rhf) {
        const { energy } = await solveMp2(scf);
        expect(Math.abs(energy - row.mp2)).toBeLessThan(energyTolerance);
      }
    },
  );
});

describe("open shells agree with PySCF", () => {
  test.each(data.openShell.map((row) => ({ ...row, name: `${row.system} ${row.basis}` })))(
    "$name: ROHF and CASCI",
    async (row) => {
      const scf = await solve(row);
      expect(Math.abs(scf.energy - row.rohf)).toBeLessThan(energyTolerance);
      for (const { electrons, orbitals, casci } of row.casci) {
        const unpaired = row.multiplicity - 1;
        const alphaActive = (electrons + unpaired) / 2;
        const coreCount = scf.alphaCount - alphaActive;
        const hamiltonian = await activeSpaceHamiltonian(scf, {
          core: Array.from({ length: coreCount }, (_, index) => index),
          active: Array.from({ length: orbitals }, (_, index) => coreCount + index),
        });
        await using engine = await createSectorEngine({
          space: createSectorSpace(orbitals, alphaActive, electrons - alphaActive),
          hamiltonian,
        });
        const exact = await engine.solveLowest({ spin: unpaired / 2 });
        expect(exact.converged).toBe(true);
        expect(Math.abs(exact.energy - casci)).toBeLessThan(energyTolerance);
      }
    },
  );
});
