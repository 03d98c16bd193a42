import { toJobError } from "@ansatz/contract";
import type { JobDefinition, TaskCall, TaskProgress } from "../definitions/job-definition.ts";
import type { Log } from "../log.ts";
import type { UseStore } from "../store/store-keeper.ts";
import {
  claimTask,
  failTask,
  finishTask,
  readInput,
  readOwned,
  releaseTask,
  saveNews,
  type ClaimedTask,
  type TaskNews,
} from "../store/task-store.ts";
import type { TaskOutcome } from "../threads/messages.ts";
import type { TaskRun, TaskThreads } from "../threads/task-threads.ts";
import type { QueueEntry, QueueName } from "./queue.ts";
import { createPatience } from "./patience.ts";
import { createTaskJournal } from "./task-journal.ts";

export interface TaskRunnerOptions {
  readonly use: UseStore;
  readonly definitions: ReadonlyMap<string, JobDefinition>;
  readonly threadsOf: Readonly<Record<QueueName, TaskThreads>>;
  /** Threads for calculations. */
  readonly threads: number;
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
  const { use, log } = options;
  const patience = createPatience();
  const active = new Map<string, ActiveTask>();

  /** Threads for one more task that may have all: its share of them. */
  const computeThreads = (): number => {
    const sharing = [...active.values()].filter(({ claimed }) => claimed.task.queue === "all-threads").length;
    return Math.max(1, Math.floor(options.threads / (sharing + 1)));
  };

  const work = async (entry: QueueEntry): Promise<void> => {
    const own = active.get(entry.taskId);
    if (own) {
      // The queue took a silence of this process (the machine slept) for its end; the task runs on under the new entry.
      own.claimed = { ...own.claimed, entry };
      return;
    }
    const claimed = await use(({ orm, queue }) => claimTask(orm, queue, entry, options.instance));
    if (!claimed) return;
    const definition = options.definitions.get(claimed.job.kind);
    if (!definition) {
      const error = toJobError(new Error(`unknown kind of job: ${claimed.job.kind}`));
      await use(({ orm, queue }) => failTask(orm, queue, claimed, error, []));
      return;
    }
    await runClaimed(claimed, definition, await use(({ orm }) => readInput(orm, claimed)));
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
      onFailure: (error) => {
        log.warn({ err: error, job: job.id, task: task.id }, "A task's progress could not be stored.");
      },
      write: async (news) => {
        const lastEvent = await use(({ orm }) => saveNews(orm, claimed, news));
        if (lastEvent === undefined) state.run.stop();
        return lastEvent ?? 0;
      },
    });
    const state: ActiveTask = {
      claimed,
      isReleased: false,
      run: options.threadsOf[task.queue].run({
        call: callOf(definition, task.step),
        input,
        checkpoint: task.checkpoint ?? undefined,
        computeThreads: task.queue === "all-threads" ? computeThreads() : 1,
        memoryLimitBytes: options.memoryLimitBytes,
        onProgress: journal.addProgress,
        onCheckpoint: journal.addCheckpoint,
      }),
    };
    active.set(task.id, state);
    try {
      const outcome = await state.run.outcome;
      const news = await journal.close();
      if (outcome.status === "failed") logFailure(claimed, outcome);
      await patience.retry(
        () => settle(state, definition, outcome, news),
        (error) => {
          log.warn(
            { err: error, job: job.id, task: task.id },
            "A task's outcome could not be stored; trying again.",
          );
        },
      );
    } finally {
      if (active.get(task.id)?.claimed.attempt === attempt) active.delete(task.id);
    }
  };

  const logFailure = (
    { job, task }: ClaimedTask,
    { error, stack }: Extract<TaskOutcome, { status: "failed" }>,
  ): void => {
    const level = error.code === "internal" ? "error" : "info";
    log[level]({ job: job.id, task: task.id, error, stack }, "A task failed.");
  };

  const settle = async (
    { claimed, isReleased }: ActiveTask,
    definition: JobDefinition,
    outcome: TaskOutcome,
    { progress, checkpoint }: TaskNews,
  ): Promise<void> => {
    if (outcome.status === "succeeded") {
      await use(({ orm, queue }) => finishTask(orm, queue, definition, claimed, outcome.output, progress));
    } else if (outcome.status === "failed") {
      await use(({ orm, queue }) => failTask(orm, queue, claimed, outcome.error, progress));
    } else if (isReleased) {
      await use(({ orm, queue }) => releaseTask(orm, queue, claimed, checkpoint));
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
      const asked = [...active.values()];
      const attempts = asked.map(({ claimed }) => claimed.attempt);
      const owned = await use(({ orm }) => readOwned(orm, attempts));
      for (const { claimed, run } of asked) if (!owned.has(claimed.attempt)) run.stop();
    },
    release() {
      patience.end();
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
