import type { QaoaMixer } from "@ansatz/simulator";
import type { ConstrainedBinaryProblem } from "../../problems/constrained-binary-problem.ts";
import type { PenaltyCheck } from "../../problems/penalised-problem.ts";
import { qaoaSpace } from "../qaoa-problem.ts";
import type { QaoaProblem } from "../qaoa-problem.ts";
import { penalisedCosts } from "./penalised-costs.ts";

/** A constrained problem on the states of a mixer. */
export interface PenalisedStates {
  readonly problem: QaoaProblem;
  /** Undefined where the mixer keeps every constraint. */
  readonly penalty: PenaltyCheck | undefined;
}

/**
 * The problem on the states of a mixer (with `weight` ones but for "x"), what the mixer does not keep as a penalty: see
 * {@link penalisedCosts}. A cost that is given for each state needs no slack bits. Undefined where no state is feasible.
 */
export function penaliseStates(
  problem: ConstrainedBinaryProblem,
  mixer: QaoaMixer,
  weight: number | undefined,
): PenalisedStates | undefined {
  const { variableCount } = problem.objective;
  const kept = mixer === "x" ? undefined : weight;
  const plain = { variableCount, ...(kept === undefined ? {} : { weight: kept }) };
  const { size } = qaoaSpace(plain, mixer);
  const penalised = penalisedCosts(problem, kept, size);
  if (!penalised) return undefined;
  const { costs, isFeasible, least, penalty } = penalised;
  if (!penalty || !isFeasible) return { problem: { ...plain, cost: costs }, penalty: undefined };
  const { leastOutside } = penalty;
  return {
    problem: { ...plain, cost: costs, isFeasible },
    penalty: {
      weight: penalty.weight,
      isSafe: leastOutside > least,
      proof: "enumeration",
      feasibleObjective: least,
      infeasibleObjective: leastOutside,
    },
  };
}
