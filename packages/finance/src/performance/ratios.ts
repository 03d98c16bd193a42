import { maximumDrawdown } from "./drawdown.ts";
import type { AnnualisationOptions, ReturnSeries } from "./return-series.ts";
import {
  checkPeriodsPerYear,
  checkReturnSeries,
  meanOf,
  riskFreeReturn,
  standardDeviationOf,
} from "./return-series.ts";

/**
 * The constant simple return a year that leads to the same wealth: (Π(1 + rₜ))^(m/n) − 1 (geometric, not m·mean).
 * Throws PriceTableError on an empty series or a return below −1.
 */
export function annualisedReturn(
  returns: ReturnSeries,
  options: Pick<AnnualisationOptions, "periodsPerYear">,
): number {
  checkReturnSeries(returns, 1);
  checkPeriodsPerYear(options.periodsPerYear);
  let logGrowth = 0;
  for (let t = 0; t < returns.length; t++) logGrowth += Math.log1p(returns[t]);
  return Math.expm1((logGrowth * options.periodsPerYear) / returns.length);
}

/** Standard deviation of the returns a year: √m · s, s with n − 1. Throws PriceTableError below 2 periods. */
export function annualisedVolatility(
  returns: ReturnSeries,
  options: Pick<AnnualisationOptions, "periodsPerYear">,
): number {
  checkReturnSeries(returns, 2);
  checkPeriodsPerYear(options.periodsPerYear);
  return standardDeviationOf(returns) * Math.sqrt(options.periodsPerYear);
}

/**
 * Sharpe ratio a year: √m · mean(r − f) / s(r − f), with f = exp(rate/m) − 1 and s with n − 1.
 * NaN where the returns do not vary. Annualising by √m assumes uncorrelated returns (Lo, Financial Analysts Journal 58,
 * 36, 2002). Throws PriceTableError below 2 periods.
 */
export function sharpeRatio(returns: ReturnSeries, options: AnnualisationOptions): number {
  checkReturnSeries(returns, 2);
  const deviation = standardDeviationOf(returns);
  if (deviation === 0) return NaN;
  return ((meanOf(returns) - riskFreeReturn(options)) / deviation) * Math.sqrt(options.periodsPerYear);
}

/**
 * Sortino ratio a year: √m · mean(r − f) / √(Σ min(r − f, 0)²/n), all n periods in the denominator.
 * NaN where no return is below the risk-free one. Throws PriceTableError below 2 periods.
 */
export function sortinoRatio(returns: ReturnSeries, options: AnnualisationOptions): number {
  checkReturnSeries(returns, 2);
  const riskFree = riskFreeReturn(options);
  let squares = 0;
  for (let t = 0; t < returns.length; t++) squares += Math.min(returns[t] - riskFree, 0) ** 2;
  if (squares === 0) return NaN;
  const downside = Math.sqrt(squares / returns.length);
  return ((meanOf(returns) - riskFree) / downside) * Math.sqrt(options.periodsPerYear);
}

/** Annualised (geometric) return over the depth of the maximum drawdown; NaN where wealth never fell. */
export function calmarRatio(
  returns: ReturnSeries,
  options: Pick<AnnualisationOptions, "periodsPerYear">,
): number {
  const { depth } = maximumDrawdown(returns);
  return depth === 0 ? NaN : annualisedReturn(returns, options) / depth;
}

/** Share of periods with a return above 0. Throws PriceTableError on an empty series. */
export function hitRate(returns: ReturnSeries): number {
  checkReturnSeries(returns, 1);
  let hits = 0;
  for (let t = 0; t < returns.length; t++) if (returns[t] > 0) hits++;
  return hits / returns.length;
}
