import type { Log } from "../log.ts";
import type { UseStore } from "../store/store-keeper.ts";
import { queueNames, type QueueName } from "./queue.ts";
import type { TaskRunner } from "./task-runner.ts";

/** How often the queue is asked without having been told, ms: a safety net. */
const pollMs = 2_000;
/** How often running tasks show that they are alive, and find out whether they are still wanted, ms. */
const heartbeatMs = 2_000;
const ownershipMs = 500;
/** Wait after a failing claim, ms. */
const failureMs = 1_000;

/** Takes tasks from the queue while there are slots for them. */
export interface Dispatcher {
  /** There may be tasks. */
  readonly wake: () => void;
  /** Takes no more tasks and waits for those at hand. */
  readonly stop: () => Promise<void>;
}

export interface DispatcherOptions {
  readonly use: UseStore;
  readonly runner: TaskRunner;
  /** How many tasks of each queue run at once. */
  readonly slots: Readonly<Record<QueueName, number>>;
  readonly log: Log;
}

export function startDispatcher({ use, runner, slots, log }: DispatcherOptions): Dispatcher {
  let isStopped = false;
  const lanes = queueNames.map((name) => createLane(name));

  function createLane(name: QueueName) {
    const working = new Set<Promise<void>>();
    let isClaiming = false;
    let isWoken = false;
    let claiming: Promise<void> = Promise.resolve();

    const start = (work: Promise<void>): void => {
      const ended = work
        .catch((error: unknown) => {
          log.error({ err: error, queue: name }, "A task could not be stored; it will run again.");
        })
        .then(() => {
          working.delete(ended);
          wake();
        });
      working.add(ended);
    };
    const claim = async (): Promise<void> => {
      try {
        do {
          isWoken = false;
          const free = slots[name] - working.size;
          if (free <= 0) break;
          const entries = await use(({ queue }) => queue.claim(name, free));
          for (const entry of entries) start(runner.work(entry));
          if (entries.length > 0) isWoken = true;
        } while (isWoken && !isStopped);
      } catch (error) {
        log.error({ err: error, queue: name }, "The queue could not be read.");
        setTimeout(wake, failureMs).unref();
      } finally {
        isClaiming = false;
      }
    };
    const wake = (): void => {
      isWoken = true;
      if (isStopped || isClaiming) return;
      isClaiming = true;
      claiming = claim();
    };
    const drain = async (): Promise<void> => {
      await claiming;
      await Promise.all(working);
    };
    return { wake, drain };
  }

  const wakeAll = (): void => {
    for (const lane of lanes) lane.wake();
  };
  /** Does something from time to time while there are tasks, never twice at once. */
  const repeat = (intervalMs: number, doing: string, action: () => Promise<void>): NodeJS.Timeout => {
    let isRunning = false;
    return setInterval(() => {
      if (isRunning || runner.entries().length === 0) return;
      isRunning = true;
      action()
        .catch((error: unknown) => {
          log.warn({ err: error }, `${doing} failed.`);
        })
        .finally(() => {
          isRunning = false;
        });
    }, intervalMs);
  };
  const poll = setInterval(wakeAll, pollMs);
  const care = [
    repeat(heartbeatMs, "A heartbeat", () => use(({ queue }) => queue.heartbeat(runner.entries()))),
    repeat(ownershipMs, "Looking for cancelled tasks", () => runner.stopDisowned()),
  ];
  wakeAll();

  return {
    wake: wakeAll,
    async stop() {
      isStopped = true;
      clearInterval(poll);
      runner.release();
      await Promise.all(lanes.map(({ drain }) => drain()));
      // Heartbeats go on until the last task has ended.
      for (const timer of care) clearInterval(timer);
    },
  };
}
