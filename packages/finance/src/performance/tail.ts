import { PriceTableError } from "../errors.ts";
import type { ReturnSeries } from "./return-series.ts";
import { checkReturnSeries } from "./return-series.ts";

function sortedLosses(returns: ReturnSeries, level: number): Float64Array {
  checkReturnSeries(returns, 1);
  if (!(level > 0 && level < 1))
    throw new PriceTableError(`level must be in (0, 1), got ${level}`, { level });
  return Float64Array.from(returns, (value) => -value).sort();
}

/** Quantile of ascending values between the order statistics at (n − 1)·q: type 7 of Hyndman and Fan (1996). */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/**
 * Value at risk of one period from history: the `level` quantile of the losses −r, interpolated linearly (type 7).
 * A positive number is a loss. Not annualised. Throws PriceTableError on an empty series or a level outside (0, 1).
 */
export function historicalValueAtRisk(returns: ReturnSeries, level = 0.95): number {
  return quantileOfSorted(sortedLosses(returns, level), level);
}

/**
 * Conditional value at risk of one period from history: min over z of z + Σ max(−rₜ − z, 0)/((1 − level)·n), that is
 * the mean of the worst (1 − level)·n losses with the last one counted in part (Rockafellar and Uryasev, J. Banking &
 * Finance 26, 1443, 2002, proposition 8). A positive number is a loss. Throws as historicalValueAtRisk does.
 */
export function historicalConditionalValueAtRisk(returns: ReturnSeries, level = 0.95): number {
  const losses = sortedLosses(returns, level);
  const tail = (1 - level) * losses.length;
  let left = tail;
  let sum = 0;
  for (let t = losses.length - 1; t >= 0 && left > 0; t--) {
    sum += losses[t] * Math.min(left, 1);
    left -= 1;
  }
  return sum / tail;
}
