import type { MessagePort } from "node:worker_threads";
import type { JobError } from "@ansatz/contract";
import type { TaskCall, TaskProgress } from "../definitions/job-definition.ts";

/** What a task thread is given. */
export interface ThreadInput {
  readonly call: TaskCall;
  readonly input: unknown;
  readonly checkpoint: unknown;
  /** Threads of the calculation's compute pool; 1 for none. */
  readonly computeThreads: number;
  readonly memoryLimitBytes: number | undefined;
  readonly port: MessagePort;
}

/** What a task thread sends while it works. */
export type ThreadMessage =
  | { readonly type: "progress"; readonly progress: TaskProgress }
  | { readonly type: "checkpoint"; readonly checkpoint: unknown };

/** The only message to a task thread. */
export const abortMessage = "abort";

/** How a call in a task thread ended. */
export type TaskOutcome =
  | { readonly status: "succeeded"; readonly output: unknown }
  | { readonly status: "failed"; readonly error: JobError; readonly stack?: string | undefined }
  /** It was told to stop, or its thread was ended. */
  | { readonly status: "stopped" };
