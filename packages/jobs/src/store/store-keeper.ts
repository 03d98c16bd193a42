import { StorageUnavailableError } from "../errors.ts";
import { maintenanceMs, openDatabase, type Database, type DatabaseOptions } from "./database.ts";
import { asStorageError } from "./storage-error.ts";
import { withTimeout } from "../with-timeout.ts";
import { openStore, type OpenStore, type Store, type StoreOptions } from "./store.ts";

/** An operation that takes longer has met a store that does not answer, ms. */
const operationTimeoutMs = 30_000;
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
  let isClosed = false;
  let reopening: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const open = async (): Promise<void> => {
    database.recovery?.onBroken((cause) => {
      log.error({ err: cause }, "The embedded database has failed and is opened anew.");
      const broken = store;
      store = undefined;
      reopening = dispose(broken).then(() => reopen(firstReopenMs));
    });
    store = await openStore(database, options);
  };
  const reopen = async (delayMs: number): Promise<void> => {
    if (isClosed || !database.recovery) return;
    try {
      database = await database.recovery.reopen();
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
  const use: UseStore = async (operation) => {
    if (!store || isClosed) throw unavailable();
    try {
      return await withTimeout(operation(store), operationTimeoutMs, "an operation on the store");
    } catch (error) {
      throw asStorageError(error);
    }
  };

  const maintenance = setInterval(() => {
    const { maintain } = database;
    if (!maintain || !store) return;
    use(maintain).catch((error: unknown) => {
      log.warn({ err: error }, "The maintenance of the embedded database failed.");
    });
  }, maintenanceMs);
  try {
    await open();
  } catch (error) {
    clearInterval(maintenance);
    await database[Symbol.asyncDispose]();
    throw asStorageError(error);
  }
  return {
    use,
    storage: database.storage,
    async [Symbol.asyncDispose]() {
      isClosed = true;
      clearTimeout(timer);
      clearInterval(maintenance);
      await reopening;
      await dispose(store);
      await dispose(database);
    },
  };
}

/** Closes what may have failed, and then may fail to close. */
async function dispose(disposable: AsyncDisposable | undefined): Promise<void> {
  if (!disposable) return;
  try {
    await withTimeout(
      Promise.resolve(disposable[Symbol.asyncDispose]()),
      closeTimeoutMs,
      "closing the store",
    );
  } catch {
    // Nothing more can be done for it.
  }
}

function unavailable(): StorageUnavailableError {
  return new StorageUnavailableError(
    "The jobs cannot be stored or read at the moment; the server tries to open its store again.",
  );
}
