import {
  type BinaryQuadraticProblem,
  evaluateBinaryQuadratic,
} from "../problems/binary-quadratic-problem.ts";
import {
  cardinalityRange,
  type ConstrainedBinaryProblem,
  isFeasible,
  type LinearConstraint,
} from "../problems/constrained-binary-problem.ts";
import { boundCardinalityNode, free } from "./cardinality-relaxation.ts";
import { type ConvexQuadratic, convexify } from "./convexify.ts";
import type { BinarySolution } from "./exact-result.ts";
import { searchLocally } from "./local-search.ts";
import { objectiveLowerBound } from "./lower-bound.ts";
import { propagateConstraints } from "./propagate-constraints.ts";

/** Options of {@link branchAndBound}. */
export interface BranchAndBoundOptions {
  /** Nodes after which the search ends unproven; default 2,000,000. */
  readonly maximumNodes?: number;
  /** Seconds after which the search ends unproven; default 60. */
  readonly maximumSeconds?: number;
  /** A feasible state to start from; default: greedy with local search. */
  readonly incumbent?: ArrayLike<number>;
}

/** Result of {@link branchAndBound}. */
export interface BranchAndBoundSolution extends BinarySolution {
  readonly nodeCount: number;
}

interface Search {
  readonly problem: ConstrainedBinaryProblem;
  readonly others: readonly LinearConstraint[];
  readonly maximumNodes: number;
  readonly deadline: number;
  best: Uint8Array | undefined;
  bestValue: number;
  nodeCount: number;
  /** Lower bound of the objective over all bits. */
  readonly overallBound: number;
  /** Least bound among the subtrees that a limit left unexplored. */
  openBound: number;
}

/**
 * The optimum by branch and bound, with proof unless a limit ends it; undefined where it finds no feasible state.
 *
 * For each allowed number of set bits, nodes are bounded by the convex reformulation of {@link convexify} over
 * 0 ≤ x ≤ 1 with that sum, and cut where a constraint can no longer be met; the most fractional variable branches,
 * its nearer value first. A branch is left where its bound is within 1e-12 of the objective's size of the best
 * state. A proven absence is told by {@link findConflict}, which also names the reason.
 */
export function branchAndBound(
  problem: ConstrainedBinaryProblem,
  options: BranchAndBoundOptions = {},
): BranchAndBoundSolution | undefined {
  const start = performance.now();
  const { maximumNodes = 2_000_000, maximumSeconds = 60 } = options;
  const given = options.incumbent && isFeasible(problem, options.incumbent) ? options.incumbent : undefined;
  const incumbent = given ? Uint8Array.from(given) : searchLocally(problem, { seed: 1, restarts: 8 })?.bits;
  const search: Search = {
    problem,
    others: problem.constraints.filter(({ coefficients }) => !coefficients.every((value) => value === 1)),
    maximumNodes,
    deadline: start + 1000 * maximumSeconds,
    best: incumbent,
    bestValue: incumbent ? evaluateBinaryQuadratic(problem.objective, incumbent) : Infinity,
    nodeCount: 0,
    overallBound: objectiveLowerBound(problem.objective),
    openBound: Infinity,
  };
  const { minimum, maximum } = cardinalityRange(problem);
  for (let weight = Math.max(0, minimum); weight <= maximum; weight++) exploreWeight(search, weight);
  if (!search.best) return undefined;
  const gap = Math.max(0, search.bestValue - search.openBound);
  return {
    objective: search.bestValue,
    bits: search.best,
    method: "branch and bound",
    proven: gap === 0,
    gap,
    seconds: (performance.now() - start) / 1000,
    nodeCount: search.nodeCount,
  };
}

function exploreWeight(search: Search, weight: number): void {
  const { objective } = search.problem;
  const n = objective.variableCount;
  if (performance.now() > search.deadline) {
    search.openBound = Math.min(search.openBound, search.overallBound);
    return;
  }
  const quadratic = reformulate(objective, weight, search.bestValue);
  const tolerance = 1e-12 * objectiveSize(objective);
  const explore = (status: Uint8Array, warmStart: Float64Array, parentBound: number): void => {
    const cutoff = search.bestValue - tolerance;
    if (parentBound >= cutoff) return;
    if (search.nodeCount >= search.maximumNodes || performance.now() > search.deadline) {
      search.openBound = Math.min(search.openBound, parentBound);
      return;
    }
    search.nodeCount++;
    if (!propagateConstraints(search.others, status)) return;
    const node = boundCardinalityNode(quadratic, weight, status, warmStart, cutoff);
    if (!node || node.bound >= cutoff) return;
    const branch = mostFractional(status, node.point);
    if (branch === undefined) {
      offer(search, node.point);
      return;
    }
    const first = node.point[branch] > 0.5 ? 1 : 0;
    for (const value of [first, 1 - first]) {
      const child = status.slice();
      child[branch] = value;
      explore(child, node.point, node.bound);
    }
  };
  explore(new Uint8Array(n).fill(free), new Float64Array(n).fill(weight / n), search.overallBound);
}

/**
 * The best of some convex reformulations: each but the first weighs the diagonal by xᵢ(1 − xᵢ) at the relaxed
 * optimum of the one before, which is where it loses.
 */
function reformulate(objective: BinaryQuadraticProblem, weight: number, target: number): ConvexQuadratic {
  const n = objective.variableCount;
  const status = new Uint8Array(n).fill(free);
  const priorities = new Float64Array(n).fill(1);
  let best: { quadratic: ConvexQuadratic; bound: number } | undefined;
  let point: Float64Array = new Float64Array(n).fill(weight / n);
  for (let round = 0; round < 4; round++) {
    const quadratic = convexify(objective, { weight, priorities });
    const node = boundCardinalityNode(quadratic, weight, status, point, Infinity);
    if (!node) return quadratic;
    if (!best || node.bound > best.bound) best = { quadratic, bound: node.bound };
    if (node.bound >= target) break;
    point = node.point;
    for (let i = 0; i < n; i++) {
      const loss = 4 * point[i] * (1 - point[i]) + 0.02;
      priorities[i] = round === 0 ? loss : (priorities[i] + loss) / 2;
    }
  }
  return (best as { quadratic: ConvexQuadratic }).quadratic;
}

/** The free variable furthest from 0 and 1; any free one where all are whole; undefined where none is free. */
function mostFractional(status: Uint8Array, point: Float64Array): number | undefined {
  let chosen: number | undefined;
  let greatest = -1;
  for (let i = 0; i < status.length; i++) {
    const fraction = Math.min(point[i], 1 - point[i]);
    if (status[i] === free && fraction > greatest) {
      greatest = fraction;
      chosen = i;
    }
  }
  return chosen;
}

function offer(search: Search, point: Float64Array): void {
  const bits = Uint8Array.from(point, (value) => Math.round(value));
  const value = evaluateBinaryQuadratic(search.problem.objective, bits);
  if (value < search.bestValue && isFeasible(search.problem, bits)) {
    search.best = bits;
    search.bestValue = value;
  }
}

function objectiveSize(objective: BinaryQuadraticProblem): number {
  return (
    objective.linear.reduce((sum, value) => Math.max(sum, Math.abs(value)), 0) +
    objective.quadratic.reduce((sum, value) => Math.max(sum, Math.abs(value)), 0)
  );
}
