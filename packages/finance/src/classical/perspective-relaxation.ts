import { type HoldingsSearch, open } from "./holdings-relaxation.ts";
import { feasibleStart, minimiseOverSimplex, type SimplexStop } from "./simplex-quadratic.ts";
import type { DiagonalSplit } from "./split-diagonal.ts";

/** What a relaxation charges. */
export interface Prices {
  /** ν ≥ 0 for each holding. */
  readonly holding: number;
  /** η for each unit of return, where the return is fixed. */
  readonly return: number;
}

/** A relaxation at given prices. */
export interface PerspectiveNode {
  readonly prices: Prices;
  readonly bound: number;
  readonly weights: Float64Array;
  /** How much each asset counts as held, in [0, 1]. */
  readonly shares: Float64Array;
}

/** Rows that are priced instead of kept: what they add to the objective, linear·w + constant, at most 0 where they are met. */
export interface PricedRows {
  readonly linear: Float64Array;
  readonly constant: number;
}

/** A search over weights that sum to 1, perhaps at a fixed return; its other rows are priced. */
export interface PerspectiveSearch {
  readonly pricedRows: PricedRows | undefined;
  readonly search: HoldingsSearch;
  readonly split: DiagonalSplit;
  readonly mean: Float64Array;
  readonly targetReturn: number | undefined;
}

/** Limits of weights at a node; undefined where they leave nothing. */
function limitsAt(
  { search, mean, targetReturn }: PerspectiveSearch,
  status: Uint8Array,
): { readonly lower: Float64Array; readonly upper: Float64Array; readonly heldCount: number } | undefined {
  const lower = search.program.lower.slice();
  const upper = search.program.upper.slice();
  const heldCount = status.reduce((sum, value) => sum + (value === 1 ? 1 : 0), 0);
  let [least, greatest] = [0, 0];
  for (let i = 0; i < status.length; i++) {
    if (status[i] === 1) lower[i] = Math.max(lower[i], search.least[i]);
    else if (status[i] === 0 || heldCount >= search.maximum) {
      if (lower[i] > 0) return undefined;
      upper[i] = 0;
    }
    if (lower[i] > upper[i]) return undefined;
    least += lower[i];
    greatest += upper[i];
  }
  if (heldCount > search.maximum || least > 1 || greatest < 1) return undefined;
  if (targetReturn !== undefined) {
    const [lowest, highest] = reachableReturns(mean, lower, upper);
    const tolerance = 1e-9 * Math.max(Math.abs(lowest), Math.abs(highest));
    if (targetReturn < lowest - tolerance || targetReturn > highest + tolerance) return undefined;
  }
  return { lower, upper, heldCount };
}

function reachableReturns(mean: Float64Array, lower: Float64Array, upper: Float64Array): [number, number] {
  const order = [...mean.keys()].sort((a, b) => mean[a] - mean[b]);
  const fill = (sequence: readonly number[]): number => {
    let rest = 1;
    let total = 0;
    for (const i of sequence) {
      rest -= lower[i];
      total += lower[i] * mean[i];
    }
    for (const i of sequence) {
      const moved = Math.min(rest, upper[i] - lower[i]);
      total += moved * mean[i];
      rest -= moved;
    }
    return total;
  };
  return [fill(order), fill(order.toReversed())];
}

/**
 * A lower bound of the objective with at most `maximum` holdings at prices ν, η:
 * min wᵀRw + cᵀw + Σ hᵢ(wᵢ) + η(μᵀw − target) − ν·maximum over weights that sum to 1, where an open asset has
 * hᵢ(w) = min over y in [w/upper, 1] of dᵢw²/y + νy: what remains of the variance dᵢw² where a share y of a holding is
 * bought. h is linear up to the weight r = min(upper, √(ν/dᵢ)), where y = 1, and dᵢw² + ν beyond; a held asset has dᵢw² + ν.
 * Undefined where no weights fulfil the node.
 *
 * Source: the perspective reformulation, Frangioni and Gentile, Math. Program. 106, 225 (2006); prices are the multipliers
 * of Σy ≤ maximum and of the return, so that any of them bound and the best give the value of the reformulation.
 */
export function relaxByPerspective(
  problem: PerspectiveSearch,
  status: Uint8Array,
  prices: Prices,
  start: Float64Array,
  stop: SimplexStop,
): PerspectiveNode | undefined {
  const { search, split, mean, targetReturn, pricedRows } = problem;
  const { diagonal, rest } = split;
  const limits = limitsAt(problem, status);
  const n = status.length;
  const first = limits && feasibleStart(start, limits.lower, limits.upper);
  if (!limits || !first) return undefined;
  const { lower, upper, heldCount } = limits;
  const linear = search.cost.slice();
  const bends = new Float64Array(n);
  const kinks = new Float64Array(n).fill(Infinity);
  for (let i = 0; i < n; i++) {
    if (targetReturn !== undefined) linear[i] += prices.return * mean[i];
    if (pricedRows) linear[i] += pricedRows.linear[i];
    if (upper[i] === 0) continue;
    if (status[i] === 1) {
      [bends[i], kinks[i]] = [diagonal[i], 0];
      continue;
    }
    const kink = Math.min(upper[i], Math.sqrt(prices.holding / diagonal[i]));
    kinks[i] = kink;
    if (kink === 0) bends[i] = diagonal[i];
    else {
      linear[i] += diagonal[i] * kink + prices.holding / kink;
      bends[i] = kink < upper[i] ? diagonal[i] : 0;
    }
  }
  const constant =
    (pricedRows?.constant ?? 0) +
    prices.holding * (heldCount - search.maximum) -
    (targetReturn === undefined ? 0 : prices.return * targetReturn);
  const { point, bound } = minimiseOverSimplex({ matrix: rest, linear, bends, kinks, lower, upper }, first, {
    ...stop,
    cutoff: stop.cutoff - constant,
  });
  const shares = point.map((weight, i) =>
    status[i] === open ? (kinks[i] > 0 ? Math.min(1, weight / kinks[i]) : weight > 0 ? 1 : 0) : status[i],
  );
  return { prices, bound: bound + constant, weights: point, shares };
}
