import { MandateError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import type { WeightSolution } from "./exact-result.ts";
import { checkConvex, toWeightSolution } from "./mean-variance.ts";
import {
  buildWeightProgram,
  type NamedRow,
  solveWeightProgram,
  type WeightMandate,
} from "./weight-mandate.ts";

/** Options of {@link efficientFrontier}. */
export interface FrontierOptions extends WeightMandate {
  /** Number of points, the ends included, equally spaced in expected return; default 50. Ignored with `returns`. */
  readonly points?: number;
  /** Expected returns to find the least variance for, instead. */
  readonly returns?: readonly number[];
  /** Called after each point. */
  readonly onPoint?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Portfolios of least variance for a given expected return, from the one of least variance of all to the one of
 * greatest return, in ascending order of return: one quadratic programme (HiGHS) a point. `objective` is the
 * variance. Costs are not part of the return; turnover limits are kept.
 *
 * Throws {@link MandateError} for fewer than two points or returns that the mandate does not reach, and what
 * `signal` gives as its reason.
 */
export async function efficientFrontier(
  moments: Moments,
  options: FrontierOptions = {},
): Promise<WeightSolution[]> {
  const { points = 50, onPoint, signal } = options;
  if (!Number.isInteger(points) || points < 2) {
    throw new MandateError(`points of a frontier must be an integer of at least 2, got ${points}`);
  }
  const program = buildWeightProgram(moments, options);
  checkConvex(moments);
  const n = moments.assets.length;
  const indices = Array.from({ length: n }, (_, index) => index);
  const cost = new Float64Array(program.columnCount);
  const quadratic = { size: n, matrix: moments.covariance };
  const values = [...moments.mean];
  const solve = async (target?: number): Promise<WeightSolution> => {
    signal?.throwIfAborted();
    const start = performance.now();
    const row: NamedRow | undefined =
      target === undefined
        ? undefined
        : { name: `return of ${target}`, indices, values, lower: target, upper: target };
    const rows = row ? [...program.rows, row] : program.rows;
    return toWeightSolution(moments, await solveWeightProgram(program, { cost, quadratic }, rows), start);
  };
  const frontier: WeightSolution[] = [];
  if (options.returns) {
    for (const target of options.returns) {
      frontier.push(await solve(target));
      onPoint?.(frontier.length, options.returns.length);
    }
    return frontier;
  }
  const best = cost.slice();
  moments.mean.forEach((value, index) => (best[index] = -value));
  const greatest = await solveWeightProgram(program, { cost: best });
  const first = await solve();
  frontier.push(first);
  onPoint?.(1, points);
  const step = (-greatest.objective - first.expectedReturn) / (points - 1);
  for (let point = 1; point < points; point++) {
    // The last target lies a rounding error inside what is reachable.
    const target = first.expectedReturn + step * (point === points - 1 ? point * (1 - 1e-12) : point);
    frontier.push(await solve(target));
    onPoint?.(frontier.length, points);
  }
  return frontier;
}
