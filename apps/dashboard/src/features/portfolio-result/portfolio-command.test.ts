import { portfolioRequestSchema, type PortfolioRequestInput } from "@ansatz/contract";
import { expect, test } from "vitest";
import { portfolioCommandWords } from "./portfolio-command.ts";
import { holdingsCsv } from "./holdings-csv.ts";

test.each<[PortfolioRequestInput, string]>([
  [{ sample: "us-stocks", pick: 5 }, "portfolio --sample us-stocks --pick 5"],
  [
    { prices: "x", pick: 2, riskAversion: 3, estimator: "oas", mixer: "grover", layers: 1, seed: 7 },
    "portfolio --prices prices.csv --pick 2 --risk-aversion 3 --estimator oas --mixer grover --layers 1 --seed 7",
  ],
  [
    { moments: { means: "1", risk: "1" }, pick: 1, repair: true, algorithm: "exact", layers: 5 },
    "portfolio --moments means.csv,risks.csv --pick 1 --repair --algorithm exact",
  ],
])("%j is repeated by %s", (request, words) => {
  expect(portfolioCommandWords(portfolioRequestSchema.parse(request)).join(" ")).toBe(words);
});

test("holdings as CSV quote names that a spreadsheet would split", () => {
  const figures = { weight: 0.5, optimumWeight: 0.5, inOptimum: true, expectedReturn: 0.1, volatility: 0.2 };
  expect(
    holdingsCsv([
      { name: "A", sector: null, ...figures },
      { name: 'B, "the bank"', sector: "Financials", ...figures, weight: 0 },
    ]),
  ).toBe(
    "asset,sector,weight,in optimum,expected return,volatility,weight in optimum\r\n" +
      "A,,0.5,yes,0.1,0.2,0.5\r\n" +
      '"B, ""the bank""",Financials,0,yes,0.1,0.2,0.5\r\n',
  );
});
