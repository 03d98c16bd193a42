import { once } from "node:events";
import { exitCodes } from "@ansatz/contract";
import { openJobs } from "@ansatz/jobs";
import { UsageError } from "../errors.ts";
import { databaseLabel, databaseUrlOf } from "../options/database.ts";
import type { CommandContext } from "../terminal.ts";

export interface WorkerOptions {
  readonly database?: string;
  readonly threads?: number;
}

/** `ansatz worker`: takes tasks from a shared PostgreSQL until it is stopped. */
export async function worker(options: WorkerOptions, { terminal, signal }: CommandContext): Promise<number> {
  const { stdout, environment } = terminal;
  const databaseUrl = databaseUrlOf(options.database, environment);
  if (databaseUrl === undefined) {
    throw new UsageError(
      "A worker needs a PostgreSQL server that it shares with others: set DATABASE_URL or --database. " +
        "The embedded database belongs to one process, `ansatz serve`, which runs its jobs itself.",
    );
  }
  const jobs = await openJobs({
    databaseUrl,
    worker: true,
    threads: options.threads,
  });
  try {
    stdout.write(`Taking tasks from ${databaseLabel(databaseUrl)}. Stop with Ctrl-C.\n`);
    if (!signal.aborted) await once(signal, "abort");
    stdout.write("Stopping; unfinished tasks go back to the queue.\n");
  } finally {
    await jobs[Symbol.asyncDispose]();
  }
  return exitCodes.success;
}
