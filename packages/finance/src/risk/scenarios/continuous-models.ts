import { checkNumber } from "../check.ts";
import { normalCdf, normalDensity, normalQuantile } from "../special-functions.ts";
import { discretiseDensity } from "./discretise-density.ts";
import type { ContinuousModel, GridOptions } from "./discretise-density.ts";
import type { ScenarioDistribution } from "./scenario-distribution.ts";

/** A grid of which the range may be left to the model: `deviations` standard deviations on either side. */
export type ModelGridOptions = Omit<GridOptions, "low" | "high"> &
  Partial<Pick<GridOptions, "low" | "high">> & {
    /** By default 4. */
    readonly deviations?: number;
  };

/**
 * A normally distributed quantity on 2ⁿ points. With VaR_α = μ + σ Φ⁻¹(α) and CVaR_α = μ + σ φ(Φ⁻¹(α))/(1 − α) as
 * reference.
 * Throws {@link RiskModelError} for a standard deviation that is not positive.
 */
export function normalScenarios(
  parameters: { readonly mean: number; readonly standardDeviation: number },
  grid: ModelGridOptions,
): ScenarioDistribution {
  const { mean, standardDeviation } = parameters;
  checkNumber("mean", mean);
  checkNumber("standardDeviation", standardDeviation, { above: 0 });
  const { deviations = 4 } = grid;
  checkNumber("deviations", deviations, { above: 0, most: 8 });
  const model: ContinuousModel = {
    name: "normal",
    standardDeviation,
    density: (x) => normalDensity((x - mean) / standardDeviation) / standardDeviation,
    cdf: (x) => normalCdf((x - mean) / standardDeviation),
    partialMean: (x) => {
      const z = (x - mean) / standardDeviation;
      return mean * normalCdf(z) - standardDeviation * normalDensity(z);
    },
    reference: {
      method: "closed form",
      mean,
      valueAtRisk: (level) => mean + standardDeviation * normalQuantile(level),
      conditionalValueAtRisk: (level) =>
        mean + (standardDeviation * normalDensity(normalQuantile(level))) / (1 - level),
    },
  };
  const { low = mean - deviations * standardDeviation, high = mean + deviations * standardDeviation } = grid;
  return discretiseDensity(model, { ...grid, low, high });
}

/** The mean and standard deviation of e^X, X normal with mean m and standard deviation s. */
export function logNormalMoments(m: number, s: number): { mean: number; standardDeviation: number } {
  const mean = Math.exp(m + (s * s) / 2);
  return { mean, standardDeviation: mean * Math.sqrt(Math.expm1(s * s)) };
}

/**
 * A log-normally distributed quantity e^X on 2ⁿ points, X normal with `logMean` and `logStandardDeviation`.
 * Reference: VaR_α = e^(m + s Φ⁻¹(α)), CVaR_α = e^(m + s²/2) Φ(s − Φ⁻¹(α))/(1 − α).
 * Throws {@link RiskModelError} for a standard deviation that is not positive.
 */
export function logNormalScenarios(
  parameters: { readonly logMean: number; readonly logStandardDeviation: number },
  grid: ModelGridOptions,
): ScenarioDistribution {
  const { logMean, logStandardDeviation } = parameters;
  checkNumber("logMean", logMean);
  checkNumber("logStandardDeviation", logStandardDeviation, { above: 0, most: 20 });
  const { deviations = 4 } = grid;
  checkNumber("deviations", deviations, { above: 0, most: 8 });
  const { mean, standardDeviation } = logNormalMoments(logMean, logStandardDeviation);
  const z = (x: number): number => (x > 0 ? (Math.log(x) - logMean) / logStandardDeviation : -Infinity);
  const model: ContinuousModel = {
    name: "log-normal",
    standardDeviation,
    density: (x) => (x > 0 ? normalDensity(z(x)) / (x * logStandardDeviation) : 0),
    cdf: (x) => (x > 0 ? normalCdf(z(x)) : 0),
    partialMean: (x) => (x > 0 ? mean * normalCdf(z(x) - logStandardDeviation) : 0),
    reference: {
      method: "closed form",
      mean,
      valueAtRisk: (level) => Math.exp(logMean + logStandardDeviation * normalQuantile(level)),
      conditionalValueAtRisk: (level) =>
        (mean * normalCdf(logStandardDeviation - normalQuantile(level))) / (1 - level),
    },
  };
  const {
    low = Math.max(0, mean - deviations * standardDeviation),
    high = mean + deviations * standardDeviation,
  } = grid;
  return discretiseDensity(model, { ...grid, low, high });
}
