import { normalCdf } from "../risk/special-functions.ts";
import { checkMarket, checkTerms } from "./option.ts";
import type { EuropeanOption, OptionMarket } from "./option.ts";

/**
 * E[(X − K)⁺] or E[(K − X)⁺] of a log-normal X with mean `forward` and standard deviation of log X `deviation`:
 * ±(F Φ(±d₁) − K Φ(±d₂)), d₁,₂ = ln(F/K)/s ± s/2. A strike of 0 or less is exercised for sure.
 * Source: Black, J. Financ. Econ. 3, 167 (1976).
 */
export function expectedVanillaPayoff(
  type: "call" | "put",
  strike: number,
  forward: number,
  deviation: number,
): number {
  if (strike <= 0) return type === "call" ? forward - strike : 0;
  const d1 = Math.log(forward / strike) / deviation + deviation / 2;
  const d2 = d1 - deviation;
  return type === "call"
    ? forward * normalCdf(d1) - strike * normalCdf(d2)
    : strike * normalCdf(-d2) - forward * normalCdf(-d1);
}

/**
 * The Black–Scholes price of a European option with a continuous dividend yield.
 * Throws {@link RiskModelError} for values out of range.
 * Source: Black and Scholes, J. Polit. Econ. 81, 637 (1973); Merton, Bell J. Econ. 4, 141 (1973).
 */
export function blackScholesPrice(market: OptionMarket, option: Omit<EuropeanOption, "kind">): number {
  checkMarket(market);
  checkTerms(option);
  const { spot, volatility, rate, dividendYield = 0 } = market;
  const { type, strike, maturity } = option;
  const forward = spot * Math.exp((rate - dividendYield) * maturity);
  const deviation = volatility * Math.sqrt(maturity);
  return Math.exp(-rate * maturity) * expectedVanillaPayoff(type, strike, forward, deviation);
}
