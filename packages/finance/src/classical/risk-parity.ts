import { MandateError, MomentsError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import { perAsset } from "../problems/group-limit.ts";
import { checkMoments } from "../problems/portfolio-objective.ts";
import { checkConvex, describeWeights } from "./mean-variance.ts";
import { multiplyMatrixVector } from "./symmetric-matrix.ts";

/** Options of {@link solveRiskParity}. */
export interface RiskParityOptions {
  /** Share of the risk of each asset, scaled to sum 1; default equal. */
  readonly budgets?: ArrayLike<number>;
  /** Greatest relative error of a risk contribution; default 1e-12. */
  readonly tolerance?: number;
  /** Default 10,000 sweeps. */
  readonly maximumSweeps?: number;
}

/** Weights whose risk contributions are the budgets. */
export interface RiskParitySolution {
  readonly weights: Float64Array;
  /** wᵢ(Σw)ᵢ/(wᵀΣw). */
  readonly riskContributions: Float64Array;
  readonly expectedReturn: number;
  readonly variance: number;
  readonly isConverged: boolean;
  readonly sweepCount: number;
  readonly method: string;
  readonly seconds: number;
}

/**
 * Positive weights of sum 1 with risk contributions wᵢ(Σw)ᵢ = bᵢ·wᵀΣw: the minimiser of ½xᵀΣx − Σ bᵢ ln xᵢ, scaled
 * (Spinu 2013, SSRN 2297383), by cyclical coordinate descent (Griveau-Billion, Richard and Roncalli 2013, SSRN
 * 2325255): xᵢ = (−cᵢ + √(cᵢ² + 4Σᵢᵢbᵢ))/(2Σᵢᵢ) with cᵢ = Σ_{j≠i} Σᵢⱼxⱼ. The problem is convex, its solution unique.
 * Throws {@link MandateError} for budgets that are not positive, {@link MomentsError} for a variance of 0 or an
 * indefinite Σ.
 */
export function solveRiskParity(moments: Moments, options: RiskParityOptions = {}): RiskParitySolution {
  const start = performance.now();
  checkMoments(moments);
  checkConvex(moments);
  const { tolerance = 1e-12, maximumSweeps = 10_000 } = options;
  const n = moments.assets.length;
  const { covariance } = moments;
  const given = perAsset("budgets", options.budgets, n, 1, [0, Number.MAX_VALUE]);
  const total = given.reduce((sum, value) => sum + value, 0);
  const budgets = given.map((value) => value / total);
  for (let i = 0; i < n; i++) {
    if (!(budgets[i] > 0)) throw new MandateError(`budgets[${i}] must be positive, got ${given[i]}`);
    if (!(covariance[i * n + i] > 0)) {
      throw new MomentsError(
        `variance of ${moments.assets[i].name} must be positive for risk parity, got ${covariance[i * n + i]}`,
      );
    }
  }
  const x = Float64Array.from(budgets, (budget, i) => Math.sqrt(budget / covariance[i * n + i]));
  let sweepCount = 0;
  let isConverged = false;
  while (!isConverged && sweepCount < maximumSweeps) {
    const product = multiplyMatrixVector(covariance, x);
    for (let i = 0; i < n; i++) {
      const variance = covariance[i * n + i];
      const rest = product[i] - variance * x[i];
      const root = Math.sqrt(rest * rest + 4 * variance * budgets[i]);
      // The form without cancellation for either sign.
      const next = rest > 0 ? (2 * budgets[i]) / (rest + root) : (root - rest) / (2 * variance);
      const change = next - x[i];
      x[i] = next;
      for (let j = 0; j < n; j++) product[j] += change * covariance[i * n + j];
    }
    sweepCount++;
    // At the minimum xᵢ(Σx)ᵢ = bᵢ.
    const exact = multiplyMatrixVector(covariance, x);
    isConverged = budgets.every((budget, i) => Math.abs(x[i] * exact[i] - budget) <= tolerance * budget);
  }
  const sum = x.reduce((partial, value) => partial + value, 0);
  const weights = x.map((value) => value / sum);
  const { expectedReturn, variance } = describeWeights(moments, weights);
  const riskContributions = multiplyMatrixVector(covariance, weights).map(
    (value, i) => (weights[i] * value) / variance,
  );
  return {
    weights,
    riskContributions,
    expectedReturn,
    variance,
    isConverged,
    sweepCount,
    method: "risk parity (cyclical coordinate descent)",
    seconds: (performance.now() - start) / 1000,
  };
}
