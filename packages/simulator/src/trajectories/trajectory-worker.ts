import { createPacer } from "./pacer.ts";
import { runChunk } from "./run-chunk.ts";
import type { TrajectoryChunk } from "./run-chunk.ts";
import { createSegmentRunner } from "./segment-runner.ts";
import type { SegmentRunner } from "./segment-runner.ts";
import type { TrajectorySums } from "./shot-groups.ts";

/** States up to this size (1 MiB) may stay in memory between chunks. */
const greatestKeptQubits = 16;

/** This thread's runner of the last qubit count: the next chunk is likely of the same. */
let kept: { readonly qubitCount: number; readonly runner: Promise<SegmentRunner> } | undefined;

/** Runs a chunk of shots in a worker thread. */
export async function runTrajectoryChunk(chunk: TrajectoryChunk): Promise<TrajectorySums> {
  const { qubitCount } = chunk;
  const pacer = createPacer({ total: chunk.count });
  if (qubitCount > greatestKeptQubits) {
    await using runner = await createSegmentRunner(qubitCount);
    return await runChunk(chunk, runner, pacer);
  }
  if (kept?.qubitCount !== qubitCount) kept = { qubitCount, runner: createSegmentRunner(qubitCount) };
  return runChunk(chunk, await kept.runner, pacer);
}
