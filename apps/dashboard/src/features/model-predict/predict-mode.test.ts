import { expect, test } from "vitest";
import { predictModeOf, predictRequestOf } from "./predict-mode.ts";

const description = { subjectColumn: "x", descriptors: [], elements: [], names: [] };

test.each([
  ["composition", [], "formulas"],
  ["composition", ["pressure"], "table"],
  ["molecule", [], "smiles"],
  ["structure", [], "structures"],
  ["numbers", [], "table"],
] as const)("a model of %s with the columns %j predicts from %s", (subject, columns, mode) => {
  expect(predictModeOf({ ...description, subject, columns: [...columns] })).toBe(mode);
});

test("SMILES keep their brackets and dots", () => {
  expect(predictRequestOf("smiles", "CCO\n[Na+].[Cl-], C/C=C/C", [])).toEqual({
    smiles: ["CCO", "[Na+].[Cl-]", "C/C=C/C"],
  });
});

test("nothing typed asks nothing", () => {
  expect(predictRequestOf("formulas", " \n", [])).toBeUndefined();
  expect(predictRequestOf("structures", "ignored", [])).toBeUndefined();
});
