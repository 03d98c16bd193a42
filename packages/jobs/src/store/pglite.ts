import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { fromPglite } from "pg-boss";
import { StorageUnavailableError } from "../errors.ts";
import type { Database, Orm } from "./database.ts";
import { lockDirectory, type DirectoryLock } from "./directory-lock.ts";

/** How long an instance may take to close, ms. */
const closeTimeoutMs = 1_000;

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
  const client = await createClient(directory);
  return {
    storage: "pglite",
    orm: drizzle({ client }) as unknown as Orm,
    queueDatabase: fromPglite(client),
    queueBackend: "pglite",
    isExclusive: true,
    async reopen() {
      await close(client);
      return openInstance(directory, lock);
    },
    listen: (channel, onPayload) => client.listen(channel, onPayload),
    async [Symbol.asyncDispose]() {
      await close(client);
      await lock.release();
    },
  };
}

/** Closes an instance; one that has failed may not be able to, nor to answer at all. */
async function close(client: PGlite): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, closeTimeoutMs, undefined);
  await Promise.race([client.close().catch(() => undefined), promise]);
  clearTimeout(timer);
}

async function createClient(directory: string): Promise<PGlite> {
  try {
    return await PGlite.create(directory);
  } catch (cause) {
    throw new StorageUnavailableError(
      "The data directory cannot be opened as a database; see that it may be written and that its disk is not full.",
      { cause },
    );
  }
}

async function lockDataDirectory(dataDirectory: string): Promise<DirectoryLock> {
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
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
