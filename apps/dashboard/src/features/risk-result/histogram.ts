/** A bar of a histogram. */
export interface Bin {
  /** Its middle. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Probability that it holds. */
  readonly size: number;
}

/** Probabilities of values gathered in bins of one width, at most `most` of them; a bin a value where there are few. */
export function histogram(values: readonly number[], probabilities: readonly number[], most = 48): Bin[] {
  let low = Infinity;
  let high = -Infinity;
  values.forEach((value, index) => {
    if (probabilities[index] <= 0) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  });
  if (!(high > low)) return [{ at: low, from: low, to: low, size: 1 }];
  const count = Math.max(1, Math.min(most, values.length));
  const width = (high - low) / Math.max(1, count - 1);
  const sizes = new Array<number>(count).fill(0);
  values.forEach((value, index) => {
    if (probabilities[index] > 0)
      sizes[Math.min(count - 1, Math.round((value - low) / width))] += probabilities[index];
  });
  return sizes.map((size, index) => {
    const at = low + index * width;
    return { at, from: at - width / 2, to: at + width / 2, size };
  });
}
