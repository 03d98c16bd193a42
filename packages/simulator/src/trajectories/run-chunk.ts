import type { NoisyStep } from "../noise/noisy-program.ts";
import { splitTerminalMeasurements } from "../noise/terminal-measurements.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import type { Pacer } from "./pacer.ts";
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

/** Runs a chunk on this thread. */
export function runChunk(
  chunk: TrajectoryChunk,
  runner: SegmentRunner,
  pacer: Pacer,
): Promise<TrajectorySums> {
  const { qubitCount, bitCount, program, observables } = chunk;
  const { steps, terminal } = splitTerminalMeasurements(program);
  const task = { qubitCount, bitCount, steps: planTrajectorySteps(steps), terminal, observables };
  return new ShotGroups(task, runner, pacer, chunk).run();
}
