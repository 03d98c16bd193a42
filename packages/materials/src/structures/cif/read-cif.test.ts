import { describe, expect, test } from "vitest";
import { StructureError } from "../../errors.ts";
import { loadSymmetryFinder } from "../../node.ts";
import { readCifBlocks } from "./cif-blocks.ts";
import { elementOfLabel } from "./element-of-label.ts";
import { parseCifNumber } from "./cif-values.ts";
import { readCif } from "./read-cif.ts";
import { tokeniseCif } from "./tokenise-cif.ts";

const cell = `_cell_length_a 5.6402(2)
_cell_length_b 5.6402(2)
_cell_length_c 5.6402(2)
_cell_angle_alpha 90.
_cell_angle_beta 90.
_cell_angle_gamma 90.
`;
const sites = `loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Na1 0 0 0
Cl1 0.5 0.5 0.5
`;
const rockSalt = `data_salt\n${cell}${sites}`;

describe("tokens", () => {
  test("quotes end before white space only; text fields and comments", () => {
    const tokens = tokeniseCif(`data_a # comment
_name 'it's so' "say "no"" plain#not
;first
 'second'
; _next value
loop_`);
    expect(tokens.map(({ kind, text, line }) => [kind, text, line])).toEqual([
      ["data", "a", 1],
      ["tag", "_name", 2],
      ["value", "it's so", 2],
      ["value", 'say "no"', 2],
      ["value", "plain#not", 2],
      ["value", "first\n 'second'", 3],
      ["tag", "_next", 5],
      ["value", "value", 5],
      ["loop", "loop_", 6],
    ]);
  });

  test("numbers lose their uncertainty", () => {
    expect(parseCifNumber("5.4307(2)")).toBe(5.4307);
    expect(parseCifNumber("-.5")).toBe(-0.5);
    expect(parseCifNumber("1e-3(4)")).toBe(0.001);
    expect(parseCifNumber("90.")).toBe(90);
    for (const text of ["?", ".", "1/3", "5,4", "abc", ""]) expect(parseCifNumber(text)).toBeUndefined();
  });

  test("loops become columns", () => {
    const [block] = readCifBlocks("data_b\nloop_\n_a\n_B\n1 2\n3\n4\n_c 'x y'");
    expect(block.columns.get("_b")).toEqual({ values: ["2", "4"], lines: [5, 7] });
    expect(block.columns.get("_c")?.values).toEqual(["x y"]);
  });

  test.each([
    ["Fe3+", true, "Fe"],
    ["FE", true, "Fe"],
    ["O2-", true, "O"],
    ["D", true, "H"],
    ["Fe1", false, "Fe"],
    ["CA1", false, "C"],
    ["Ca1", false, "Ca"],
    ["OW2", false, "O"],
    ["O1A", false, "O"],
    ["Si(1)", false, "Si"],
    ["Xx1", false, undefined],
    ["1Fe", false, undefined],
  ] as const)("%s as type symbol %s is of %s", (text, isTypeSymbol, element) => {
    expect(elementOfLabel(text, isTypeSymbol)).toBe(element);
  });
});

