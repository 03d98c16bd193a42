import { factorCholesky, invertCholesky, logDeterminant, solveCholesky } from "../linear-algebra/cholesky.ts";
import { rotateInto, solveShifted, tridiagonalise } from "../linear-algebra/tridiagonal.ts";
import type { RadialProfile } from "./radial-kernel.ts";

/** log p(y) of a Gaussian process and its gradient by the logarithms of the hyperparameters. */
export interface MarginalLikelihood {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** A log marginal likelihood as a function of logarithms of hyperparameters; undefined where it cannot be computed. */
export type LogLikelihood = (logs: Float64Array) => MarginalLikelihood | undefined;

/**
 * log p(y) = −½·yᵀA⁻¹y − ½·log det A − (n/2)·log 2π with A = s·K + v for a fixed kernel matrix K, as a function of
 * (log s, log v): signal and noise variance. Rasmussen and Williams (2006), equations 2.30 and 5.9. After one reduction
 * of K to tridiagonal form each evaluation costs n operations.
 *
 * @param kernel Row-major, symmetric.
 */
export function fixedKernelLikelihood(kernel: Float64Array, targets: Float64Array): LogLikelihood {
  const count = targets.length;
  const form = tridiagonalise(kernel, count);
  const rotated = rotateInto(form, targets);
  return ([logSignal, logNoise]) => {
    const signal = Math.exp(logSignal);
    const noise = Math.exp(logNoise);
    const solved = solveShifted(form, noise / signal, rotated);
    if (solved === undefined) return undefined;
    let quadratic = 0;
    let square = 0;
    for (let k = 0; k < count; k++) {
      quadratic += (rotated[k] * solved.solution[k]) / signal;
      square += (solved.solution[k] / signal) ** 2;
    }
    const determinant = count * logSignal + solved.logDeterminant;
    const trace = solved.inverseTrace / signal;
    return {
      value: -0.5 * (quadratic + determinant + count * Math.log(2 * Math.PI)),
      gradient: Float64Array.of(
        0.5 * (quadratic - noise * square - (count - noise * trace)),
        0.5 * noise * (square - trace),
      ),
    };
  };
}

/**
 * The same for a radial kernel, as a function of (log s, log v, log ℓ), from squared distances; each evaluation costs n³
 * operations.
 *
 * @param squares Row-major, symmetric, ‖xᵢ − xⱼ‖².
 */
export function radialLikelihood(
  { profile, logSlope }: RadialProfile,
  squares: Float64Array,
  targets: Float64Array,
): LogLikelihood {
  const count = targets.length;
  return ([logSignal, logNoise, logLength]) => {
    const signal = Math.exp(logSignal);
    const noise = Math.exp(logNoise);
    const scale = Math.exp(-2 * logLength);
    const covariance = new Float64Array(count * count);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j <= i; j++)
        covariance[i * count + j] = signal * profile(squares[i * count + j] * scale);
      covariance[i * count + i] += noise;
    }
    const factor = factorCholesky(covariance, count);
    if (factor === undefined) return undefined;
    const weights = solveCholesky(factor, targets);
    const inverse = invertCholesky(factor);
    let quadratic = 0;
    let square = 0;
    let trace = 0;
    let slope = 0;
    for (let i = 0; i < count; i++) {
      quadratic += targets[i] * weights[i];
      square += weights[i] ** 2;
      trace += inverse[i * count + i];
      for (let j = 0; j < i; j++) {
        const at = i * count + j;
        slope += (weights[i] * weights[j] - inverse[at]) * logSlope(squares[at] * scale);
      }
    }
    return {
      value: -0.5 * (quadratic + logDeterminant(factor) + count * Math.log(2 * Math.PI)),
      gradient: Float64Array.of(
        0.5 * (quadratic - noise * square - (count - noise * trace)),
        0.5 * noise * (square - trace),
        // Each pair stands twice in the sum over the matrix; the diagonal has no slope.
        signal * slope,
      ),
    };
  };
}
