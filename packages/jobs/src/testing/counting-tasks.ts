import { setTimeout as sleep } from "node:timers/promises";
import type { TaskContext } from "../definitions/job-definition.ts";

/** A job that counts: a stand-in for a long calculation whose every step is known. */
export interface CountingRequest {
  readonly steps: number;
  readonly stepMs: number;
  /** Number of tasks; without it the job is one task. */
  readonly parts?: number;
  /** Steps between checkpoints, default none. */
  readonly checkpointEvery?: number;
  /** Fails in this way at the last step. */
  readonly failure?: "domain" | "fault" | "exit" | "kill" | "memory";
  /** Never yields and ignores being told to stop. */
  readonly isDeaf?: boolean;
}

export interface CountingOutput {
  readonly steps: number;
  /** The step it went on from. */
  readonly resumedAt: number;
  readonly processId: number;
}

export function plan(request: CountingRequest): CountingRequest[] {
  const { parts = 1, ...part } = request;
  return Array.from({ length: parts }, () => part);
}

export async function count(request: CountingRequest, context: TaskContext): Promise<CountingOutput> {
  const { steps, stepMs, checkpointEvery } = request;
  const resumedAt = (context.checkpoint as { step: number } | undefined)?.step ?? 0;
  for (let step = resumedAt + 1; step <= steps; step++) {
    if (request.isDeaf) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, stepMs);
    else await sleep(stepMs, undefined, { signal: context.signal });
    context.onProgress({ stage: "vqe", message: `step ${step}`, fraction: step / steps });
    if (checkpointEvery !== undefined && step % checkpointEvery === 0) context.onCheckpoint({ step });
  }
  fail(request.failure);
  return { steps, resumedAt, processId: process.pid };
}

function fail(failure: CountingRequest["failure"]): void {
  if (failure === "domain") {
    throw Object.assign(new Error("parts must be even, got 3."), {
      code: "invalid-argument",
      details: { got: 3 },
    });
  }
  if (failure === "fault") throw new Error("a secret that no user may see");
  if (failure === "exit") process.exit(7);
  if (failure === "kill") process.kill(process.pid, "SIGKILL");
  if (failure === "memory") {
    const hoard: number[][] = [];
    for (;;) hoard.push(new Array<number>(1e6).fill(hoard.length));
  }
}

export function combine({
  outputs,
}: {
  readonly request: CountingRequest;
  readonly outputs: CountingOutput[];
}) {
  return { steps: outputs.reduce((sum, { steps }) => sum + steps, 0), parts: outputs };
}
