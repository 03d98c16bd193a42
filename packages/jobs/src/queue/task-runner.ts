import { toJobError } from "@ansatz/contract";
import type { JobDefinition, TaskCall, TaskProgress } from "../definitions/job-definition.ts";
import type { Log } from "../log.ts";
import type { Orm } from "../store/database.ts";
import {
  claimTask,
  failTask,
  finishTask,
  readInput,
  readOwned,
  releaseTask,
  saveNews,
  type ClaimedTask,
} from "../store/task-store.ts";
import type { TaskOutcome } from "../threads/messages.ts";
import type { TaskRun, TaskThreads } from "../threads/task-threads.ts";
import type { Queue, QueueEntry, QueueName } from "./queue.ts";
import { createTaskJournal } from "./task-journal.ts";

export interface TaskRunnerOptions {
  readonly orm: Orm;
  readonly queue: Queue;
  readonly definitions: ReadonlyMap<string, JobDefinition>;
  readonly threadsOf: Readonly<Record<QueueName, TaskThreads>>;
  /** Threads for a task that may have all, given how many such tasks run. */
  readonly computeThreads: (queue: QueueName) => number;
  /** Names this process in the store. */
  readonly instance: string;
  readonly memoryLimitBytes: number | undefined;
  readonly log: Log;
}

/** A task that this process works on. */
interface ActiveTask {
  claimed: ClaimedTask;
  readonly run: TaskRun;
  /** Whether its process is to give it back. */
  isReleased: boolean;
}

/** Works on claimed tasks: each in a thread, its news stored on the way, its outcome at the end. */
export interface TaskRunner {
  /** Works on an entry until its task has ended here. Rejects only when the store fails. */
  readonly work: (entry: QueueEntry) => Promise<void>;
  /** Entries of the tasks at hand. */
  readonly entries: () => QueueEntry[];
  /** Stops the tasks of a job that has ended. */
  readonly stopJob: (jobId: string) => void;
  /** Stops tasks that are no longer this process's. */
  readonly stopDisowned: () => Promise<void>;
  /** Stops every task and gives it back. */
  readonly release: () => void;
}

export function createTaskRunner(options: TaskRunnerOptions): TaskRunner {
  const { orm, queue, log } = options;
  const active = new Map<string, ActiveTask>();

  const work = async (entry: QueueEntry): Promise<void> => {
    const own = active.get(entry.taskId);
    if (own) {
      // The queue took a silence of this process (the machine slept) for its end; the task runs on under the new entry.
      own.claimed = { ...own.claimed, entry };
      return;
    }
    const claimed = await claimTask(orm, queue, entry, options.instance);
    if (!claimed) return;
    const definition = options.definitions.get(claimed.job.kind);
    if (!definition) {
      await failTask(
        orm,
        queue,
        claimed,
        toJobError(new Error(`unknown kind of job: ${claimed.job.kind}`)),
        [],
      );
      return;
    }
    await runClaimed(claimed, definition, await readInput(orm, claimed));
  };

  const runClaimed = async (
    claimed: ClaimedTask,
    definition: JobDefinition,
    input: unknown,
  ): Promise<void> => {
    const { task, attempt, job, count } = claimed;
    const journal = createTaskJournal({
      lastEvent: claimed.lastEvent,
      jobProgress: (progress) => jobProgress(definition, claimed, progress),
      intervalMs: count > 1 ? manyTasksIntervalMs : undefined,
      write: async (news) => {
        try {
          const lastEvent = await saveNews(orm, claimed, news);
          if (lastEvent === undefined) state.run.stop();
          return lastEvent;
        } catch (error) {
          log.warn({ err: error, job: job.id, task: task.id }, "A task's progress could not be stored.");
          return undefined;
        }
      },
    });
    const state: ActiveTask = {
      claimed,
      isReleased: false,
      run: options.threadsOf[task.queue].run({
        call: callOf(definition, task.step),
        input,
        checkpoint: task.checkpoint ?? undefined,
        computeThreads: options.computeThreads(task.queue),
        memoryLimitBytes: options.memoryLimitBytes,
        onProgress: journal.addProgress,
        onCheckpoint: journal.addCheckpoint,
      }),
    };
    active.set(task.id, state);
    try {
      const outcome = await state.run.outcome;
      const news = await journal.close();
      if (state.isReleased && outcome.status === "stopped" && news.checkpoint !== undefined) {
        await saveNews(orm, claimed, { ...news, progress: [] });
      }
      await settle(state, definition, outcome, news.progress);
    } finally {
      if (active.get(task.id)?.claimed.attempt === attempt) active.delete(task.id);
    }
  };

  const settle = async (
    { claimed, isReleased }: ActiveTask,
    definition: JobDefinition,
    outcome: TaskOutcome,
    progress: readonly TaskProgress[],
  ): Promise<void> => {
    const { job, task } = claimed;
    if (outcome.status === "succeeded") {
      await finishTask(orm, queue, definition, claimed, outcome.output, progress);
    } else if (outcome.status === "failed") {
      const level = outcome.error.code === "internal" ? "error" : "info";
      log[level](
        { job: job.id, task: task.id, error: outcome.error, stack: outcome.stack },
        "A task failed.",
      );
      await failTask(orm, queue, claimed, outcome.error, progress);
    } else if (isReleased) {
      await releaseTask(orm, queue, claimed);
    }
    // Otherwise its job has ended and its entry is settled, or another attempt has both.
  };

  return {
    work,
    entries: () => [...active.values()].map(({ claimed }) => claimed.entry),
    stopJob(jobId) {
      for (const { claimed, run } of active.values()) if (claimed.job.id === jobId) run.stop();
    },
    async stopDisowned() {
      const owned = await readOwned(
        orm,
        [...active.values()].map(({ claimed }) => claimed.attempt),
      );
      for (const { claimed, run } of active.values()) if (!owned.has(claimed.attempt)) run.stop();
    },
    release() {
      for (const state of active.values()) {
        state.isReleased = true;
        state.run.stop();
      }
    },
  };
}

/** Least time between progress events of one of many tasks, ms. */
const manyTasksIntervalMs = 1_000;

function callOf(definition: JobDefinition, step: ClaimedTask["task"]["step"]): TaskCall {
  return definition[step] ?? definition.run;
}

function jobProgress(
  definition: JobDefinition,
  { task, count }: ClaimedTask,
  progress: TaskProgress,
): TaskProgress {
  if (task.step !== "run" || !definition.jobProgress) return progress;
  return definition.jobProgress(progress, { index: task.position, count });
}
