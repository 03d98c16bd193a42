import { maximumDrawdown } from "./drawdown.ts";
import {
  annualisedReturn,
  annualisedVolatility,
  calmarRatio,
  hitRate,
  sharpeRatio,
  sortinoRatio,
} from "./ratios.ts";
import { informationRatio, trackingError } from "./relative.ts";
import type { AnnualisationOptions, ReturnSeries } from "./return-series.ts";
import { historicalTailRisk } from "./tail.ts";

/** The figures of one return series, in the order in which reports list them. */
export const performanceFigureNames = [
  "annualisedReturn",
  "annualisedVolatility",
  "sharpeRatio",
  "sortinoRatio",
  "maximumDrawdown",
  "calmarRatio",
  "hitRate",
  "valueAtRisk",
  "conditionalValueAtRisk",
  "trackingError",
  "informationRatio",
] as const;

export type PerformanceFigureName = (typeof performanceFigureNames)[number];

/**
 * All figures of a series in the order of performanceFigureNames; NaN where one is undefined, as are the last two
 * without a benchmark. VaR and CVaR are losses of one period at 0.95 and the drawdown is a depth: positive numbers.
 * Throws PriceTableError as the single functions do.
 */
export function performanceFigures(
  returns: ReturnSeries,
  options: AnnualisationOptions,
  benchmark?: ReturnSeries,
): Float64Array {
  const { valueAtRisk, conditionalValueAtRisk } = historicalTailRisk(returns);
  return Float64Array.of(
    annualisedReturn(returns, options),
    annualisedVolatility(returns, options),
    sharpeRatio(returns, options),
    sortinoRatio(returns, options),
    maximumDrawdown(returns).depth,
    calmarRatio(returns, options),
    hitRate(returns),
    valueAtRisk,
    conditionalValueAtRisk,
    benchmark === undefined ? NaN : trackingError(returns, benchmark, options),
    benchmark === undefined ? NaN : informationRatio(returns, benchmark, options),
  );
}
