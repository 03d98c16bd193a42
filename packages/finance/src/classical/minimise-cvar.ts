import { MandateError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import { periodsPerYear, type ReturnTable } from "../prices/price-table.ts";
import type { WeightSolution } from "./exact-result.ts";
import { toWeightSolution } from "./mean-variance.ts";
import {
  buildWeightProgram,
  type NamedRow,
  solveWeightProgram,
  type WeightMandate,
} from "./weight-mandate.ts";

/** Options of {@link minimiseConditionalValueAtRisk}. */
export interface CvarOptions extends WeightMandate {
  /** Confidence level α: the mean of the worst 1 − α of the losses is minimised; default 0.95. */
  readonly confidence?: number;
}

/** Weights and the tail of their losses, per period of the table. */
export interface CvarSolution extends WeightSolution {
  readonly conditionalValueAtRisk: number;
  readonly valueAtRisk: number;
}

/**
 * Weights of least CVaR of the loss −rᵀw over the table's periods, each equally likely: the linear programme
 * min ζ + Σₜ uₜ/((1 − α)T) with uₜ ≥ −rₜᵀw − ζ, uₜ ≥ 0 (HiGHS). Rockafellar and Uryasev, J. Risk 2, 21 (2000),
 * eq. (17). The value at risk is the ζ of the optimum (of several, any one). `objective` is the CVaR plus trading
 * costs; `minimumReturn`, `expectedReturn` and `variance` are a year's, from the sample of the same table.
 */
export async function minimiseConditionalValueAtRisk(
  table: ReturnTable,
  options: CvarOptions = {},
): Promise<CvarSolution> {
  const start = performance.now();
  const { confidence = 0.95 } = options;
  const n = table.assets.length;
  const periods = table.dates.length;
  if (!(confidence > 0 && confidence < 1)) {
    throw new MandateError(`confidence must be in (0, 1), got ${confidence}`);
  }
  if (periods < 2) throw new MandateError(`CVaR needs at least 2 periods, got ${periods}`);
  const moments = sampleMoments(table);
  const program = buildWeightProgram(moments, options);
  const threshold = program.columnCount;
  const columnCount = threshold + 1 + periods;
  const cost = new Float64Array(columnCount).fill(1 / ((1 - confidence) * periods), threshold + 1);
  cost.set(program.tradeCost);
  cost[threshold] = 1;
  const assets = Array.from({ length: n }, (_, index) => index);
  const rows: NamedRow[] = [...program.rows];
  for (let t = 0; t < periods; t++) {
    rows.push({
      name: `loss of ${table.dates[t]}`,
      indices: [...assets, threshold, threshold + 1 + t],
      values: [...table.returns.subarray(t * n, (t + 1) * n), 1, 1],
      lower: 0,
      upper: Infinity,
    });
  }
  const extend = (values: Float64Array, rest: number): Float64Array => {
    const extended = new Float64Array(columnCount).fill(rest);
    extended.set(values);
    return extended;
  };
  const lower = extend(program.lower, 0);
  lower[threshold] = -Infinity;
  // The demands alone first: their conflict is found without the rows of the losses.
  await solveWeightProgram(program, { cost: program.tradeCost });
  const result = await solveWeightProgram(
    { ...program, columnCount, lower, upper: extend(program.upper, Infinity) },
    { cost },
    rows,
  );
  const solution = toWeightSolution(moments, result, start, "linear programme (HiGHS)");
  let trading = 0;
  program.tradeCost.forEach((value, column) => (trading += value * result.x[column]));
  return {
    ...solution,
    conditionalValueAtRisk: solution.objective - trading,
    valueAtRisk: result.x[threshold],
  };
}

/** Sample means and covariances (divisor T − 1) a year. */
function sampleMoments(table: ReturnTable): Moments {
  const n = table.assets.length;
  const periods = table.dates.length;
  const scale = periodsPerYear[table.frequency];
  const mean = new Float64Array(n);
  for (let t = 0; t < periods; t++) for (let i = 0; i < n; i++) mean[i] += table.returns[t * n + i] / periods;
  const covariance = new Float64Array(n * n);
  for (let t = 0; t < periods; t++) {
    for (let i = 0; i < n; i++) {
      const deviation = ((table.returns[t * n + i] - mean[i]) * scale) / (periods - 1);
      for (let j = 0; j < n; j++) covariance[i * n + j] += deviation * (table.returns[t * n + j] - mean[j]);
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) covariance[i * n + j] = covariance[j * n + i];
  return {
    assets: table.assets,
    mean: mean.map((value) => value * scale),
    covariance,
    source: { estimator: "sample", observationCount: periods },
  };
}
