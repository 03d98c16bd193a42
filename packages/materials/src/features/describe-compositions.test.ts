import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formulaWeight } from "../compositions/composition.ts";
import { parseFormula } from "../compositions/parse-formula.ts";
import { describeCompositions } from "./describe-compositions.ts";

interface ReferenceRow {
  readonly formula: string;
  readonly magpie: readonly number[];
  readonly stoichiometry: readonly number[];
  readonly orbitals: readonly number[];
  readonly ions: readonly number[] | null;
  readonly fractions: Readonly<Record<string, number>>;
  readonly weight: number;
}

const reference = JSON.parse(readFileSync(new URL("matminer-reference.json", import.meta.url), "utf8")) as {
  readonly magpieNames: readonly string[];
  readonly rows: readonly ReferenceRow[];
};
const compositions = reference.rows.map(({ formula }) => parseFormula(formula));

// Both programs add a dozen terms of up to 4000 in double precision in different orders.
const relativeRounding = 1e-12;

function greatestDifference(values: ArrayLike<number>, expected: readonly number[]): number {
  let greatest = 0;
  for (const [k, value] of expected.entries()) {
    greatest = Math.max(greatest, Math.abs(values[k] - value) / Math.max(1, Math.abs(value)));
  }
  return greatest;
}

describe("features as matminer gives them", () => {
  test("132 Magpie statistics of 40 formulas", () => {
    const features = describeCompositions(compositions);
    expect(features.names).toEqual(reference.magpieNames);
    expect(features.columnCount).toBe(132);
    const expected = reference.rows.flatMap(({ magpie }) => magpie);
    expect(expected.some((value) => value !== 0)).toBe(true);
    expect(greatestDifference(features.values, expected)).toBeLessThan(relativeRounding);
  });

  test("norms and valence orbitals", () => {
    const features = describeCompositions(compositions, { features: ["stoichiometry", "orbitals"] });
    const expected = reference.rows.flatMap(({ stoichiometry, orbitals }) => [...stoichiometry, ...orbitals]);
    expect(features.values).toHaveLength(expected.length);
    expect(greatestDifference(features.values, expected)).toBeLessThan(relativeRounding);
  });

  test("ionic character and whether charges balance", () => {
    const features = describeCompositions(compositions, { features: ["ions"] });
    for (const [row, { ions }] of reference.rows.entries()) {
      if (ions === null) continue;
      expect(
        greatestDifference(features.values.subarray(3 * row, 3 * row + 3), ions),
        reference.rows[row].formula,
      ).toBeLessThan(relativeRounding);
    }
  });

  test("fractions of the elements that occur, and weights", () => {
    const features = describeCompositions(compositions, { features: ["fractions"] });
    expect(features.names.slice(0, 3)).toEqual(["fraction H", "fraction He", "fraction Li"]);
    for (const [row, { fractions, weight, formula }] of reference.rows.entries()) {
      const values = features.values.subarray(row * features.columnCount, (row + 1) * features.columnCount);
      const expected = features.names.map((name) => fractions[name.slice("fraction ".length)] ?? 0);
      expect(greatestDifference(values, expected), formula).toBeLessThan(relativeRounding);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
      expect(formulaWeight(compositions[row])).toBeCloseTo(weight, 9);
    }
  });
});

describe("descriptions", () => {
  test("depend on the ratio of amounts alone", () => {
    const features = describeCompositions(["Fe2O3", "O6Fe4", "Fe0.4O0.6"].map(parseFormula), {
      features: ["magpie", "stoichiometry", "orbitals", "ions", "fractions"],
    });
    const row = (index: number): Float64Array =>
      features.values.subarray(index * features.columnCount, (index + 1) * features.columnCount);
    for (const other of [1, 2]) {
      expect(greatestDifference(row(other), [...row(0)])).toBeLessThan(relativeRounding);
    }
  });

  test("an element that a model has no column for is refused by name", () => {
    const options = { features: ["fractions"], elements: ["O", "Fe"] } as const;
    expect(describeCompositions([parseFormula("Fe2O3")], options).values).toEqual(Float64Array.of(0.6, 0.4));
    expect(() => describeCompositions([parseFormula("NiO")], options)).toThrow(
      "NiO must be of the elements that the features have a column for, O, Fe, got Ni",
    );
    expect(() => describeCompositions([], { features: [] })).toThrow("got none");
    expect(() => describeCompositions([], { features: ["magpy" as "magpie"] })).toThrow(
      "features must be different ones of magpie, fractions, stoichiometry, orbitals, ions, got magpy",
    );
  });

  const steels = new URL("../../../../../shared/data/materials/matbench-steels.csv", import.meta.url);
  test.skipIf(!existsSync(steels))("312 steels are described, 132 finite columns each", () => {
    const formulas = readFileSync(steels, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[0]);
    const features = describeCompositions(formulas.map(parseFormula));
    expect(features.rowCount).toBe(312);
    const iron = features.names.indexOf("MagpieData mode Number");
    expect(features.values[iron]).toBe(26);
  });
});
