import type { TaskCall } from "../definitions/job-definition.ts";
import { errorOfFailure } from "../errors.ts";
import { createTaskThreads, type TaskThreads } from "./task-threads.ts";

/** One thread for all checks of this process, started at the first large request and ended when it has been idle. */
let thread: TaskThreads | undefined;

/** Calls a function in a thread of its own, so that it does not hold up the event loop. Rejects as the function throws. */
export async function callApart(
  call: TaskCall,
  input: unknown,
  { memoryLimitBytes }: { readonly memoryLimitBytes: number | undefined },
): Promise<unknown> {
  thread ??= createTaskThreads({ minimum: 0, maximum: 1 });
  const outcome = await thread.run({ call, input, computeThreads: 1, memoryLimitBytes }).outcome;
  if (outcome.status === "failed") throw errorOfFailure(outcome.error);
  return outcome.status === "succeeded" ? outcome.output : undefined;
}

/** A definition's check that is a function of a thread: a table is read without holding up the event loop. */
export function checkInThread(
  call: TaskCall,
): (request: never, options: { readonly memoryLimitBytes: number | undefined }) => Promise<void> {
  return async (request, options) => {
    await callApart(call, request, options);
  };
}