describe("crystals", () => {
  test("a file without symmetry is taken as the whole cell, and that is told", () => {
    const { crystal, block, notes } = readCif(rockSalt);
    expect(block).toBe("salt");
    expect(crystal.lattice[0]).toEqual([5.6402, 0, 0]);
    expect(crystal.sites).toHaveLength(2);
    expect(notes).toEqual(["The file gives no symmetry: its sites are taken as the whole cell."]);
  });

  test("Windows line ends, upper-case tags, Cartesian coordinates, P 1", () => {
    const text = `data_x\n${cell}_symmetry_space_group_name_H-M 'P 1'\n${sites}`
      .replaceAll("_fract_", "_Cartn_")
      .replace("0.5 0.5 0.5", "2.8201 2.8201 2.8201")
      .replaceAll("_cell_length", "_CELL_LENGTH")
      .replaceAll("\n", "\r\n");
    const { crystal, notes } = readCif(text);
    expect(notes).toEqual([]);
    for (const value of crystal.sites[1].fractional) expect(value).toBeCloseTo(0.5, 12);
  });

  test("a space group without operations is refused, or expanded in its standard setting", () => {
    const text = `data_x\n${cell}_space_group_IT_number 225\n_space_group_name_H-M_alt 'F m -3 m'\n${sites}`;
    expect(() => readCif(text)).toThrow(
      "data block x must list the operations of space group F m -3 m by _space_group_symop_operation_xyz, got none",
    );
    const { crystal, notes } = readCif(text, { symmetry: loadSymmetryFinder() });
    expect(crystal.sites).toHaveLength(8);
    expect(notes).toEqual([
      "The file names space group F m -3 m without its operations: those of -F 4 2 3 (Hall) are taken.",
    ]);
    expect(loadSymmetryFinder().find(crystal).number).toBe(225);
  });

  test("several blocks: the first with a structure, or the one asked for", () => {
    const other = rockSalt.replace("data_salt", "data_other").replace("Na1", "K1");
    const text = `data_global\n_journal_year 2020\n${rockSalt}${other}`;
    expect(readCif(text)).toMatchObject({ block: "salt", otherBlocks: ["other"] });
    expect(readCif(text).notes).toContain("Data block salt is taken; the file also holds other.");
    const chosen = readCif(text, { block: "other" }).crystal;
    expect(chosen.sites[0].species[0].element).toBe("K");
    expect(() => readCif(text, { block: "third" })).toThrow(
      "block must be one of global, salt, other, got third",
    );
  });

  test("partial occupancies: shared places, empty ones, too much", () => {
    const shared = (first: string, second: string): string => `data_x\n${cell}loop_
_atom_site_type_symbol
_atom_site_occupancy
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
La ${first} 0 0 0
Sr ${second} 0.0001 0 0
O . 0.5 0.5 0.5
N 0 0.25 0.25 0.25
`;
    const { crystal } = readCif(shared("0.70(1)", "0.3"));
    expect(crystal.sites.map(({ species }) => species)).toEqual([
      [
        { element: "La", occupancy: 0.7 },
        { element: "Sr", occupancy: 0.3 },
      ],
      [{ element: "O", occupancy: 1 }],
    ]);
    expect(() => readCif(shared("0.7", "0.5"))).toThrow(
      "the occupancies of site 1 of x must be above 0 and add up to at most 1, got La 0.7, Sr 0.5",
    );
    expect(() => readCif(shared("7", "0.3"))).toThrow(
      "_atom_site_occupancy must be in [0, 1], got 7 on line 14",
    );
  });

  test("a formula that the sites do not make up is told", () => {
    const { notes } = readCif(
      rockSalt.replace("data_salt\n", "data_salt\n_chemical_formula_sum 'Na Cl H2 O'\n"),
    );
    expect(notes.at(-1)).toContain("The sites make up NaCl, but the file states Na Cl H2 O");
  });

  test("elements guessed from labels are told", () => {
    expect(readCif(rockSalt.replace("Cl1", "ClA1")).notes).toContain(
      "Elements are read from labels such as ClA1.",
    );
  });
});

describe("files that are refused", () => {
  test.each([
    ["", "a CIF must have a data block, got none"],
    ["data_x\n_a 1\n", "must have a block with _cell_length_a and _atom_site_fract_x, got x without them"],
    ["_a 1\n", "must start with a line such as data_name, got _a on line 1"],
    ["data_x\n_a\n_b 1\n", "_a on line 2 must be followed by a value, got _b"],
    ["data_x\n_a 1 2\n", "the value 2 on line 2 must follow a tag"],
    [
      "data_x\nloop_\n_a\n_b\n1 2 3\n",
      "the loop on line 2 must have a multiple of 2 values, a row of its tags each, got 3",
    ],
    ["data_x\n_a 'open\n", "the quoted text on line 2 must end with '"],
    ["data_x\n_a\n;open\n", "the text field that starts on line 3 must end with"],
    ["data_x\n_a 1\n_A 2\n", "_a must occur once in data block x, got it again on line 3"],
    [
      rockSalt.replace("5.6402(2)", "?"),
      "_cell_length_a must be a number, got ? on line 2: the value is unknown",
    ],
    [rockSalt.replace("5.6402(2)", "-5"), "_cell_length_a must be above 0 Å, got -5 on line 2"],
    [
      rockSalt.replace("_cell_length_b", "_cell_length_bb"),
      "data block salt must have _cell_length_b, got none",
    ],
    [rockSalt.replace("beta 90.", "beta 20").replace("gamma 90.", "gamma 150"), "that no cell has together"],
    [rockSalt.replace("0.5 0.5 0.5", "0.5 ? 0.5"), "_atom_site_fract_y must be a number, got ? on line 14"],
    [rockSalt.replace("Na1", "Xx1"), "an atom site must be of an element such as Fe, got Xx1 on line 13"],
    [
      `${rockSalt}loop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\nx,y\n`,
      "must be three terms such as -x, y+1/2, -z, got x,y on line 18",
    ],
    [`${rockSalt}loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,w'\n`, "got x,y,w on line 17"],
  ])("%j", (text, message) => {
    expect(() => readCif(text)).toThrow(StructureError);
    expect(() => readCif(text)).toThrow(message);
  });
});
