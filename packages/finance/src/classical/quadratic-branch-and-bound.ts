import { SolverError } from "../errors.ts";
import { evaluateBinaryQuadratic } from "../problems/binary-quadratic-problem.ts";
import {
  cardinalityRange,
  type ConstrainedBinaryProblem,
  isFeasible,
} from "../problems/constrained-binary-problem.ts";
import { free } from "./cardinality-relaxation.ts";
import { type ConvexQuadratic, convexify } from "./convexify.ts";
import type { BinarySolution } from "./exact-result.ts";
import { type ProgramRow, solveProgram } from "./highs-solver.ts";
import { descend, searchLocally } from "./local-search.ts";
import { propagateConstraints } from "./propagate-constraints.ts";
import { SearchState } from "./search-state.ts";

/** Options of {@link branchAndBoundQuadratic}. */
export interface QuadraticBranchAndBoundOptions {
  /** Quadratic programmes after which the search ends unproven; default 50,000. */
  readonly maximumNodes?: number;
  /** Seconds after which the search ends unproven; default 60. */
  readonly maximumSeconds?: number;
  readonly signal?: AbortSignal;
}

interface Node {
  readonly status: Uint8Array;
  readonly point: Float64Array;
  readonly bound: number;
}

/** Bounds closer than this, relative, count as equal: the precision of the quadratic programmes. */
const relativeTolerance = 1e-7;

/**
 * The optimum by best-first branch and bound over convex quadratic programmes (HiGHS) of the reformulation of
 * {@link convexify}, with every constraint in each of them: for lots and weight steps, whose bits no number of
 * holdings ties together. Branches where the reformulation loses most, Mᵢᵢxᵢ(1 − xᵢ); rounded points improve by local
 * search. Undefined where no feasible state is found. `proven` holds to 10⁻⁷ relative.
 */
export async function branchAndBoundQuadratic(
  problem: ConstrainedBinaryProblem,
  options: QuadraticBranchAndBoundOptions = {},
): Promise<(BinarySolution & { readonly nodeCount: number }) | undefined> {
  const start = performance.now();
  const { maximumNodes = 50_000, maximumSeconds = 60, signal } = options;
  const { objective, constraints } = problem;
  const rows = constraints.map(({ coefficients, lower, upper }): ProgramRow => {
    const indices = [...coefficients.keys()].filter((i) => coefficients[i] !== 0);
    return { indices, values: indices.map((i) => coefficients[i]), lower, upper };
  });
  let best = searchLocally(problem, { seed: 1, restarts: 4 })?.bits;
  let bestValue = best ? evaluateBinaryQuadratic(objective, best) : Infinity;
  const cutoff = (): number =>
    bestValue === Infinity ? Infinity : bestValue - relativeTolerance * Math.abs(bestValue);
  const offer = (point: Float64Array, improve: boolean): void => {
    const state = new SearchState(
      problem,
      point.map((value) => Math.round(value)),
    );
    if (improve) descend(state);
    if (!isFeasible(problem, state.bits)) return;
    const value = evaluateBinaryQuadratic(objective, state.bits);
    if (value >= bestValue) return;
    bestValue = value;
    best = state.bits.slice();
  };
  const { quadratic, node } = await reformulate(problem, rows);
  if (!node) return undefined;
  let nodeCount = 1;
  const queue: Node[] = [];
  const add = (entry: Node): void => {
    offer(entry.point, nodeCount % 10 === 1);
    if (entry.bound >= cutoff()) return;
    let place = queue.findIndex(({ bound }) => bound > entry.bound);
    if (place < 0) place = queue.length;
    queue.splice(place, 0, entry);
  };
  add(node);
  while (queue.length > 0 && queue[0].bound < cutoff()) {
    signal?.throwIfAborted();
    if (nodeCount >= maximumNodes || performance.now() - start > 1000 * maximumSeconds) break;
    const { status, point, bound } = queue.shift() as Node;
    const branch = greatestLoss(quadratic, status, point);
    if (branch === undefined) continue;
    for (const value of [0, 1]) {
      const child = status.slice();
      child[branch] = value;
      if (!propagateConstraints(constraints, child)) continue;
      nodeCount++;
      const next = await relax(quadratic, rows, child).catch((error: unknown) => {
        if (!(error instanceof SolverError)) throw error;
        // What the solver fails at keeps the bound of its parent.
        return { status: child, point: point.map((x, i) => (child[i] === free ? x : child[i])), bound };
      });
      if (next) add(next);
    }
  }
  if (!best) return undefined;
  const openBound = queue.length > 0 ? queue[0].bound : Infinity;
  const gap = openBound >= cutoff() ? 0 : bestValue - openBound;
  return {
    objective: bestValue,
    bits: best,
    method: "branch and bound over quadratic programmes (HiGHS)",
    proven: gap === 0,
    gap,
    seconds: (performance.now() - start) / 1000,
    nodeCount,
  };
}

/** The reformulation of the best relaxation of three, each after the first weighted where the one before loses. */
async function reformulate(
  problem: ConstrainedBinaryProblem,
  rows: readonly ProgramRow[],
): Promise<{ quadratic: ConvexQuadratic; node: Node | undefined }> {
  const { objective } = problem;
  const n = objective.variableCount;
  const { minimum, maximum } = cardinalityRange(problem);
  const priorities = new Float64Array(n).fill(1);
  let best: { quadratic: ConvexQuadratic; node: Node } | undefined;
  for (let round = 0; round < 3; round++) {
    const quadratic = convexify(objective, { priorities, ...(minimum === maximum && { weight: minimum }) });
    const node = await relax(quadratic, rows, new Uint8Array(n).fill(free));
    if (!node) return { quadratic, node };
    if (!best || node.bound > best.node.bound) best = { quadratic, node };
    for (let i = 0; i < n; i++) {
      const loss = 4 * node.point[i] * (1 - node.point[i]) + 0.02;
      priorities[i] = round === 0 ? loss : (priorities[i] + loss) / 2;
    }
  }
  return best as { quadratic: ConvexQuadratic; node: Node };
}

async function relax(
  { size, constant, linear, matrix }: ConvexQuadratic,
  rows: readonly ProgramRow[],
  status: Uint8Array,
): Promise<Node | undefined> {
  const result = await solveProgram({
    cost: linear,
    quadratic: { size, matrix },
    lower: status.map((value) => (value === 1 ? 1 : 0)),
    upper: status.map((value) => (value === 0 ? 0 : 1)),
    rows,
  });
  if (result.status !== "optimal") return undefined;
  return { status, point: result.x, bound: constant + result.objective };
}

/** Undefined where no variable is open. */
function greatestLoss(
  { matrix, size }: ConvexQuadratic,
  status: Uint8Array,
  point: Float64Array,
): number | undefined {
  let chosen: number | undefined;
  let greatest = -1;
  for (let i = 0; i < size; i++) {
    const loss = Math.max(0, matrix[i * size + i] * point[i] * (1 - point[i]));
    if (status[i] !== free || loss <= greatest) continue;
    greatest = loss;
    chosen = i;
  }
  return chosen;
}
