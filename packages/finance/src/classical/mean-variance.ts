import { MandateError, MomentsError, SolverError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import { objectiveInWeights, type TrackingObjective } from "../problems/portfolio-objective.ts";
import type { WeightSolution } from "./exact-result.ts";
import type { ProgramResult } from "./highs-solver.ts";
import { choleskyFactor, quadraticForm } from "./symmetric-matrix.ts";
import { buildWeightProgram, solveWeightProgram, type WeightMandate } from "./weight-mandate.ts";

/**
 * Throws {@link MomentsError} for a covariance with an eigenvalue below −10⁻¹⁰ times its mean variance: a quadratic
 * programme over it would not be convex.
 */
export function checkConvex(moments: Moments): void {
  const n = moments.assets.length;
  const shifted = moments.covariance.slice();
  let trace = 0;
  for (let i = 0; i < n; i++) trace += shifted[i * n + i];
  for (let i = 0; i < n; i++) shifted[i * n + i] += 1e-10 * Math.max(trace / n, Number.MIN_VALUE);
  if (choleskyFactor(shifted, n)) return;
  throw new MomentsError(
    "covariance must be positive semidefinite, got one with a negative eigenvalue; repair it first",
  );
}

/** What a portfolio's weights mean: expected return and variance a year. */
export function describeWeights(
  moments: Moments,
  weights: Float64Array,
): { readonly expectedReturn: number; readonly variance: number } {
  return {
    expectedReturn: weights.reduce((sum, weight, index) => sum + weight * moments.mean[index], 0),
    variance: quadraticForm(moments.covariance, weights),
  };
}

/** Options of {@link solveMeanVariance}. */
export interface MeanVarianceOptions extends WeightMandate {
  readonly riskAversion: number;
}

/**
 * Weights that minimise riskAversion·wᵀΣw − μᵀw + Σ cost·|w − w(today)| under the mandate: a convex quadratic
 * programme (HiGHS). Throws {@link MandateError} that names what conflicts, {@link MomentsError} for an indefinite Σ.
 */
export async function solveMeanVariance(
  moments: Moments,
  options: MeanVarianceOptions,
): Promise<WeightSolution> {
  const { riskAversion } = options;
  if (!(riskAversion >= 0 && Number.isFinite(riskAversion))) {
    throw new MandateError(`riskAversion must be a finite number of at least 0, got ${riskAversion}`);
  }
  return solveQuadratic(moments, options, riskAversion, moments.mean);
}

/** Weights of least variance under the mandate (costs count as variance). Throws as {@link solveMeanVariance}. */
export async function minimiseVariance(
  moments: Moments,
  mandate: WeightMandate = {},
): Promise<WeightSolution> {
  return solveQuadratic(moments, mandate, 1, new Float64Array(moments.mean.length));
}

async function solveQuadratic(
  moments: Moments,
  mandate: WeightMandate,
  riskAversion: number,
  gain: Float64Array,
): Promise<WeightSolution> {
  const start = performance.now();
  const program = buildWeightProgram(moments, mandate);
  checkConvex(moments);
  const n = moments.assets.length;
  const cost = program.tradeCost.map((value, column) => value - (column < n ? gain[column] : 0));
  const matrix = moments.covariance.map((value) => riskAversion * value);
  const result = await solveWeightProgram(program, {
    cost,
    ...(riskAversion > 0 && { quadratic: { size: n, matrix } }),
  });
  return toWeightSolution(moments, result, start);
}

/** Throws {@link SolverError} unless the result is optimal. */
export function toWeightSolution(
  moments: Moments,
  result: ProgramResult,
  start: number,
  method = "quadratic programme (HiGHS)",
): WeightSolution {
  if (result.status !== "optimal") throw new SolverError(`HiGHS ended with status ${result.status}`);
  const weights = result.x.slice(0, moments.assets.length);
  return {
    objective: result.objective,
    weights,
    ...describeWeights(moments, weights),
    method,
    proven: true,
    gap: 0,
    seconds: (performance.now() - start) / 1000,
  };
}

/**
 * Weights of least variance of the difference from a benchmark, wᵀΣw − 2cᵀw + σ² plus trading costs, under the
 * mandate; the root of the objective (less costs) is the tracking error a year. Throws as {@link solveMeanVariance}.
 */
export async function minimiseTrackingError(
  moments: Moments,
  benchmark: TrackingObjective,
  mandate: WeightMandate = {},
): Promise<WeightSolution> {
  const { linear, constant } = objectiveInWeights(moments, benchmark);
  const gain = linear.map((value) => -value);
  const solution = await solveQuadratic(moments, mandate, 1, gain);
  return { ...solution, objective: solution.objective + constant };
}

/** Options of {@link maximiseSharpe}. */
export interface SharpeOptions extends Pick<WeightMandate, "lower" | "upper" | "groups"> {
  /** Return of the risk-free asset a year; default 0. */
  readonly riskFreeRate?: number;
}

/**
 * Weights of greatest (μᵀw − r)/√(wᵀΣw). The ratio does not change with the scale of y = κw, so that the quadratic
 * programme minimises yᵀΣy over (μ − r)ᵀy = 1, Σy = κ and the limits times κ ≥ 0 (Schaible, Oper. Res. 24, 4
 * (1976)). The objective of the result is the negative ratio. Throws {@link MandateError} where no allowed
 * portfolio returns more than the risk-free rate.
 */
export async function maximiseSharpe(moments: Moments, options: SharpeOptions = {}): Promise<WeightSolution> {
  const start = performance.now();
  const { riskFreeRate = 0, ...limits } = options;
  const program = buildWeightProgram(moments, limits);
  checkConvex(moments);
  const n = moments.assets.length;
  const excess = moments.mean.map((value) => value - riskFreeRate);
  const highest = await solveWeightProgram(program, { cost: excess.map((value) => -value) });
  if (!(highest.objective < 0)) {
    throw new MandateError(
      `no allowed portfolio has an expected return above the risk-free rate ${riskFreeRate}; the best has ${Number((riskFreeRate - highest.objective).toPrecision(6))}`,
    );
  }
  // Column n is κ; every limit of a sum of weights becomes one of the sum less the limit times κ.
  const rows = program.rows.flatMap((row) => {
    const less = (limit: number, lower: number, upper: number) => ({
      ...row,
      indices: [...row.indices, n],
      values: [...row.values, -limit],
      lower,
      upper,
    });
    if (row.lower === row.upper) return [less(row.lower, 0, 0)];
    return [
      ...(Number.isFinite(row.lower) ? [less(row.lower, 0, Infinity)] : []),
      ...(Number.isFinite(row.upper) ? [less(row.upper, -Infinity, 0)] : []),
    ];
  });
  for (let i = 0; i < n; i++) {
    const name = "bounds";
    rows.push({ name, indices: [i, n], values: [1, -program.lower[i]], lower: 0, upper: Infinity });
    rows.push({ name, indices: [i, n], values: [1, -program.upper[i]], lower: -Infinity, upper: 0 });
  }
  const all = Array.from({ length: n }, (_, index) => index);
  // Scaled so that y is of the size of the weights.
  const reference = -highest.objective;
  rows.push({ name: "excess return", indices: all, values: [...excess], lower: reference, upper: reference });
  const homogeneous = {
    ...program,
    columnCount: n + 1,
    lower: new Float64Array(n + 1).fill(-Infinity).fill(0, n),
    upper: new Float64Array(n + 1).fill(Infinity),
  };
  const result = await solveWeightProgram(
    homogeneous,
    { cost: new Float64Array(n + 1), quadratic: { size: n, matrix: moments.covariance } },
    rows,
  );
  if (result.status !== "optimal") throw new SolverError(`HiGHS ended with status ${result.status}`);
  const weights = result.x.slice(0, n).map((value) => value / result.x[n]);
  const { expectedReturn, variance } = describeWeights(moments, weights);
  return {
    objective: -(expectedReturn - riskFreeRate) / Math.sqrt(variance),
    weights,
    expectedReturn,
    variance,
    method: "quadratic programme (HiGHS)",
    proven: true,
    gap: 0,
    seconds: (performance.now() - start) / 1000,
  };
}
