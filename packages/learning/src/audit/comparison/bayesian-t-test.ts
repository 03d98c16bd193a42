import { ModelError } from "../../errors.ts";
import { studentTCdf, studentTQuantile } from "../../validation/distributions.ts";
import { checkDifferences, meanAndVariance } from "./corrected-t-test.ts";

/** What the differences make one believe of the true mean difference. */
export interface CorrelatedPosterior {
  /** Probability that it is below −rope, within ±rope, above rope; they add up to 1. */
  readonly below: number;
  readonly within: number;
  readonly above: number;
  readonly rope: number;
  /** Central interval of `level`. */
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
}

/**
 * The Bayesian correlated t-test: with a flat prior, the posterior of the mean difference is a Student t of J − 1 degrees
 * of freedom around d̄ with scale √((1/J + ρ/(1 − ρ)) s²), where ρ, the correlation of differences that comes from
 * overlapping training sets, is the held-out share of the rows (1/k of k folds). The region of practical equivalence is
 * ±rope, in the unit of the differences.
 *
 * @param heldOutShare ρ in [0, 1).
 * @throws ModelError on fewer than two differences, one that is not finite, or ρ or rope out of range.
 *
 * Source: Corani and Benavoli, Machine Learning 100, 285 (2015), section 3; Benavoli et al., JMLR 18, 77 (2017).
 */
export function bayesianCorrelatedTTest(
  differences: readonly number[],
  heldOutShare: number,
  rope: number,
  level = 0.95,
): CorrelatedPosterior {
  checkDifferences(differences);
  if (!(heldOutShare >= 0 && heldOutShare < 1)) {
    throw new ModelError(`the held-out share must be in [0, 1), got ${heldOutShare}`);
  }
  if (!(rope >= 0 && rope < Infinity))
    throw new ModelError(`rope must be at least 0 and finite, got ${rope}`);
  const { mean, variance } = meanAndVariance(differences);
  const degreesOfFreedom = differences.length - 1;
  const scale = Math.sqrt((1 / differences.length + heldOutShare / (1 - heldOutShare)) * variance);
  if (scale === 0) {
    const [below, within, above] = [mean < -rope, Math.abs(mean) <= rope, mean > rope].map(Number);
    return { below, within, above, rope, lower: mean, upper: mean, level };
  }
  const below = studentTCdf((-rope - mean) / scale, degreesOfFreedom);
  const above = studentTCdf((mean - rope) / scale, degreesOfFreedom);
  const half = scale * studentTQuantile(0.5 + level / 2, degreesOfFreedom);
  return {
    below,
    within: Math.max(0, 1 - below - above),
    above,
    rope,
    lower: mean - half,
    upper: mean + half,
    level,
  };
}
