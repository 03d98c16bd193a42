import { MomentsError } from "../../errors.ts";
import { periodsPerYear } from "../../prices/price-table.ts";
import type { ReturnTable } from "../../prices/price-table.ts";
import type { Moments } from "../moments.ts";
import { computeDeviations, scale, sumProducts } from "./deviations.ts";
import { weightExponentially } from "./exponential.ts";
import { modelGivenFactors, modelPrincipalFactors } from "./factor-model.ts";
import type { GivenFactors } from "./factor-model.ts";
import { shrinkByOracle, shrinkTowardsConstantCorrelation, shrinkTowardsIdentity } from "./shrinkage.ts";

/** How moments are estimated from returns. */
export type Estimator =
  | { readonly kind: "sample" }
  /** `halfLife` in periods. */
  | { readonly kind: "exponential"; readonly halfLife: number }
  /** `target` by default "identity" (scaled). */
  | { readonly kind: "ledoit-wolf"; readonly target?: "identity" | "constant-correlation" }
  | { readonly kind: "oas" }
  /** Number of principal components, or the factors' own returns. */
  | { readonly kind: "factor-model"; readonly factors: number | GivenFactors };

/** Moments from returns, with what a report shows beside them. */
export interface EstimatedMoments extends Moments {
  readonly diagnostics: {
    readonly observationCount: number;
    readonly assetCount: number;
    /** Observations an asset: below 1 the sample covariance is singular, below about 10 it is noisy. */
    readonly observationsPerAsset: number;
    /** Equally weighted periods that say as much as the weighted ones. */
    readonly effectiveObservations: number;
    /** Share of the variance that the factors explain, for factor models. */
    readonly explained?: number;
    readonly periodsPerYear: number;
  };
}

/**
 * Expected returns and covariances a year from simple returns: arithmetic mean and covariance a period, both times the
 * periods a year of the table's frequency. The mean is the sample's, except for the exponential estimator, which weights
 * it as well.
 *
 * `sample` has divisor T − 1; shrinkage has divisor T, as its authors have. Throws a MomentsError for fewer than two periods,
 * values that are not finite, and estimators out of range.
 */
export function estimateMoments(table: ReturnTable, estimator: Estimator): EstimatedMoments {
  const deviations = computeDeviations(table);
  const { assetCount, periodCount } = deviations;
  const perYear = periodsPerYear[table.frequency];
  const finish = (
    covariance: Float64Array,
    name: string,
    extra: { mean?: Float64Array; shrinkage?: number; explained?: number; effective?: number } = {},
  ): EstimatedMoments => ({
    assets: table.assets,
    mean: scale(extra.mean ?? deviations.mean, perYear),
    covariance: scale(covariance, perYear),
    source: {
      estimator: name,
      observationCount: periodCount,
      ...(extra.shrinkage === undefined ? {} : { shrinkage: extra.shrinkage }),
    },
    diagnostics: {
      observationCount: periodCount,
      assetCount,
      observationsPerAsset: periodCount / assetCount,
      effectiveObservations: extra.effective ?? periodCount,
      ...(extra.explained === undefined ? {} : { explained: extra.explained }),
      periodsPerYear: perYear,
    },
  });

  switch (estimator.kind) {
    case "sample":
      return finish(
        scale(sumProducts(deviations.values, assetCount, periodCount), 1 / (periodCount - 1)),
        "sample",
      );
    case "exponential": {
      const { mean, covariance, effectiveCount } = weightExponentially(table, estimator.halfLife);
      return finish(covariance, `exponentially weighted, half-life ${estimator.halfLife} periods`, {
        mean,
        effective: effectiveCount,
      });
    }
    case "ledoit-wolf": {
      const target = estimator.target ?? "identity";
      const { covariance, shrinkage } =
        target === "identity"
          ? shrinkTowardsIdentity(deviations)
          : shrinkTowardsConstantCorrelation(deviations);
      const name = target === "identity" ? "scaled identity" : "constant correlation";
      return finish(covariance, `Ledoit–Wolf, ${name}`, { shrinkage });
    }
    case "oas": {
      const { covariance, shrinkage } = shrinkByOracle(deviations);
      return finish(covariance, "oracle-approximating shrinkage", { shrinkage });
    }
    case "factor-model": {
      const { factors } = estimator;
      const model =
        typeof factors === "number"
          ? modelPrincipalFactors(deviations, factors)
          : modelGivenFactors(deviations, factors);
      const name =
        typeof factors === "number"
          ? `${factors} principal components`
          : `factors ${factors.names.join(", ")}`;
      return finish(model.covariance, `factor model, ${name}`, { explained: model.explained });
    }
    default:
      throw new MomentsError(
        `estimator must be sample, exponential, ledoit-wolf, oas or factor-model, got ${String((estimator as { kind: unknown }).kind)}`,
        { estimator },
      );
  }
}
