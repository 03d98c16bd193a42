import { sql } from "drizzle-orm";
import { StorageUnavailableError } from "../errors.ts";
import { openDatabase, type Database, type DatabaseOptions } from "./database.ts";
import { asStorageError } from "./storage-error.ts";
import { openStore, type OpenStore, type Store, type StoreOptions } from "./store.ts";

/** An operation that takes longer has met a store that does not answer, ms. */
const operationTimeoutMs = 30_000;
const probeTimeoutMs = 3_000;
/** How long a failed store may take to close, ms. */
const closeTimeoutMs = 2_000;
const firstReopenMs = 500;
const lastReopenMs = 10_000;

/** Runs an operation on the store; rejects with {@link StorageUnavailableError} when the store fails or is away. */
export type UseStore = <Result>(operation: (store: Store) => Promise<Result>) => Promise<Result>;

/** Keeps the store open over failures of the database. */
export interface StoreKeeper extends AsyncDisposable {
  readonly use: UseStore;
  readonly storage: Database["storage"];
}

export interface StoreKeeperOptions extends DatabaseOptions, Omit<StoreOptions, "log"> {
  readonly onReopen: () => void;
}

/**
 * Opens the store and keeps it open: an embedded database that does not recover from an error (a full disk, say) is
 * given up and opened anew until that works. A server's connections recover by themselves.
 */
export async function openStoreKeeper(options: StoreKeeperOptions): Promise<StoreKeeper> {
  const { log } = options;
  let database = await openDatabase(options);
  let store: OpenStore | undefined;
  let failed = Promise.withResolvers<never>();
  let isClosed = false;
  let isProbing = false;
  let reopening: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const open = async (): Promise<void> => {
    store = await openStore(database, options);
    failed = Promise.withResolvers<never>();
    failed.promise.catch(() => undefined);
  };

  const use: UseStore = async (operation) => {
    if (!store || isClosed) throw unavailable();
    try {
      return await Promise.race([withTimeout(operation(store), operationTimeoutMs), failed.promise]);
    } catch (error) {
      const translated = asStorageError(error);
      if (translated instanceof StorageUnavailableError && translated !== error) void probe(error);
      throw translated;
    }
  };

  /** Finds out whether the database still works after an error; gives it up when not. */
  const probe = async (error: unknown): Promise<void> => {
    if (isProbing || isClosed || !store || !database.reopen) return;
    isProbing = true;
    try {
      const { orm } = store;
      const read = orm.transaction((tx) => tx.execute(sql`SELECT id FROM ansatz.jobs LIMIT 1 FOR UPDATE`));
      await withTimeout(read, probeTimeoutMs);
    } catch (cause) {
      log.error({ err: error, probe: cause }, "The embedded database failed and is opened anew.");
      giveUp();
    } finally {
      isProbing = false;
    }
  };

  const giveUp = (): void => {
    const broken = store;
    store = undefined;
    failed.reject(unavailable());
    reopening = (async () => {
      if (broken)
        await withTimeout(Promise.resolve(broken[Symbol.asyncDispose]()), closeTimeoutMs).catch(ignore);
      await reopen(firstReopenMs);
    })();
  };

  const reopen = async (delayMs: number): Promise<void> => {
    if (isClosed || !database.reopen) return;
    try {
      database = await database.reopen();
      await open();
      log.info({}, "The embedded database is open again.");
      options.onReopen();
    } catch (error) {
      log.error({ err: error }, "The embedded database cannot be opened; trying again.");
      timer = setTimeout(() => {
        reopening = reopen(Math.min(2 * delayMs, lastReopenMs));
      }, delayMs);
    }
  };

  try {
    await open();
  } catch (error) {
    await database[Symbol.asyncDispose]();
    throw asStorageError(error);
  }
  return {
    use,
    storage: database.storage,
    async [Symbol.asyncDispose]() {
      isClosed = true;
      clearTimeout(timer);
      await reopening;
      if (store)
        await withTimeout(Promise.resolve(store[Symbol.asyncDispose]()), closeTimeoutMs).catch(ignore);
      await withTimeout(Promise.resolve(database[Symbol.asyncDispose]()), closeTimeoutMs).catch(ignore);
    },
  };
}

function unavailable(): StorageUnavailableError {
  return new StorageUnavailableError(
    "The jobs cannot be stored or read at the moment; the server tries to open its store again.",
  );
}

async function withTimeout<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`the store did not answer within ${timeoutMs} ms`));
  }, timeoutMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function ignore(): void {
  // A store that has failed may fail to close, too.
}
