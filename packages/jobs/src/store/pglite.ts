import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { fromPglite } from "pg-boss";
import { StorageUnavailableError } from "../errors.ts";
import { withTimeout } from "../with-timeout.ts";
import type { Database, Orm } from "./database.ts";
import { lockDirectory, type DirectoryLock } from "./directory-lock.ts";
import { makeDirectory } from "./make-directory.ts";
import { guardPglite } from "./pglite-guard.ts";

/** How long an instance may take to close, ms. */
const closeTimeoutMs = 1_000;
/** One process with small tables: the defaults are made for servers and would take 150 MB more memory, 1 GB of disk. */
const settings = ["shared_buffers = 16MB", "max_wal_size = 128MB", "min_wal_size = 32MB"];
/** Free space without which a failed database is not opened again: two files of its write-ahead log. */
const reopenSpaceBytes = 32 * 2 ** 20;

/**
 * Opens the embedded database in a data directory.
 *
 * @throws {@link DataDirectoryInUseError} when another process has it open, {@link StorageUnavailableError} when the
 * directory cannot be used.
 */
export async function openPglite(dataDirectory: string): Promise<Database> {
  const lock = await lockDataDirectory(dataDirectory);
  try {
    return await openInstance(join(dataDirectory, "database"), lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openInstance(directory: string, lock: DirectoryLock): Promise<Database> {
  const pglite = await createInstance(directory);
  const { client, onBroken } = guardPglite(pglite);
  let maintenanceCount = 0;
  return {
    storage: "pglite",
    orm: drizzle({ client }) as unknown as Orm,
    queueDatabase: fromPglite(client),
    queueBackend: "pglite",
    isExclusive: true,
    alone: (action) => action(),
    recovery: {
      onBroken,
      async reopen() {
        await close(pglite);
        await checkFreeSpace(directory);
        return openInstance(directory, lock);
      },
    },
    async maintain() {
      // There is no process beside the embedded database that would do it. All tables: once in an hour.
      const tables = maintenanceCount++ % 60 === 59 ? "" : "ansatz.jobs, ansatz.tasks, ansatz.events";
      await client.exec(`VACUUM ${tables}`);
    },
    listen: (channel, onPayload) => client.listen(channel, onPayload),
    async [Symbol.asyncDispose]() {
      await close(pglite);
      await lock.release();
    },
  };
}

/** Each attempt to open a database costs memory that comes back late: none is made that is known to fail. */
async function checkFreeSpace(directory: string): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  if (free >= reopenSpaceBytes) return;
  throw new StorageUnavailableError(
    `The disk that keeps the jobs has ${(free / 2 ** 20).toFixed(1)} MiB of free space and needs 32; free some on it.`,
    { details: { freeBytes: free, requiredBytes: reopenSpaceBytes } },
  );
}

/** Closes an instance; one that has failed may not be able to, nor to answer at all. */
async function close(pglite: PGlite): Promise<void> {
  await withTimeout(pglite.close(), closeTimeoutMs, "closing the database").catch(() => undefined);
}

async function createInstance(directory: string): Promise<PGlite> {
  try {
    return await PGlite.create(directory, { postgresqlconf: settings });
  } catch (cause) {
    throw new StorageUnavailableError(
      "The data directory cannot be opened as a database; see that it may be written and that its disk is not full.",
      { cause },
    );
  }
}

async function lockDataDirectory(dataDirectory: string): Promise<DirectoryLock> {
  try {
    makeDirectory(dataDirectory);
    return await lockDirectory(dataDirectory);
  } catch (cause) {
    if (cause instanceof Error && "syscall" in cause) {
      throw new StorageUnavailableError(
        "The data directory cannot be written; see that it is a directory, that it is yours and that its disk is not full.",
        { cause },
      );
    }
    throw cause;
  }
}
