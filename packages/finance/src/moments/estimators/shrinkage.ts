import { scale, sumProducts } from "./deviations.ts";
import type { Deviations } from "./deviations.ts";

/** A covariance a period and the share of its target. */
export interface ShrunkCovariance {
  readonly covariance: Float64Array;
  readonly shrinkage: number;
}

/** S with divisor T, the maximum-likelihood covariance, on which the shrinkage formulas are built. */
function likelihoodCovariance({ values, assetCount, periodCount }: Deviations): Float64Array {
  return scale(sumProducts(values, assetCount, periodCount), 1 / periodCount);
}

function trace(matrix: Float64Array, count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += matrix[index * (count + 1)];
  return sum;
}

const sumSquares = (matrix: Float64Array): number => matrix.reduce((sum, value) => sum + value * value, 0);

function mixWithIdentity(sample: Float64Array, count: number, shrinkage: number): ShrunkCovariance {
  const covariance = scale(sample, 1 - shrinkage);
  const level = trace(sample, count) / count;
  for (let index = 0; index < count; index++) covariance[index * (count + 1)] += shrinkage * level;
  return { covariance, shrinkage };
}

/**
 * Ledoit–Wolf shrinkage towards a multiple of the identity: Σ = (1 − δ)·S + δ·m·I with m = tr S/N and S with divisor T;
 * δ = min(b̄², d²)/d², d² = ‖S − m·I‖², b̄² = Σ_t ‖x_t x_tᵀ − S‖²/T². Shapes N × N, units of returns squared a period.
 *
 * Source: Ledoit and Wolf, J. Multivariate Anal. 88 (2004) 365, section 3.3; scikit-learn's LedoitWolf does the same.
 */
export function shrinkTowardsIdentity(deviations: Deviations): ShrunkCovariance {
  const { values, assetCount: count, periodCount } = deviations;
  const sample = likelihoodCovariance(deviations);
  const level = trace(sample, count) / count;
  const squares = sumSquares(sample);
  const distance = squares - count * level * level;
  // Σ_t ‖x_t x_tᵀ‖² = Σ_t (x_tᵀ x_t)².
  let fourth = 0;
  for (let t = 0; t < periodCount; t++) {
    let norm = 0;
    for (let a = 0; a < count; a++) norm += values[a * periodCount + t] ** 2;
    fourth += norm * norm;
  }
  const noise = Math.max(0, (fourth / periodCount - squares) / periodCount);
  // One asset, or equal uncorrelated ones: the target is the sample itself.
  const shrinkage = distance <= 1e-15 * squares ? 0 : Math.min(noise, distance) / distance;
  return mixWithIdentity(sample, count, shrinkage);
}

/**
 * Oracle-approximating shrinkage: Σ = (1 − ρ)·S + ρ·m·I as in shrinkTowardsIdentity, with
 * ρ = min(1, (tr S² + tr² S)/((T + 1)(tr S² − tr² S/N))).
 *
 * Source: Chen, Wiesel, Eldar and Hero, IEEE Trans. Signal Process. 58 (2010) 5016, equation 23, without its terms in 2/N,
 * as scikit-learn's OAS has it.
 */
export function shrinkByOracle(deviations: Deviations): ShrunkCovariance {
  const { assetCount: count, periodCount } = deviations;
  const sample = likelihoodCovariance(deviations);
  if (count === 1) return { covariance: sample, shrinkage: 0 };
  const squares = sumSquares(sample);
  const traceSquared = trace(sample, count) ** 2;
  const denominator = (periodCount + 1) * (squares - traceSquared / count);
  // scikit-learn's means over N² entries make these sums, both divided by N².
  const shrinkage = denominator <= 0 ? 1 : Math.min(1, (squares + traceSquared) / denominator);
  return mixWithIdentity(sample, count, shrinkage);
}

/**
 * Ledoit–Wolf shrinkage towards constant correlation: Σ = (1 − δ)·S + δ·F, F_ii = S_ii, F_ij = r̄·√(S_ii S_jj), r̄ the mean
 * correlation and S with divisor T; δ = (π − ρ)/(γ·T) within [0, 1].
 *
 * Assets of no variance have no correlation: they are shrunk with correlation 0.
 * Source: Ledoit and Wolf, J. Portfolio Manag. 30 (2004) 110, appendix B.
 */
export function shrinkTowardsConstantCorrelation(deviations: Deviations): ShrunkCovariance {
  const { values, assetCount: count, periodCount } = deviations;
  const sample = likelihoodCovariance(deviations);
  const deviation = Float64Array.from({ length: count }, (_, index) =>
    Math.sqrt(sample[index * (count + 1)]),
  );
  let correlationSum = 0;
  let pairs = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      if (deviation[i] === 0 || deviation[j] === 0) continue;
      correlationSum += sample[i * count + j] / (deviation[i] * deviation[j]);
      pairs++;
    }
  }
  if (pairs === 0) return { covariance: sample, shrinkage: 0 };
  const mean = correlationSum / pairs;
  const target = Float64Array.from(sample, (value, at) => {
    const [i, j] = [Math.floor(at / count), at % count];
    return i === j ? value : mean * deviation[i] * deviation[j];
  });

  // π_ij = Σ_t (x_i² x_j²)/T − S_ij²; ϑ_ii,ij = Σ_t (x_i³ x_j)/T − S_ii S_ij.
  const squared = values.map((value) => value * value);
  const squareProducts = sumProducts(squared, count, periodCount);
  let pi = 0;
  let rho = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const at = i * count + j;
      const variation = squareProducts[at] / periodCount - sample[at] ** 2;
      pi += variation;
      if (i === j) {
        rho += variation;
        continue;
      }
      if (deviation[i] === 0) continue;
      let cubed = 0;
      for (let t = 0; t < periodCount; t++) {
        cubed += squared[i * periodCount + t] * values[i * periodCount + t] * values[j * periodCount + t];
      }
      const theta = cubed / periodCount - sample[i * (count + 1)] * sample[at];
      // Both terms of the paper's sum: the one with i and j exchanged occurs at the mirrored entry.
      rho += (mean * deviation[j] * theta) / deviation[i];
    }
  }
  const gamma = sample.reduce((sum, value, at) => sum + (value - target[at]) ** 2, 0);
  const shrinkage =
    gamma <= 1e-30 * sumSquares(sample) ? 0 : Math.max(0, Math.min(1, (pi - rho) / gamma / periodCount));
  return {
    covariance: sample.map((value, at) => shrinkage * target[at] + (1 - shrinkage) * value),
    shrinkage,
  };
}
