import { expect, test } from "vitest";
import { isStructureFile } from "./structure-file.ts";

test.each([
  ["NaCl.cif", "", true],
  ["POSCAR_12", "", true],
  ["a.vasp", "", true],
  ["table.csv", "data_x\n_cell_length_a 1", false],
  ["pasted.txt", "data_NaCl\n_cell_length_a 5.64", true],
  ["table.txt", "formula,gap\nSi,1.1", false],
])("%s is a structure: %s", (name, text, isStructure) =>
  expect(isStructureFile(name, text)).toBe(isStructure),
);
