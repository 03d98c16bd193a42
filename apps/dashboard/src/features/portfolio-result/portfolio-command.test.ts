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
  [
    {
      sample: "us-stocks",
      pick: { minimum: 3, maximum: 6 },
      sectorLimits: { Energy: { minimum: 1, maximum: 2 }, "*": { maximum: 2 } },
      groups: [{ name: "oil", assets: ["CVX", "XOM"], minimum: 1 }],
      required: ["AAPL", "KO"],
      today: { AAPL: 0.5 },
      maximumChanges: 4,
      costs: { proportional: 0.01 },
      views: [{ assets: { KO: 1 }, expectedReturn: 0.1 }],
      layers: 2,
      tail: 0.2,
      warmStart: true,
      restarts: 3,
      noise: "trapped-ion",
    },
    "portfolio --sample us-stocks --pick 3-6 --sector-limits Energy=1-2,*=2 --group oil:CVX,XOM:1- --require AAPL,KO " +
      "--today AAPL=0.5 --max-changes 4 --cost-proportional 0.01 --views views.json --layers 2 --tail 0.2 --warm-start " +
      "--restarts 3 --noise trapped-ion",
  ],
  [
    { sample: "synthetic", form: "lots", budget: 1000, maximumWeight: 0.4, algorithm: "exact", layers: 2 },
    "portfolio --sample synthetic --form lots --budget 1000 --max-weight 0.4 --algorithm exact",
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
