import { listStates } from "@ansatz/simulator";
import type { QaoaMixer } from "@ansatz/simulator";
import type {
  ConstrainedBinaryProblem,
  LinearConstraint,
} from "../../problems/constrained-binary-problem.ts";
import type { PenaltyCheck } from "../../problems/penalised-problem.ts";
import { qaoaSpace, surveyProblem } from "../qaoa-problem.ts";
import type { QaoaProblem } from "../qaoa-problem.ts";

/** A constrained problem on the states of a mixer. */
export interface PenalisedStates {
  readonly problem: QaoaProblem;
  /** Undefined where the mixer keeps every constraint. */
  readonly penalty: PenaltyCheck | undefined;
}

/** Distance of a state from a constraint's limits, squared, at least 1 outside. */
function squaredDistance({ coefficients, lower, upper }: LinearConstraint, mask: number): number {
  let [activity, rest] = [0, mask];
  for (const coefficient of coefficients) {
    const next = Math.floor(rest / 2);
    if (rest - 2 * next === 1) activity += coefficient;
    rest = next;
  }
  return Math.max(0, lower - activity, activity - upper) ** 2;
}

/**
 * The states of a mixer (with `weight` ones but for "x") with costs f(x) + P·Σ_c (distance of x from the limits of c)²: a
 * cost that is given for each state needs no slack bits. P is 1.1 times the least weight that keeps every state outside above
 * the best one within, and 1 % of the spread of f more; every state is looked at. Undefined where no state is feasible.
 */
export function penaliseStates(
  problem: ConstrainedBinaryProblem,
  mixer: QaoaMixer,
  weight: number | undefined,
): PenalisedStates | undefined {
  const { objective } = problem;
  const { variableCount } = objective;
  const sector = mixer === "x" || weight === undefined ? {} : { weight };
  const isKept = ({ coefficients, lower, upper }: LinearConstraint): boolean =>
    "weight" in sector &&
    coefficients.every((value) => value === 1) &&
    sector.weight >= lower &&
    sector.weight <= upper;
  const others = problem.constraints.filter((constraint) => !isKept(constraint));
  const plain: QaoaProblem = { variableCount, cost: objective, ...sector };
  if (others.length === 0) return { problem: plain, penalty: undefined };
  const masks = listStates(qaoaSpace(plain, mixer));
  const { costs } = surveyProblem(plain, mixer);
  const outside = masks.map((mask) =>
    others.reduce((sum, constraint) => sum + squaredDistance(constraint, mask), 0),
  );
  let [optimum, least, greatest] = [Infinity, Infinity, -Infinity];
  costs.forEach((cost, index) => {
    least = Math.min(least, cost);
    greatest = Math.max(greatest, cost);
    if (outside[index] === 0) optimum = Math.min(optimum, cost);
  });
  if (optimum === Infinity) return undefined;
  let required = 0;
  costs.forEach((cost, index) => {
    if (outside[index] > 0) required = Math.max(required, (optimum - cost) / outside[index]);
  });
  const penalty = 1.1 * required + 0.01 * (greatest - least) || 1;
  let lowest = Infinity;
  const penalised = costs.map((cost, index) => {
    const value = cost + penalty * outside[index];
    if (outside[index] > 0) lowest = Math.min(lowest, value);
    return value;
  });
  return {
    problem: {
      ...plain,
      cost: penalised,
      isFeasible: (mask) => others.every((constraint) => squaredDistance(constraint, mask) === 0),
    },
    penalty: {
      weight: penalty,
      isSafe: lowest > optimum,
      proof: "enumeration",
      feasibleObjective: optimum,
      infeasibleObjective: lowest,
    },
  };
}
