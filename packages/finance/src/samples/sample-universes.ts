import { parsePriceTable } from "../prices/parse-price-table.ts";
import type { PriceTable } from "../prices/price-table.ts";
import { createSyntheticUniverse } from "./synthetic-universe.ts";

/** A price table that comes with the package. */
export interface SampleUniverse {
  readonly id: "us-stocks" | "synthetic";
  readonly title: string;
  /** Whether the prices were observed in a market; synthetic ones are invented. */
  readonly isReal: boolean;
  readonly description: string;
  readonly source: string;
  readonly licence: string;
  readonly assetCount: number;
  readonly load: () => Promise<PriceTable>;
}

const usStockSectors: Readonly<Record<string, string>> = {
  AAPL: "Information Technology",
  AMD: "Information Technology",
  BAC: "Financials",
  BBY: "Consumer Discretionary",
  CVX: "Energy",
  GE: "Industrials",
  HD: "Consumer Discretionary",
  JNJ: "Health Care",
  JPM: "Financials",
  KO: "Consumer Staples",
  LLY: "Health Care",
  MRK: "Health Care",
  MSFT: "Information Technology",
  PEP: "Consumer Staples",
  PFE: "Health Care",
  PG: "Consumer Staples",
  RRC: "Energy",
  UNH: "Health Care",
  WMT: "Consumer Staples",
  XOM: "Energy",
};

/** The sample price tables; each is read or generated when it is loaded. */
export const sampleUniverses: readonly SampleUniverse[] = [
  {
    id: "us-stocks",
    title: "20 US stocks, daily, 2013 to 2022",
    isReal: true,
    description:
      "Adjusted closing prices in US dollars of 20 large US companies on 2,516 trading days, with GICS sectors and the S&P 500 as benchmark. The companies were chosen in hindsight: all survived, so past returns overstate what was to be had.",
    source: "data sets sp500_dataset and sp500_index of skfolio 1.12.2, cut to ten years",
    licence: "BSD-3-Clause, Copyright (c) 2023-2026 The skfolio developers",
    assetCount: 20,
    load: async () => {
      const { usStocksPrices } = await import("./us-stocks-prices.ts");
      const report = parsePriceTable(usStocksPrices, { benchmark: "SP500", sectors: usStockSectors });
      if (report.content !== "prices") throw new TypeError("the sample must hold prices");
      return report.prices;
    },
  },
  {
    id: "synthetic",
    title: "40 invented assets in 8 sectors, daily, 5 years",
    isReal: false,
    description:
      "Synthetic: generated from a market factor, eight sector factors and residuals with clustering volatility. No company stands behind any name.",
    source: "createSyntheticUniverse with seed 2026",
    licence: "Apache-2.0, as the package",
    assetCount: 40,
    load: () => Promise.resolve(createSyntheticUniverse()),
  },
];

/**
 * Loads a sample price table by its id.
 *
 * Throws a RangeError for an unknown id.
 */
export function loadSampleUniverse(id: SampleUniverse["id"]): Promise<PriceTable> {
  const sample = sampleUniverses.find((universe) => universe.id === id);
  if (sample === undefined) {
    throw new RangeError(
      `id must be one of ${sampleUniverses.map((universe) => universe.id).join(", ")}, got ${id as string}`,
    );
  }
  return sample.load();
}
