import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chemicalElements } from "../elements/elements.ts";
import { CompositionError } from "../errors.ts";
import { parseFormula } from "./parse-formula.ts";

function amountsOf(formula: string): Record<string, number> {
  const { elements, amounts } = parseFormula(formula);
  return Object.fromEntries(elements.map((symbol, k) => [symbol, amounts[k]]));
}

describe("formulas that are read", () => {
  test.each([
    ["Fe2O3", { Fe: 2, O: 3 }],
    ["Co", { Co: 1 }],
    ["CO", { C: 1, O: 1 }],
    ["Ca3(PO4)2", { Ca: 3, P: 2, O: 8 }],
    ["K4[Fe(CN)6]", { K: 4, Fe: 1, C: 6, N: 6 }],
    ["{[Ni(NH3)6](NO3)2}0.5", { Ni: 0.5, N: 4, H: 9, O: 3 }],
    ["CuSO4·5H2O", { Cu: 1, S: 1, O: 9, H: 10 }],
    ["CuSO4*5H2O", { Cu: 1, S: 1, O: 9, H: 10 }],
    ["CuSO4.5H2O", { Cu: 1, S: 1, O: 9, H: 10 }],
    ["CaSO4·0.5H2O", { Ca: 1, S: 1, O: 4.5, H: 1 }],
    ["CaSO4·1/2H2O", { Ca: 1, S: 1, O: 4.5, H: 1 }],
    ["3CdSO4·8H2O", { Cd: 3, S: 3, O: 20, H: 16 }],
    ["LiOH.H2O", { Li: 1, O: 2, H: 3 }],
    ["Fe0.5H2O", { Fe: 0.5, H: 2, O: 1 }],
    ["Fe₂O₃", { Fe: 2, O: 3 }],
    ["Li₀.₅CoO₂", { Li: 0.5, Co: 1, O: 2 }],
    ["TiO$_{2}$", { Ti: 1, O: 2 }],
    [" Ba Ti O3 ", { Ba: 1, Ti: 1, O: 3 }],
    ["YBa2Cu3O6.93", { Y: 1, Ba: 2, Cu: 3, O: 6.93 }],
    ["Fe1e-3Ni.5", { Fe: 0.001, Ni: 0.5 }],
    ["CH3CH2OH", { C: 2, H: 6, O: 1 }],
    ["Fe0Ni1", { Ni: 1 }],
  ])("%s", (formula, amounts) => {
    expect(amountsOf(formula)).toEqual(amounts);
  });

  test("a steel with 12 fractional amounts", () => {
    const steel = parseFormula(
      "Fe0.620C0.000953Mn0.000521Si0.00102Cr0.000110Ni0.192Mo0.0176V0.000112Nb0.0000616Co0.146Al0.00318Ti0.0185",
    );
    expect(steel.elements.join(" ")).toBe("Fe C Mn Si Cr Ni Mo V Nb Co Al Ti");
    expect(steel.amounts).toEqual([
      0.62, 0.000953, 0.000521, 0.00102, 0.00011, 0.192, 0.0176, 0.000112, 0.0000616, 0.146, 0.00318, 0.0185,
    ]);
  });

  test.each([
    ["SO4^2-", -2, { S: 1, O: 4 }],
    ["SO4²⁻", -2, { S: 1, O: 4 }],
    ["SO4 2-", -2, { S: 1, O: 4 }],
    ["NH4+", 1, { N: 1, H: 4 }],
    ["Fe3+", 3, { Fe: 1 }],
    ["Ca++", 2, { Ca: 1 }],
    ["[Fe(CN)6]4-", -4, { Fe: 1, C: 6, N: 6 }],
    ["Al(3+)", 3, { Al: 1 }],
    ["NO3-", -1, { N: 1, O: 3 }],
    ["PO4^{3-}", -3, { P: 1, O: 4 }],
  ])("%s has charge %d", (formula, charge, amounts) => {
    expect(parseFormula(formula).charge).toBe(charge);
    expect(amountsOf(formula)).toEqual(amounts);
  });

  test("a dot that could be a decimal point is told", () => {
    expect(parseFormula("CuSO4.5H2O").notes).toEqual([
      "the dot before 5H2O is read as a hydrate's, not as a decimal point",
    ]);
    expect(parseFormula("D2O").notes).toEqual(["D is read as hydrogen"]);
    expect(parseFormula("CuSO4·5H2O").notes).toEqual([]);
  });

  test("what was written is read again, for random compositions", () => {
    const symbol = fc.constantFrom(...chemicalElements.map((element) => element.symbol));
    const amounts = fc.dictionary(symbol, fc.integer({ min: 1, max: 99_999 }), { minKeys: 1, maxKeys: 12 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 9 }), (written, times) => {
        const inner = Object.entries(written).map(([element, amount]) => `${element}${amount / 1000}`);
        const read = amountsOf(`(${inner.join("")})${times}`);
        expect(Object.keys(read).toSorted()).toEqual(Object.keys(written).toSorted());
        for (const [element, amount] of Object.entries(written)) {
          expect(read[element]).toBeCloseTo((times * amount) / 1000, 9);
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe("formulas that are refused", () => {
  test.each([
    [
      "FE2O3",
      "formula FE2O3 has E, which is no element, at position 2: did you mean Fe2O3?",
      "unknown-element",
    ],
    ["NACL", "at position 2: did you mean NaCl?", "unknown-element"],
    ["sio2", "at position 1: did you mean SiO2 or SIO2?", "unknown-element"],
    [
      "Xx2O3",
      "has Xx, which is no element, at position 1: write elements by their symbols",
      "unknown-element",
    ],
    ["La2-xSrxCuO4", "at position 4: a charge stands at the end", "syntax"],
    ["NaxCoO2", "has x, which is no element, at position 3: write a number in place of x", "unknown-element"],
    ["Fe-2O3", "has a negative amount or a range at position 3: amounts must be", "negative-amount"],
    ["Fe0O0", "must have an amount above 0", "zero-sum"],
    ["Fe2(O3", "ends within a bracket at position 7: close every bracket", "syntax"],
    ["Fe2)O3", "has ) without its opening bracket at position 4", "syntax"],
    ["(Fe2]O3", "closes ( by ] at position 5: write )", "syntax"],
    ["Fe()O", "has empty brackets at position 3", "syntax"],
    ["Fe0,5Ni0,5", "has a comma at position 4: write decimals with a point", "syntax"],
    ["Fe2O3?", "has ? at position 6", "syntax"],
    ["", "is empty", "empty"],
    ["   ", "is empty", "empty"],
    ["12", "has a part without an element", "syntax"],
    ["CuSO4·", "has a part without an element", "syntax"],
    ["Fe2 3O", "has a space within a number at position 5", "syntax"],
    ["SO42-", "must say which of the digits 42 before - are the charge: write SO4^2-", "ambiguous-charge"],
  ])("%s", (formula, message, reason) => {
    let error: unknown;
    try {
      parseFormula(formula);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(CompositionError);
    expect((error as CompositionError).message).toContain(message);
    expect((error as CompositionError).details).toMatchObject({ formula, reason });
  });

  test("random text is read or refused by name, never anything else", () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from("FeOCux2.5()[]{}·*^+- ₂⁻_$,/e1")),
      maxLength: 14,
    });
    fc.assert(
      fc.property(text, (formula) => {
        try {
          const { amounts } = parseFormula(formula);
          expect(amounts.every((amount) => amount > 0 && Number.isFinite(amount))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(CompositionError);
        }
      }),
      { seed: 11, numRuns: 3000 },
    );
  });

  test("brackets that nest without end are refused, not followed", () => {
    expect(() => parseFormula(`${"(".repeat(400)}Fe`)).toThrow("nests brackets more than 20 deep");
    expect(() => parseFormula("Fe".repeat(600))).toThrow("at most 1000 characters, got 1200");
  });
});
