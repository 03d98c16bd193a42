import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { fromPglite } from "pg-boss";
import { StorageUnavailableError } from "../errors.ts";
import type { Database, Orm } from "./database.ts";
import { lockDirectory } from "./directory-lock.ts";

/**
 * Opens the embedded database in a data directory, or in memory without one.
 *
 * @throws {@link DataDirectoryInUseError} when another process has it open, {@link StorageUnavailableError} when the
 * directory cannot be used.
 */
export async function openPglite(dataDirectory: string | undefined): Promise<Database> {
  const lock = dataDirectory === undefined ? undefined : await lockDataDirectory(dataDirectory);
  try {
    const client = await PGlite.create(
      dataDirectory === undefined ? "memory://" : join(dataDirectory, "database"),
    );
    return {
      storage: "pglite",
      orm: drizzle({ client }) as unknown as Orm,
      queueDatabase: fromPglite(client),
      queueBackend: "pglite",
      isExclusive: true,
      listen: (channel, onPayload) => client.listen(channel, onPayload),
      async [Symbol.asyncDispose]() {
        try {
          await client.close();
        } finally {
          await lock?.release();
        }
      },
    };
  } catch (cause) {
    await lock?.release();
    throw new StorageUnavailableError(
      "The data directory cannot be opened as a database; see that its disk is not full and that it may be written.",
      { cause },
    );
  }
}

async function lockDataDirectory(dataDirectory: string): ReturnType<typeof lockDirectory> {
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    return await lockDirectory(dataDirectory);
  } catch (cause) {
    if (cause instanceof Error && "syscall" in cause) {
      throw new StorageUnavailableError(
        "The data directory cannot be written; see that it is a directory of yours and that its disk is not full.",
        { cause },
      );
    }
    throw cause;
  }
}
