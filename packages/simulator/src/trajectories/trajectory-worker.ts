import { createPacer } from "./pacer.ts";
import { runChunk } from "./run-chunk.ts";
import type { TrajectoryChunk } from "./run-chunk.ts";
import type { TrajectorySums } from "./shot-groups.ts";

/** Runs a chunk of shots in a worker thread. */
export function runTrajectoryChunk(chunk: TrajectoryChunk): Promise<TrajectorySums> {
  return runChunk(chunk, createPacer({ total: chunk.count }));
}
