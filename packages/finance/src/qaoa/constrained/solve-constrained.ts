import { MandateError } from "../../errors.ts";
import {
  cardinalityRange,
  type ConstrainedBinaryProblem,
} from "../../problems/constrained-binary-problem.ts";
import { assertMandateCanBeMet } from "../../problems/find-conflict.ts";
import type { PenaltyCheck } from "../../problems/penalised-problem.ts";
import type { SolveQaoaOptions } from "../qaoa-options.ts";
import { surveyProblem } from "../qaoa-problem.ts";
import type { QaoaResult, QaoaState } from "../qaoa-result.ts";
import { solveQaoa } from "../solve-qaoa.ts";
import { penaliseStates } from "./penalise-states.ts";

/** QAOA on one number of ones, or on all states. */
export interface ConstrainedRun {
  /** Undefined for all states. */
  readonly weight: number | undefined;
  readonly result: QaoaResult;
  /** Of constraints that the mixer does not keep. */
  readonly penalty: PenaltyCheck | undefined;
}

export interface ConstrainedQaoaResult {
  /** One for each number of ones that some feasible state has, ascending; one for the mixer "x". */
  readonly runs: readonly ConstrainedRun[];
  /** The best feasible state among all samples, and the number of its run. */
  readonly bestFound: QaoaState | undefined;
  readonly bestRun: number | undefined;
  readonly optimum: QaoaState & { readonly count: number };
  /** Probability that a sample of a run chosen at random is optimal: runs share the shots evenly. */
  readonly optimumProbability: number;
  /** The same for a feasible state drawn at random. */
  readonly uniformProbability: number;
  readonly seconds: number;
}

/**
 * Minimises a quadratic function of bits under linear constraints by QAOA. Mixers that keep the number of ones ("xy-ring", the
 * default where the constraints limit it, "xy-complete", "grover") run once for each number that is allowed: the feasible states
 * are the union of their sectors, and nothing but the other constraints (groups, changes, required assets) needs a penalty;
 * "x" runs once on all states, with penalties for all. Penalties are checked on every state, without slack bits.
 *
 * Throws {@link MandateError} that names the constraints that contradict each other, and what {@link solveQaoa} throws.
 */
export async function solveConstrained(
  problem: ConstrainedBinaryProblem,
  options: SolveQaoaOptions = {},
): Promise<ConstrainedQaoaResult> {
  const began = performance.now();
  const { minimum, maximum } = cardinalityRange(problem);
  const isCounted = problem.constraints.some(({ coefficients }) =>
    coefficients.every((value) => value === 1),
  );
  const mixer = options.mixer ?? (isCounted ? "xy-ring" : "x");
  const weights: (number | undefined)[] =
    mixer === "x"
      ? [undefined]
      : Array.from({ length: Math.max(0, maximum - minimum + 1) }, (_, k) => minimum + k);
  const spaces = weights.flatMap((weight) => {
    const states = penaliseStates(problem, mixer, weight);
    return states ? [{ weight, ...states }] : [];
  });
  if (spaces.length === 0) {
    await assertMandateCanBeMet(problem);
    throw new MandateError("no state meets the constraints");
  }
  const shots = options.shots ?? 1000;
  const runs: ConstrainedRun[] = [];
  let feasibleCount = 0;
  for (const { weight, problem: states, penalty } of spaces) {
    const share = Math.floor(shots / spaces.length) + (runs.length < shots % spaces.length ? 1 : 0);
    const result = await solveQaoa(states, { ...options, mixer, shots: share });
    feasibleCount += surveyProblem(states, mixer).feasibleCount;
    runs.push({ weight, result, penalty });
  }
  const least = Math.min(...runs.map(({ result }) => result.optimum.cost));
  const equality =
    1e-12 * Math.max(Math.abs(least), ...runs.map(({ result }) => Math.abs(result.optimum.cost)));
  const optimal = runs.filter(({ result }) => result.optimum.cost <= least + equality);
  const count = optimal.reduce((sum, { result }) => sum + result.optimum.count, 0);
  let bestRun: number | undefined;
  runs.forEach(({ result }, index) => {
    const cost = result.bestFound?.cost ?? Infinity;
    if (cost < (bestRun === undefined ? Infinity : (runs[bestRun].result.bestFound?.cost ?? Infinity)))
      bestRun = index;
  });
  return {
    runs,
    bestFound: bestRun === undefined ? undefined : runs[bestRun].result.bestFound,
    bestRun,
    optimum: { ...optimal[0].result.optimum, count },
    optimumProbability: optimal.reduce((sum, { result }) => sum + result.optimumProbability, 0) / runs.length,
    uniformProbability: count / feasibleCount,
    seconds: (performance.now() - began) / 1000,
  };
}
