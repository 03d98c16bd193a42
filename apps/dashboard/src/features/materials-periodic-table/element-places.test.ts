import { chemicalElements } from "@ansatz/materials";
import { expect, test } from "vitest";
import { elementPlaces } from "./element-places.ts";

test("the symbols are those of the package of materials, in order", () => {
  expect(elementPlaces.map(({ symbol }) => symbol)).toEqual(chemicalElements.map(({ symbol }) => symbol));
});

test("no two elements share a place", () => {
  expect(new Set(elementPlaces.map(({ row, column }) => `${row} ${column}`)).size).toBe(118);
});

test.each([
  ["H", 1, 1],
  ["He", 1, 18],
  ["B", 2, 13],
  ["Fe", 4, 8],
  ["Cs", 6, 1],
  ["La", 8, 3],
  ["Yb", 8, 16],
  ["Lu", 6, 3],
  ["Hf", 6, 4],
  ["Rn", 6, 18],
  ["U", 9, 6],
  ["Og", 7, 18],
])("%s stands in row %d, column %d", (symbol, row, column) => {
  expect(elementPlaces.find((place) => place.symbol === symbol)).toMatchObject({ row, column });
});
