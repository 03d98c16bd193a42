import { describe, expect, test } from "vitest";
import { LearningTooLargeError } from "@ansatz/learning";
import { countAtoms } from "../compositions/composition.ts";
import { parseFormula } from "../compositions/parse-formula.ts";
import { compositionKey } from "../compositions/reduce-composition.ts";
import { CompositionError } from "../errors.ts";
import { enumerateCandidates, listCandidates } from "./enumerate-candidates.ts";

function keys(formulas: readonly string[]): string[] {
  return formulas.map((formula) => compositionKey(parseFormula(formula))).toSorted();
}

/**
 * Reduced formulas with at least one guess of pymatgen-core 2026.10.16's `Composition.oxi_state_guesses` for the common
 * oxidation states, out of all amounts of the elements with at most 8 and 7 atoms.
 */
const ironOxides =
  "Fe1O1 Fe2O3 Fe3O4 Li1Fe1O2 Li1Fe2O3 Li1Fe3O4 Li2O1 Li2Fe1O2 Li2Fe2O3 Li3Fe1O3 Li4Fe1O3".split(" ");
const chalcogenides =
  "Se1S1 Se1S2 Se1S3 Se1S4 Se1S5 Se1S6 Se2S1 Se2S3 Se2S5 Se3S1 Se3S2 Se3S4 Se4S1 Se4S3 Se5S1 Se5S2 Se6S1 In2S3 In2S5 In2Se1S2 In2Se1S4 In2Se2S1 In2Se2S3 In2Se3 In2Se3S2 In2Se4S1 In2Se5 Cu1S1 Cu1S3 Cu1S4 Cu1S5 Cu1S6 Cu1Se1 Cu1Se1S2 Cu1Se1S3 Cu1Se1S4 Cu1Se1S5 Cu1Se2S1 Cu1Se2S2 Cu1Se2S3 Cu1Se2S4 Cu1Se3 Cu1Se3S1 Cu1Se3S2 Cu1Se3S3 Cu1Se4 Cu1Se4S1 Cu1Se4S2 Cu1Se5 Cu1Se5S1 Cu1Se6 Cu1In2S4 Cu1In2Se1S3 Cu1In2Se2S2 Cu1In2Se3S1 Cu1In2Se4 Cu2S5 Cu2Se1S1 Cu2Se1S3 Cu2Se1S4 Cu2Se2S3 Cu2Se3S1 Cu2Se3S2 Cu2Se4S1 Cu2Se5 Cu3Se1S2 Cu3Se2S1".split(
    " ",
  );

