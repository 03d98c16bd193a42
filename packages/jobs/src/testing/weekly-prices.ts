import { createRandom } from "@ansatz/simulator";

const names = ["ALPHA", "BETA", "GAMMA", "DELTA", "OMEGA", "SIGMA"] as const;

/** Rows of weekly prices of six assets and of an index, which is their mean. */
export interface WeeklyPrices {
  readonly assets: readonly string[];
  readonly dates: readonly string[];
  /** A row of prices for each date. */
  readonly prices: readonly (readonly number[])[];
}

/** Invented weekly prices from 2019 on: a common factor, drifts and risks that differ among assets. */
export function weeklyPrices(rowCount: number, seed: number): WeeklyPrices {
  const random = createRandom(seed);
  const current: number[] = names.map(() => 100);
  const prices: number[][] = [];
  const dates: string[] = [];
  for (let row = 0; row < rowCount; row++) {
    const market = 0.001 + 0.015 * random.normal();
    for (const asset of current.keys()) {
      const own = (0.006 + 0.003 * asset) * random.normal();
      current[asset] *= Math.exp(0.0005 * (asset - 2) + (0.7 + 0.1 * asset) * market + own);
    }
    prices.push([...current]);
    dates.push(new Date(Date.UTC(2019, 0, 4 + 7 * row)).toISOString().slice(0, 10));
  }
  return { assets: names, dates, prices };
}

/** The prices as a table with a column INDEX. */
export function pricesCsv({ assets, dates, prices }: WeeklyPrices): string {
  const rows = prices.map((row, index) => {
    const mean = row.reduce((sum, price) => sum + price, 0) / row.length;
    return [dates[index], ...row, mean].join(",");
  });
  return [["date", ...assets, "INDEX"].join(","), ...rows].join("\n");
}
