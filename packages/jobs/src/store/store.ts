import { createCleanup } from "../cleanup.ts";
import type { Log } from "../log.ts";
import { openQueue, type Queue } from "../queue/queue.ts";
import type { Database, Orm } from "./database.ts";
import { listenForMessages, type StoreMessage } from "./messages.ts";
import { migrate } from "./migrations.ts";
import { reclaimLostTasks } from "./task-store.ts";

/** The open tables and the queue beside them. */
export interface Store {
  readonly orm: Orm;
  readonly queue: Queue;
}

export interface OpenStore extends Store, AsyncDisposable {
  readonly database: Database;
}

export interface StoreOptions {
  /** Names this process in the store. */
  readonly instance: string;
  readonly onMessage: (message: StoreMessage) => void;
  /** Messages may have been missed. */
  readonly onGap: () => void;
  readonly log: Log;
}

/** Brings a database up to date and opens the store on it. Disposing leaves the database open. */
export async function openStore(database: Database, options: StoreOptions): Promise<OpenStore> {
  const { orm } = database;
  const opened = createCleanup();
  try {
    const queue = opened.use(
      await database.alone(async () => {
        await migrate(orm);
        return openQueue(database, options.log);
      }),
    );
    if (database.isExclusive) await reclaimLostTasks(orm, queue, options.instance);
    opened.defer(await listenForMessages(database, options.onMessage, options.onGap));
    return { database, orm, queue, [Symbol.asyncDispose]: opened.run };
  } catch (error) {
    await opened.run();
    throw error;
  }
}
