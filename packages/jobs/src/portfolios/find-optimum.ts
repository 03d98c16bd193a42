import {
  binomial,
  branchAndBound,
  cardinalityRange,
  createBinaryQuadraticProblem,
  enumerateOptimum,
  solveExactly,
  type BinarySolution,
  type ConstrainedBinaryProblem,
} from "@ansatz/finance";

/** States up to which all are looked at. */
const enumerableStates = 1_000_000;
/** Longest searches, s. */
const optimumSeconds = 60;
/** Of searches over units, whose last share of the gap takes longest. */
const unitSeconds = 30;
const worstSeconds = 10;

/** The best state with how far it is proven, and what is known of the others. */
export interface KnownOptimum {
  readonly solution: BinarySolution;
  /** Feasible states, states that are optimal, and the greatest objective; null where not all were looked at. */
  readonly feasibleCount: number | null;
  readonly optimumCount: number | null;
  readonly worst: number | null;
}

/** Whether an objective is that of the optimum, up to rounding. */
export function isAsGood(objective: number, optimum: number): boolean {
  return objective <= optimum + 1e-10 * Math.max(1e-6, Math.abs(optimum));
}

function hasOtherDemands({ constraints }: ConstrainedBinaryProblem): boolean {
  return constraints.some(({ coefficients }) => !coefficients.every((value) => value === 1));
}

/** States with numbers of set bits that are allowed, other demands aside; infinite ones are many. */
function countStates(problem: ConstrainedBinaryProblem): number {
  const { variableCount } = problem.objective;
  const { minimum, maximum } = cardinalityRange(problem);
  let count = 0;
  for (let weight = Math.max(0, minimum); weight <= maximum; weight++)
    count += binomial(variableCount, weight);
  return count;
}

/** Whether looking at all states is quick. */
export function isEnumerable(problem: ConstrainedBinaryProblem): boolean {
  const { variableCount } = problem.objective;
  // With other demands than a number of holdings the search runs over a tree of all states, cut where it can be.
  return hasOtherDemands(problem)
    ? variableCount <= 20
    : countStates(problem) <= enumerableStates && variableCount <= 53;
}

/** The optimum by enumeration where there are few states, else by branch and bound. */
export async function findOptimum(
  problem: ConstrainedBinaryProblem,
  signal: AbortSignal,
): Promise<KnownOptimum> {
  if (isEnumerable(problem)) {
    const solution = enumerateOptimum(problem);
    if (solution) {
      const { feasibleCount, optimumCount, maximum } = solution;
      return { solution, feasibleCount, optimumCount, worst: maximum };
    }
  }
  const { minimum, maximum } = cardinalityRange(problem);
  const maximumSeconds = maximum - minimum < 8 ? optimumSeconds : unitSeconds;
  const solution = await solveExactly(problem, { maximumSeconds, signal });
  const feasibleCount = hasOtherDemands(problem) ? null : countStates(problem);
  return { solution, feasibleCount, optimumCount: null, worst: null };
}

/** The greatest objective by branch and bound on the problem with its sign changed; null where it is not proven. */
export function findWorst({ objective, constraints }: ConstrainedBinaryProblem): number | null {
  const { minimum, maximum } = cardinalityRange({ objective, constraints });
  // Bounds over many numbers of holdings take too long for a figure of interest only.
  if (maximum - minimum >= 8) return null;
  const negated = createBinaryQuadraticProblem({
    constant: -objective.constant,
    linear: objective.linear.map((value) => -value),
    quadratic: objective.quadratic.map((value) => -value),
  });
  const solution = branchAndBound({ objective: negated, constraints }, { maximumSeconds: worstSeconds });
  return solution?.proven === true ? -solution.objective : null;
}
