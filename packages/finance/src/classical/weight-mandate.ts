import { MandateError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import { checkGroupLimits, type GroupLimit, perAsset } from "../problems/group-limit.ts";
import { checkMoments } from "../problems/portfolio-objective.ts";
import { describeLimits } from "../problems/selection-problem.ts";
import { type Program, type ProgramResult, type ProgramRow, solveProgram } from "./highs-solver.ts";

/** Limits of continuous weights that sum to 1. */
export interface WeightMandate {
  /** Least weight of each asset; default 0. Negative: short. */
  readonly lower?: number | ArrayLike<number>;
  /** Greatest weight of each asset; default 1. */
  readonly upper?: number | ArrayLike<number>;
  /** Limits of the weights' sum in groups of assets. */
  readonly groups?: readonly GroupLimit[];
  /** Least expected return a year. */
  readonly minimumReturn?: number;
  /** Weights today: what turnover and costs are counted against; default none. */
  readonly today?: ArrayLike<number>;
  /** Greatest Σ|w − w(today)|/2. */
  readonly maximumTurnover?: number;
  /** Subtracted from the return: times |w − w(today)|, one number or one an asset. */
  readonly proportionalCost?: number | ArrayLike<number>;
}

/** A row with the analyst's words for it. */
export interface NamedRow extends ProgramRow {
  readonly name: string;
}

/** Columns: the weights, then (for turnover and costs) what is bought and what is sold of each asset. */
export interface WeightProgram {
  readonly assetCount: number;
  readonly columnCount: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rows: readonly NamedRow[];
  /** Cost of each column in units of return. */
  readonly tradeCost: Float64Array;
}

/** The mandate as bounds and rows. Throws {@link MandateError} for values out of range. */
export function buildWeightProgram(moments: Moments, mandate: WeightMandate): WeightProgram {
  checkMoments(moments);
  const n = moments.assets.length;
  const { groups = [], maximumTurnover, minimumReturn } = mandate;
  checkGroupLimits(groups, n);
  const lower = perAsset("lower", mandate.lower, n, 0, [-Number.MAX_VALUE, Number.MAX_VALUE]);
  const upper = perAsset("upper", mandate.upper, n, 1, [-Number.MAX_VALUE, Number.MAX_VALUE]);
  for (let i = 0; i < n; i++) {
    if (lower[i] > upper[i]) {
      throw new MandateError(
        `lower must not exceed upper, got ${lower[i]} > ${upper[i]} for ${moments.assets[i].name}`,
      );
    }
  }
  const all = Array.from({ length: n }, (_, index) => index);
  const ones = all.map(() => 1);
  const rows: NamedRow[] = [{ name: "weights sum to 1", indices: all, values: ones, lower: 1, upper: 1 }];
  for (const { name, assets, minimum = -Infinity, maximum = Infinity } of groups) {
    const limits = describeLimits(
      minimum === -Infinity ? undefined : minimum,
      maximum === Infinity ? undefined : maximum,
    );
    rows.push({
      name: `${name}: ${limits} of the weights`,
      indices: assets,
      values: assets.map(() => 1),
      lower: minimum,
      upper: maximum,
    });
  }
  if (minimumReturn !== undefined) {
    if (!Number.isFinite(minimumReturn)) {
      throw new MandateError(`minimumReturn must be a finite number, got ${minimumReturn}`);
    }
    const values = [...moments.mean];
    rows.push({
      name: `return of at least ${minimumReturn}`,
      indices: all,
      values,
      lower: minimumReturn,
      upper: Infinity,
    });
  }
  const cost = perAsset("proportionalCost", mandate.proportionalCost, n, 0, [0, Number.MAX_VALUE]);
  if (maximumTurnover === undefined && cost.every((value) => value === 0)) {
    return { assetCount: n, columnCount: n, lower, upper, rows, tradeCost: new Float64Array(n) };
  }
  if (maximumTurnover !== undefined && !(maximumTurnover >= 0)) {
    throw new MandateError(`maximumTurnover must be a share of at least 0, got ${maximumTurnover}`);
  }
  const today = perAsset("today", mandate.today, n, 0, [-Number.MAX_VALUE, Number.MAX_VALUE]);
  for (let i = 0; i < n; i++) {
    rows.push({
      name: `${moments.assets[i].name}: today plus trades`,
      indices: [i, n + i, 2 * n + i],
      values: [1, -1, 1],
      lower: today[i],
      upper: today[i],
    });
  }
  if (maximumTurnover !== undefined) {
    rows.push({
      name: `turnover of at most ${maximumTurnover}`,
      indices: Array.from({ length: 2 * n }, (_, index) => n + index),
      values: Array.from({ length: 2 * n }, () => 1),
      lower: -Infinity,
      upper: 2 * maximumTurnover,
    });
  }
  const extend = (values: Float64Array, rest: number): Float64Array => {
    const extended = new Float64Array(3 * n).fill(rest);
    extended.set(values);
    return extended;
  };
  const tradeCost = new Float64Array(3 * n);
  tradeCost.set(cost, n);
  tradeCost.set(cost, 2 * n);
  return {
    assetCount: n,
    columnCount: 3 * n,
    lower: extend(lower, 0),
    upper: extend(upper, Infinity),
    rows,
    tradeCost,
  };
}

/** Solves a programme over weights; throws {@link MandateError} that names what conflicts where nothing is feasible. */
export async function solveWeightProgram(
  weightProgram: WeightProgram,
  objective: Pick<Program, "cost" | "quadratic">,
  rows: readonly NamedRow[] = weightProgram.rows,
): Promise<ProgramResult> {
  const { lower, upper } = weightProgram;
  const result = await solveProgram({ ...objective, lower, upper, rows });
  if (result.status === "infeasible") throw await describeConflict(weightProgram, rows);
  return result;
}

/** The demands that cannot hold together, by a deletion filter over the rows and the two kinds of bounds. */
async function describeConflict(
  { assetCount, columnCount, lower, upper }: WeightProgram,
  rows: readonly NamedRow[],
): Promise<MandateError> {
  let keepsLower = true;
  let keepsUpper = true;
  let kept = [...rows];
  const canBeMet = async (): Promise<boolean> => {
    const relax = (values: Float64Array, keeps: boolean, free: number): Float64Array =>
      keeps ? values : values.map((value, column) => (column < assetCount ? free : value));
    const { status } = await solveProgram({
      cost: new Float64Array(columnCount),
      lower: relax(lower, keepsLower, -Infinity),
      upper: relax(upper, keepsUpper, Infinity),
      rows: kept,
    });
    return status !== "infeasible";
  };
  for (const row of rows) {
    const before = kept;
    kept = kept.filter((other) => other !== row);
    if (await canBeMet()) kept = before;
  }
  keepsLower = false;
  if (await canBeMet()) keepsLower = true;
  keepsUpper = false;
  if (await canBeMet()) keepsUpper = true;
  const names = kept.map(({ name }) => `"${name}"`);
  if (keepsLower) names.push("the least weights");
  if (keepsUpper) names.push("the greatest weights");
  return new MandateError(
    `the mandate contradicts itself: ${names.join(", ")} cannot hold together; relax one of them`,
    { conflict: names },
  );
}
