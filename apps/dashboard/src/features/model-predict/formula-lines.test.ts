import { expect, test } from "vitest";
import { parseFormulaLines } from "./formula-lines.ts";

test.each([
  ["TiO2\n\nNaCl\r\n", ["TiO2", "NaCl"]],
  ["TiO2, NaCl;Fe2O3", ["TiO2", "NaCl", "Fe2O3"]],
  ["Si\tGe", ["Si", "Ge"]],
  ["Fe0,7Ni0,3", ["Fe0,7Ni0,3"]],
  ["  ", []],
])("%j holds %j", (text, formulas) => expect(parseFormulaLines(text)).toEqual(formulas));
