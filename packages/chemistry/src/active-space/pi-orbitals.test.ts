import { describe, expect, it } from "vitest";
import { buildBasis } from "../basis/basis.ts";
import { moleculeFromLibrary } from "../molecule/library.ts";
import type { Molecule } from "../molecule/molecule.ts";
import { moleculeFromSmiles } from "../molecule/smiles.ts";
import { solveHartreeFock } from "../scf/hartree-fock.ts";
import { findPiOrbitals } from "./pi-orbitals.ts";

async function piOrbitalsOf(molecule: Molecule): Promise<{ pi: number[]; occupied: number }> {
  const basis = buildBasis(molecule, "sto-3g");
  const { coefficients, orbitalCount, betaCount } = await solveHartreeFock(molecule, basis);
  const pi = findPiOrbitals(molecule, basis, coefficients, orbitalCount);
  return { pi, occupied: pi.filter((orbital) => orbital < betaCount).length };
}

describe("π orbitals", () => {
  it("of benzene are three occupied and three empty, in any orientation", async () => {
    const { pi, occupied } = await piOrbitalsOf(moleculeFromLibrary("benzene"));
    expect([pi.length, occupied]).toEqual([6, 3]);
    const turned = await piOrbitalsOf(turn(moleculeFromLibrary("benzene")));
    expect([turned.pi.length, turned.occupied]).toEqual([6, 3]);
  });

  it("of pyrrole are three occupied and two empty", async () => {
    const { pi, occupied } = await piOrbitalsOf(await moleculeFromSmiles("c1cc[nH]c1"));
    expect([pi.length, occupied]).toEqual([5, 3]);
  });

  it("are not looked for in small, linear or bent molecules", async () => {
    for (const molecule of [
      moleculeFromLibrary("h2o"),
      moleculeFromLibrary("co2"),
      await moleculeFromSmiles("CCCC"),
    ]) {
      expect((await piOrbitalsOf(molecule)).pi).toEqual([]);
    }
  });
});

/** The molecule rotated by 0.5 about x and 0.9 about z. */
function turn(molecule: Molecule): Molecule {
  const [c, s, d, t] = [Math.cos(0.5), Math.sin(0.5), Math.cos(0.9), Math.sin(0.9)];
  const atoms = molecule.atoms.map(({ atomicNumber, position: [x, y, z] }) => {
    const [u, v] = [c * y - s * z, s * y + c * z];
    return { atomicNumber, position: [d * x - t * u, t * x + d * u, v] as const };
  });
  return { ...molecule, atoms };
}
