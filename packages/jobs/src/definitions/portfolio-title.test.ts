import { portfolioRequestSchema, type PortfolioRequestInput } from "@ansatz/contract";
import { expect, test } from "vitest";
import { portfolioTitle } from "./portfolio-title.ts";

test.each<[PortfolioRequestInput, string]>([
  [{ sample: "us-stocks", pick: 5 }, "us-stocks · pick 5"],
  [{ sample: "us-stocks", pick: 5, algorithm: "qaoa" }, "us-stocks · pick 5 · QAOA, xy-ring, 3 layers"],
  [
    { prices: "a,b", name: "funds.csv", pick: 2, algorithm: "qaoa", layers: 1 },
    "funds.csv · pick 2 · QAOA, xy-ring, 1 layer",
  ],
  [{ moments: { means: "1", risk: "1" }, pick: 1, algorithm: "exact" }, "Given moments · pick 1 · exact"],
  [
    { sample: "us-stocks", form: "weights", pick: { maximum: 4 }, algorithm: "local-search" },
    "us-stocks · weights in 10 steps · pick up to 4 · local search",
  ],
  [
    { sample: "us-stocks", form: "lots", budget: 50_000, algorithm: "exact" },
    "us-stocks · lots for 50,000 · exact",
  ],
  [
    { sample: "us-stocks", pick: { minimum: 2, maximum: 3 }, algorithm: "variational", layers: 2 },
    "us-stocks · pick 2 to 3 · variational, 2 layers",
  ],
])("%j is called %s", (request, title) => {
  expect(portfolioTitle(portfolioRequestSchema.parse(request))).toBe(title);
});
