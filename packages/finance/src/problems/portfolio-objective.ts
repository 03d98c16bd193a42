import { MandateError, MomentsError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import type { ReturnTable } from "../prices/price-table.ts";
import { periodsPerYear } from "../prices/price-table.ts";

/** Variance a year of the difference from a benchmark: wᵀΣw − 2·cᵀw + σ²; its root is the tracking error. */
export interface TrackingObjective {
  readonly kind: "tracking";
  /** Covariance a year of each asset with the benchmark. */
  readonly benchmarkCovariance: Float64Array;
  /** Variance a year of the benchmark. */
  readonly benchmarkVariance: number;
}

/** What is minimised over the weights w (or, in a mean–variance selection, over the bits x themselves). */
export type PortfolioObjective =
  /** riskAversion·wᵀΣw − μᵀw. */
  { readonly kind: "mean-variance"; readonly riskAversion: number } | TrackingObjective;

/** constant + linear·w + wᵀ quadratic w. */
export interface QuadraticInWeights {
  readonly constant: number;
  readonly linear: Float64Array;
  readonly quadratic: Float64Array;
}

/** Throws {@link MomentsError} for sizes that do not fit, numbers that are not finite, or an asymmetric matrix. */
export function checkMoments(moments: Moments): void {
  const n = moments.assets.length;
  if (n === 0) throw new MomentsError("moments need at least one asset");
  if (moments.mean.length !== n || moments.covariance.length !== n * n) {
    throw new MomentsError(
      `${n} assets need ${n} means and ${n * n} covariances, got ${moments.mean.length} and ${moments.covariance.length}`,
    );
  }
  if (!moments.mean.every(Number.isFinite) || !moments.covariance.every(Number.isFinite)) {
    throw new MomentsError("means and covariances must be finite numbers");
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [moments.covariance[i * n + j], moments.covariance[j * n + i]];
      if (Math.abs(a - b) > 1e-9 * Math.max(Math.abs(a), Math.abs(b))) {
        throw new MomentsError(
          `covariance must be symmetric, got ${a} and ${b} for ${moments.assets[i].name} and ${moments.assets[j].name}`,
        );
      }
    }
  }
}

/** The objective as a quadratic function. Throws {@link MandateError} for a value out of range. */
export function objectiveInWeights(moments: Moments, objective: PortfolioObjective): QuadraticInWeights {
  checkMoments(moments);
  if (objective.kind === "mean-variance") {
    const { riskAversion } = objective;
    if (!(riskAversion >= 0 && Number.isFinite(riskAversion))) {
      throw new MandateError(`riskAversion must be a finite number of at least 0, got ${riskAversion}`);
    }
    return {
      constant: 0,
      linear: moments.mean.map((value) => -value),
      quadratic: moments.covariance.map((value) => riskAversion * value),
    };
  }
  const { benchmarkCovariance, benchmarkVariance } = objective;
  if (benchmarkCovariance.length !== moments.assets.length || !benchmarkCovariance.every(Number.isFinite)) {
    throw new MandateError(
      `benchmarkCovariance must hold ${moments.assets.length} finite numbers, got ${benchmarkCovariance.length}`,
    );
  }
  if (!(benchmarkVariance >= 0 && Number.isFinite(benchmarkVariance))) {
    throw new MandateError(
      `benchmarkVariance must be a finite number of at least 0, got ${benchmarkVariance}`,
    );
  }
  return {
    constant: benchmarkVariance,
    linear: benchmarkCovariance.map((value) => -2 * value),
    quadratic: moments.covariance.slice(),
  };
}

/** Tracking of a benchmark that holds the assets themselves with the given weights. */
export function trackWeights(moments: Moments, weights: ArrayLike<number>): TrackingObjective {
  checkMoments(moments);
  const n = moments.assets.length;
  if (weights.length !== n) throw new MandateError(`benchmark must give ${n} weights, got ${weights.length}`);
  const benchmarkCovariance = new Float64Array(n);
  let benchmarkVariance = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) benchmarkCovariance[i] += moments.covariance[i * n + j] * weights[j];
    benchmarkVariance += weights[i] * benchmarkCovariance[i];
  }
  return { kind: "tracking", benchmarkCovariance, benchmarkVariance };
}

/**
 * Tracking of the benchmark column of a table of returns: sample covariances (divisor T − 1) times the periods a
 * year. The moments of the problem should be sample moments of the same table, so that the objective is a variance.
 * Throws {@link MandateError} without a benchmark or with fewer than two periods.
 */
export function trackBenchmark(table: ReturnTable): TrackingObjective {
  const { benchmark } = table;
  if (!benchmark) throw new MandateError("index tracking needs a benchmark column in the table of returns");
  const n = table.assets.length;
  const count = table.dates.length;
  if (count < 2) throw new MandateError(`index tracking needs at least 2 periods, got ${count}`);
  const scale = periodsPerYear[table.frequency] / (count - 1);
  const mean = benchmark.returns.reduce((sum, value) => sum + value, 0) / count;
  const benchmarkCovariance = new Float64Array(n);
  let benchmarkVariance = 0;
  benchmark.returns.forEach((value, period) => {
    // The deviations of the benchmark sum to 0, so that the assets' means drop out.
    const deviation = (value - mean) * scale;
    benchmarkVariance += deviation * (value - mean);
    for (let i = 0; i < n; i++) benchmarkCovariance[i] += deviation * table.returns[period * n + i];
  });
  return { kind: "tracking", benchmarkCovariance, benchmarkVariance };
}
