import { SolverError } from "../errors.ts";
import { cardinalityRange, type ConstrainedBinaryProblem } from "../problems/constrained-binary-problem.ts";
import { assertMandateCanBeMet } from "../problems/find-conflict.ts";
import { branchAndBound } from "./branch-and-bound.ts";
import { enumerateOptimum } from "./enumerate.ts";
import type { BinarySolution } from "./exact-result.ts";
import { branchAndBoundQuadratic } from "./quadratic-branch-and-bound.ts";
import { solveMixedInteger } from "./solve-mixed-integer.ts";

/** Options of {@link solveExactly}. */
export interface SolveExactlyOptions {
  /** Seconds after which the best state so far is returned unproven; default 60. */
  readonly maximumSeconds?: number;
  readonly signal?: AbortSignal;
}

/**
 * The optimum by the exact method that suits the problem: enumeration up to 16 variables, {@link branchAndBound}
 * where the number of set bits has at most eight values, else {@link branchAndBoundQuadratic}, and
 * {@link solveMixedInteger} where its programmes fail. Throws {@link MandateError} that names the demands that
 * contradict each other, {@link SolverError} where the time ended without a feasible state.
 */
export async function solveExactly(
  problem: ConstrainedBinaryProblem,
  options: SolveExactlyOptions = {},
): Promise<BinarySolution> {
  const { maximumSeconds = 60, signal } = options;
  const { minimum, maximum } = cardinalityRange(problem);
  let solution: BinarySolution | undefined;
  if (problem.objective.variableCount <= 16) {
    solution = enumerateOptimum(problem);
  } else if (maximum - minimum < 8) solution = branchAndBound(problem, { maximumSeconds });
  else {
    solution = await branchAndBoundQuadratic(problem, { maximumSeconds, ...(signal && { signal }) }).catch(
      (error: unknown) => {
        // Costs far above the risks scale the quadratic programmes badly; products as variables do not mind.
        if (!(error instanceof SolverError)) throw error;
        return solveMixedInteger(problem, { maximumSeconds });
      },
    );
  }
  if (solution) return solution;
  await assertMandateCanBeMet(problem);
  throw new SolverError(`no feasible portfolio was found within ${maximumSeconds} seconds`);
}
