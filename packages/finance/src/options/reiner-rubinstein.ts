import { checkNumber } from "../risk/check.ts";
import { normalCdf } from "../risk/special-functions.ts";
import { checkBarrierSide, checkContract, checkMarket } from "./option.ts";
import type { BarrierOption, OptionMarket } from "./option.ts";

/**
 * The price of a barrier option that is observed continuously, with a rebate: paid when a knock-out option dies, or at
 * maturity when a knock-in option never came to life. The observations of the contract play no part.
 * Throws {@link RiskModelError} for values out of range and a barrier that is already reached.
 * Source: Reiner and Rubinstein, Risk 4, 28 (1991), in the notation (A to F) of Haug, The Complete Guide to Option Pricing
 * Formulas (2007), section 4.17.1.
 */
export function continuousBarrierPrice(
  market: OptionMarket,
  option: Omit<BarrierOption, "observations">,
  rebate = 0,
): number {
  checkMarket(market);
  checkContract({ ...option, observations: 1 });
  checkBarrierSide(market.spot, option);
  checkNumber("rebate", rebate, { least: 0 });
  const { spot: S, volatility, rate, dividendYield = 0 } = market;
  const { type, strike: X, barrier: H, maturity, direction, knock } = option;
  const phi = type === "call" ? 1 : -1;
  const eta = direction === "down" ? 1 : -1;
  const carry = rate - dividendYield;
  const s = volatility * Math.sqrt(maturity);
  const mu = (carry - volatility ** 2 / 2) / volatility ** 2;
  const lambda = Math.sqrt(mu ** 2 + (2 * rate) / volatility ** 2);
  const shift = (1 + mu) * s;
  const x1 = Math.log(S / X) / s + shift;
  const x2 = Math.log(S / H) / s + shift;
  const y1 = Math.log((H * H) / (S * X)) / s + shift;
  const y2 = Math.log(H / S) / s + shift;
  const z = Math.log(H / S) / s + lambda * s;
  const stock = S * Math.exp((carry - rate) * maturity);
  const bond = X * Math.exp(-rate * maturity);
  const ratio = H / S;
  const direct = (x: number): number => phi * (stock * normalCdf(phi * x) - bond * normalCdf(phi * (x - s)));
  const mirrored = (y: number): number =>
    phi *
    (stock * ratio ** (2 * (mu + 1)) * normalCdf(eta * y) -
      bond * ratio ** (2 * mu) * normalCdf(eta * (y - s)));
  const [A, B, C, D] = [direct(x1), direct(x2), mirrored(y1), mirrored(y2)];
  const isStrikeAbove = X > H;
  if (knock === "in") {
    const E =
      rebate *
      Math.exp(-rate * maturity) *
      (normalCdf(eta * (x2 - s)) - ratio ** (2 * mu) * normalCdf(eta * (y2 - s)));
    // The strike lies beyond the barrier as seen from the option's own side, or not.
    if (phi === eta) return (isStrikeAbove === (phi === 1) ? C : A - B + D) + E;
    return (isStrikeAbove === (phi === 1) ? A : B - C + D) + E;
  }
  const F =
    rebate *
    (ratio ** (mu + lambda) * normalCdf(eta * z) +
      ratio ** (mu - lambda) * normalCdf(eta * (z - 2 * lambda * s)));
  if (phi === eta) return (isStrikeAbove === (phi === 1) ? A - C : B - D) + F;
  return (isStrikeAbove === (phi === 1) ? 0 : A - B + C - D) + F;
}
