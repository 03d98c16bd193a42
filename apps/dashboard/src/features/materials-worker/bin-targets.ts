import type { MaterialsFacts, TargetBin } from "./types.ts";

/** Most bars of the histogram. */
const mostBins = 40;

/** Mean, median, standard deviation (n − 1) and range of some values, at least one. */
export function summarise(values: Float64Array): NonNullable<MaterialsFacts["summary"]> {
  const count = values.length;
  const sorted = Float64Array.from(values).sort();
  const mean = sorted.reduce((sum, value) => sum + value / count, 0);
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const middle = Math.floor(count / 2);
  return {
    mean,
    median: count % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
    deviation: Math.sqrt(squares / Math.max(1, count - 1)),
    lowest: sorted[0],
    highest: sorted[count - 1],
  };
}

/** Values gathered in bins of one width: about √n of them (the square-root rule), at most 40. */
export function binTargets(values: Float64Array): TargetBin[] {
  const { lowest, highest } = summarise(values);
  const count = Math.max(1, Math.min(mostBins, Math.ceil(Math.sqrt(values.length))));
  const width = (highest - lowest) / count;
  const counts = new Array<number>(count).fill(0);
  for (const value of values) {
    counts[width === 0 ? 0 : Math.min(count - 1, Math.floor((value - lowest) / width))]++;
  }
  return counts.map((held, index) => ({
    from: lowest + index * width,
    to: lowest + (index + 1) * width,
    count: held,
  }));
}
