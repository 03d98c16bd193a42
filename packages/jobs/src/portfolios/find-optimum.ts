import {
  binomial,
  branchAndBound,
  createBinaryQuadraticProblem,
  enumerateOptimum,
  SolverError,
  type BinarySolution,
  type PortfolioProblem,
} from "@ansatz/finance";

/** Selections up to which all are looked at. */
const enumerableSelections = 1_000_000;
/** Longest searches, s. */
const optimumSeconds = 60;
const worstSeconds = 10;

/** The best selection with how far it is proven, and what is known of the others. */
export interface KnownOptimum {
  readonly solution: BinarySolution;
  /** Selections of the size asked for. */
  readonly selections: number;
  /** Selections that are optimal; 1 where they were not counted. */
  readonly optimumCount: number;
  /** Greatest objective; undefined where not all selections were looked at. */
  readonly worst: number | undefined;
}

/** Whether an objective is that of the optimum, up to rounding. */
export function isAsGood(objective: number, optimum: number): boolean {
  return objective <= optimum + 1e-10 * Math.max(1e-6, Math.abs(optimum));
}

/** The optimum by enumeration where there are few selections, else by branch and bound. */
export function findOptimum(problem: PortfolioProblem, pick: number): KnownOptimum {
  const selections = binomial(problem.objective.variableCount, pick);
  if (selections <= enumerableSelections) {
    const solution = enumerateOptimum(problem);
    if (!solution) throw new SolverError("the enumeration found no selection");
    return { solution, selections, optimumCount: solution.optimumCount, worst: solution.maximum };
  }
  const solution = branchAndBound(problem, { maximumSeconds: optimumSeconds });
  if (!solution) throw new SolverError("branch and bound found no selection");
  return { solution, selections, optimumCount: 1, worst: undefined };
}

/** The greatest objective by branch and bound on the problem with its sign changed; undefined where it is not proven. */
export function findWorst({ objective, constraints }: PortfolioProblem): number | undefined {
  const negated = createBinaryQuadraticProblem({
    constant: -objective.constant,
    linear: objective.linear.map((value) => -value),
    quadratic: objective.quadratic.map((value) => -value),
  });
  const solution = branchAndBound({ objective: negated, constraints }, { maximumSeconds: worstSeconds });
  return solution?.proven === true ? -solution.objective : undefined;
}
