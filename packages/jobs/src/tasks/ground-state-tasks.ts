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

/** Runs two small molecules through the whole road: kernels are compiled, threads started, conformer data loaded. */
export async function warmUp(_input: null, { pool, signal }: TaskContext): Promise<null> {
  for (const molecule of [{ library: "h2" }, { smiles: "O" }])
    await solveGroundState({ molecule }, { pool, signal });
  return null;
}
