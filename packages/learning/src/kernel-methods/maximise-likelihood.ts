import { minimize } from "@ansatz/variational";
import { ModelError } from "../errors.ts";
import type { LogLikelihood } from "./marginal-likelihood.ts";

/** Bounds of a hyperparameter, both above 0. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export interface LikelihoodMaximum {
  readonly hyperparameters: Float64Array;
  readonly logLikelihood: number;
}

/** A likelihood that cannot be computed counts as worse than any by far; the line search then steps back. */
const impossible = 1e12;

/**
 * The hyperparameters of the largest likelihood within bounds, by L-BFGS from the best of some starts. The bounds are held
 * by log θ = low + (high − low)·(1 + tanh u)/2.
 *
 * @param starts Hyperparameters, not logarithms.
 */
export async function maximiseLikelihood(
  likelihood: LogLikelihood,
  bounds: readonly Bounds[],
  starts: readonly (readonly number[])[],
  signal: AbortSignal | undefined,
): Promise<LikelihoodMaximum> {
  const lows = bounds.map(({ low }) => Math.log(low));
  const widths = bounds.map(({ low, high }) => Math.log(high / low));
  const logsOf = (free: Float64Array): Float64Array =>
    free.map((u, k) => lows[k] + (widths[k] * (1 + Math.tanh(u))) / 2);
  const evaluate = (free: Float64Array): { value: number; gradient: Float64Array } => {
    const result = likelihood(logsOf(free));
    if (result === undefined || !Number.isFinite(result.value)) {
      return { value: impossible, gradient: new Float64Array(free.length) };
    }
    const gradient = result.gradient.map(
      (slope, k) => (-slope * widths[k] * (1 - Math.tanh(free[k]) ** 2)) / 2,
    );
    return { value: -result.value, gradient };
  };
  let best: { free: Float64Array; value: number } | undefined;
  for (const start of starts) {
    const free = Float64Array.from(start, (value, k) => {
      const share = (Math.log(value) - lows[k]) / widths[k];
      return Math.atanh(2 * Math.min(Math.max(share, 0.01), 0.99) - 1);
    });
    const { value } = evaluate(free);
    if (best === undefined || value < best.value) best = { free, value };
  }
  if (best === undefined || best.value >= impossible) {
    throw new ModelError(
      "the kernel matrix must be positive semidefinite for a Gaussian process: repair it first",
    );
  }
  const result = await minimize(
    {
      parameterCount: bounds.length,
      value: async (free) => await Promise.resolve(evaluate(free).value),
      valueAndGradient: async (free) => await Promise.resolve(evaluate(free)),
    },
    best.free,
    {
      optimizer: "l-bfgs",
      maxIterations: 100,
      valueTolerance: 1e-8,
      gradientTolerance: 1e-5,
      settings: { maximumStep: 2 },
      ...(signal && { signal }),
    },
  );
  return { hyperparameters: logsOf(result.parameters).map(Math.exp), logLikelihood: -result.value };
}
