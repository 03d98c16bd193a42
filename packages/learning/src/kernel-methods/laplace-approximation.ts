import {
  factorCholesky,
  inverseForms,
  logDeterminant,
  solveCholesky,
  type Cholesky,
} from "../linear-algebra/cholesky.ts";
import { ModelError } from "../errors.ts";
import type { KernelMatrix } from "../kernels/kernel.ts";
import { expand } from "./kernel-rows.ts";

/** Laplace's approximation to the posterior of a latent function behind labels, p(1) = σ(f). */
export interface LaplacePosterior {
  readonly signal: number;
  /** ∇log p(labels | f) at the mode. */
  readonly residuals: Float64Array;
  /** √W, W = −∇²log p at the mode. */
  readonly roots: Float64Array;
  /** Of B = 1 + √W·s·K·√W. */
  readonly factor: Cholesky;
  readonly logLikelihood: number;
}

const iterationsAllowed = 100;

export function sigmoid(value: number): number {
  return value >= 0 ? 1 / (1 + Math.exp(-value)) : Math.exp(value) / (1 + Math.exp(value));
}

/**
 * Newton's search for the mode, Rasmussen and Williams (2006), algorithm 3.1, with covariance s·K.
 *
 * @param labels 0 or 1.
 * @throws ModelError where B is not positive definite: the kernel matrix is far from positive semidefinite.
 */
export function approximateLaplace(
  matrix: KernelMatrix,
  labels: ArrayLike<number>,
  signal: number,
): LaplacePosterior {
  const { rowCount: size, values } = matrix;
  const latent = new Float64Array(size);
  let previous = -Infinity;
  for (let iteration = 0; ; iteration++) {
    const probabilities = latent.map(sigmoid);
    const residuals = probabilities.map((probability, row) => labels[row] - probability);
    const roots = probabilities.map((probability) => Math.sqrt(probability * (1 - probability)));
    const factor = factorLaplace(matrix, roots, signal);
    const target = latent.map((value, row) => roots[row] ** 2 * value + residuals[row]);
    const image = multiply(values, size, target, signal).map((value, row) => roots[row] * value);
    const solved = solveCholesky(factor, image);
    const weights = target.map((value, row) => value - roots[row] * solved[row]);
    latent.set(multiply(values, size, weights, signal));
    let logLikelihood = -0.5 * logDeterminant(factor);
    for (let row = 0; row < size; row++) {
      logLikelihood -= 0.5 * weights[row] * latent[row];
      logLikelihood -=
        Math.log1p(Math.exp(-Math.abs(latent[row]))) +
        Math.max(labels[row] === 1 ? -latent[row] : latent[row], 0);
    }
    if (logLikelihood - previous < 1e-10 || iteration === iterationsAllowed) {
      return { signal, residuals, roots, factor, logLikelihood };
    }
    previous = logLikelihood;
  }
}

/** The Cholesky factor of B = 1 + √W·s·K·√W. */
export function factorLaplace(
  { rowCount: size, values }: KernelMatrix,
  roots: Float64Array,
  signal: number,
): Cholesky {
  const scaled = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) scaled[i * size + j] = roots[i] * signal * values[i * size + j] * roots[j];
    scaled[i * size + i] += 1;
  }
  const factor = factorCholesky(scaled, size);
  if (factor === undefined) {
    throw new ModelError(
      "the kernel matrix must be positive semidefinite for a Gaussian process: repair it first",
    );
  }
  return factor;
}

function multiply(matrix: Float64Array, size: number, vector: Float64Array, factor: number): Float64Array {
  return Float64Array.from({ length: size }, (_, row) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += matrix[row * size + k] * vector[k];
    return factor * sum;
  });
}

/**
 * p(1) at other rows: the mean of σ(f) over the normal distribution of the latent value, Rasmussen and Williams (2006),
 * algorithm 3.2.
 *
 * @param cross Kernel of the other rows (left) with the training rows.
 */
export function laplaceProbabilities(
  { signal, residuals, roots, factor }: Omit<LaplacePosterior, "logLikelihood">,
  cross: KernelMatrix,
  diagonal: Float64Array,
): Float64Array {
  const size = cross.columnCount;
  const means = expand(cross, residuals, 0);
  const scaled = cross.values.map((value, at) => roots[at % size] * signal * value);
  const explained = inverseForms(factor, scaled);
  return diagonal.map((own, row) =>
    meanSigmoid(signal * means[row], Math.sqrt(Math.max(signal * own - explained[row], 0))),
  );
}

const halfWidth = 9;
const nodes = 400;

/** ∫σ(f)·N(f; mean, deviation²)df by the trapezoidal rule over ±9 deviations, which converges faster than any power. */
export function meanSigmoid(mean: number, deviation: number): number {
  let sum = 0;
  let total = 0;
  for (let k = 0; k <= nodes; k++) {
    const z = halfWidth * ((2 * k) / nodes - 1);
    const weight = Math.exp((-z * z) / 2);
    sum += weight * sigmoid(mean + deviation * z);
    total += weight;
  }
  return sum / total;
}
