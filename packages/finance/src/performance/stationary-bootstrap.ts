import type { Random } from "@ansatz/simulator";
import { createRandom } from "@ansatz/simulator";
import { PriceTableError } from "../errors.ts";
import { optimalBlockLength } from "./block-length.ts";
import type { ReturnSeries } from "./return-series.ts";
import { checkReturnSeries } from "./return-series.ts";

export interface BootstrapOptions {
  readonly seed: number;
  /** How many histories are drawn. Default 1000. */
  readonly resamples?: number | undefined;
  /** Mean length of a block in periods; 1 draws periods independently. Default: what suits returns and their squares. */
  readonly blockLength?: number | undefined;
  /** Confidence level of intervals. Default 0.95. */
  readonly level?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Share of the histories that are done. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

export interface BootstrapSample {
  /** The statistics of the observed series. */
  readonly estimates: Float64Array;
  /** Statistic k of each drawn history. */
  readonly replicates: readonly Float64Array[];
  readonly blockLength: number;
}

/**
 * Fills `indices` with one draw of the stationary bootstrap: blocks that start anywhere and last geometrically with
 * mean `blockLength`, on a circle. Politis and Romano, J. Am. Stat. Assoc. 89, 1303 (1994).
 */
export function drawStationaryIndices(indices: Int32Array, blockLength: number, random: Random): void {
  const n = indices.length;
  const logContinue = Math.log1p(-1 / blockLength);
  for (let t = 0; t < n;) {
    // P(length = k) = (1 − 1/b)^(k−1)/b by inversion; length 1 always where b = 1.
    const length = 1 + Math.floor(Math.log1p(-random.uniform()) / logContinue);
    let index = Math.floor(random.uniform() * n);
    for (const end = Math.min(t + length, n); t < end; t++) {
      indices[t] = index;
      index = index + 1 === n ? 0 : index + 1;
    }
  }
}

/** The longest of the block lengths that suit the series and their squares: ratios depend on both. */
function suitableBlockLength(series: readonly ReturnSeries[]): number {
  const lengths = series.flatMap((returns) => [
    optimalBlockLength(returns),
    optimalBlockLength(Float64Array.from(returns, (value) => value * value)),
  ]);
  return Math.max(...lengths);
}

/**
 * Statistics of histories that are drawn with replacement in blocks, all series at the same periods, so that what moves
 * them together stays. Intervals assume that the future is drawn from the same stationary process as the past.
 * Throws PriceTableError below 10 periods, on series of different lengths and on options out of range.
 */
export async function drawStationaryBootstrap(
  series: readonly ReturnSeries[],
  statistics: (series: readonly Float64Array[]) => ArrayLike<number>,
  options: BootstrapOptions,
): Promise<BootstrapSample> {
  const { resamples = 1000, level = 0.95, seed, signal, onProgress } = options;
  series.forEach((returns, s) => checkReturnSeries(returns, 10, `series ${s}`));
  const n = series[0]?.length ?? 0;
  if (n === 0 || series.some((returns) => returns.length !== n)) {
    throw new PriceTableError("series must be at least one and cover the same periods", {
      lengths: series.map((returns) => returns.length),
    });
  }
  if (!(Number.isInteger(resamples) && resamples >= 100 && resamples <= 1e6)) {
    throw new PriceTableError(`resamples must be an integer in [100, 1000000], got ${resamples}`, {
      resamples,
    });
  }
  if (!(level > 0 && level < 1))
    throw new PriceTableError(`level must be in (0, 1), got ${level}`, { level });
  const blockLength = options.blockLength ?? suitableBlockLength(series);
  if (!(blockLength >= 1 && blockLength <= n)) {
    throw new PriceTableError(`blockLength must be in [1, ${n}], got ${blockLength}`, { blockLength });
  }

  const estimates = Float64Array.from(statistics(series.map((returns) => Float64Array.from(returns))));
  const replicates = Array.from(estimates, () => new Float64Array(resamples));
  const random = createRandom(seed);
  const indices = new Int32Array(n);
  const drawn = series.map(() => new Float64Array(n));
  let pausedAt = performance.now();
  for (let r = 0; r < resamples; r++) {
    drawStationaryIndices(indices, blockLength, random);
    series.forEach((returns, s) => {
      const target = drawn[s];
      for (let t = 0; t < n; t++) target[t] = returns[indices[t]];
    });
    const values = statistics(drawn);
    replicates.forEach((replicate, k) => (replicate[r] = values[k]));
    if (performance.now() - pausedAt > 100) {
      onProgress?.((r + 1) / resamples);
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal?.throwIfAborted();
      pausedAt = performance.now();
    }
  }
  return { estimates, replicates, blockLength };
}