describe("candidates", () => {
  test.each([
    [["Li", "Fe", "O"], 8, ironOxides],
    [["Cu", "In", "Se", "S"], 7, chalcogenides],
  ])(
    "of %j with at most %d atoms are those that pymatgen can balance",
    (elements, maximumAtoms, expected) => {
      const found = [...enumerateCandidates({ elements, maximumAtoms, chargeBalance: "any-order" })];
      expect(found.map(({ composition }) => compositionKey(composition)).toSorted()).toEqual(keys(expected));
    },
  );

  test("in order of electronegativity no selenium is a cation beside copper alone", () => {
    const found = [...enumerateCandidates({ elements: ["Cu", "In", "Se", "S"], maximumAtoms: 7 })];
    const formulas = found.map(({ composition }) => compositionKey(composition));
    expect(found.length).toBeLessThan(chalcogenides.length);
    for (const formula of ["CuS", "In2S3", "CuIn2S4"]) expect(formulas).toContain(keys([formula])[0]);
    // Se(+6) with S(−2): sulphur is the more electronegative one; S(+6) with Se(−2) is not.
    expect(formulas).toContain(keys(["SeS3"])[0]);
    expect(formulas).not.toContain(keys(["SSe3"])[0]);
    for (const { states } of found) {
      if (states !== undefined) expect(Object.values(states)).not.toContain(0);
    }
  });

  test("without balance every reduced formula comes once, small ones first", () => {
    const found = [
      ...enumerateCandidates({ elements: ["Fe", "Ni"], maximumAtoms: 7, chargeBalance: "none" }),
    ];
    // Coprime pairs (a, b) with a + b ≤ 7: φ(2) + … + φ(7).
    expect(found).toHaveLength(1 + 2 + 2 + 4 + 2 + 6);
    const totals = found.map(({ composition }) => countAtoms(composition));
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
    expect(new Set(found.map(({ formula }) => formula)).size).toBe(found.length);
  });

  test("required elements, bounds of amounts, own oxidation states", () => {
    const { candidates, isComplete } = listCandidates({
      elements: ["Sr", "Ba", "Ti", "Zr", "O"],
      required: ["O", "Ti"],
      elementCount: { minimum: 3, maximum: 3 },
      amounts: { O: { minimum: 3, maximum: 3 } },
      maximumAtoms: 5,
    });
    expect(isComplete).toBe(true);
    expect(candidates.map(({ formula }) => formula).toSorted()).toEqual(["BaTiO3", "SrTiO3"]);
    expect(candidates[0].states).toMatchObject({ Ti: 4, O: -2 });
    const own = { elements: ["Ti", "O"], oxidationStates: { Ti: [3] }, maximumAtoms: 6 } as const;
    expect(listCandidates(own).candidates.map(({ formula }) => formula)).toEqual(["Ti2O3"]);
  });

  test("mixed valence can be left out", () => {
    const formulas = (mixedValence: boolean): string[] =>
      listCandidates({ elements: ["Fe", "O"], maximumAtoms: 7, mixedValence }).candidates.map(
        ({ formula }) => formula,
      );
    expect(formulas(false)).toEqual(["FeO", "Fe2O3"]);
    expect(formulas(true)).toEqual(["FeO", "Fe2O3", "Fe3O4"]);
  });

  test("known compounds are marked, and left out of the list", () => {
    const constraints = { elements: ["Fe", "O"], known: [parseFormula("Fe4O6")], maximumAtoms: 7 };
    const marks = [...enumerateCandidates(constraints)].map(({ formula, isKnown }) => [formula, isKnown]);
    expect(marks).toEqual([
      ["FeO", false],
      ["Fe2O3", true],
      ["Fe3O4", false],
    ]);
    expect(listCandidates(constraints).candidates).toHaveLength(2);
    expect(listCandidates(constraints, { includeKnown: true }).candidates).toHaveLength(3);
  });

  test("a stream can be left, and a list is cut at its limit", () => {
    const elements = ["Li", "Na", "K", "Mg", "Ca", "Ti", "Fe", "O", "S", "F"];
    let count = 0;
    for (const candidate of enumerateCandidates({ elements, maximumAtoms: 12 })) {
      expect(candidate.isKnown).toBe(false);
      if (++count === 50) break;
    }
    const cut = listCandidates({ elements, maximumAtoms: 12 }, { limit: 50 });
    expect(cut).toMatchObject({ isComplete: false });
    expect(cut.candidates).toHaveLength(50);
  });

  test("what cannot be searched or met is refused before it starts", () => {
    const elements = "Li Be B C N O F Na Mg Al Si P S Cl K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn".split(" ");
    expect(() =>
      enumerateCandidates({ elements, elementCount: { minimum: 5, maximum: 5 }, maximumAtoms: 20 }),
    ).toThrow(LearningTooLargeError);
    for (const [constraints, message] of [
      [{ elements: ["Xq"] }, "elements must be symbols such as Fe, got Xq"],
      [{ elements: [] }, "elements must be symbols such as Fe, got none"],
      [{ elements: ["Fe"], required: ["O"] }, "must be among the allowed ones Fe, got O"],
      [{ elements: ["Fe", "O"], maximumAtoms: 0 }, "maximumAtoms must be a whole number in [1, 200], got 0"],
      [{ elements: ["Fe", "O"], elementCount: { minimum: 1, maximum: 3 } }, "in [1, 2], got 3"],
      [{ elements: ["Fe", "O"], amounts: { Fe: { minimum: 99 } } }, "amounts.Fe.minimum must be"],
      [{ elements: ["Fe", "Ni"] }, "must leave at least one compound, got none"],
    ] as const) {
      expect(() => listCandidates(constraints)).toThrow(CompositionError);
      expect(() => listCandidates(constraints)).toThrow(message);
    }
    expect(() => listCandidates({ elements: ["Fe", "O"] }, { limit: 0 })).toThrow("limit must be");
  });
});
