import type { ReturnSeries } from "./return-series.ts";
import { checkReturnSeries, meanOf, standardDeviationOf } from "./return-series.ts";

/**
 * Mean block length of the stationary bootstrap that suits a series: (2Ĝ²/D̂)^⅓ n^⅓ with Ĝ = Σ λ(k/M)|k|R̂(k),
 * D̂ = 2(Σ λ(k/M)R̂(k))², sums over |k| ≤ M, a flat-top window λ and M twice the lag after which five autocorrelations
 * in a row are insignificant. At least 1, at most min(3√n, n/3). Politis and White, Econometric Reviews 23, 53 (2004),
 * as corrected by Patton, Politis and White, ibid. 28, 372 (2009). Throws PriceTableError below 10 periods.
 */
export function optimalBlockLength(series: ReturnSeries): number {
  checkReturnSeries(series, 10, "series");
  const n = series.length;
  if (standardDeviationOf(series) === 0) return 1;
  const mean = meanOf(series);
  const centred = Float64Array.from(series, (value) => value - mean);
  const sumOfProducts = (from: number, lag: number, to: number): number => {
    let sum = 0;
    for (let t = from; t < to; t++) sum += centred[t] * centred[t - lag];
    return sum;
  };

  const run = Math.max(5, Math.floor(Math.log10(n)));
  const lagLimit = Math.min(Math.ceil(Math.sqrt(n)) + run, n - 2);
  const threshold = 2 * Math.sqrt(Math.log10(n) / n);
  const autocovariance = new Float64Array(lagLimit + 1);
  const isInsignificant: boolean[] = [];
  for (let lag = 0; lag <= lagLimit; lag++) {
    const product = sumOfProducts(lag, lag, n);
    autocovariance[lag] = product / n;
    // The two parts that a lag leaves have their own norms.
    const norm = Math.sqrt(sumOfProducts(lag + 1, 0, n) * sumOfProducts(0, 0, n - lag - 1));
    isInsignificant.push(norm > 0 && Math.abs(product) / norm < threshold);
  }
  let lastSignificant: number | undefined;
  for (let lag = 0; lag + run <= lagLimit && lastSignificant === undefined; lag++) {
    if (isInsignificant.slice(lag, lag + run).every(Boolean)) lastSignificant = lag;
  }
  const bandwidth =
    lastSignificant === undefined ? lagLimit : Math.min(2 * Math.max(lastSignificant, 1), lagLimit);

  let weighted = 0;
  let longRun = autocovariance[0];
  for (let lag = 1; lag <= bandwidth; lag++) {
    const window = lag / bandwidth <= 0.5 ? 1 : 2 * (1 - lag / bandwidth);
    weighted += 2 * window * lag * autocovariance[lag];
    longRun += 2 * window * autocovariance[lag];
  }
  const length = Math.cbrt((weighted ** 2 / longRun ** 2) * n);
  const upper = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  return Number.isFinite(length) ? Math.min(Math.max(length, 1), upper) : upper;
}
