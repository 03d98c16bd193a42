import type { AnnualisationOptions, ReturnSeries } from "./return-series.ts";
import {
  checkPeriodsPerYear,
  checkReturnSeries,
  differenceOf,
  meanOf,
  standardDeviationOf,
} from "./return-series.ts";

type Periods = Pick<AnnualisationOptions, "periodsPerYear">;

/** Standard deviation a year of the return beyond the benchmark: √m · s(r − b). */
export function trackingError(returns: ReturnSeries, benchmark: ReturnSeries, options: Periods): number {
  checkReturnSeries(returns, 2);
  checkReturnSeries(benchmark, 2, "benchmark");
  checkPeriodsPerYear(options.periodsPerYear);
  return standardDeviationOf(differenceOf(returns, benchmark)) * Math.sqrt(options.periodsPerYear);
}

/** √m · mean(r − b) / s(r − b); NaN where the tracking error is 0. */
export function informationRatio(returns: ReturnSeries, benchmark: ReturnSeries, options: Periods): number {
  const error = trackingError(returns, benchmark, options);
  return error === 0 ? NaN : (meanOf(differenceOf(returns, benchmark)) * options.periodsPerYear) / error;
}
