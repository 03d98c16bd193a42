import { type HoldingsSearch, open } from "./holdings-relaxation.ts";
import {
  type PerspectiveNode,
  type PerspectiveSearch,
  type PricedRows,
  type Prices,
  relaxByPerspective,
} from "./perspective-relaxation.ts";
import { type DiagonalSplit, splitDiagonal } from "./split-diagonal.ts";

/** Relaxations of one search by its perspective reformulation. */
export interface HoldingsBounds {
  readonly root: PerspectiveNode;
  /** The bound of a node near the prices of its parent; undefined where nothing fulfils it. */
  readonly relax: (
    status: Uint8Array,
    parent: PerspectiveNode,
    cutoff: number,
  ) => PerspectiveNode | undefined;
}

/** Splits that are tried; they end once one closes less than this share of what is left. */
const splitRounds = 16;
/** Multiplications of all splits: some seconds. A split takes about 14·n³. */
const splitWork = 5e9;
const leastGain = 0.02;
/** Rounds of the search for prices at the root, and at a node. */
const rootRounds = 40;
const nodeRounds = 3;
/** Shares of holdings this near to their number are near enough: bounds are flat around the best price. */
const nearness = 0.02;
const relativeGap = 1e-5;

/**
 * Splits the matrix of a search and relaxes its root; undefined where there are trades, where the matrix is singular or has
 * more than about 700 rows, or where the root cannot be fulfilled. Rows beside the sum and a fixed return are priced by
 * `rowPrices`, those of the plain programme at the root. The bound is a concave function of the diagonal with slopes
 * w²(1/y − 1): each round moves the split towards the best one for the slopes of the last (Frank and Wolfe's method), until
 * the bound reaches `cutoff` or hardly grows.
 */
export async function boundHoldings(
  search: HoldingsSearch,
  mean: Float64Array,
  targetReturn: number | undefined,
  rowPrices: Float64Array | undefined,
  cutoff: number,
  pause: () => Promise<void>,
): Promise<HoldingsBounds | undefined> {
  const { matrix, program, maximum } = search;
  const n = program.assetCount;
  if (!matrix || maximum >= n || program.columnCount > n) return undefined;
  const pricedRows = priceRows(search, targetReturn !== undefined, rowPrices);
  const status = new Uint8Array(n).fill(open);
  let best: { problem: PerspectiveSearch; root: PerspectiveNode } | undefined;
  let split: DiagonalSplit | undefined;
  let priorities = new Float64Array(n).fill(1);
  const rounds = Math.min(splitRounds, Math.floor(splitWork / (14 * n ** 3)));
  for (let round = 0; round < rounds; round++) {
    await pause();
    const found = splitDiagonal(matrix, n, priorities);
    if (!found) break;
    split = split ? mixSplits(split, found, 2 / (round + 2)) : found;
    const problem: PerspectiveSearch = { search, split, mean, targetReturn, pricedRows };
    const start = best?.root ?? {
      weights: new Float64Array(n).fill(1 / n),
      prices: { holding: meanPrice(split.diagonal, maximum), return: 0 },
    };
    const root = searchPrices(problem, status, start, cutoff, rootRounds);
    if (!root) break;
    const gain = root.bound - (best?.root.bound ?? -Infinity);
    if (gain > 0) best = { problem, root };
    const left = cutoff < Infinity ? cutoff - root.bound : Math.abs(root.bound) / 10;
    if (root.bound >= cutoff || gain < leastGain * left) break;
    const slopes = root.weights.map((weight, i) => {
      const share = root.shares[i];
      return weight > 0 && share > 0 ? weight ** 2 * (1 / share - 1) : 0;
    });
    const average = slopes.reduce((sum, value) => sum + value, 0) / n;
    if (!(average > 0)) break;
    priorities = slopes.map((value) => 0.05 + value / average);
  }
  if (!best) return undefined;
  const { problem, root } = best;
  return {
    root,
    relax: (child, parent, cutoff) => searchPrices(problem, child, parent, cutoff, nodeRounds),
  };
}

