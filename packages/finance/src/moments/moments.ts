import type { Asset } from "../prices/price-table.ts";

/** Expected returns and covariances of assets, annualised. */
export interface Moments {
  readonly assets: readonly Asset[];
  /** Expected simple return a year of each asset. */
  readonly mean: Float64Array;
  /** Covariance a year of assets i and j at i·assets + j; symmetric. */
  readonly covariance: Float64Array;
  /** How they came about: for reports. */
  readonly source: {
    readonly estimator: string;
    /** Periods that were observed; undefined where the moments were given. */
    readonly observationCount?: number;
    /** Share of the shrinkage target, for shrinkage estimators. */
    readonly shrinkage?: number;
  };
}
