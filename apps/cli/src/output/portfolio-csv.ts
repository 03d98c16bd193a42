import type { PortfolioResult } from "@ansatz/contract";
import { csvText } from "./csv.ts";

/** The holdings of the answer and of the optimum, with trades and lots where there are any. */
export function holdingsCsv({ holdings, trades, lots, cash }: PortfolioResult): string {
  const sold = Object.keys(trades ?? {}).filter((name) => !holdings.some((holding) => holding.name === name));
  return csvText([
    [
      "Asset",
      "Sector",
      "Weight",
      "Weight in the optimum",
      ...(lots ? ["Lots"] : []),
      ...(trades ? ["Change"] : []),
      "Expected return",
      "Volatility",
    ],
    ...holdings.map(({ name, sector, weight, optimumWeight, expectedReturn, volatility }) => [
      name,
      sector ?? "",
      weight,
      optimumWeight,
      ...(lots ? [lots[name] ?? 0] : []),
      ...(trades ? [trades[name] ?? 0] : []),
      expectedReturn,
      volatility,
    ]),
    ...sold.map((name) => [name, "", 0, 0, ...(lots ? [0] : []), trades![name], "", ""]),
    ...(cash > 1e-12 ? [["Cash", "", cash]] : []),
  ]);
}
