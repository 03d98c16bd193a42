import { visitFeasible } from "../classical/enumerate.ts";
import { searchLocally } from "../classical/local-search.ts";
import { objectiveLowerBound } from "../classical/lower-bound.ts";
import { MandateError } from "../errors.ts";
import {
  type BinaryQuadraticProblem,
  createBinaryQuadraticProblem,
  evaluateBinaryQuadratic,
  maskToBits,
} from "./binary-quadratic-problem.ts";
import { type ConstrainedBinaryProblem, isFeasible } from "./constrained-binary-problem.ts";
import { type ConstraintPenalty, penaliseConstraint, QuadraticAccumulator } from "./constraint-penalty.ts";

/** How the penalty weight was chosen and what is known about it. */
export interface PenaltyCheck {
  readonly weight: number;
  /** Whether every state outside the constraints lies above the feasible optimum: proven, or refuted. */
  readonly isSafe: boolean;
  /** Every state was looked at, or a lower bound of the objective plus the weight exceeds a feasible objective. */
  readonly proof: "enumeration" | "bound";
  /** Least feasible objective (enumeration) or the one of the feasible state that the bound was compared with. */
  readonly feasibleObjective: number;
  /** Least penalised value of a state outside the constraints, or a lower bound of it; Infinity if there is none. */
  readonly infeasibleObjective: number;
}

/** A problem without constraints whose least states are the optima of the constrained one. */
export interface PenalisedProblem {
  /** Variables of the constrained problem first, then the slack bits. */
  readonly problem: BinaryQuadraticProblem;
  readonly slackCount: number;
  readonly penalty: PenaltyCheck;
}

/** Options of {@link penalise}. */
export interface PenaliseOptions {
  /** A weight to use and check instead of the chosen one. */
  readonly weight?: number;
  /** A feasible state, where the local search finds none. */
  readonly feasible?: ArrayLike<number>;
  /** Variables (without slack) up to which all states are looked at; default 18. */
  readonly enumerationLimit?: number;
}

/**
 * f(x) + P·Σ_c g_c(x, s): the constraints as penalties of at least P outside, 0 within.
 *
 * P is 1.1 times the least weight that keeps every infeasible state above the feasible optimum where all states can
 * be looked at: max over infeasible x of (f* − f(x))/g(x), and at least 1% of the spread of f. Otherwise it is 1.01
 * times (feasible objective − lower bound of f over all bits), which proves the same. A weight that is given is
 * checked the same way; `isSafe: false` then means refuted (enumeration) or not proven (bound).
 * Throws {@link MandateError} without a feasible state or for a weight that is not positive.
 */
export function penalise(problem: ConstrainedBinaryProblem, options: PenaliseOptions = {}): PenalisedProblem {
  const { weight, enumerationLimit = 18 } = options;
  if (weight !== undefined && !(weight > 0 && Number.isFinite(weight))) {
    throw new MandateError(`weight of the penalty must be a positive number, got ${weight}`);
  }
  const penalties = problem.constraints.flatMap((constraint) => penaliseConstraint(constraint) ?? []);
  const n = problem.objective.variableCount;
  const penalty =
    n <= Math.min(enumerationLimit, 24)
      ? checkByEnumeration(problem, penalties, weight)
      : checkByBound(problem, options);
  const slackCount = penalties.reduce((sum, { slack }) => sum + slack.length, 0);
  return { problem: addPenalties(problem, penalties, slackCount, penalty.weight), slackCount, penalty };
}

function checkByEnumeration(
  problem: ConstrainedBinaryProblem,
  penalties: readonly ConstraintPenalty[],
  given: number | undefined,
): PenaltyCheck {
  const { objective } = problem;
  const everywhere: ConstrainedBinaryProblem = { objective, constraints: [] };
  let optimum = Infinity;
  visitFeasible(problem, (_, value) => (optimum = Math.min(optimum, value)));
  if (optimum === Infinity) throw noFeasibleState();
  let least = Infinity;
  let greatest = -Infinity;
  let required = 0;
  const infeasible: { value: number; violation: number }[] = [];
  visitFeasible(everywhere, (mask, value) => {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    const violation = violationOf(penalties, maskToBits(mask, objective.variableCount));
    if (violation === 0) return;
    required = Math.max(required, (optimum - value) / violation);
    infeasible.push({ value, violation });
  });
  const weight = given ?? (1.1 * required + 0.01 * (greatest - least) || 1);
  const lowest = infeasible.reduce(
    (low, { value, violation }) => Math.min(low, value + weight * violation),
    Infinity,
  );
  return {
    weight,
    isSafe: lowest > optimum,
    proof: "enumeration",
    feasibleObjective: optimum,
    infeasibleObjective: lowest,
  };
}

function violationOf(penalties: readonly ConstraintPenalty[], bits: Uint8Array): number {
  return penalties.reduce((sum, { violation }) => sum + violation(bits), 0);
}

function noFeasibleState(): MandateError {
  return new MandateError(
    "no feasible portfolio is known for this mandate; findConflict names demands that contradict each other",
  );
}

function checkByBound(problem: ConstrainedBinaryProblem, options: PenaliseOptions): PenaltyCheck {
  const { feasible, weight: given } = options;
  if (feasible && !isFeasible(problem, feasible)) {
    throw new MandateError("feasible must be a state that meets the constraints");
  }
  const bits = feasible ?? searchLocally(problem, { seed: 1 })?.bits;
  if (!bits) throw noFeasibleState();
  const feasibleObjective = evaluateBinaryQuadratic(problem.objective, bits);
  const bound = objectiveLowerBound(problem.objective);
  const spread = feasibleObjective - bound;
  const weight = given ?? (1.01 * spread || 1);
  return {
    weight,
    isSafe: bound + weight > feasibleObjective,
    proof: "bound",
    feasibleObjective,
    infeasibleObjective: bound + weight,
  };
}

function addPenalties(
  { objective }: ConstrainedBinaryProblem,
  penalties: readonly ConstraintPenalty[],
  slackCount: number,
  weight: number,
): BinaryQuadraticProblem {
  const n = objective.variableCount;
  const total = new QuadraticAccumulator(n + slackCount);
  total.constant = objective.constant;
  total.linear.set(objective.linear);
  for (let i = 0; i < n; i++) {
    total.quadratic.set(objective.quadratic.subarray(i * n, (i + 1) * n), i * total.size);
  }
  let firstSlack = n;
  for (const { addTo, slack } of penalties) {
    addTo(total, weight, firstSlack);
    firstSlack += slack.length;
  }
  const slackLabels = Array.from({ length: slackCount }, (_, index) => `slack ${index}`);
  return createBinaryQuadraticProblem({
    constant: total.constant,
    linear: total.linear,
    quadratic: total.quadratic,
    labels: [...objective.labels, ...slackLabels],
  });
}
