import type { TaskProgress } from "../definitions/job-definition.ts";
import type { TaskNews } from "../store/task-store.ts";

/** Least time between writes of one task while its job has few events, ms. */
const firstIntervalMs = 100;
/** The interval doubles each time the job has got this many events more: hours of progress stay thousands of events. */
const eventsPerDoubling = 600;
/** A lone checkpoint waits this long for company, ms. */
const checkpointDelayMs = 500;

export interface TaskJournal {
  readonly addProgress: (progress: TaskProgress) => void;
  readonly addCheckpoint: (checkpoint: unknown) => void;
  /** Ends writing, waits for a write under way and returns the news that were not written. */
  readonly close: () => Promise<TaskNews>;
}

export interface TaskJournalOptions {
  /** Number of the job's newest event. */
  readonly lastEvent: number;
  /** Writes and returns the number of the job's newest event. */
  readonly write: (news: TaskNews) => Promise<number>;
  /** A write failed; its checkpoint is written with the next one. */
  readonly onFailure: (error: unknown) => void;
  /** The job's progress for the task's. */
  readonly jobProgress: (progress: TaskProgress) => TaskProgress;
  /** Least time between writes in place of the default, ms. */
  readonly intervalMs?: number | undefined;
}

/**
 * Gathers a running task's progress and checkpoints and writes them a few times a second. Between two writes the newest
 * progress of each stage is kept; the first one is written at once, the last ones are returned by `close`.
 */
export function createTaskJournal(options: TaskJournalOptions): TaskJournal {
  let lastEvent = options.lastEvent;
  let byStage = new Map<string, TaskProgress>();
  let fraction: number | undefined;
  let checkpoint: unknown;
  let nextWrite = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let isClosed = false;

  const take = (): TaskNews => {
    const news: TaskNews = {
      progress: [...byStage.values()].map(options.jobProgress),
      fraction,
      ...(checkpoint === undefined ? {} : { checkpoint }),
    };
    byStage = new Map();
    fraction = undefined;
    checkpoint = undefined;
    return news;
  };
  const write = async (): Promise<void> => {
    const news = take();
    try {
      lastEvent = await options.write(news);
    } catch (error) {
      checkpoint ??= news.checkpoint;
      options.onFailure(error);
    }
    const interval = (options.intervalMs ?? firstIntervalMs) * 2 ** Math.floor(lastEvent / eventsPerDoubling);
    nextWrite = performance.now() + interval;
    writing = undefined;
    if (byStage.size > 0) schedule(0);
    else if (checkpoint !== undefined) schedule(checkpointDelayMs);
  };
  const schedule = (atLeastMs: number): void => {
    if (isClosed || writing || timer) return;
    const delay = Math.max(atLeastMs, nextWrite - performance.now());
    const start = (): void => {
      timer = undefined;
      writing = write();
    };
    if (delay <= 0) start();
    else timer = setTimeout(start, delay);
  };

  return {
    addProgress(progress) {
      // A stage that comes again goes to the end: the order of events is that of their newest progress.
      byStage.delete(progress.stage);
      byStage.set(progress.stage, progress);
      fraction = progress.fraction ?? fraction;
      schedule(0);
    },
    addCheckpoint(next) {
      checkpoint = next;
      schedule(checkpointDelayMs);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await writing;
      return take();
    },
  };
}
