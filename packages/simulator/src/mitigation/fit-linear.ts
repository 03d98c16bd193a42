import { Matrix, pseudoInverse } from "ml-matrix";

/** A linear least-squares fit y ≈ Σⱼ cⱼ Xᵢⱼ. */
export interface LinearFit {
  readonly coefficients: readonly number[];
  /** Covariance of the coefficients. */
  readonly covariance: readonly (readonly number[])[];
  /** ∂cⱼ/∂yᵢ at [j][i]. */
  readonly sensitivities: readonly (readonly number[])[];
  /** Σ (residual/σ)² where all σ are given, else Σ residual². */
  readonly chiSquared: number;
  readonly degreesOfFreedom: number;
  /** What the covariance comes from: the points' standard errors, the scatter of exact points about the fit, or nothing. */
  readonly errorSource: "standard errors" | "residuals" | "none";
}

/**
 * c = (XᵀWX)⁻¹XᵀWy with W = diag(1/σ²), or W = 1 when a standard error is 0. Errors propagate as L diag(σ²) Lᵀ with
 * L = ∂c/∂y; for exact points (all σ = 0) as s²(XᵀX)⁻¹ with s² = Σ residual² / degrees of freedom.
 */
export function fitLinear(
  design: readonly (readonly number[])[],
  values: readonly number[],
  standardErrors: readonly number[],
): LinearFit {
  const isWeighted = standardErrors.every((error) => error > 0);
  const roots = standardErrors.map((error) => (isWeighted ? 1 / error : 1));
  // (W^½X)⁺W^½ = (XᵀWX)⁻¹XᵀW. Columns are scaled to length 1, so that the cut of small singular values is a fair one.
  const scaled = new Matrix(design.map((row, at) => row.map((entry) => entry * roots[at])));
  const lengths = Array.from(
    { length: scaled.columns },
    (_, column) => scaled.getColumnVector(column).norm() || 1,
  );
  const linear = pseudoInverse(scaled.divRowVector(lengths)).divColumnVector(lengths).mulRowVector(roots);
  const sensitivities = linear.to2DArray();
  const coefficients = sensitivities.map((row) =>
    row.reduce((sum, entry, at) => sum + entry * values[at], 0),
  );
  const residuals = values.map(
    (value, at) => value - design[at].reduce((sum, entry, j) => sum + entry * coefficients[j], 0),
  );
  const chiSquared = residuals.reduce((sum, residual, at) => sum + (residual * roots[at]) ** 2, 0);
  const degreesOfFreedom = values.length - coefficients.length;
  const isExact = standardErrors.every((error) => error === 0);
  const errorSource = !isExact ? "standard errors" : degreesOfFreedom > 0 ? "residuals" : "none";
  const variances =
    errorSource === "standard errors"
      ? standardErrors.map((error) => error ** 2)
      : values.map(() => (errorSource === "residuals" ? chiSquared / degreesOfFreedom : 0));
  const covariance = sensitivities.map((a) =>
    sensitivities.map((b) => a.reduce((sum, entry, at) => sum + entry * b[at] * variances[at], 0)),
  );
  return { coefficients, covariance, sensitivities, chiSquared, degreesOfFreedom, errorSource };
}

/** √(gᵀ C g): the standard error of g·c for coefficients c with covariance C. */
export function combinationError(
  gradient: readonly number[],
  covariance: readonly (readonly number[])[],
): number {
  let variance = 0;
  gradient.forEach((a, i) => gradient.forEach((b, j) => (variance += a * b * covariance[i][j])));
  return Math.sqrt(Math.max(0, variance));
}
