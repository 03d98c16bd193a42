import type { FrontierRequest, FrontierResult } from "@ansatz/contract";
import type { TaskContext } from "../definitions/job-definition.ts";
import { combineFrontier } from "../frontiers/combine-frontier.ts";
import { frontierTasks, planFrontier, type FrontierTask } from "../frontiers/plan-frontier.ts";
import { runFrontierTask, type FrontierTaskOutput } from "../frontiers/run-frontier-task.ts";

/** Checks a job before it is stored. */
export async function checkFrontierJob(
  request: FrontierRequest,
  { memoryLimitBytes }: TaskContext,
): Promise<null> {
  await planFrontier(request, { memoryLimitBytes });
  return null;
}

/** Points and selections as tasks. */
export async function planFrontierTasks(
  request: FrontierRequest,
  context: TaskContext,
): Promise<FrontierTask[]> {
  context.onProgress({ stage: "read-market", message: "Reading the market", fraction: 0.01 });
  return frontierTasks(await planFrontier(request, context), request, context.signal);
}

export function runFrontierPart(task: FrontierTask, context: TaskContext): Promise<FrontierTaskOutput> {
  return runFrontierTask(task, context);
}

export function combineFrontierParts(
  input: { readonly request: FrontierRequest; readonly outputs: readonly FrontierTaskOutput[] },
  context: TaskContext,
): Promise<FrontierResult> {
  return combineFrontier(input, context);
}
