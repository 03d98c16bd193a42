import { randomUUID } from "node:crypto";
import type { JobDefinition } from "../definitions/job-definition.ts";
import type { Log } from "../log.ts";
import { startDispatcher, type Dispatcher } from "../queue/dispatcher.ts";
import { openQueue, type Queue, type QueueName } from "../queue/queue.ts";
import { createTaskRunner } from "../queue/task-runner.ts";
import { openDatabase, type Database } from "../store/database.ts";
import { listenForMessages } from "../store/messages.ts";
import { migrate } from "../store/migrations.ts";
import { reclaimLostTasks } from "../store/task-store.ts";
import type { TaskThreads } from "../threads/task-threads.ts";
import type { EventsHub } from "./events-hub.ts";

export interface SessionOptions {
  readonly dataDirectory: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly definitions: ReadonlyMap<string, JobDefinition>;
  readonly hub: EventsHub;
  /** Undefined when this process takes no tasks. */
  readonly worker: WorkerOptions | undefined;
  readonly memoryLimitBytes: number | undefined;
  readonly log: Log;
}

export interface WorkerOptions {
  readonly threads: number;
  readonly slots: Readonly<Record<QueueName, number>>;
  readonly threadsOf: Readonly<Record<QueueName, TaskThreads>>;
}

/** An open store with the work on its queue. */
export interface Session extends AsyncDisposable {
  readonly database: Database;
  readonly queue: Queue;
  /** There may be tasks. */
  readonly wake: () => void;
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const { hub, log, worker } = options;
  await using opened = new AsyncDisposableStack();
  const database = opened.use(
    await openDatabase({ dataDirectory: options.dataDirectory, databaseUrl: options.databaseUrl, log }),
  );
  await migrate(database.orm);
  const queue = opened.use(await openQueue(database, log));
  await reclaimLostTasks(database, queue);
  let dispatcher: Dispatcher | undefined;
  const wake = (): void => dispatcher?.wake();
  const runner = worker
    ? createTaskRunner({
        orm: database.orm,
        queue,
        definitions: options.definitions,
        threadsOf: worker.threadsOf,
        computeThreads: (name) => (name === "all-threads" ? worker.threads : 1),
        instance: randomUUID(),
        memoryLimitBytes: options.memoryLimitBytes,
        log,
      })
    : undefined;
  const unlisten = await listenForMessages(
    database,
    (message) => {
      if (message.type === "tasks") wake();
      else hub.wake(message.jobId);
      if (message.type === "ended") runner?.stopJob(message.jobId);
    },
    () => {
      wake();
      hub.wake();
    },
  );
  opened.defer(unlisten);
  if (runner && worker) {
    const started = startDispatcher({ queue, runner, slots: worker.slots, log });
    dispatcher = started;
    opened.defer(() => started.stop());
  }
  const owned = opened.move();
  return { database, queue, wake, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
