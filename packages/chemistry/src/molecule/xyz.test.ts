import { describe, expect, it } from "vitest";
import { bohrAngstrom } from "../elements/constants.ts";
import { AtomsTooCloseError, MoleculeError, MultiplicityError, XyzError } from "../errors.ts";
import { describeMolecule, toXyz } from "./describe.ts";
import { moleculeFromXyz } from "./xyz.ts";

const water = "O 0 0 0.1173\nH 0 0.7572 -0.4692\nH 0 -0.7572 -0.4692";

describe("XYZ text", () => {
  it.each([
    ["without a header", water],
    ["with count and comment", `3\nwater at its minimum\n${water}`],
    ["with count and blank comment", `3\n\n${water}\n\n`],
    ["with a count but no comment line", `3\n${water}`],
    ["with carriage returns and a byte-order mark", `\uFEFF3\r\nwater\r\n${water.replaceAll("\n", "\r\n")}`],
    [
      "with tabs, commas and extra columns",
      "O,0,0,0.1173\nH\t0\t0.7572\t-0.4692\t0.1 extra\nH 0 -0.7572 -0.4692",
    ],
    [
      "with atomic numbers, labels and comments",
      `# water\n8 0 0 0.1173\nh1 0 0.7572 -0.4692\n! two\nH_b 0 -.7572 -4.692d-1`,
    ],
    ["with semicolons in the comment", `3\nwater; by hand; O 0 0 0\n${water}`],
    ["on one line with count and comment", `3; water; ${water.replaceAll("\n", "; ")}`],
    ["on one line", "O 0 0 0.1173; H 0 0.7572 -0.4692; H 0 -0.7572 -0.4692"],
  ])("is read %s", (_, text) => {
    const molecule = moleculeFromXyz(text);
    expect(molecule.atoms.map(({ atomicNumber }) => atomicNumber)).toEqual([8, 1, 1]);
    expect(molecule.atoms[1].position[1] * bohrAngstrom).toBeCloseTo(0.7572, 12);
    expect(molecule).toMatchObject({ charge: 0, multiplicity: 1, origin: "given" });
  });

  it("takes charge and multiplicity from a line of two integers, and options before both", () => {
    expect(moleculeFromXyz("1 2\nO 0 0 0\nO 0 0 1.1")).toMatchObject({ charge: 1, multiplicity: 2 });
    const options = { charge: 0, multiplicity: 3 };
    expect(moleculeFromXyz("1 2\nO 0 0 0\nO 0 0 1.2", options)).toMatchObject(options);
  });

  it("takes the lowest multiplicity for the electron count", () => {
    expect(moleculeFromXyz("O 0 0 0\nH 0 0 0.97").multiplicity).toBe(2);
    expect(moleculeFromXyz("O 0 0 0\nH 0 0 0.97", { charge: -1 }).multiplicity).toBe(1);
  });

  it("uses the first of several frames and says so", () => {
    const molecule = moleculeFromXyz(`2\na\nH 0 0 0\nH 0 0 0.74\n2\nb\nH 0 0 0\nH 0 0 0.9`);
    expect(molecule.atoms).toHaveLength(2);
    expect(molecule.notes.join()).toMatch(/several structures/);
  });

  it.each([
    ["", 1, "no atoms"],
    ["O 0 0", 1, "2 of three coordinates"],
    ["H 0 0 0\nQq 0 0 1", 2, "no element"],
    ["3\nwater\nO 0 0 0\nH 0 0 0.96", 1, "2 follow"],
    ["1\nwater\nO 0 0 0\nH 0 0 0.96", 4, "here is more"],
    ["O 0 0 zero", 1, "the z coordinate"],
    ["H 0 0 0\n\nH 0 NaN 0.7", 3, "the y coordinate"],
    ["H 0,0 0,0 0,0\nH 0,0 0,0 0,74", 1, "decimal point, not a comma"],
    ["9".repeat(400), 1, "more than the 200 atoms"],
    ["119 0 0 0", 1, "no element"],
    ["hello world", 1, "no element"],
  ])("%j fails at line %i", (text, line, problem) => {
    const read = () => moleculeFromXyz(text);
    expect(read).toThrow(XyzError);
    expect(read).toThrow(problem);
    try {
      read();
    } catch (error) {
      expect((error as XyzError).details.line).toBe(line);
      expect((error as XyzError).code).toBe("xyz");
    }
  });

  it("survives being written and read", () => {
    const molecule = moleculeFromXyz(water);
    const again = moleculeFromXyz(toXyz(molecule, "written\nhere"));
    expect(describeMolecule(again)).toEqual(describeMolecule(molecule));
  });
});

describe("checks of a molecule", () => {
  it("names both atoms and their distance when nuclei are on top of each other", () => {
    const read = () => moleculeFromXyz("O 0 0 0\nH 0 0 0.1\nH 0 0.8 0");
    expect(read).toThrow(AtomsTooCloseError);
    expect(read).toThrow(/O1 and H2 are 0\.100 Å apart; at least 0\.4 Å/);
  });

  it("lists the multiplicities that the electron count has", () => {
    const read = () => moleculeFromXyz(water, { multiplicity: 2 });
    expect(read).toThrow(MultiplicityError);
    expect(read).toThrow(/one of 1, 3, 5, 7, 9, … for 10 electrons/);
    expect(() => moleculeFromXyz("H 0 0 0", { multiplicity: 4 })).toThrow(/one of 2 for 1 electrons/);
  });

  it("refuses a charge that leaves no electrons", () => {
    expect(() => moleculeFromXyz("H 0 0 0", { charge: 1 })).toThrow(/leaves 0 electrons/);
  });

  it("refuses coordinates far out and too many atoms", () => {
    expect(() => moleculeFromXyz("H 0 0 1e7")).toThrow(MoleculeError);
    const many = Array.from({ length: 201 }, (_, index) => `H 0 0 ${index}`).join("\n");
    expect(() => moleculeFromXyz(many)).toThrow(/201 atoms; at most 200/);
  });
});

describe("description", () => {
  it.each([
    ["O 0 0 0\nH 0 0 .97", {}, "HO"],
    ["Li 0 0 0\nH 0 0 1.6", {}, "HLi"],
    ["C 0 0 0\nO 0 0 1.1\nH 0 1 -1\nH 0 -1 -1", {}, "CH2O"],
    ["N 0 0 0\nH 0 0 1\nH 0 1 0\nH 1 0 0\nH -1 0 0", { charge: 1 }, "H4N+"],
    ["O 0 0 0\nO 0 0 1.3", { charge: -2 }, "O2(2-)"],
  ])("of %j has the Hill formula %o %s", (text, options, formula) => {
    expect(describeMolecule(moleculeFromXyz(text, options)).formula).toBe(formula);
  });
});
