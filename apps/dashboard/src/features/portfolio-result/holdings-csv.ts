import type { PortfolioHolding } from "@ansatz/contract";

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Holdings as a table that spreadsheets open. */
export function holdingsCsv(holdings: readonly PortfolioHolding[]): string {
  const rows = holdings.map(({ name, sector, weight, inOptimum, expectedReturn, volatility }) => [
    name,
    sector ?? "",
    weight,
    inOptimum ? "yes" : "no",
    expectedReturn,
    volatility,
  ]);
  const lines = [["asset", "sector", "weight", "in optimum", "expected return", "volatility"], ...rows];
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}
