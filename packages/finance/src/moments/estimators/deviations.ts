import { MomentsError } from "../../errors.ts";
import type { ReturnTable } from "../../prices/price-table.ts";

/** Returns by asset, less their means: what covariances are sums of products of. */
export interface Deviations {
  readonly assetCount: number;
  readonly periodCount: number;
  /** Arithmetic mean a period. */
  readonly mean: Float64Array;
  /** Deviation of asset a in period t at a·periodCount + t. */
  readonly values: Float64Array;
}

/** Checks a table of returns and subtracts the means. Throws a MomentsError for fewer than two periods or values that are not finite. */
export function computeDeviations(table: ReturnTable): Deviations {
  const assetCount = table.assets.length;
  const periodCount = table.dates.length;
  if (assetCount === 0) throw new MomentsError("moments need at least one asset, got none");
  if (periodCount < 2) {
    throw new MomentsError(`moments need returns of at least 2 periods, got ${periodCount}`, { periodCount });
  }
  if (table.returns.length !== assetCount * periodCount) {
    throw new MomentsError(
      `returns must have ${assetCount} assets × ${periodCount} periods = ${assetCount * periodCount} values, got ${table.returns.length}`,
      { assetCount, periodCount, length: table.returns.length },
    );
  }
  const at = table.returns.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) {
    const [asset, date] = [table.assets[at % assetCount].name, table.dates[Math.floor(at / assetCount)]];
    throw new MomentsError(`returns must be finite, got ${table.returns[at]} for ${asset} on ${date}`, {
      asset,
      date,
    });
  }
  const mean = new Float64Array(assetCount);
  const values = new Float64Array(assetCount * periodCount);
  for (let asset = 0; asset < assetCount; asset++) {
    let sum = 0;
    for (let period = 0; period < periodCount; period++) sum += table.returns[period * assetCount + asset];
    mean[asset] = sum / periodCount;
    for (let period = 0; period < periodCount; period++) {
      values[asset * periodCount + period] = table.returns[period * assetCount + asset] - mean[asset];
    }
  }
  return { assetCount, periodCount, mean, values };
}

/**
 * Sums of products Σ_t w_t x_a(t) x_b(t) of rows of `values` (a·periodCount + t), as a symmetric matrix; w = 1 where
 * no weights are given.
 */
export function sumProducts(
  values: Float64Array,
  count: number,
  periodCount: number,
  weights?: Float64Array,
): Float64Array {
  const products = new Float64Array(count * count);
  const weighted = new Float64Array(periodCount);
  for (let a = 0; a < count; a++) {
    for (let t = 0; t < periodCount; t++) {
      weighted[t] = values[a * periodCount + t] * (weights === undefined ? 1 : weights[t]);
    }
    for (let b = 0; b <= a; b++) {
      const row = b * periodCount;
      let sum = 0;
      for (let t = 0; t < periodCount; t++) sum += weighted[t] * values[row + t];
      products[a * count + b] = sum;
      products[b * count + a] = sum;
    }
  }
  return products;
}

/** Every value times a factor. */
export function scale(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => value * factor);
}
