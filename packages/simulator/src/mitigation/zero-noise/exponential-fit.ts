import { fitLinear } from "../fit-linear.ts";
import type { LinearFit } from "../fit-linear.ts";

/** A fit of y ≈ a + b e^(−cλ). */
export interface ExponentialFit {
  readonly asymptote: number;
  readonly amplitude: number;
  readonly rate: number;
  /** Fit linearised at the solution, in the unknowns (a unless it is given), b, c. */
  readonly linearized: LinearFit;
}

export interface FitPoint {
  readonly scaleFactor: number;
  readonly value: number;
  readonly standardError: number;
}

/** Rates are searched in [10⁻³, 30] over the span of the scale factors: outside it a curve cannot be told from a line or a step. */
const rateSteps = 80;
const [least, greatest] = [1e-3, 30];

/**
 * The least-squares exponential through at least as many points as unknowns, weighted by 1/σ² where all σ are given; with
 * a fixed asymptote or a free one. For each rate c the other unknowns follow by linear least squares (variable
 * projection); c is searched over a grid, then by golden section. Returns the reason in words when there is no minimum
 * inside the range of rates.
 */
export function fitExponential(points: readonly FitPoint[], asymptote?: number): ExponentialFit | string {
  const unknowns = asymptote === undefined ? 3 : 2;
  if (points.length < unknowns) {
    return `an exponential with ${unknowns} unknowns needs ${unknowns} scale factors, got ${points.length}`;
  }
  const scales = points.map(({ scaleFactor }) => scaleFactor);
  const span = Math.max(...scales) - Math.min(...scales);
  const errors = points.map(({ standardError }) => standardError);
  const values = points.map(({ value }) => value - (asymptote ?? 0));
  const constant = asymptote === undefined ? [1] : [];
  const fitAt = (rate: number): LinearFit =>
    fitLinear(
      scales.map((scale) => [...constant, Math.exp(-rate * scale)]),
      values,
      errors,
    );
  const cost = (logRate: number): number => fitAt(Math.exp(logRate) / span).chiSquared;

  const [low, high] = [Math.log(least), Math.log(greatest)];
  const grid = Array.from({ length: rateSteps + 1 }, (_, step) => low + ((high - low) * step) / rateSteps);
  const costs = grid.map(cost);
  const best = costs.reduce((at, entry, index) => (entry < costs[at] ? index : at), 0);
  if (best === 0) return "the values bend too little to tell a decay from a straight line";
  if (best === rateSteps) return "the values decay within less than one step of the scale factors";
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [grid[best - 1], grid[best + 1]];
  let [inner, outer] = [right - ratio * (right - left), left + ratio * (right - left)];
  let [innerCost, outerCost] = [cost(inner), cost(outer)];
  while (right - left > 1e-12) {
    if (innerCost < outerCost) {
      [right, outer, outerCost] = [outer, inner, innerCost];
      inner = right - ratio * (right - left);
      innerCost = cost(inner);
    } else {
      [left, inner, innerCost] = [inner, outer, outerCost];
      outer = left + ratio * (right - left);
      outerCost = cost(outer);
    }
    if (inner >= outer) break;
  }
  const rate = Math.exp((left + right) / 2) / span;
  const { coefficients } = fitAt(rate);
  const amplitude = coefficients[constant.length];
  if (amplitude === 0 || !Number.isFinite(rate)) return "the values do not decay";
  const decays = scales.map((scale) => Math.exp(-rate * scale));
  const residuals = values.map(
    (value, at) => value - (constant.length > 0 ? coefficients[0] : 0) - amplitude * decays[at],
  );
  return {
    asymptote: asymptote ?? coefficients[0],
    amplitude,
    rate,
    linearized: fitLinear(
      scales.map((scale, at) => [...constant, decays[at], -amplitude * scale * decays[at]]),
      residuals,
      errors,
    ),
  };
}
