function median(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * Robust z scores: 0.6745·(y − median)/MAD with the median absolute deviation; where more than half of the values are
 * equal (MAD = 0), (y − median)/(1.2533·mean absolute deviation).
 *
 * Source: B. Iglewicz, D. C. Hoaglin, How to Detect and Handle Outliers (1993), who call |z| > 3.5 suspicious.
 */
export function robustScores(values: Float64Array): Float64Array {
  const centre = median(values.toSorted());
  const deviations = values.map((value) => Math.abs(value - centre));
  const medianDeviation = median(deviations.toSorted());
  const scale =
    medianDeviation > 0
      ? medianDeviation / 0.6745
      : (1.2533 * deviations.reduce((sum, value) => sum + value, 0)) / values.length;
  return values.map((value) => (scale === 0 ? 0 : (value - centre) / scale));
}

/** Beyond this |z| a value is told as an outlier. */
export const outlierScore = 3.5;
