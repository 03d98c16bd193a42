import { createRandom } from "@ansatz/simulator";
import type { Asset, PriceTable } from "../prices/price-table.ts";
import { toIsoDate } from "../prices/reading/parse-date-cell.ts";

const sectors: readonly {
  readonly name: string;
  readonly prefix: string;
  readonly beta: number;
  readonly volatility: number;
}[] = [
  { name: "Technology", prefix: "TEC", beta: 1.25, volatility: 0.16 },
  { name: "Health Care", prefix: "HLT", beta: 0.75, volatility: 0.11 },
  { name: "Financials", prefix: "FIN", beta: 1.15, volatility: 0.14 },
  { name: "Energy", prefix: "ENE", beta: 1.05, volatility: 0.22 },
  { name: "Industrials", prefix: "IND", beta: 1.05, volatility: 0.1 },
  { name: "Consumer Staples", prefix: "STA", beta: 0.6, volatility: 0.09 },
  { name: "Utilities", prefix: "UTI", beta: 0.5, volatility: 0.12 },
  { name: "Real Estate", prefix: "REA", beta: 0.9, volatility: 0.15 },
];

const assetsPerSector = 5;
const days = 1260;
const daysPerYear = 252;
const marketVolatility = 0.16;
const marketPremium = 0.055;
const riskFreeRate = 0.02;

/**
 * Daily prices of 40 invented assets in 8 sectors of five, and of an invented market index, over 5 years of weekdays
 * from 2020-01-01: the same for one seed on every machine.
 *
 * log p(t) − log p(t−1) = μ_i/252 − v_i(t)/2 + β_i·m(t) + γ_i·s(t) + e_i(t), with one factor m for the market, one s for
 * each sector and a residual e, all normal and scaled by a volatility that clusters (a log-AR(1) state, half-life of
 * 23 days); v_i is the variance of the three together at that day. β_i and γ_i scatter around the sector's values; the
 * residuals' volatilities lie in 12 to 32 % a year; μ_i = 2 % + β_i·5.5 % + a premium of −3 to 3 % that no factor explains.
 */
export function createSyntheticUniverse(seed = 2026): PriceTable {
  const random = createRandom(seed);
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const members = sectors.flatMap((sector, sectorIndex) =>
    Array.from({ length: assetsPerSector }, (_, index) => {
      const beta = sector.beta * between(0.75, 1.25);
      return {
        asset: { name: `${sector.prefix}${index + 1}`, sector: sector.name } satisfies Asset,
        sectorIndex,
        beta,
        exposure: between(0.7, 1.3) * sector.volatility,
        residual: between(0.12, 0.32),
        drift: riskFreeRate + beta * marketPremium + between(-0.03, 0.03),
        start: Math.round(100 * between(15, 180)) / 100,
      };
    }),
  );
  const prices = new Float64Array(days * members.length);
  const index = new Float64Array(days);
  const dates: string[] = [];
  let logVolatility = 0;
  const levels = members.map(({ start }) => Math.log(start));
  let indexLevel = Math.log(1000);
  // 2020-01-01, a Wednesday, is day 18262.
  for (let day = 18_262, row = 0; row < days; day++) {
    const weekday = (((day + 4) % 7) + 7) % 7;
    if (weekday === 0 || weekday === 6) continue;
    dates.push(toIsoDate(day));
    if (row > 0) {
      logVolatility = 0.97 * logVolatility + 0.08 * random.normal();
      const scale = Math.exp(logVolatility) / Math.sqrt(daysPerYear);
      const market = marketVolatility * scale * random.normal();
      const shocks = sectors.map(() => scale * random.normal());
      for (const [at, member] of members.entries()) {
        const { beta, exposure, residual, drift, sectorIndex } = member;
        const variance = ((beta * marketVolatility) ** 2 + exposure ** 2 + residual ** 2) * scale ** 2;
        levels[at] +=
          drift / daysPerYear -
          variance / 2 +
          beta * market +
          exposure * shocks[sectorIndex] +
          residual * scale * random.normal();
      }
      indexLevel +=
        (riskFreeRate + marketPremium) / daysPerYear - (marketVolatility * scale) ** 2 / 2 + market;
    }
    for (const [at, level] of levels.entries()) {
      prices[row * members.length + at] = roundToCents(Math.exp(level));
    }
    index[row] = roundToCents(Math.exp(indexLevel));
    row++;
  }
  return {
    assets: members.map(({ asset }) => asset),
    dates,
    prices,
    frequency: "daily",
    benchmark: { name: "Market", prices: index },
  };
}

function roundToCents(price: number): number {
  return Math.max(0.01, Math.round(100 * price) / 100);
}
