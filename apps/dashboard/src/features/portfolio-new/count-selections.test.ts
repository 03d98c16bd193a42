import { expect, test } from "vitest";
import type { AssetFacts } from "../market-worker/types.ts";
import { countSelections } from "./count-selections.ts";
import { initialPortfolio, type PortfolioDraft } from "./portfolio-draft.ts";

const asset = (name: string, sector: string | null): AssetFacts => ({
  name,
  sector,
  expectedReturn: 0.1,
  volatility: 0.2,
  growth: null,
  lastPrice: null,
});
const assets = ["A", "B", "C", "D", "E", "F"].map((name, index) => asset(name, index < 3 ? "One" : "Two"));
const limit = (name: string, minimum: number | "", maximum: number | "") => ({ name, minimum, maximum });

test.each<[string, Partial<PortfolioDraft>, number]>([
  ["3 of 6", { pick: 3 }, 20],
  ["2 to 3 of 6", { pickMode: "range", pickMinimum: 2, pickMaximum: 3 }, 35],
  ["3 of 6 with A", { pick: 3, required: ["A"] }, 10],
  ["3 of 6 without A", { pick: 3, excluded: ["A"] }, 10],
  // C(3,0)C(3,3) + C(3,1)C(3,2)
  ["3 of 6 with at most 1 of One", { pick: 3, sectorLimits: [limit("One", "", 1)] }, 10],
  // Each sector has one or two of the three: 3·3 + 3·3.
  ["3 of 6 with 1 to 2 of each sector", { pick: 3, sectorLimits: [limit("*", 1, 2)] }, 18],
  // A is held, so that one more of One is allowed beside it.
  [
    "3 of 6 with A and at most 2 of One",
    { pick: 3, required: ["A"], sectorLimits: [limit("One", "", 2)] },
    9,
  ],
  ["contradictory", { pick: 1, sectorLimits: [limit("One", 2, "")] }, 0],
])("%s allows as many selections as counting by hand", (_, change, allowed) => {
  expect(countSelections({ ...initialPortfolio, ...change }, assets)?.allowed).toBe(allowed);
});

test("of 31 assets 10 are chosen in 44,352,165 ways", () => {
  const many = Array.from({ length: 31 }, (_, index) => asset(`A${index}`, null));
  expect(countSelections({ ...initialPortfolio, pick: 10 }, many)?.allowed).toBe(44_352_165);
});
