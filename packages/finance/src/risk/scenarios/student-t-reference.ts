import { checkNumber } from "../check.ts";
import { studentTDensity, studentTQuantile } from "../special-functions.ts";
import type { LossReference } from "./scenario-distribution.ts";

/**
 * The measures of a t-distributed loss μ + s·T with its mean μ and standard deviation σ = s·√(ν/(ν − 2)):
 * VaR_α = μ + s·t_α, CVaR_α = μ + s·f(t_α)/(1 − α)·(ν + t_α²)/(ν − 1), f the density of T with ν degrees of freedom.
 * The loss of any portfolio of jointly t-distributed returns (t copula, t margins of the same ν) is of this kind.
 * Accurate to about 1e-6 relative.
 * Throws {@link RiskModelError} for a standard deviation that is not positive and degrees of freedom outside (2, 1000].
 * Source: McNeil, Frey, Embrechts, Quantitative Risk Management (2015), sections 2.3 and 6.2.
 */
export function studentTReference(parameters: {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly degreesOfFreedom: number;
}): LossReference {
  const { mean, standardDeviation, degreesOfFreedom } = parameters;
  checkNumber("mean", mean);
  checkNumber("standardDeviation", standardDeviation, { above: 0 });
  checkNumber("degreesOfFreedom", degreesOfFreedom, { above: 2, most: 1000 });
  const scale = standardDeviation * Math.sqrt((degreesOfFreedom - 2) / degreesOfFreedom);
  const quantile = (level: number): number => studentTQuantile(level, degreesOfFreedom);
  return {
    method: "closed form",
    mean,
    valueAtRisk: (level) => mean + scale * quantile(level),
    conditionalValueAtRisk: (level) => {
      const q = quantile(level);
      const tail = (degreesOfFreedom + q * q) / (degreesOfFreedom - 1);
      return mean + (scale * studentTDensity(q, degreesOfFreedom) * tail) / (1 - level);
    },
  };
}
