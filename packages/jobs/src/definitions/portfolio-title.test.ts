import { portfolioRequestSchema, type PortfolioRequestInput } from "@ansatz/contract";
import { expect, test } from "vitest";
import { portfolioTitle } from "./portfolio-title.ts";

test.each<[PortfolioRequestInput, string]>([
  [{ sample: "us-stocks", pick: 5 }, "us-stocks · pick 5 · QAOA, xy-ring, 3 layers"],
  [{ prices: "a,b", name: "funds.csv", pick: 2, layers: 1 }, "funds.csv · pick 2 · QAOA, xy-ring, 1 layer"],
  [{ moments: { means: "1", risk: "1" }, pick: 1, algorithm: "exact" }, "Given moments · pick 1 · exact"],
])("%j is called %s", (request, title) => {
  expect(portfolioTitle(portfolioRequestSchema.parse(request))).toBe(title);
});
