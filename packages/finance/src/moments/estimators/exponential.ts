import { MomentsError } from "../../errors.ts";
import type { ReturnTable } from "../../prices/price-table.ts";
import { computeDeviations, scale, sumProducts } from "./deviations.ts";

/**
 * Exponentially weighted mean and covariance a period: w_t ∝ 2^(−(T − t)/h) with half-life h in periods,
 * μ = Σ w_t r_t, Σ = Σ w_t (r_t − μ)(r_t − μ)ᵀ/(1 − Σ w_t²), the weights adding up to 1.
 *
 * The last factor removes the bias as T/(T − 1) does for equal weights. `effectiveCount` = 1/Σ w_t² is the number of
 * equally weighted periods that would say as much. The same as the last value of pandas' ewm(halflife).mean() and .cov().
 */
export function weightExponentially(
  table: ReturnTable,
  halfLife: number,
): { mean: Float64Array; covariance: Float64Array; effectiveCount: number } {
  if (!(halfLife > 0 && Number.isFinite(halfLife))) {
    throw new MomentsError(`halfLife must be above 0 periods, got ${halfLife}`, { halfLife });
  }
  const { assetCount, periodCount, mean: plainMean, values } = computeDeviations(table);
  const raw = Float64Array.from({ length: periodCount }, (_, t) => 2 ** (-(periodCount - 1 - t) / halfLife));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  const weights = scale(raw, 1 / sum);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  if (1 - squares < 1e-9) {
    throw new MomentsError(
      `halfLife must leave weight on more than one period, got ${halfLife} periods: choose 1 or more`,
      { halfLife },
    );
  }
  const mean = new Float64Array(assetCount);
  const centred = values.slice();
  for (let a = 0; a < assetCount; a++) {
    let shift = 0;
    for (let t = 0; t < periodCount; t++) shift += weights[t] * values[a * periodCount + t];
    mean[a] = plainMean[a] + shift;
    for (let t = 0; t < periodCount; t++) centred[a * periodCount + t] -= shift;
  }
  const products = sumProducts(centred, assetCount, periodCount, weights);
  return { mean, covariance: scale(products, 1 / (1 - squares)), effectiveCount: 1 / squares };
}
