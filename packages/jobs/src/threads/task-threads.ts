import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { MessageChannel } from "node:worker_threads";
import { toJobError } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { Piscina } from "piscina";
import type { TaskCall, TaskProgress } from "../definitions/job-definition.ts";
import { JobsOptionError, TaskMemoryError } from "../errors.ts";
import { abortMessage, type TaskOutcome, type ThreadInput, type ThreadMessage } from "./messages.ts";

/** How long a told task may take to stop before its thread is ended, ms. */
const gracePeriodMs = 700;
/** How long threads beyond the first are kept for the next task, ms. */
const idleTimeoutMs = 60_000;

/** A call that runs in a task thread. */
export interface TaskRun {
  /** Never rejects. */
  readonly outcome: Promise<TaskOutcome>;
  /** Tells the task to stop, and ends its thread when it does not soon. */
  readonly stop: () => void;
}

export interface TaskRunOptions {
  readonly call: TaskCall;
  readonly input: unknown;
  readonly checkpoint?: unknown;
  /** Threads of the calculation's compute pool, 1 for none. */
  readonly computeThreads: number;
  readonly memoryLimitBytes?: number | undefined;
  readonly onProgress?: (progress: TaskProgress) => void;
  readonly onCheckpoint?: (checkpoint: unknown) => void;
}

/** Threads that run tasks, each with its own event loop and compute pool. */
export interface TaskThreads extends AsyncDisposable {
  readonly run: (options: TaskRunOptions) => TaskRun;
}

/** Sources run directly need the condition by which workspace packages resolve to them. */
const sourceExecArgv = import.meta.url.endsWith(".ts") ? ["--conditions=@ansatz/source"] : [];

/** Number of threads to use: as asked, or one for each core. */
export function resolveThreads(threads: number | undefined): number {
  const count = threads ?? availableParallelism();
  if (!Number.isInteger(count) || count < 1 || count > 256) {
    throw new JobsOptionError(`threads must be an integer in [1, 256], got ${count}.`, {
      details: { name: "threads", value: count },
    });
  }
  return count;
}

export interface TaskThreadsOptions {
  /** Threads to keep, default 1. */
  readonly minimum?: number;
  /** Most threads at once. */
  readonly maximum: number;
  /** JavaScript heap of a thread, default that of the process. WebAssembly memory does not count. */
  readonly heapMebibytes?: number;
}

export function createTaskThreads(options: TaskThreadsOptions): TaskThreads {
  const piscina = new Piscina({
    filename: fileURLToPath(workerModule(import.meta.url, "./task-thread")),
    minThreads: options.minimum ?? 1,
    maxThreads: options.maximum,
    idleTimeout: idleTimeoutMs,
    concurrentTasksPerWorker: 1,
    ...(options.heapMebibytes === undefined
      ? {}
      : { resourceLimits: { maxOldGenerationSizeMb: options.heapMebibytes } }),
    // Between tasks a thread's event loop goes on: its port closes, its compute pool lives.
    atomics: "disabled",
    execArgv: [...process.execArgv, ...sourceExecArgv],
  });

  const run = (task: TaskRunOptions): TaskRun => {
    const { port1, port2 } = new MessageChannel();
    const kill = new AbortController();
    const told = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    port1.on("message", (message: ThreadMessage) => {
      if (message.type === "progress") task.onProgress?.(message.progress);
      else task.onCheckpoint?.(message.checkpoint);
    });
    const portClosed = new Promise((resolve) => port1.once("close", resolve));
    const input: ThreadInput = {
      call: task.call,
      input: task.input,
      checkpoint: task.checkpoint,
      computeThreads: task.computeThreads,
      memoryLimitBytes: task.memoryLimitBytes,
      port: port2,
    };
    const outcome = (async (): Promise<TaskOutcome> => {
      try {
        const ended = (await piscina.run(input, {
          transferList: [port2],
          signal: kill.signal,
        })) as TaskOutcome;
        // The port's last messages may arrive after the result, which takes another way.
        await portClosed;
        return ended;
      } catch (error) {
        port1.close();
        if (told.signal.aborted) return { status: "stopped" };
        const failure = isOutOfMemory(error) ? outOfMemoryError(error) : error;
        return { status: "failed", error: toJobError(failure), stack: String(error) };
      } finally {
        told.abort();
        clearTimeout(timer);
      }
    })();
    return {
      outcome,
      stop() {
        if (told.signal.aborted) return;
        told.abort();
        port1.postMessage(abortMessage);
        timer = setTimeout(() => {
          kill.abort();
        }, gracePeriodMs);
      },
    };
  };
  return { run, [Symbol.asyncDispose]: () => piscina.destroy() };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function outOfMemoryError(cause: unknown): TaskMemoryError {
  return new TaskMemoryError(
    "The calculation used up the memory of its thread; choose a smaller basis set or active space, or a smaller circuit.",
    { cause },
  );
}
