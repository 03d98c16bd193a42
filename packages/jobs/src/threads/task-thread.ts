import { toJobError } from "@ansatz/contract";
import type { ComputePool } from "@ansatz/simulator";
import type { TaskContext, TaskFunction } from "../definitions/job-definition.ts";
import { createLazyComputePool } from "./lazy-compute-pool.ts";
import { abortMessage, type TaskOutcome, type ThreadInput, type ThreadMessage } from "./messages.ts";
import { createProgressGate } from "./progress-gate.ts";

/** Kept between tasks, so that only a thread's first large calculation waits for threads to start. */
let computePool: ComputePool | undefined;

async function computePoolOf(threads: number): Promise<ComputePool | undefined> {
  if (computePool?.threads !== threads) {
    await computePool?.[Symbol.asyncDispose]();
    computePool = threads > 1 ? createLazyComputePool(threads) : undefined;
  }
  return computePool;
}

/** Calls a task's function in this thread. Progress and checkpoints go through the port; it never throws. */
export default async function runTask(thread: ThreadInput): Promise<TaskOutcome> {
  const { call, port } = thread;
  const abort = new AbortController();
  const send = (message: ThreadMessage): void => {
    port.postMessage(message);
  };
  port.on("message", (message) => {
    if (message === abortMessage) abort.abort();
  });
  const gate = createProgressGate((progress) => {
    send({ type: "progress", progress });
  });
  try {
    const module = (await import(call.module)) as Record<string, TaskFunction<unknown>>;
    const context: TaskContext = {
      pool: await computePoolOf(thread.computeThreads),
      memoryLimitBytes: thread.memoryLimitBytes,
      signal: abort.signal,
      checkpoint: thread.checkpoint,
      onCheckpoint: (checkpoint) => {
        send({ type: "checkpoint", checkpoint });
      },
      onProgress: gate.accept,
    };
    const output = await module[call.name](thread.input, context);
    return { status: "succeeded", output };
  } catch (error) {
    if (abort.signal.aborted) return { status: "stopped" };
    return { status: "failed", error: toJobError(error), stack: stackOf(error) };
  } finally {
    gate.close();
    port.close();
  }
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined
    ? (error.stack ?? error.message)
    : `${error.stack ?? error.message}\ncaused by ${stackOf(error.cause)}`;
}
