import type { NoisyStep } from "../noise/noisy-program.ts";
import { splitTerminalMeasurements } from "../noise/terminal-measurements.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import type { Pacer } from "./pacer.ts";
import { createSegmentRunner } from "./segment-runner.ts";
import type { SegmentRunner } from "./segment-runner.ts";
import { ShotGroups } from "./shot-groups.ts";
import type { TrajectorySums } from "./shot-groups.ts";
import { planTrajectorySteps } from "./trajectory-plan.ts";

/** Shots `first` to `first + count − 1` of a program: what a worker thread gets. */
export interface TrajectoryChunk {
  readonly qubitCount: number;
  readonly bitCount: number;
  readonly program: readonly NoisyStep[];
  readonly observables: readonly PauliSum[];
  readonly seed: number;
  readonly first: number;
  readonly count: number;
}

/** This thread's runner of the last qubit count: the next chunk is likely of the same. */
let lastRunner: { readonly qubitCount: number; readonly runner: Promise<SegmentRunner> } | undefined;

/** Runs a chunk on this thread. */
export async function runChunk(chunk: TrajectoryChunk, pacer: Pacer): Promise<TrajectorySums> {
  const { qubitCount, bitCount, program, observables } = chunk;
  if (lastRunner?.qubitCount !== qubitCount) {
    lastRunner = { qubitCount, runner: createSegmentRunner(qubitCount) };
  }
  const { steps, terminal } = splitTerminalMeasurements(program);
  const task = { qubitCount, bitCount, steps: planTrajectorySteps(steps), terminal, observables };
  return new ShotGroups(task, await lastRunner.runner, pacer, chunk).run();
}
