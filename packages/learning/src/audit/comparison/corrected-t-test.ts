import { ModelError } from "../../errors.ts";
import { studentTCdf, studentTQuantile } from "../../validation/distributions.ts";

export interface CorrectedTTest {
  readonly mean: number;
  /** Interval of the mean at `level`. */
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  /** Two-sided. */
  readonly pValue: number;
  /** t; null where all differences are equal. */
  readonly statistic: number | null;
  readonly degreesOfFreedom: number;
  readonly standardError: number;
}

/** Mean and unbiased variance. */
export function meanAndVariance(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, variance };
}

/** @throws ModelError where there are fewer than two differences or one is not finite. */
export function checkDifferences(differences: readonly number[]): void {
  if (differences.length < 2 || !differences.every(Number.isFinite)) {
    throw new ModelError(
      `paired differences must be at least two finite numbers, got [${differences.join(", ")}]: use at least two folds`,
    );
  }
}

/**
 * Student's t-test of paired differences of two models over J resamplings (folds, repeats × folds), whose training sets
 * overlap: t = d̄ / √((1/J + n_test/n_train) s²) with J − 1 degrees of freedom. Without the correction, which is the
 * second term, the interval is far too short and the test finds differences that are none.
 *
 * Where all differences are equal, s² = 0: the interval is that one value, and p is 0, or 1 for a value of 0.
 *
 * @param testShare n_test/n_train: held-out rows over training rows, 1/(k − 1) for k folds.
 * @throws ModelError on fewer than two differences or one that is not finite.
 *
 * Source: Nadeau and Bengio, Machine Learning 52, 239 (2003), section 4; Bouckaert and Frank, PAKDD 2004.
 */
export function correctedTTest(
  differences: readonly number[],
  testShare: number,
  level = 0.95,
): CorrectedTTest {
  checkDifferences(differences);
  const { mean, variance } = meanAndVariance(differences);
  const degreesOfFreedom = differences.length - 1;
  const standardError = Math.sqrt((1 / differences.length + testShare) * variance);
  const statistic = standardError === 0 ? null : mean / standardError;
  const half = standardError === 0 ? 0 : standardError * studentTQuantile(0.5 + level / 2, degreesOfFreedom);
  return {
    mean,
    lower: mean - half,
    upper: mean + half,
    level,
    pValue:
      statistic === null
        ? Number(mean === 0)
        : Math.min(1, 2 * studentTCdf(-Math.abs(statistic), degreesOfFreedom)),
    statistic,
    degreesOfFreedom,
    standardError,
  };
}
