/** The statistics of the Magpie set, in its order. */
export const magpieStatistics = ["minimum", "maximum", "range", "mean", "avg_dev", "mode"] as const;

/**
 * Writes the six statistics of values v with weights w to `target` from `offset` on: min, max, max − min,
 * v̄ = Σwv/Σw, Σw|v − v̄|/Σw, and the value with the greatest weight (the least value among several that agree within
 * 1e-5 relative and 1e-8 absolute, the tolerance of matminer).
 */
export function writeStatistics(
  values: readonly number[],
  weights: readonly number[],
  target: Float64Array,
  offset: number,
): void {
  let minimum = Infinity;
  let maximum = -Infinity;
  let total = 0;
  let sum = 0;
  let heaviest = 0;
  for (let k = 0; k < values.length; k++) {
    minimum = Math.min(minimum, values[k]);
    maximum = Math.max(maximum, values[k]);
    heaviest = Math.max(heaviest, weights[k]);
    total += weights[k];
    sum += weights[k] * values[k];
  }
  const mean = sum / total;
  let deviation = 0;
  let mode = Infinity;
  for (let k = 0; k < values.length; k++) {
    deviation += weights[k] * Math.abs(values[k] - mean);
    if (heaviest - weights[k] <= 1e-8 + 1e-5 * heaviest) mode = Math.min(mode, values[k]);
  }
  target[offset] = minimum;
  target[offset + 1] = maximum;
  target[offset + 2] = maximum - minimum;
  target[offset + 3] = mean;
  target[offset + 4] = deviation / total;
  target[offset + 5] = mode;
}
