import { solveProgram } from "../classical/highs-solver.ts";
import { MandateError, SolverError } from "../errors.ts";
import type { ConstrainedBinaryProblem, LinearConstraint } from "./constrained-binary-problem.ts";

async function canBeMet(constraints: readonly LinearConstraint[], variableCount: number): Promise<boolean> {
  const columns = Array.from({ length: variableCount }, (_, index) => index);
  const { status } = await solveProgram(
    {
      cost: new Float64Array(variableCount),
      lower: new Float64Array(variableCount),
      upper: new Float64Array(variableCount).fill(1),
      integral: new Uint8Array(variableCount).fill(1),
      rows: constraints.map(({ coefficients, lower, upper }) => ({
        indices: columns,
        values: [...coefficients],
        lower,
        upper,
      })),
    },
    { maximumSeconds: 20 },
  );
  if (status === "limit")
    throw new SolverError("the search for a feasible portfolio took longer than 20 seconds");
  return status === "optimal";
}

/**
 * Names of constraints that no state meets together, although without any one of them some state does; undefined
 * where the problem has a feasible state. Decided by integer programmes (HiGHS) with a deletion filter, Chinneck
 * and Dravnieks, ORSA J. Comput. 3, 157 (1991).
 */
export async function findConflict(problem: ConstrainedBinaryProblem): Promise<string[] | undefined> {
  const { variableCount } = problem.objective;
  let kept = [...problem.constraints];
  if (await canBeMet(kept, variableCount)) return undefined;
  for (const constraint of problem.constraints) {
    const rest = kept.filter((other) => other !== constraint);
    if (!(await canBeMet(rest, variableCount))) kept = rest;
  }
  return kept.map(({ name }) => name);
}

/** Throws {@link MandateError} that names the demands of a mandate that cannot hold together, if there are any. */
export async function assertMandateCanBeMet(problem: ConstrainedBinaryProblem): Promise<void> {
  const conflict = await findConflict(problem);
  if (!conflict) return;
  const names = conflict.map((name) => `"${name}"`).join(", ");
  throw new MandateError(
    conflict.length === 1
      ? `the mandate demands ${names}, which no portfolio fulfils; relax it`
      : `the mandate contradicts itself: ${names} cannot hold together; relax one of them`,
    { conflict },
  );
}
