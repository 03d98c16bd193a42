import type { ComputePool } from "@ansatz/simulator";

/** A function exported by a module, called in a worker thread as {@link TaskFunction}. */
export interface TaskCall {
  /** URL of the module. */
  readonly module: string;
  readonly name: string;
}

/** What a task function gets beside its input. */
export interface TaskContext {
  /** Threads for the calculation; without it, the task has the one thread it runs on. */
  readonly pool: ComputePool | undefined;
  readonly memoryLimitBytes: number | undefined;
  readonly signal: AbortSignal;
  /** What `onCheckpoint` was given last by an earlier attempt at this task. */
  readonly checkpoint: unknown;
  readonly onCheckpoint: (checkpoint: unknown) => void;
  readonly onProgress: (progress: TaskProgress) => void;
}

/** Progress of a task, JSON-safe. */
export interface TaskProgress {
  readonly stage: string;
  readonly message: string;
  /** Share of the task done, 0 to 1. */
  readonly fraction?: number | undefined;
}

export type TaskFunction<Input = never, Output = unknown> = (
  input: Input,
  context: TaskContext,
) => Output | Promise<Output>;

/** Where a task stands among the tasks of its job. */
export interface TaskPosition {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/**
 * How a kind of job runs: plan → tasks → combine, each step a function called in a worker thread with JSON-safe input
 * and output. The functions that run beside the event loop (`title`, `headline`, the two of progress) only rearrange
 * what they get.
 */
export interface JobDefinition {
  readonly kind: string;
  /** Versions of what makes the result, beside that of the jobs package. */
  readonly versions: Readonly<Record<string, string>>;
  /** Rejects with a named error what no task could run, before the job is stored. Beside the event loop: milliseconds. */
  readonly check?: (
    request: never,
    options: { readonly memoryLimitBytes: number | undefined },
  ) => Promise<void>;
  /** request → the inputs of its tasks, in order. Without it the job is one task whose input is the request. */
  readonly plan?: TaskCall;
  /** input → output. */
  readonly run: TaskCall;
  /** `{ request, outputs }` → result. Without it the result is the output of the only task. */
  readonly combine?: TaskCall;
  /** Loads what `run` needs; called once in a thread that waits for work. */
  readonly warmUp?: TaskCall;
  /** Whether a running task gets all threads or, its job having many tasks, one; or all where it is its job's only one. */
  readonly threads: "all" | "one" | "all-if-alone";
  /** One line that names a job of this kind in a list. */
  readonly title: (request: never) => string;
  readonly headline: (result: never) => {
    readonly headline: number | null;
    readonly verdictLevel: string | null;
  };
  /** The job's progress event for a progress of one of its tasks. Default: as it is. */
  readonly jobProgress?: (progress: TaskProgress, position: TaskPosition) => TaskProgress;
  /** The job's progress event when a task has ended with `output`; `done` counts the tasks ended by then. */
  readonly taskEnded?: (output: never, position: TaskPosition & { readonly done: number }) => TaskProgress;
}
