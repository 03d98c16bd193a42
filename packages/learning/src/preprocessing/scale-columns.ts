import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import type { FittedStep, PreprocessingStep } from "../models/preprocessing-step.ts";
import { columnStatistics, quantile, sortedColumn } from "./column-statistics.ts";
import { checkColumns } from "./fitted-step.ts";

/** x → (x − shift)·factor + low, a column; then held inside [low, high] where `isClipped`. */
export interface ColumnScaling {
  readonly shifts: readonly number[];
  readonly factors: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly isClipped: boolean;
}

export const scalerNames = ["standard-scaler", "min-max-scaler", "robust-scaler", "angle-scaler"] as const;
export type ScalerName = (typeof scalerNames)[number];

/** Mean 0 and population variance 1 a column; a constant column becomes 0. */
export function standardScaler(): PreprocessingStep {
  return scaler("standard-scaler", (features) => {
    const { means, deviations } = columnStatistics(features);
    return scaling(means, deviations);
  });
}

/** Median 0 and interquartile range 1 a column; a column without one is only shifted. */
export function robustScaler(): PreprocessingStep {
  return scaler("robust-scaler", (features) => {
    const columns = Array.from({ length: features.columnCount }, (_, column) =>
      sortedColumn(features, column),
    );
    return scaling(
      columns.map((column) => quantile(column, 0.5)),
      columns.map((column) => quantile(column, 0.75) - quantile(column, 0.25)),
    );
  });
}

export interface RangeOptions {
  /** Default 0. */
  readonly low?: number;
  /** Default 1; of the angle scaler π. */
  readonly high?: number;
  /** Whether what lies outside the training rows' range is held at its ends: default false; of the angle scaler true. */
  readonly clip?: boolean;
}

/**
 * The range of the training rows becomes [low, high]; a constant column becomes low. Other rows may lie outside unless
 * they are clipped.
 *
 * @throws ModelError where low is not below high.
 */
export function minMaxScaler(options: RangeOptions = {}): PreprocessingStep {
  return rangeScaler("min-max-scaler", options.low ?? 0, options.high ?? 1, options.clip ?? false);
}

/**
 * Angles for a feature map: the range of the training rows becomes [0, π], and other rows are held at its ends so that
 * an angle cannot wrap around.
 *
 * @throws ModelError where low is not below high.
 */
export function angleScaler(options: RangeOptions = {}): PreprocessingStep {
  return rangeScaler("angle-scaler", options.low ?? 0, options.high ?? Math.PI, options.clip ?? true);
}

function rangeScaler(name: ScalerName, low: number, high: number, isClipped: boolean): PreprocessingStep {
  if (!(low < high) || !Number.isFinite(high - low)) {
    throw new ModelError(`low of ${name} must be a number below high, got ${low} and ${high}`);
  }
  return scaler(name, (features) => {
    const { minima, maxima } = columnStatistics(features);
    const factors = maxima.map((maximum, column) =>
      maximum > minima[column] ? (high - low) / (maximum - minima[column]) : 0,
    );
    return { shifts: [...minima], factors: [...factors], low, high, isClipped };
  });
}

function scaling(shifts: ArrayLike<number>, widths: ArrayLike<number>): ColumnScaling {
  const factors = Array.from(widths, (width) => (width > 0 ? 1 / width : 1));
  return { shifts: Array.from(shifts), factors, low: 0, high: 0, isClipped: false };
}

function scaler(name: ScalerName, fit: (features: FeatureMatrix) => ColumnScaling): PreprocessingStep {
  return { name, fit: (data) => fittedScaling(name, fit(data.features)) };
}

export function fittedScaling(name: ScalerName, scaling: ColumnScaling): FittedStep {
  return {
    apply: (features) => scaleColumns(name, features, scaling),
    save: () => ({ step: name, state: scaling }),
  };
}

function scaleColumns(
  name: ScalerName,
  features: FeatureMatrix,
  { shifts, factors, low, high, isClipped }: ColumnScaling,
): FeatureMatrix {
  checkColumns(name, features, shifts.length);
  const values = features.values.map((value, at) => {
    const column = at % shifts.length;
    const scaled = (value - shifts[column]) * factors[column] + low;
    return isClipped ? Math.min(Math.max(scaled, low), high) : scaled;
  });
  return { ...features, values };
}
