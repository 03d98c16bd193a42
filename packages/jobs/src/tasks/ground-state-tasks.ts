import type { GroundStateRequest } from "@ansatz/contract";
import { solveGroundState, type GroundStateCheckpoint, type GroundStateResult } from "@ansatz/chemistry/node";
import type { TaskContext } from "../definitions/job-definition.ts";

/** The only task of a ground-state job. */
export function runGroundState(
  request: GroundStateRequest,
  context: TaskContext,
): Promise<GroundStateResult> {
  return solveGroundState(request, {
    ...context,
    checkpoint: context.checkpoint as GroundStateCheckpoint | undefined,
  });
}
