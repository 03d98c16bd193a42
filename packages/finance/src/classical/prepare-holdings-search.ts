import { MandateError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import { perAsset } from "../problems/group-limit.ts";
import { objectiveInWeights, type TrackingObjective } from "../problems/portfolio-objective.ts";
import { describeLimits } from "../problems/selection-problem.ts";
import type { HoldingsSearch } from "./holdings-relaxation.ts";
import { checkConvex } from "./mean-variance.ts";
import { buildWeightProgram, type WeightMandate } from "./weight-mandate.ts";

/** Options of solveCardinalityMeanVariance. */
export interface CardinalityOptions extends WeightMandate {
  /** Number of assets with a weight above 0. */
  readonly holdings: number | { readonly minimum?: number; readonly maximum?: number };
  /** Least weight of an asset that is held, above 0; default 0.01. */
  readonly minimumHolding?: number | ArrayLike<number>;
  /** riskAversion·wᵀΣw − μᵀw is minimised; default: the variance alone. */
  readonly riskAversion?: number;
  /** Minimises the variance of the difference from a benchmark instead, wᵀΣw − 2cᵀw + σ²; not with `riskAversion`. */
  readonly tracking?: TrackingObjective;
  /** Expected return that must be met exactly. */
  readonly targetReturn?: number;
  /** Nodes and trials after which the search ends unproven; default 200,000. */
  readonly maximumNodes?: number;
  /** Seconds after which the search ends unproven; default 60. */
  readonly maximumSeconds?: number;
  readonly signal?: AbortSignal;
}

/** What a unit of each weight takes off the objective. */
function gainOf(moments: Moments, { riskAversion, tracking }: CardinalityOptions): Float64Array {
  if (!tracking) return riskAversion === undefined ? new Float64Array(moments.mean.length) : moments.mean;
  if (riskAversion !== undefined) {
    throw new MandateError("riskAversion must be left out where a benchmark is tracked", { riskAversion });
  }
  return objectiveInWeights(moments, tracking).linear.map((value) => -value);
}

/** The mandate as a search. Throws {@link MandateError} for values out of range. */
export function prepareHoldingsSearch(moments: Moments, options: CardinalityOptions): HoldingsSearch {
  const n = moments.assets.length;
  const { holdings, riskAversion, targetReturn } = options;
  const limits = typeof holdings === "number" ? { minimum: holdings, maximum: holdings } : holdings;
  const { minimum = 1, maximum = n } = limits;
  if (
    !Number.isInteger(minimum) ||
    !Number.isInteger(maximum) ||
    minimum < 1 ||
    minimum > maximum ||
    maximum > n
  ) {
    throw new MandateError(
      `holdings must be limits with 1 ≤ minimum ≤ maximum ≤ ${n}, the number of assets, got ${describeLimits(minimum, maximum)}`,
    );
  }
  if (riskAversion !== undefined && !(riskAversion >= 0 && Number.isFinite(riskAversion))) {
    throw new MandateError(`riskAversion must be a finite number of at least 0, got ${riskAversion}`);
  }
  const least = perAsset("minimumHolding", options.minimumHolding, n, 0.01, [Number.MIN_VALUE, 1]);
  const program = buildWeightProgram(moments, options);
  checkConvex(moments);
  for (let i = 0; i < n; i++) {
    if (program.lower[i] >= 0) continue;
    throw new MandateError(
      `lower must be at least 0 where holdings are counted, got ${program.lower[i]} for ${moments.assets[i].name}`,
    );
  }
  const rows = [...program.rows];
  if (targetReturn !== undefined) {
    const indices = Array.from({ length: n }, (_, index) => index);
    const name = `return of ${targetReturn}`;
    rows.push({ name, indices, values: [...moments.mean], lower: targetReturn, upper: targetReturn });
  }
  const gain = gainOf(moments, options);
  const risk = riskAversion ?? 1;
  return {
    program,
    rows,
    cost: program.tradeCost.map((value, column) => value - (column < n ? gain[column] : 0)),
    matrix: risk > 0 ? moments.covariance.map((value) => risk * value) : undefined,
    least,
    minimum,
    maximum,
  };
}
