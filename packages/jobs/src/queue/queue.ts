import { sql } from "drizzle-orm";
import { PgBoss, fromDrizzle } from "pg-boss";
import type { Log } from "../log.ts";
import type { Database, Transaction } from "../store/database.ts";

/** Tasks that get all threads, and tasks that get one: neither kind waits for the other. */
export const queueNames = ["all-threads", "one-thread"] as const;
export type QueueName = (typeof queueNames)[number];

/** How long a worker may stay silent before its tasks go to another. */
const heartbeatSeconds = 10;
const surveySeconds = 3;
/** Settled entries are of no more use: the tables know all about their tasks. */
const keepSettledSeconds = 600;
const yearSeconds = 365 * 86_400;

/** An entry that this worker has claimed. `retryCount` tells its attempts apart. */
export interface QueueEntry {
  readonly id: string;
  readonly queue: QueueName;
  readonly retryCount: number;
  readonly taskId: string;
}

/** Which worker works on which task. All else about tasks is in our tables, changed in the same transactions. */
export interface Queue extends AsyncDisposable {
  /** Adds a task and returns its entry's id. Higher priorities go first. */
  readonly add: (tx: Transaction, queue: QueueName, taskId: string, priority?: number) => Promise<string>;
  readonly claim: (queue: QueueName, count: number) => Promise<QueueEntry[]>;
  readonly heartbeat: (entries: readonly QueueEntry[]) => Promise<void>;
  /** The entry is done with, whatever became of its task. */
  readonly settle: (tx: Transaction, entry: QueueEntry) => Promise<void>;
  /** Gives a claimed entry back. */
  readonly release: (tx: Transaction, entry: QueueEntry) => Promise<void>;
  /** Takes back an entry by its id from a process that is known to be gone. */
  readonly reclaim: (tx: Transaction, queue: QueueName, entryId: string) => Promise<void>;
  /** Removes entries, claimed or not. */
  readonly remove: (tx: Transaction, queue: QueueName, entryIds: readonly string[]) => Promise<void>;
}

export async function openQueue(database: Database, log: Log): Promise<Queue> {
  const boss = new PgBoss({
    db: database.queueDatabase,
    backend: database.queueBackend,
    schema: "ansatz_queue",
    schedule: false,
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: surveySeconds,
    monitorIntervalSeconds: surveySeconds,
  });
  boss.on("error", (error) => {
    log.error({ err: error }, "The queue met an error.");
  });
  boss.on("warning", (warning) => {
    log.warn({ warning }, "The queue warns.");
  });
  await boss.start();
  for (const name of queueNames) {
    await boss.createQueue(name, {
      heartbeatSeconds,
      expireInSeconds: 86_400,
      // Our own count of losses ends a task; the queue's never does.
      retryLimit: 1_000_000,
      retentionSeconds: 10 * yearSeconds,
      deleteAfterSeconds: keepSettledSeconds,
    });
  }
  const within = (tx: Transaction) => ({ db: fromDrizzle(tx, sql) });
  return {
    async add(tx, queue, taskId, priority = 0) {
      const id = await boss.send(queue, { taskId }, { ...within(tx), priority });
      if (id === null) throw new Error(`the queue ${queue} did not take task ${taskId}`);
      return id;
    },
    async claim(queue, count) {
      const entries = await boss.fetch<{ taskId: string }>(queue, { batchSize: count });
      return entries.map(({ id, retryCount, data }) => ({ id, queue, retryCount, taskId: data.taskId }));
    },
    async heartbeat(entries) {
      for (const queue of queueNames) {
        const own = entries.filter((entry) => entry.queue === queue);
        if (own.length > 0) await boss.touch(queue, own.map(attemptOf));
      }
    },
    async settle(tx, entry) {
      await boss.complete(entry.queue, attemptOf(entry), null, within(tx));
    },
    async release(tx, entry) {
      await boss.fail(entry.queue, attemptOf(entry), null, within(tx));
    },
    async reclaim(tx, queue, entryId) {
      await boss.fail(queue, entryId, null, within(tx));
    },
    async remove(tx, queue, entryIds) {
      if (entryIds.length > 0) await boss.cancel(queue, [...entryIds], within(tx));
    },
    async [Symbol.asyncDispose]() {
      await boss.stop({ graceful: false, close: false });
    },
  };
}

function attemptOf({ id, retryCount }: QueueEntry): { id: string; retryCount: number } {
  return { id, retryCount };
}
