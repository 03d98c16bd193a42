import { PriceTableError } from "../errors.ts";
import type { ReturnSeries } from "./return-series.ts";
import { checkReturnSeries } from "./return-series.ts";

/** The deepest fall of wealth below its earlier peak. Points count wealth: 0 before the first return, t after the t-th. */
export interface Drawdown {
  /** 1 − wealth at the trough / wealth at the peak: in [0, 1], 0 where wealth never fell. */
  readonly depth: number;
  readonly peak: number;
  readonly trough: number;
  /** First point at or above the peak's wealth again; undefined where that has not happened. */
  readonly recovery?: number;
  readonly peakDate?: string;
  readonly troughDate?: string;
  readonly recoveryDate?: string;
}

/**
 * The maximum drawdown of the wealth Π(1 + rₜ); the start counts as a peak. The first of equally deep ones.
 * `dates` (optional) names the points: one more than there are returns, the start first.
 * Throws PriceTableError on an empty series, a return below −1 or dates that do not fit.
 */
export function maximumDrawdown(returns: ReturnSeries, dates?: readonly string[]): Drawdown {
  checkReturnSeries(returns, 1);
  if (dates !== undefined && dates.length !== returns.length + 1) {
    throw new PriceTableError(
      `dates must number ${returns.length + 1}, the start first, got ${dates.length}`,
      {
        dates: dates.length,
      },
    );
  }
  let wealth = 1;
  let highest = 1;
  let highestAt = 0;
  let worst = { depth: 0, peak: 0, trough: 0 };
  let recovery: number | undefined;
  for (let t = 0; t < returns.length; t++) {
    wealth *= 1 + returns[t];
    if (wealth >= highest) {
      if (recovery === undefined && worst.depth > 0) recovery = t + 1;
      highest = wealth;
      highestAt = t + 1;
    }
    const depth = 1 - wealth / highest;
    if (depth > worst.depth) {
      worst = { depth, peak: highestAt, trough: t + 1 };
      recovery = undefined;
    }
  }
  const { depth, peak, trough } = worst;
  return {
    depth,
    peak,
    trough,
    ...(recovery === undefined ? {} : { recovery }),
    ...(dates === undefined ? {} : { peakDate: dates[peak], troughDate: dates[trough] }),
    ...(dates === undefined || recovery === undefined ? {} : { recoveryDate: dates[recovery] }),
  };
}
