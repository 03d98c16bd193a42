import { MandateError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import { perAsset } from "../problems/group-limit.ts";
import { describeLimits } from "../problems/selection-problem.ts";
import type { WeightSolution } from "./exact-result.ts";
import { type Program, type ProgramRow, solveProgram } from "./highs-solver.ts";
import { checkConvex, describeWeights } from "./mean-variance.ts";
import {
  buildWeightProgram,
  type NamedRow,
  type WeightMandate,
  type WeightProgram,
} from "./weight-mandate.ts";

/** Options of {@link solveCardinalityMeanVariance}. */
export interface CardinalityOptions extends WeightMandate {
  /** Number of assets with a weight above 0. */
  readonly holdings: number | { readonly minimum?: number; readonly maximum?: number };
  /** Least weight of an asset that is held, above 0; default 0.01. */
  readonly minimumHolding?: number | ArrayLike<number>;
  /** riskAversion·wᵀΣw − μᵀw is minimised; default: the variance alone. */
  readonly riskAversion?: number;
  /** Expected return that must be met exactly. */
  readonly targetReturn?: number;
  /** Quadratic programmes after which the search ends unproven; default 20,000. */
  readonly maximumNodes?: number;
  /** Seconds after which the search ends unproven; default 60. */
  readonly maximumSeconds?: number;
  readonly signal?: AbortSignal;
}

/** Weights of few assets. */
export interface CardinalitySolution extends WeightSolution {
  readonly selection: readonly number[];
  readonly nodeCount: number;
}

interface Node {
  /** 1 held, 0 not held, 2 open. */
  readonly status: Uint8Array;
  readonly bound: number;
  readonly weights: Float64Array;
}

/** Bounds closer than this, relative, count as equal: the precision of the quadratic programmes. */
const relativeTolerance = 1e-7;
const open = 2;

/**
 * Weights that minimise riskAversion·wᵀΣw − μᵀw (or the variance) with a limited number of holdings, each at least
 * `minimumHolding`: best-first branch and bound over quadratic programmes (HiGHS). Open assets may have any weight
 * in [0, upper], with Σ w/upper over them at most the holdings still allowed and, for a least number of holdings,
 * Σ min(1, w/minimumHolding) at least those still needed. Branches on the open asset of greatest weight. Each node also rounds: its heaviest assets alone give the next incumbent. `proven` holds to 10⁻⁷ relative.
 *
 * Undefined where no portfolio fulfils the mandate, or where none was found in time. Throws {@link MandateError} for
 * values out of range.
 */
export async function solveCardinalityMeanVariance(
  moments: Moments,
  options: CardinalityOptions,
): Promise<CardinalitySolution | undefined> {
  const start = performance.now();
  const search = prepare(moments, options);
  const { maximumNodes = 20_000, maximumSeconds = 60, signal } = options;
  const n = moments.assets.length;
  const queue: Node[] = [];
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
    const node = await relax(search, status);
    if (node && node.bound < (best?.value ?? Infinity)) best = { value: node.bound, weights: node.weights };
  };
  const visit = async (status: Uint8Array): Promise<void> => {
    nodeCount++;
    const node = await relax(search, status);
    if (!node || node.bound >= cutoff()) return;
    const held = [...status.keys()].filter((i) => status[i] === 1);
    const others = [...status.keys()]
      .filter((i) => status[i] === open && node.weights[i] > 1e-9)
      .sort((a, b) => node.weights[b] - node.weights[a]);
    const chosen = [...held, ...others].slice(0, Math.max(held.length, search.maximum));
    await offer(chosen.sort((a, b) => a - b));
    if (node.bound < cutoff()) insertByBound(queue, node);
  };
  await visit(new Uint8Array(n).fill(open));
  while (queue.length > 0 && queue[0].bound < cutoff()) {
    signal?.throwIfAborted();
    if (nodeCount >= maximumNodes || performance.now() - start > 1000 * maximumSeconds) break;
    const { status, weights } = queue.shift() as Node;
    let branch = -1;
    for (let i = 0; i < n; i++) {
      if (status[i] === open && (branch < 0 || weights[i] > weights[branch])) branch = i;
    }
    if (branch < 0) continue;
    for (const value of [1, 0]) {
      const child = status.slice();
      child[branch] = value;
      await visit(child);
    }
  }
  if (!best) return undefined;
  const openBound = queue.length > 0 ? queue[0].bound : Infinity;
  const gap = openBound >= cutoff() ? 0 : best.value - openBound;
  const { weights, value } = best;
  return {
    objective: value,
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

function insertByBound(queue: Node[], node: Node): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (queue[middle].bound <= node.bound) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, node);
}

