import { MandateError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import {
  type CardinalityOptions,
  type CardinalitySolution,
  solveCardinalityMeanVariance,
} from "./cardinality-mean-variance.ts";
import { efficientFrontier } from "./efficient-frontier.ts";

/** Options of {@link cardinalityFrontier}. */
export interface CardinalityFrontierOptions extends Omit<
  CardinalityOptions,
  "riskAversion" | "targetReturn" | "tracking"
> {
  /** Number of points, equally spaced in expected return along the frontier without cardinality; default 50. */
  readonly points?: number;
  /** Called after each point. */
  readonly onPoint?: (done: number, total: number) => void;
}

/** A point of a frontier with limited holdings. */
export interface CardinalityFrontierPoint {
  readonly targetReturn: number;
  /** Least variance of any weights with that return. */
  readonly continuousVariance: number;
  /** Undefined where no portfolio of the allowed holdings has the return, or none was found in time. */
  readonly solution: CardinalitySolution | undefined;
}

/**
 * Portfolios of least variance with limited holdings, at the expected returns of the efficient frontier without
 * that limit: a branch and bound a point, `maximumNodes` and `maximumSeconds` each. With few holdings the least
 * variance need not grow with the return: such points are not efficient. Throws as {@link efficientFrontier} and
 * {@link solveCardinalityMeanVariance}.
 */
export async function cardinalityFrontier(
  moments: Moments,
  options: CardinalityFrontierOptions,
): Promise<CardinalityFrontierPoint[]> {
  const { points = 50, onPoint, ...rest } = options;
  if (!Number.isInteger(points) || points < 2) {
    throw new MandateError(`points of a frontier must be an integer of at least 2, got ${points}`);
  }
  const continuous = await efficientFrontier(moments, { ...rest, points });
  const frontier: CardinalityFrontierPoint[] = [];
  for (const { expectedReturn, variance } of continuous) {
    const solution = await solveCardinalityMeanVariance(moments, { ...rest, targetReturn: expectedReturn });
    frontier.push({ targetReturn: expectedReturn, continuousVariance: variance, solution });
    onPoint?.(frontier.length, points);
  }
  return frontier;
}
