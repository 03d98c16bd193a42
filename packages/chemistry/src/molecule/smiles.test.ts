import { describe, expect, it } from "vitest";
import { SmilesError } from "../errors.ts";
import { distanceAngstrom } from "./checks.ts";
import { describeMolecule } from "./describe.ts";
import { libraryRows } from "./library-data.ts";
import { moleculeFromInput } from "./input.ts";
import { moleculeFromLibrary } from "./library.ts";
import { compositionFromSmiles, moleculeFromSmiles } from "./smiles.ts";

describe("SMILES to geometry", () => {
  it("water has two OH bonds near 0.97 Å by the force field", async () => {
    const molecule = await moleculeFromSmiles("O");
    expect(describeMolecule(molecule)).toMatchObject({ formula: "H2O", electronCount: 10, charge: 0 });
    expect(distanceAngstrom(molecule.atoms[0], molecule.atoms[1])).toBeCloseTo(0.969, 2);
    expect(molecule.geometrySource).toMatch(/MMFF94s\+ force field on the conformer of seed 42/);
    expect(molecule.origin).toBe("force-field");
  });

  it("the same seed gives the same coordinates to the bit", async () => {
    const [first, second] = await Promise.all([1, 2].map(() => moleculeFromSmiles("CCO", { seed: 7 })));
    expect(first).toEqual(second);
    expect(describeMolecule(first).formula).toBe("C2H6O");
  });

  it("formal charges add up, and a given charge overrides them", async () => {
    expect(await moleculeFromSmiles("[NH4+]")).toMatchObject({ charge: 1, multiplicity: 1 });
    expect(await moleculeFromSmiles("O", { charge: 1 })).toMatchObject({ charge: 1, multiplicity: 2 });
    expect(await moleculeFromSmiles("[OH-]")).toMatchObject({ charge: -1, multiplicity: 1 });
  });

  it.each(["[H][H]", "[LiH]", "[BeH2]", "O=O", "[C-]#[O+]", "FB(F)F"])(
    "%s takes the library's geometry, as the force field cannot handle it",
    async (smiles) => {
      const row = libraryRows.find((candidate) => candidate.smiles === smiles)!;
      const molecule = await moleculeFromSmiles(smiles);
      const expected = moleculeFromLibrary(row.name);
      expect(molecule.atoms).toEqual(expected.atoms);
      expect(molecule.multiplicity).toBe(expected.multiplicity);
      expect(molecule.geometrySource).toMatch(/library geometry, as MMFF94 has no parameters/);
    },
  );

  it.each([
    ["N#N", 1.09768, 1],
    ["[N]=O", 1.15077, 2],
    ["FF", 1.41193, 1],
    ["O=C=O", 1.162, 1],
    ["[CH2]", 1.0753, 3],
    ["[HH]", 0.74144, 1],
    ["[2H][2H]", 0.74144, 1],
  ])("%s has the experimental bond length %f Å and multiplicity %i", async (smiles, length, multiplicity) => {
    const molecule = await moleculeFromSmiles(smiles);
    expect(distanceAngstrom(molecule.atoms[0], molecule.atoms[1])).toBeCloseTo(length, 5);
    expect(molecule).toMatchObject({ multiplicity, notes: [] });
    expect((await compositionFromSmiles(smiles)).multiplicity).toBe(multiplicity);
  });

  it.each([
    ["[N]", 4],
    ["[13C]", 3],
    ["[Li]", 2],
    ["[Ca+2]", 1],
  ])("the atom %s has the multiplicity %i and nothing to relax", async (smiles, multiplicity) => {
    expect(await moleculeFromSmiles(smiles)).toMatchObject({ multiplicity, notes: [] });
    expect((await compositionFromSmiles(smiles)).multiplicity).toBe(multiplicity);
  });

  it.each([
    // experimental r(CH), r(C≡X) by the NIST CCCBDB: HCN 1.064, 1.156; C2H2 1.063, 1.203; CH3CN r(C≡N) 1.157
    ["C#N", 1.064, 1.156],
    ["C#C", 1.063, 1.203],
    ["CC#N", 1.104, 1.157],
  ])("the linear %s relaxes to the bond lengths of the gas phase", async (smiles, hydrogen, triple) => {
    const { atoms, notes, origin } = await moleculeFromSmiles(smiles);
    expect({ notes, origin }).toEqual({ notes: [], origin: "force-field" });
    const distances = atoms.flatMap((atom, index) =>
      atoms.slice(0, index).map((other) => {
        return {
          hasHydrogen: [atom, other].some(({ atomicNumber }) => atomicNumber === 1),
          length: distanceAngstrom(atom, other),
        };
      }),
    );
    const shortest = (hasHydrogen: boolean) =>
      Math.min(...distances.filter((each) => each.hasHydrogen === hasHydrogen).map(({ length }) => length));
    expect(Math.abs(shortest(true) - hydrogen)).toBeLessThan(0.015);
    expect(Math.abs(shortest(false) - triple)).toBeLessThan(0.015);
  });

  it.each(["O=S=O", "[C-]#N", "[N-]=[N+]=O"])(
    "%s keeps the conformer, as the force field takes its multiple bonds for single ones",
    async (smiles) => {
      const { atoms, origin, notes } = await moleculeFromSmiles(smiles);
      const lengths = atoms.slice(1).map((atom) => distanceAngstrom(atom, atoms[0]));
      expect(Math.min(...lengths)).toBeLessThan(1.5);
      expect(origin).toBe("conformer");
      expect(notes.join()).toMatch(/unrelaxed conformer/);
    },
  );

  it.each(["c1cccc1", "n1cccc1", "C(C)(C)(C)(C)C", "FC(F)(F)(F)F", "O(C)(C)C"])(
    "%s is refused, as its bonds do not add up",
    async (smiles) => {
      for (const read of [moleculeFromSmiles, compositionFromSmiles]) {
        await expect(read(smiles)).rejects.toThrow(SmilesError);
        await expect(read(smiles)).rejects.toThrow(/bonds do not add up/);
      }
    },
  );

  it("keeps the configuration of double bonds and stereo centres", async () => {
    const fluorines = async (smiles: string) => {
      const { atoms, notes } = await moleculeFromSmiles(smiles);
      expect(notes).toEqual([]);
      const [first, second] = atoms.filter(({ atomicNumber }) => atomicNumber === 9);
      return distanceAngstrom(first, second);
    };
    // 1,2-difluoroethene: F···F 3.5 Å across (E), 2.7 Å on one side (Z)
    expect(await fluorines("F/C=C/F")).toBeCloseTo(3.57, 1);
    expect(await fluorines("F/C=C\\F")).toBeCloseTo(2.75, 1);

    // The handedness of alanine's centre: the sign of (N − Cα) · ((C − Cα) × (CH3 − Cα))
    const handedness = async (smiles: string) => {
      const { atoms } = await moleculeFromSmiles(smiles);
      const [n, center, methyl, carboxyl] = atoms.map(({ position }) => position);
      const [a, b, c] = [n, carboxyl, methyl].map((arm) => arm.map((value, axis) => value - center[axis]));
      return (
        a[0] * (b[1] * c[2] - b[2] * c[1]) -
        a[1] * (b[0] * c[2] - b[2] * c[0]) +
        a[2] * (b[0] * c[1] - b[1] * c[0])
      );
    };
    const [left, right] = [await handedness("N[C@@H](C)C(=O)O"), await handedness("N[C@H](C)C(=O)O")];
    // L-alanine: seen from N, the order H, CH3, COOH runs clockwise, so the product is positive.
    expect(left).toBeGreaterThan(5);
    expect(right / left).toBeCloseTo(-1, 2);
  });

  it("says when a conformer could not be relaxed", async () => {
    const molecule = await moleculeFromSmiles("[Li]C");
    expect(molecule.origin).toBe("conformer");
    expect(molecule.notes.join()).toMatch(/unrelaxed conformer/);
  });

  it("says that the place of separate parts is a guess, and that open valences allow a higher spin", async () => {
    expect((await moleculeFromSmiles("O.O")).notes.join()).toMatch(/2 separate parts/);
    expect((await moleculeFromSmiles("[O]C[O]")).notes.join()).toMatch(/Ask for 3/);
  });

  it.each([
    ["C(", 2],
    ["[Zz]", 1],
    ["CCO garbage", 4],
    ["C1CC", 2],
    ["O~O", 2],
  ])("%s fails with its position", async (smiles, position) => {
    const error = await moleculeFromSmiles(smiles).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SmilesError);
    expect((error as SmilesError).details.position).toBe(position);
    expect((error as SmilesError).message).not.toMatch(/\$/);
  });

  it("an element beyond the table is named", async () => {
    await expect(moleculeFromSmiles("[Au]")).rejects.toThrow(/Au/);
  });

  it("is one of three kinds of input", async () => {
    expect((await moleculeFromInput({ smiles: "N" })).atoms).toHaveLength(4);
    expect((await moleculeFromInput({ xyz: "He 0 0 0" })).atoms).toHaveLength(1);
    expect((await moleculeFromInput({ library: "n2" })).atoms).toHaveLength(2);
    await expect(moleculeFromInput({} as { smiles: string })).rejects.toThrow(/exactly one of/);
  });
});
