/** The nearest point of the simplex {p ≥ 0, Σp = 1}: max(v − τ, 0). Duchi et al., ICML 2008, figure 1. */
export function projectToSimplex(vector: Float64Array): Float64Array {
  const descending = Float64Array.from(vector).sort().reverse();
  let sum = 0;
  let shift = 0;
  descending.forEach((entry, at) => {
    sum += entry;
    const candidate = (sum - 1) / (at + 1);
    if (entry > candidate) shift = candidate;
  });
  return vector.map((entry) => Math.max(0, entry - shift));
}

/** A least-squares problem ‖Ap − f‖² over the simplex. */
export interface SimplexProblem {
  readonly apply: (p: Float64Array) => Float64Array;
  readonly applyTransposed: (r: Float64Array) => Float64Array;
  readonly target: Float64Array;
  /** At least the largest eigenvalue of AᵀA. */
  readonly lipschitz: number;
}

const greatestIterations = 5000;
/** Bound on how far ½‖Ap − f‖² is above its minimum, relative to ½‖f‖². */
const relativeGap = 1e-13;

/**
 * Minimises ‖Ap − f‖² over the simplex by accelerated projected gradients with restarts (Beck and Teboulle, SIAM J. Imaging
 * Sci. 2, 183, 2009; O'Donoghue and Candès, Found. Comput. Math. 15, 715, 2015). Stops by the duality gap ∇·p − min ∇.
 */
export function solveOnSimplex({ apply, applyTransposed, target, lipschitz }: SimplexProblem): {
  readonly solution: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
} {
  const gradientAt = (p: Float64Array): Float64Array =>
    applyTransposed(apply(p).map((entry, at) => entry - target[at]));
  const tolerance = relativeGap * target.reduce((sum, entry) => sum + entry * entry, 0);
  let current = projectToSimplex(target);
  let ahead = current;
  let momentum = 1;
  for (let iteration = 1; iteration <= greatestIterations; iteration++) {
    const slope = gradientAt(ahead);
    const next = projectToSimplex(ahead.map((entry, at) => entry - slope[at] / lipschitz));
    const nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const isUphill =
      next.reduce((sum, entry, at) => sum + (ahead[at] - entry) * (entry - current[at]), 0) > 0;
    const push = isUphill ? 0 : (momentum - 1) / nextMomentum;
    const previous = current;
    ahead = next.map((entry, at) => entry + push * (entry - previous[at]));
    momentum = isUphill ? 1 : nextMomentum;
    current = next;
    if (iteration % 10 === 0) {
      const gradient = gradientAt(current);
      const least = gradient.reduce((low, entry) => Math.min(low, entry), Infinity);
      const gap = gradient.reduce((sum, entry, at) => sum + (entry - least) * next[at], 0);
      if (gap <= tolerance) return { solution: current, iterations: iteration, converged: true };
    }
  }
  return { solution: current, iterations: greatestIterations, converged: false };
}
