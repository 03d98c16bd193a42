import type { CreateJob, JobProgress, JobResult } from "@ansatz/contract";
import type { JobDefinition, TaskCall, TaskPosition, TaskProgress } from "../definitions/job-definition.ts";
import { jobDefinitions } from "../definitions/index.ts";
import { JobCancelledError, errorOfFailure } from "../errors.ts";
import { createTaskThreads, resolveThreads, type TaskThreads } from "../threads/task-threads.ts";

export interface RunJobLocallyOptions {
  /** Threads for calculations, default one for each core. The result does not depend on it. */
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: JobProgress) => void) | undefined;
  readonly memoryLimitBytes?: number | undefined;
}

/**
 * Runs a job in threads of this process, without a store: plan → tasks → combine, as a job service does it.
 *
 * Rejects with the job's own error, which has a `code` of the contract's table and `details`, or with
 * {@link JobCancelledError} when `signal` aborts.
 */
export async function runJobLocally<Job extends CreateJob>(
  job: Job,
  options: RunJobLocallyOptions = {},
): Promise<JobResult<Job["kind"]>> {
  const definition = jobDefinitions.find(({ kind }) => kind === job.kind)!;
  return (await runDefinition(definition, job.request, {
    ...options,
    onProgress: (progress) => options.onProgress?.(progress as unknown as JobProgress),
  })) as JobResult<Job["kind"]>;
}

/** {@link runJobLocally} for any definition. */
export async function runDefinition(
  definition: JobDefinition,
  request: unknown,
  options: Omit<RunJobLocallyOptions, "onProgress"> & {
    readonly onProgress: (progress: TaskProgress) => void;
  },
): Promise<unknown> {
  const { signal, onProgress, memoryLimitBytes } = options;
  if (signal?.aborted) throw cancelled();
  const threads = resolveThreads(options.threads);
  const maximum = definition.threads === "all" ? 1 : threads;
  await using taskThreads = createTaskThreads({ maximum });
  const stop = new AbortController();
  const stopSignal = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const call = (
    target: TaskCall,
    input: unknown,
    report: (progress: TaskProgress) => void,
    computeThreads = definition.threads === "all" ? threads : 1,
  ): Promise<unknown> =>
    runCall(taskThreads, stopSignal, {
      call: target,
      input,
      computeThreads,
      memoryLimitBytes,
      onProgress: report,
    });
  try {
    if (!definition.plan || !definition.combine) return await call(definition.run, request, onProgress);
    const inputs = (await call(definition.plan, request, onProgress)) as readonly unknown[];
    const isAlone = inputs.length === 1 && definition.threads === "all-if-alone";
    const run: typeof call = (target, input, report) =>
      call(target, input, report, isAlone ? threads : undefined);
    const outputs = await runAll(definition, inputs, maximum, run, onProgress);
    return await call(definition.combine, { request, outputs }, onProgress);
  } catch (error) {
    if (signal?.aborted) throw cancelled();
    throw error;
  } finally {
    stop.abort();
  }
}

/** Runs a job's tasks, `width` at a time in the order of the plan. */
async function runAll(
  definition: JobDefinition,
  inputs: readonly unknown[],
  width: number,
  call: (target: TaskCall, input: unknown, report: (progress: TaskProgress) => void) => Promise<unknown>,
  onProgress: (progress: TaskProgress) => void,
): Promise<unknown[]> {
  const outputs = new Array<unknown>(inputs.length);
  const count = inputs.length;
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const position: TaskPosition = { index, count };
      const output = await call(definition.run, inputs[index], (progress) => {
        onProgress(definition.jobProgress?.(progress, position) ?? progress);
      });
      outputs[index] = output;
      done++;
      const ended = definition.taskEnded?.(output as never, { ...position, done });
      if (ended) onProgress(ended);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
  return outputs;
}

async function runCall(
  threads: TaskThreads,
  signal: AbortSignal,
  options: Parameters<TaskThreads["run"]>[0],
): Promise<unknown> {
  signal.throwIfAborted();
  const run = threads.run(options);
  signal.addEventListener("abort", run.stop, { once: true });
  const outcome = await run.outcome;
  signal.removeEventListener("abort", run.stop);
  if (outcome.status === "succeeded") return outcome.output;
  if (outcome.status === "failed") throw errorOfFailure(outcome.error);
  throw cancelled();
}

function cancelled(): JobCancelledError {
  return new JobCancelledError("The job was cancelled.");
}
