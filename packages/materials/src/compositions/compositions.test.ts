import { describe, expect, test } from "vitest";
import { balanceCharges, findOxidationStates, followsElectronegativity } from "./charge-balance.ts";
import {
  atomicFractions,
  chemicalSystem,
  countAtoms,
  createComposition,
  formulaWeight,
  weightFractions,
} from "./composition.ts";
import { parseFormula } from "./parse-formula.ts";
import { compositionKey, formatFormula, reduceComposition, toWholeAmounts } from "./reduce-composition.ts";

describe("amounts", () => {
  test("fractions of atoms and of mass", () => {
    const water = parseFormula("H2O");
    expect(countAtoms(water)).toBe(3);
    expect(atomicFractions(water)).toEqual([2 / 3, 1 / 3]);
    // Standard atomic weights: 2·1.00794 + 15.9994.
    expect(formulaWeight(water)).toBeCloseTo(18.01528, 10);
    expect(weightFractions(water)[1]).toBeCloseTo(15.9994 / 18.01528, 12);
    expect(formulaWeight(parseFormula("CuSO4·5H2O"))).toBeCloseTo(249.685, 2);
  });

  test("amounts by symbol are checked", () => {
    expect(createComposition({ Fe: 2, O: 3, Ni: 0 })).toMatchObject({ text: "Fe2O3", elements: ["Fe", "O"] });
    expect(() => createComposition({ Qq: 1 })).toThrow("must be of elements such as Fe, got Qq");
    expect(() => createComposition({ Fe: -1 })).toThrow(
      "the amount of Fe must be a finite number of at least 0",
    );
    expect(() => createComposition({})).toThrow("must have an amount above 0");
  });
});

describe("reduced compositions", () => {
  test("whole amounts of the same ratio", () => {
    expect(toWholeAmounts(parseFormula("Fe4O6"))).toEqual([2, 3]);
    expect(toWholeAmounts(parseFormula("Fe0.4O0.6"))).toEqual([2, 3]);
    expect(toWholeAmounts(parseFormula("Li0.333333333O0.666666667"))).toEqual([1, 2]);
    expect(toWholeAmounts(parseFormula("Fe0.62C0.000953"))).toBeUndefined();
    expect(reduceComposition(parseFormula("Fe62C0.0953")).amounts.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  test("one key for all notations of a composition, another for a neighbour", () => {
    const key = compositionKey(parseFormula("Fe2O3"));
    for (const formula of ["Fe4O6", "O3Fe2", "Fe0.4O0.6", "(FeO1.5)2", "Fe₂O₃"]) {
      expect(compositionKey(parseFormula(formula))).toBe(key);
    }
    for (const formula of ["Fe3O4", "Fe2.00001O3", "Co2O3"]) {
      expect(compositionKey(parseFormula(formula))).not.toBe(key);
    }
    // A fraction of 1/512 lies on a decimal half of the eighth digit; the last bits of its terms must not decide.
    expect(compositionKey(parseFormula("Fe0.1Ni51.1"))).toBe(compositionKey(parseFormula("Fe1Ni511")));
  });

  test("formulas for reading", () => {
    expect(formatFormula(parseFormula("O6Fe4"))).toBe("Fe2O3");
    expect(formatFormula(parseFormula("ClNa"))).toBe("NaCl");
    expect(formatFormula(parseFormula("O3TiSr"), { style: "unicode" })).toBe("SrTiO₃");
    expect(formatFormula(parseFormula("CH3CH2OH"))).toBe("C2H6O");
    expect(formatFormula(parseFormula("Fe0.5Ni0.5"))).toBe("FeNi");
    expect(chemicalSystem(parseFormula("SrTiO3"))).toBe("O-Sr-Ti");
  });
});

describe("charge balance", () => {
  test.each([
    ["NaCl", { Na: 1, Cl: -1 }],
    ["Fe2O3", { Fe: 3, O: -2 }],
    ["SrTiO3", { Sr: 2, Ti: 4, O: -2 }],
    ["CaCO3", { Ca: 2, C: 4, O: -2 }],
    ["NH4+", { N: -3, H: 1 }],
    ["SO4^2-", { S: 6, O: -2 }],
    ["Fe0.4O0.6", { Fe: 3, O: -2 }],
  ])("%s", (formula, states) => {
    expect(balanceCharges(parseFormula(formula))).toEqual({
      isPossible: true,
      states,
      isMixedValence: false,
    });
  });

  test("Fe3O4 needs two states of iron; LiFe0.87O2.13 any mixture", () => {
    expect(balanceCharges(parseFormula("Fe3O4"))).toEqual({
      isPossible: true,
      states: undefined,
      isMixedValence: true,
    });
    expect(balanceCharges(parseFormula("La1.85Sr0.15FeO3.98")).isPossible).toBe(true);
    expect(balanceCharges(parseFormula("Sr0.0318FeO1.47")).isPossible).toBe(true);
    expect(balanceCharges(parseFormula("Sr0.0318FeO1.67")).isPossible).toBe(false);
  });

  test("what cannot be balanced", () => {
    for (const formula of ["NaCl2", "NiTi", "NaO", "ArO3"]) {
      expect(balanceCharges(parseFormula(formula)).isPossible).toBe(false);
    }
    expect(balanceCharges(parseFormula("ArO3"), { states: { Ar: [6] } }).isPossible).toBe(true);
    expect(balanceCharges(parseFormula("Fe")).isPossible).toBe(true);
    expect(balanceCharges(parseFormula("Fe^3+")).states).toEqual({ Fe: 3 });
  });

  test("among several assignments the one along electronegativity comes first", () => {
    const [first, ...rest] = findOxidationStates(parseFormula("CS2"));
    expect(first).toEqual({ C: 4, S: -2 });
    expect(rest).toContainEqual({ C: -4, S: 2 });
    expect(followsElectronegativity({ C: 4, S: -2 })).toBe(true);
    expect(followsElectronegativity({ C: -4, S: 2 })).toBe(false);
  });
});
