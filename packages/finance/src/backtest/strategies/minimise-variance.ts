import { MandateError, MomentsError, SolverError } from "../../errors.ts";
import { solvePositiveDefinite } from "./solve-positive-definite.ts";

/** Relative to the mean variance: what is added to the diagonal so that singular covariances have a solution. */
const relativeRidge = 1e-12;
/** Relative to the mean variance: how far a Lagrange multiplier may have the wrong sign. */
const multiplierTolerance = 1e-10;

type Bound = "free" | "lower" | "upper";

/**
 * The long-only weights of least variance: min wᵀΣw with Σᵢwᵢ = 1 and 0 ≤ wᵢ ≤ maximumWeight, exact up to rounding by a
 * primal active-set method (Nocedal and Wright, Numerical Optimization, algorithm 16.3). Σ is size × size, row-major,
 * in any unit; where it is singular one of the optima is returned. Throws MomentsError where Σ is not finite or not
 * positive semidefinite, MandateError where the maximum weight leaves no portfolio.
 */
export function minimiseVariance(
  covariance: ArrayLike<number>,
  size: number,
  options: { readonly maximumWeight?: number | undefined } = {},
): Float64Array {
  const { maximumWeight = 1 } = options;
  if (covariance.length !== size * size || size === 0) {
    throw new MomentsError(
      `a covariance of ${size} assets needs ${size * size} entries, got ${covariance.length}`,
    );
  }
  if (!(maximumWeight * size >= 1 - 1e-12 && maximumWeight <= 1)) {
    throw new MandateError(
      `maximumWeight of ${size} assets must be in [${1 / size}, 1], got ${maximumWeight}`,
      {
        maximumWeight,
      },
    );
  }
  let trace = 0;
  for (let i = 0; i < size; i++) trace += covariance[i * size + i];
  if (!(trace > 0 && trace < Infinity)) {
    throw new MomentsError(`variances must be finite and not all 0, got a sum of ${trace}`, { trace });
  }
  const scaled = Float64Array.from(covariance, (value) => (value * size) / trace);
  if (!scaled.every(Number.isFinite)) throw new MomentsError("covariances must be finite");

  const weights = new Float64Array(size).fill(1 / size);
  const bounds: Bound[] = Array.from({ length: size }, () => "free");
  for (let step = 0; step < 100 * size + 100; step++) {
    const free = bounds.flatMap((bound, i) => (bound === "free" ? [i] : []));
    const { target, multiplier } = solveFree(scaled, size, weights, free);
    const blocking = findBlocking(weights, target, free, maximumWeight);
    free.forEach((i, k) => (weights[i] += blocking.fraction * (target[k] - weights[i])));
    if (blocking.asset !== undefined) {
      bounds[blocking.asset] =
        target[free.indexOf(blocking.asset)] < weights[blocking.asset] ? "lower" : "upper";
      weights[blocking.asset] = bounds[blocking.asset] === "lower" ? 0 : maximumWeight;
      continue;
    }
    const released = findWrongBound(scaled, size, weights, bounds, multiplier);
    if (released === undefined) return weights.map((weight) => Math.min(Math.max(weight, 0), maximumWeight));
    bounds[released] = "free";
  }
  throw new SolverError("the active-set method for the minimum variance went in circles", {
    size,
    maximumWeight,
  });
}

/** The optimum over the free weights with the others fixed, and the multiplier of the budget there. */
function solveFree(
  covariance: Float64Array,
  size: number,
  weights: Float64Array,
  free: readonly number[],
): { readonly target: Float64Array; readonly multiplier: number } {
  const isFree = new Set(free);
  const block = Float64Array.from({ length: free.length ** 2 }, (_, k) => {
    return covariance[free[Math.floor(k / free.length)] * size + free[k % free.length]];
  });
  let budget = 1;
  const fixedGradient = new Float64Array(free.length);
  for (let j = 0; j < size; j++) {
    if (isFree.has(j) || weights[j] === 0) continue;
    budget -= weights[j];
    free.forEach((i, k) => (fixedGradient[k] += covariance[i * size + j] * weights[j]));
  }
  const ones = new Float64Array(free.length).fill(1);
  const solutions = solvePositiveDefinite(block, free.length, [ones, fixedGradient], relativeRidge);
  if (solutions === undefined) {
    throw new MomentsError(
      "the covariance is not positive semidefinite: repair it or use a shrinkage estimator",
    );
  }
  const [perMultiplier, offset] = solutions;
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const multiplier = (budget + sum(offset)) / sum(perMultiplier);
  return { target: perMultiplier.map((value, k) => multiplier * value - offset[k]), multiplier };
}

/** How far the weights can go to the target, and the asset whose bound stops them. */
function findBlocking(
  weights: Float64Array,
  target: Float64Array,
  free: readonly number[],
  maximumWeight: number,
): { readonly fraction: number; readonly asset?: number } {
  let best: { fraction: number; asset?: number } = { fraction: 1 };
  free.forEach((i, k) => {
    const distance = target[k] - weights[i];
    // A target within rounding of a bound is inside.
    if (target[k] >= -1e-13 && target[k] <= maximumWeight + 1e-13) return;
    const room = distance < 0 ? -weights[i] : maximumWeight - weights[i];
    const fraction = Math.max(room / distance, 0);
    if (fraction < best.fraction) best = { fraction, asset: i };
  });
  return best;
}

/** The asset at a bound whose multiplier says most clearly that it should leave it. */
function findWrongBound(
  covariance: Float64Array,
  size: number,
  weights: Float64Array,
  bounds: readonly Bound[],
  multiplier: number,
): number | undefined {
  let worst = multiplierTolerance;
  let released: number | undefined;
  bounds.forEach((bound, i) => {
    if (bound === "free") return;
    let gradient = -multiplier;
    for (let j = 0; j < size; j++) gradient += covariance[i * size + j] * weights[j];
    const violation = bound === "lower" ? -gradient : gradient;
    if (violation > worst) {
      worst = violation;
      released = i;
    }
  });
  return released;
}
