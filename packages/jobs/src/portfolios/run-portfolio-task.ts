import { usableMemoryBytes } from "../circuits/memory.ts";
import type { TaskContext } from "../definitions/job-definition.ts";
import { unpackProblem } from "./packed-problem.ts";
import type { PortfolioTask } from "./plan-portfolio.ts";
import type { QuantumOutcome, RecursiveOutcome } from "./quantum-outcome.ts";
import { runQaoa } from "./run-qaoa.ts";
import { runVariationally } from "./run-variational.ts";
import { runRecursively } from "./run-recursive.ts";
import { solveClassically, type ClassicalOutcome } from "./solve-classically.ts";

/** What came out of a task's parts. */
export interface PortfolioTaskOutput {
  readonly classical: ClassicalOutcome | null;
  readonly qaoa: readonly QuantumOutcome[];
  readonly recursive: RecursiveOutcome | null;
}

/** Runs the parts of a task one after the other. */
export async function runPortfolioTask(
  task: PortfolioTask,
  context: TaskContext,
): Promise<PortfolioTaskOutput> {
  const problem = unpackProblem(task.problem);
  const maximumBytes = context.memoryLimitBytes ?? usableMemoryBytes();
  const classical = task.classical ? await solveClassically(problem, task.classical, context) : null;
  const runs = task.qaoa ?? [];
  const qaoa: QuantumOutcome[] = [];
  for (const settings of runs) {
    context.signal.throwIfAborted();
    const outcome = await runQaoa(problem, settings, maximumBytes, context);
    if (outcome) qaoa.push(outcome);
  }
  for (const settings of task.variational ?? []) {
    context.signal.throwIfAborted();
    const outcome = await runVariationally(problem, settings, context);
    if (outcome) qaoa.push(outcome);
  }
  const recursive = task.recursive
    ? await runRecursively(problem, task.recursive, maximumBytes, context)
    : null;
  return { classical, qaoa, recursive };
}
