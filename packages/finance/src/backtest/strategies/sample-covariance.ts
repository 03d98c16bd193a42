import { MomentsError } from "../../errors.ts";
import type { ReturnTable } from "../../prices/price-table.ts";
import { periodsPerYear } from "../../prices/price-table.ts";

/**
 * The sample covariance a year of a window's simple returns: m/(n − 1) · Σ (rᵢ − r̄ᵢ)(rⱼ − r̄ⱼ), row-major.
 * Throws MomentsError below 2 periods.
 */
export function sampleWindowCovariance({ assets, returns, dates, frequency }: ReturnTable): {
  readonly covariance: Float64Array;
} {
  const columns = assets.length;
  const rows = dates.length;
  if (rows < 2) throw new MomentsError(`a covariance needs at least 2 periods, got ${rows}`, { rows });
  const centred = Float64Array.from(returns);
  for (let a = 0; a < columns; a++) {
    let mean = 0;
    for (let t = 0; t < rows; t++) mean += returns[t * columns + a] / rows;
    for (let t = 0; t < rows; t++) centred[t * columns + a] -= mean;
  }
  const covariance = new Float64Array(columns * columns);
  for (let t = 0; t < rows; t++) {
    const row = centred.subarray(t * columns, (t + 1) * columns);
    for (let a = 0; a < columns; a++) {
      for (let b = 0; b <= a; b++) covariance[a * columns + b] += row[a] * row[b];
    }
  }
  const scale = periodsPerYear[frequency] / (rows - 1);
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b <= a; b++) {
      covariance[a * columns + b] *= scale;
      covariance[b * columns + a] = covariance[a * columns + b];
    }
  }
  return { covariance };
}