/**
 * The rows beside the sum (the first) and a fixed return (the last) at given prices: a price μ > 0 of a lower limit L adds
 * −μ(a·w − L), a price μ < 0 of an upper limit U adds −μ(a·w − U). Undefined where there are none.
 */
function priceRows(
  { rows, program }: HoldingsSearch,
  hasReturn: boolean,
  prices: Float64Array | undefined,
): PricedRows | undefined {
  const last = rows.length - (hasReturn ? 1 : 0);
  if (!prices || last === 1) return undefined;
  const linear = new Float64Array(program.assetCount);
  let constant = 0;
  for (let r = 1; r < last; r++) {
    const { indices, values, lower, upper } = rows[r];
    const limit = prices[r] > 0 ? lower : upper;
    if (prices[r] === 0 || !Number.isFinite(limit)) continue;
    indices.forEach((column, k) => (linear[column] -= prices[r] * values[k]));
    constant += prices[r] * limit;
  }
  return { linear, constant };
}

/** The first split moved towards the second by a share of the way. */
function mixSplits(first: DiagonalSplit, second: DiagonalSplit, share: number): DiagonalSplit {
  const mix = (a: Float64Array, b: Float64Array): Float64Array =>
    a.map((value, i) => (1 - share) * value + share * b[i]);
  return { diagonal: mix(first.diagonal, second.diagonal), rest: mix(first.rest, second.rest) };
}

/** The price at which equal weights count as `maximum` holdings. */
function meanPrice(diagonal: Float64Array, maximum: number): number {
  const roots = diagonal.reduce((sum, value) => sum + Math.sqrt(value), 0);
  return (roots / diagonal.length / maximum) ** 2;
}

/**
 * Raises the price of a holding where shares of more than `maximum` assets are bought and lowers it where fewer are (y goes
 * as 1/√ν); moves the price of the return by secants towards the one at which the return is met.
 */
function searchPrices(
  problem: PerspectiveSearch,
  status: Uint8Array,
  start: Pick<PerspectiveNode, "weights" | "prices">,
  cutoff: number,
  rounds: number,
): PerspectiveNode | undefined {
  const { search, mean, targetReturn, split } = problem;
  let { prices, weights } = start;
  let best: PerspectiveNode | undefined;
  let last: { price: number; excess: number } | undefined;
  for (let round = 0; round < rounds; round++) {
    const found = relaxByPerspective(problem, status, prices, weights, { relativeGap, cutoff });
    if (!found) return undefined;
    if (!best || found.bound > best.bound) best = found;
    if (best.bound >= cutoff) return best;
    weights = found.weights;
    const count = found.shares.reduce((sum, share) => sum + share, 0);
    const ratio = count / search.maximum;
    const isNear = Math.abs(ratio - 1) < nearness;
    let next: Prices = {
      ...prices,
      holding: isNear ? prices.holding : prices.holding * Math.min(8, Math.max(1 / 8, ratio * ratio)),
    };
    if (targetReturn === undefined) {
      if (isNear) return best;
    } else {
      const excess = found.weights.reduce((sum, weight, i) => sum + weight * mean[i], 0) - targetReturn;
      if (isNear && Math.abs(excess) < 1e-4 * returnSpread(mean)) return best;
      // Without two points: the curvature of the objective along the return of the weights.
      const fallback = split.diagonal.reduce((sum, value) => sum + value, 0) / split.diagonal.length;
      let step = (2 * fallback * excess) / returnSpread(mean) ** 2;
      if (last && last.excess !== excess && last.price !== prices.return) {
        const secant = (-excess * (prices.return - last.price)) / (excess - last.excess);
        if (Number.isFinite(secant) && secant * excess > 0)
          step = clampStep(secant, prices.return - last.price);
      }
      last = { price: prices.return, excess };
      next = { ...next, return: prices.return + step };
    }
    prices = next;
  }
  return best;
}

function clampStep(step: number, previous: number): number {
  const most = 10 * Math.abs(previous);
  return Math.min(most, Math.max(-most, step));
}

function returnSpread(mean: Float64Array): number {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of mean) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return Math.max(greatest - least, Number.MIN_VALUE);
}
