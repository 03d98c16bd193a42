import { factorCholesky, inverseForms, solveCholesky, type Cholesky } from "../linear-algebra/cholesky.ts";
import { ModelError } from "../errors.ts";
import type { KernelMatrix } from "../kernels/kernel.ts";
import { expand } from "./kernel-rows.ts";

/** What a Gaussian process knows after its training rows, in units of the targets it was given. */
export interface Posterior {
  readonly signal: number;
  readonly noise: number;
  /** Of s·K + v. */
  readonly factor: Cholesky;
  /** (s·K + v)⁻¹·y */
  readonly weights: Float64Array;
}

/** Conditions on the training rows. @throws ModelError where s·K + v is not positive definite. */
export function conditionOn(
  matrix: KernelMatrix,
  targets: Float64Array,
  signal: number,
  noise: number,
): Posterior {
  const factor = factorCovariance(matrix, signal, noise);
  return { signal, noise, factor, weights: solveCholesky(factor, targets) };
}

/** The Cholesky factor of s·K + v. @throws ModelError where that is not positive definite. */
export function factorCovariance(
  { rowCount, values }: KernelMatrix,
  signal: number,
  noise: number,
): Cholesky {
  const covariance = values.map((value) => signal * value);
  for (let k = 0; k < rowCount; k++) covariance[k * rowCount + k] += noise;
  const factor = factorCholesky(covariance, rowCount);
  if (factor === undefined) {
    throw new ModelError(
      `signal·K + noise must be positive definite, got signal ${signal} and noise ${noise}: repair the kernel matrix or raise the noise`,
    );
  }
  return factor;
}

/**
 * Means and variances of observations at other rows: s·k*ᵀ·w and s·k** + v − s²·k*ᵀ(s·K + v)⁻¹k*, the noise included.
 * Rasmussen and Williams (2006), equations 2.25 and 2.26.
 *
 * @param cross Kernel of the other rows (left) with the training rows.
 * @param diagonal Kernel of each other row with itself.
 */
export function predictObservations(
  { signal, noise, factor, weights }: Posterior,
  cross: KernelMatrix,
  diagonal: Float64Array,
): { means: Float64Array; variances: Float64Array } {
  const means = expand(cross, weights, 0).map((value) => signal * value);
  const explained = inverseForms(factor, cross.values);
  const variances = diagonal.map(
    (own, row) => Math.max(signal * own - signal * signal * explained[row], 0) + noise,
  );
  return { means, variances };
}
