import { describe, expect, test } from "vitest";
import { chemicalElements, findElement, getElement } from "./elements.ts";
import {
  elementsWithFilledProperties,
  magpieColumn,
  magpieProperties,
  magpieProperty,
} from "./magpie-properties.ts";

describe("elements", () => {
  test("118 elements in order of atomic number, each found by its symbol", () => {
    expect(chemicalElements).toHaveLength(118);
    for (const [index, element] of chemicalElements.entries()) {
      expect(element.atomicNumber).toBe(index + 1);
      expect(getElement(element.symbol)).toBe(element);
      expect(element.symbol).toMatch(/^[A-Z][a-z]?$/);
    }
    expect(new Set(chemicalElements.map(({ symbol }) => symbol)).size).toBe(118);
  });

  test("iron has the values of the periodic table", () => {
    expect(getElement("Fe")).toMatchObject({
      atomicNumber: 26,
      atomicMass: 55.845,
      electronegativity: 1.83,
      commonOxidationStates: [2, 3],
    });
  });

  test("a symbol in the wrong case is none", () => {
    expect(findElement("FE")).toBeUndefined();
    expect(() => getElement("FE")).toThrow("symbol must be one of the 118 elements' such as Fe, got FE");
  });

  test("every property has a finite value for every element", () => {
    expect(magpieProperties).toHaveLength(22);
    for (const property of magpieProperties) {
      const column = magpieColumn(property);
      expect(column).toHaveLength(118);
      expect(column.every(Number.isFinite)).toBe(true);
    }
    expect(magpieProperty("Fe", "Number")).toBe(26);
    expect(magpieProperty("Fe", "Electronegativity")).toBe(1.83);
    expect(magpieProperty("O", "NpUnfilled")).toBe(2);
    expect(magpieProperty("U", "Row")).toBe(7);
  });

  test("a missing value is the mean of the known ones, and the element is named", () => {
    const column = magpieColumn("Electronegativity");
    const known = chemicalElements
      .slice(0, 102)
      .filter(({ symbol }) => !["He", "Ne", "Ar", "Rn"].includes(symbol))
      .map(({ atomicNumber }) => column[atomicNumber - 1]);
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    expect(magpieProperty("He", "Electronegativity")).toBeCloseTo(mean, 12);
    expect(elementsWithFilledProperties(["He", "Fe", "Ne", "He"])).toEqual(["He", "Ne"]);
  });
});
