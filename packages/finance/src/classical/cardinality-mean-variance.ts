import { SolverError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import type { WeightSolution } from "./exact-result.ts";
import { boundHoldings, type HoldingsBounds } from "./holdings-bounds.ts";
import { type HoldingsNode, open, relaxHoldings } from "./holdings-relaxation.ts";
import type { PerspectiveNode } from "./perspective-relaxation.ts";
import { describeWeights } from "./mean-variance.ts";
import { type CardinalityOptions, prepareHoldingsSearch } from "./prepare-holdings-search.ts";
import { createPause } from "./pause.ts";
import { promisingSwaps } from "./promising-swaps.ts";
import { solveWeightProgram } from "./weight-mandate.ts";

export type { CardinalityOptions } from "./prepare-holdings-search.ts";

/** Weights of few assets. */
export interface CardinalitySolution extends WeightSolution {
  readonly selection: readonly number[];
  readonly nodeCount: number;
}

/** Bounds closer than this, relative, count as equal: the precision of the quadratic programmes. */
const relativeTolerance = 1e-7;

/** Where groups are priced, one node of so many is relaxed with them. */
const plainInterval = 8;

/**
 * Weights that minimise riskAversion·wᵀΣw − μᵀw (or the variance) with a limited number of holdings, each at least
 * `minimumHolding`: best-first branch and bound.
 *
 * Nodes are bounded by the perspective reformulation of {@link relaxByPerspective} where Σ is regular and nothing is counted
 * against today's holdings; groups enter it at the prices that they have without the number of holdings. Elsewhere, and
 * where few holdings are left, by quadratic programmes (HiGHS): open assets may have any weight in [0, upper], with
 * Σ w/upper over them at most the holdings still allowed and, for a least number of holdings, Σ min(1, w/minimumHolding)
 * at least those still needed. Branches on the open asset whose share is least clear. Each node also rounds: its assets of
 * greatest share alone give the next incumbent, and each incumbent is improved by exchanges of one holding. `proven` holds
 * to 10⁻⁷ relative. Ten of a hundred assets take seconds; the least variance of few among hundreds of similar assets that
 * were estimated from about as many observations may end with a gap, which is told.
 *
 * Undefined where no portfolio fulfils the number of holdings, or where none was found in time. Throws
 * {@link MandateError} for values out of range and, by name, for other demands that contradict each other.
 */
export async function solveCardinalityMeanVariance(
  moments: Moments,
  options: CardinalityOptions,
): Promise<CardinalitySolution | undefined> {
  const start = performance.now();
  const search = prepareHoldingsSearch(moments, options);
  const { maximumNodes = 200_000, maximumSeconds = 60, signal } = options;
  const n = moments.assets.length;
  const queue: SearchNode[] = [];
  let nodeCount = 0;
  let best: { value: number; weights: Float64Array } | undefined;
  const tried = new Set<string>();
  const cutoff = (): number => (best ? best.value - relativeTolerance * Math.abs(best.value) : Infinity);
  const offer = async (selection: readonly number[]): Promise<void> => {
    const key = selection.join();
    if (tried.has(key)) return;
    tried.add(key);
    nodeCount++;
    const status = new Uint8Array(n);
    for (const asset of selection) status[asset] = 1;
    const node = await relaxHoldings(search, status).catch(unlessSolverFailed);
    if (node && node.bound < (best?.value ?? Infinity)) best = { value: node.bound, weights: node.weights };
  };
  let bounds: HoldingsBounds | undefined;
  const hasOtherRows = search.rows.length > (options.targetReturn === undefined ? 1 : 2);
  const relax = async (status: Uint8Array, parent?: SearchNode): Promise<SearchNode | undefined> => {
    const priced =
      bounds && (parent ? bounds.relax(status, parent.priced ?? bounds.root, cutoff()) : bounds.root);
    if (bounds && !priced) return undefined;
    const count = priced?.weights.reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0) ?? 0;
    // Few holdings: the price knows nothing of a least number, and the plain programme may meet the limits exactly.
    // With groups, its weights need not round to a portfolio.
    const isRounded = hasOtherRows && nodeCount % plainInterval === 0;
    if (priced && ((count > search.maximum && !isRounded) || priced.bound >= cutoff())) {
      const bound = Math.max(priced.bound, parent?.bound ?? -Infinity);
      return { status, bound, weights: priced.weights, priced };
    }
    const plain = await relaxHoldings(search, status);
    if (!plain || !priced || plain.bound >= priced.bound)
      return plain && { ...plain, ...(priced && { priced }) };
    return { ...plain, bound: priced.bound, priced };
  };
  const pause = createPause(signal);
  const visit = async (status: Uint8Array, parent?: SearchNode): Promise<void> => {
    nodeCount++;
    const node = await relax(status, parent).catch((error: unknown) => {
      if (!parent) throw error;
      unlessSolverFailed(error);
      // What the solver fails at keeps the bound of its parent.
      return { ...parent, status };
    });
    if (!node || node.bound >= cutoff()) return;
    const held = [...status.keys()].filter((i) => status[i] === 1);
    const rank = node.priced?.shares ?? node.weights;
    const others = [...status.keys()]
      .filter((i) => status[i] === open && node.weights[i] > 1e-9)
      .sort((a, b) => rank[b] - rank[a] || node.weights[b] - node.weights[a]);
    const chosen = [...held, ...others].slice(0, Math.max(held.length, search.maximum));
    await offer(chosen.sort((a, b) => a - b));
    if (node.bound < cutoff()) insertByBound(queue, node);
  };
  const swap = async (): Promise<void> => {
    const budget = nodeCount + 40 * search.maximum;
    for (let improved = true; improved && best && nodeCount < Math.min(budget, maximumNodes);) {
      improved = false;
      const { weights, value } = best;
      for (const selection of promisingSwaps(
        search,
        weights,
        options.targetReturn === undefined ? undefined : moments.mean,
      )) {
        if (nodeCount >= budget || performance.now() - start > 1000 * maximumSeconds) return;
        await pause();
        await offer(selection);
        if (best.value < value) improved = true;
        if (improved) break;
      }
    }
  };
  await visit(new Uint8Array(n).fill(open));
  // A contradiction without the number of holdings is named.
  if (!best && queue.length === 0)
    await solveWeightProgram(search.program, { cost: search.program.tradeCost });
  let exchanged = Infinity;
  if (queue.length > 0) {
    await swap();
    exchanged = best?.value ?? Infinity;
    // What the plain programme does not prove at the root.
    if (queue[0].bound < cutoff()) {
      const [root] = queue;
      const { mean } = moments;
      bounds = await boundHoldings(search, mean, options.targetReturn, root.rowPrices, cutoff(), pause);
      if (bounds) queue[0] = { ...root, bound: Math.max(root.bound, bounds.root.bound), priced: bounds.root };
    }
  }
  while (queue.length > 0 && queue[0].bound < cutoff()) {
    await pause();
    if (best && best.value < exchanged) {
      await swap();
      exchanged = best.value;
      continue;
    }
    if (nodeCount >= maximumNodes || performance.now() - start > 1000 * maximumSeconds) break;
    const parent = queue.shift() as SearchNode;
    const { status } = parent;
    const branch = chooseBranch(parent);
    if (branch < 0) continue;
    for (const value of [1, 0]) {
      const child = status.slice();
      child[branch] = value;
      await visit(child, parent);
    }
  }
  if (!best) return undefined;
  const openBound = queue.length > 0 ? queue[0].bound : Infinity;
  const gap = openBound >= cutoff() ? 0 : best.value - openBound;
  const { weights, value } = best;
  return {
    objective: value + (options.tracking?.benchmarkVariance ?? 0),
    weights,
    selection: [...weights.keys()].filter((i) => weights[i] > 0),
    ...describeWeights(moments, weights),
    method: "branch and bound over quadratic programmes (HiGHS)",
    proven: gap === 0,
    gap,
    seconds: (performance.now() - start) / 1000,
    nodeCount,
  };
}

/** Passes on any error but the solver's own. */
function unlessSolverFailed(error: unknown): undefined {
  if (!(error instanceof SolverError)) throw error;
}

/** A node with its relaxation by prices, where there is one. */
interface SearchNode extends HoldingsNode {
  readonly priced?: PerspectiveNode;
}

/** The open asset of which the relaxation knows least whether it is held, else the heaviest; −1 if none is open. */
function chooseBranch({ status, weights, priced }: SearchNode): number {
  let branch = -1;
  let greatest = -1;
  status.forEach((value, i) => {
    if (value !== open) return;
    const share = priced?.shares[i] ?? 0;
    const score = 10 * weights[i] * share * (1 - share) + 1e-3 * weights[i];
    if (score > greatest) [branch, greatest] = [i, score];
  });
  return branch;
}

function insertByBound(queue: SearchNode[], node: SearchNode): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (queue[middle].bound <= node.bound) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, node);
}