interface Search {
  readonly program: WeightProgram;
  readonly rows: readonly NamedRow[];
  readonly cost: Float64Array;
  readonly matrix: Float64Array | undefined;
  readonly least: Float64Array;
  readonly minimum: number;
  readonly maximum: number;
}

function prepare(moments: Moments, options: CardinalityOptions): Search {
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
  const gain = riskAversion === undefined ? new Float64Array(n) : moments.mean;
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

/** Relaxation of a node, undefined where nothing fulfils it. */
async function relax(search: Search, status: Uint8Array): Promise<Node | undefined> {
  const { program, rows, cost, matrix, least, minimum, maximum } = search;
  const n = status.length;
  const lower = program.lower.slice();
  const upper = program.upper.slice();
  const indices: number[] = [];
  let heldCount = 0;
  for (let i = 0; i < n; i++) {
    if (status[i] === 1) {
      heldCount++;
      lower[i] = Math.max(lower[i], least[i]);
    } else if (status[i] === 0) {
      if (lower[i] > 0) return undefined;
      upper[i] = 0;
    } else if (upper[i] > 0) indices.push(i);
    if (lower[i] > upper[i]) return undefined;
  }
  if (heldCount > maximum || heldCount + indices.length < minimum) return undefined;
  const limits = { lower: minimum - heldCount, upper: maximum - heldCount };
  const counted = minimum > 1 ? countByVariables : countByShares;
  const relaxation =
    indices.length > 0
      ? counted({ lower, upper, rows, cost }, indices, least, limits)
      : { lower, upper, rows, cost };
  const result = await solveProgram({ ...relaxation, ...(matrix && { quadratic: { size: n, matrix } }) });
  if (result.status !== "optimal") return undefined;
  const weights = result.x.slice(0, n).map((value) => (value < 1e-9 ? 0 : value));
  return { status, bound: result.objective, weights };
}

type Relaxation = Pick<Program, "lower" | "upper" | "rows" | "cost">;
type Limits = { readonly lower: number; readonly upper: number };

/** Σ w/upper over the open assets is at most their number. */
function countByShares(
  base: Relaxation,
  open: readonly number[],
  _: Float64Array,
  limits: Limits,
): Relaxation {
  const values = open.map((i) => 1 / base.upper[i]);
  return { ...base, rows: [...base.rows, { indices: open, values, lower: -Infinity, upper: limits.upper }] };
}

/** A column y of [0, 1] for each open asset: least·y ≤ w ≤ upper·y, and limits of Σ y. */
function countByVariables(
  base: Relaxation,
  open: readonly number[],
  least: Float64Array,
  limits: Limits,
): Relaxation {
  const first = base.cost.length;
  const zeros = open.map(() => 0);
  const rows: ProgramRow[] = [...base.rows];
  open.forEach((i, k) => {
    rows.push({ indices: [i, first + k], values: [1, -base.upper[i]], lower: -Infinity, upper: 0 });
    rows.push({ indices: [i, first + k], values: [1, -least[i]], lower: 0, upper: Infinity });
  });
  rows.push({ indices: open.map((_, k) => first + k), values: open.map(() => 1), ...limits });
  return {
    rows,
    cost: [...Array.from(base.cost), ...zeros],
    lower: [...Array.from(base.lower), ...zeros],
    upper: [...Array.from(base.upper), ...open.map(() => 1)],
  };
}
