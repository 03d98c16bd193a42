import { PriceTableError } from "../errors.ts";
import type { ReturnSeries } from "./return-series.ts";
import { checkReturnSeries } from "./return-series.ts";

/** Quantile of ascending values between the order statistics at (n − 1)·q: type 7 of Hyndman and Fan (1996). */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** Moves the `count` largest values to the end and sorts them there (Hoare's selection); the rest is in any order. */
function sortLargest(values: Float64Array, count: number): void {
  const wanted = values.length - count;
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1];
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        [values[i], values[j]] = [values[j], values[i]];
        i++;
        j--;
      }
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  values.subarray(wanted).sort();
}

/** Both tail figures of one period; see the functions below. */
export function historicalTailRisk(
  returns: ReturnSeries,
  level = 0.95,
): { readonly valueAtRisk: number; readonly conditionalValueAtRisk: number } {
  checkReturnSeries(returns, 1);
  if (!(level > 0 && level < 1))
    throw new PriceTableError(`level must be in (0, 1), got ${level}`, { level });
  const n = returns.length;
  const losses = new Float64Array(n);
  for (let t = 0; t < n; t++) losses[t] = -returns[t];
  // What lies above the quantile's lower neighbour holds the (1 − level)·n worst losses too.
  sortLargest(losses, n - Math.floor((n - 1) * level));
  const tail = (1 - level) * n;
  let sum = 0;
  for (let t = n - 1, left = tail; t >= 0 && left > 0; t--, left--) sum += losses[t] * Math.min(left, 1);
  return { valueAtRisk: quantileOfSorted(losses, level), conditionalValueAtRisk: sum / tail };
}

/**
 * Value at risk of one period from history: the `level` quantile of the losses −r, interpolated linearly (type 7).
 * A positive number is a loss. Not annualised. Throws PriceTableError on an empty series or a level outside (0, 1).
 */
export function historicalValueAtRisk(returns: ReturnSeries, level = 0.95): number {
  return historicalTailRisk(returns, level).valueAtRisk;
}

/**
 * Conditional value at risk of one period from history: min over z of z + Σ max(−rₜ − z, 0)/((1 − level)·n), that is
 * the mean of the worst (1 − level)·n losses with the last one counted in part (Rockafellar and Uryasev, J. Banking &
 * Finance 26, 1443, 2002, proposition 8). A positive number is a loss. Throws as historicalValueAtRisk does.
 */
export function historicalConditionalValueAtRisk(returns: ReturnSeries, level = 0.95): number {
  return historicalTailRisk(returns, level).conditionalValueAtRisk;
}
