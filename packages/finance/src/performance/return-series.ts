import { PriceTableError } from "../errors.ts";

/** Simple returns of consecutive periods, oldest first. */
export type ReturnSeries = ArrayLike<number>;

/** How returns of a period become figures a year. */
export interface AnnualisationOptions {
  /** Periods in a year: 252 for trading days, 12 for months. */
  readonly periodsPerYear: number;
  /** Continuously compounded rate a year that is taken off each return. Default 0. */
  readonly riskFreeRate?: number;
}

/** Throws unless `returns` has at least `minimum` entries, all finite and none below −1 (a loss of everything). */
export function checkReturnSeries(returns: ReturnSeries, minimum: number, name = "returns"): void {
  if (returns.length < minimum) {
    throw new PriceTableError(`${name} must hold at least ${minimum} periods, got ${returns.length}`, {
      name,
      minimum,
      length: returns.length,
    });
  }
  for (let t = 0; t < returns.length; t++) {
    if (!(returns[t] >= -1 && returns[t] < Infinity)) {
      throw new PriceTableError(`${name} must be finite and at least −1, got ${returns[t]} in period ${t}`, {
        name,
        period: t,
      });
    }
  }
}

/** Throws unless there is a positive, finite number of periods a year. */
export function checkPeriodsPerYear(periodsPerYear: number): void {
  if (!(periodsPerYear > 0 && periodsPerYear < Infinity)) {
    throw new PriceTableError(`periodsPerYear must be above 0 and finite, got ${periodsPerYear}`, {
      periodsPerYear,
    });
  }
}

/** Simple return of one period at the risk-free rate r: exp(r/m) − 1. */
export function riskFreeReturn({ periodsPerYear, riskFreeRate = 0 }: AnnualisationOptions): number {
  checkPeriodsPerYear(periodsPerYear);
  if (!Number.isFinite(riskFreeRate)) {
    throw new PriceTableError(`riskFreeRate must be finite, got ${riskFreeRate}`, { riskFreeRate });
  }
  return Math.expm1(riskFreeRate / periodsPerYear);
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t];
  return sum / values.length;
}

/**
 * Standard deviation with n − 1 in the denominator; 0 where the spread is nothing but rounding (below 1e-14 of the
 * largest value), so that a ratio to it is recognised as undefined.
 */
export function standardDeviationOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  let squares = 0;
  let largest = 0;
  for (let t = 0; t < values.length; t++) {
    squares += (values[t] - mean) ** 2;
    largest = Math.max(largest, Math.abs(values[t]));
  }
  const deviation = Math.sqrt(squares / (values.length - 1));
  return deviation <= 1e-14 * largest ? 0 : deviation;
}

/** a − b period by period. */
export function differenceOf(a: ReturnSeries, b: ReturnSeries): Float64Array {
  if (a.length !== b.length) {
    throw new PriceTableError(`two series must cover the same periods, got ${a.length} and ${b.length}`, {
      lengths: [a.length, b.length],
    });
  }
  const difference = new Float64Array(a.length);
  for (let t = 0; t < a.length; t++) difference[t] = a[t] - b[t];
  return difference;
}
