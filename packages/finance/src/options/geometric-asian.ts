import { expectedVanillaPayoff } from "./black-scholes.ts";
import { checkContract, checkMarket } from "./option.ts";
import type { AsianOption, OptionMarket } from "./option.ts";

/** Times of the fixings in years. */
export function fixingTimes({ fixings, includesSpot = false, maturity }: AsianOption): number[] {
  return Array.from({ length: fixings }, (_, k) =>
    includesSpot ? (maturity * k) / (fixings - 1) : (maturity * (k + 1)) / fixings,
  );
}

/**
 * The exact price of an Asian option on the geometric average G of discrete fixings: log G is normal with mean
 * ln S + (r − q − σ²/2)·t̄ and variance σ²/m² Σ_ij min(t_i, t_j).
 * Throws {@link RiskModelError} for values out of range.
 * Source: Kemna and Vorst, J. Bank. Finance 14, 113 (1990); Clewlow and Strickland, Implementing Derivatives Models
 * (1998), pages 118–123.
 */
export function geometricAsianPrice(market: OptionMarket, option: AsianOption): number {
  checkMarket(market);
  checkContract(option);
  const { spot, volatility, rate, dividendYield = 0 } = market;
  const times = fixingTimes(option);
  const meanTime = times.reduce((sum, time) => sum + time, 0) / times.length;
  let overlap = 0;
  for (const first of times) for (const second of times) overlap += Math.min(first, second);
  const variance = (volatility ** 2 * overlap) / times.length ** 2;
  const logMean = Math.log(spot) + (rate - dividendYield - volatility ** 2 / 2) * meanTime;
  const forward = Math.exp(logMean + variance / 2);
  return (
    Math.exp(-rate * option.maturity) *
    expectedVanillaPayoff(option.type, option.strike, forward, Math.sqrt(variance))
  );
}
