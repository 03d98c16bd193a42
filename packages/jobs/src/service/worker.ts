import type { JobDefinition } from "../definitions/job-definition.ts";
import { JobsOptionError } from "../errors.ts";
import type { Log } from "../log.ts";
import { startDispatcher } from "../queue/dispatcher.ts";
import type { QueueName } from "../queue/queue.ts";
import { createTaskRunner } from "../queue/task-runner.ts";
import type { UseStore } from "../store/store-keeper.ts";
import { createTaskThreads, type TaskThreads } from "../threads/task-threads.ts";
import { withTimeout } from "../with-timeout.ts";

/** How long running tasks may take to be given back when the process ends in order, ms. */
const stopTimeoutMs = 3_000;

/** What takes tasks from the queue and runs them in threads of this process. */
export interface Worker extends AsyncDisposable {
  /** There may be tasks. */
  readonly wake: () => void;
  /** Stops the tasks of a job that has ended. */
  readonly stopJob: (jobId: string) => void;
}

export interface WorkerOptions {
  readonly use: UseStore;
  readonly definitions: ReadonlyMap<string, JobDefinition>;
  readonly threads: number;
  /** How many tasks of each queue run at once. */
  readonly slots: Readonly<Record<QueueName, number>>;
  readonly memoryLimitBytes: number | undefined;
  /** Names this process in the store. */
  readonly instance: string;
  readonly log: Log;
}

/** How many tasks of each queue may run at once. */
export function slotsOf(threads: number, concurrency = 2): Readonly<Record<QueueName, number>> {
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    throw new JobsOptionError(`concurrency must be an integer in [1, 64], got ${concurrency}.`, {
      details: { name: "concurrency", value: concurrency },
    });
  }
  return { "all-threads": concurrency, "one-thread": threads };
}

export function startWorker(options: WorkerOptions): Worker {
  const { definitions, threads, slots, log } = options;
  const threadsOf: Readonly<Record<QueueName, TaskThreads>> = {
    "all-threads": createTaskThreads({ minimum: 1, maximum: slots["all-threads"] }),
    "one-thread": createTaskThreads({ minimum: 0, maximum: slots["one-thread"] }),
  };
  const runner = createTaskRunner({ ...options, threadsOf });
  const dispatcher = startDispatcher({ use: options.use, runner, slots, log });
  // A thread that waits for work loads what the first jobs need.
  for (const { warmUp: call } of definitions.values()) {
    if (call) threadsOf["all-threads"].run({ call, input: null, computeThreads: threads });
  }
  return {
    wake: dispatcher.wake,
    stopJob: runner.stopJob,
    async [Symbol.asyncDispose]() {
      await withTimeout(dispatcher.stop(), stopTimeoutMs, "giving back the tasks").catch((error: unknown) => {
        log.warn(
          { err: error },
          "Some tasks could not be given back; they go on after their heartbeat has expired.",
        );
      });
      await Promise.all(Object.values(threadsOf).map((pool) => pool[Symbol.asyncDispose]()));
    },
  };
}
