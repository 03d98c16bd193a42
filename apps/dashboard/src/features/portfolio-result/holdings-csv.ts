import type { PortfolioHolding } from "@ansatz/contract";
import { toCsv } from "../portfolio-charts/csv.ts";

export const holdingsHeader = [
  "asset",
  "sector",
  "weight",
  "in optimum",
  "expected return",
  "volatility",
  "weight in optimum",
];

export function holdingsRows(holdings: readonly PortfolioHolding[]) {
  return holdings.map(({ name, sector, weight, optimumWeight, inOptimum, expectedReturn, volatility }) => [
    name,
    sector,
    weight,
    inOptimum,
    expectedReturn,
    volatility,
    optimumWeight,
  ]);
}

/** Holdings as a table that spreadsheets open. */
export function holdingsCsv(holdings: readonly PortfolioHolding[]): string {
  return toCsv(holdingsHeader, holdingsRows(holdings));
}
