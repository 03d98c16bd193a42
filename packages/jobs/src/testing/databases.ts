import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll } from "vitest";
import type { OpenJobsOptions } from "../service/job-service.ts";
import { startPostgresql } from "./postgresql.ts";

/** A place to store jobs, empty at first. */
export interface Place {
  readonly options: Pick<OpenJobsOptions, "dataDirectory" | "databaseUrl">;
  readonly remove: () => Promise<void>;
  /** Makes the queue believe that nothing was heard of any worker for an hour. */
  readonly forgetHeartbeats: () => Promise<void>;
}

/** An empty data directory. */
async function makeEmptyDirectory(): Promise<Place & { readonly dataDirectory: string }> {
  const directory = await mkdtemp(join(tmpdir(), "ansatz-jobs-"));
  const dataDirectory = join(directory, "data");
  return {
    dataDirectory,
    options: { dataDirectory },
    remove: () => rm(directory, { recursive: true, force: true }),
    // Nobody else can be at work on a data directory that could be opened.
    forgetHeartbeats: () => Promise.resolve(),
  };
}

let template: Promise<Place & { readonly dataDirectory: string }> | undefined;
afterAll(async () => {
  await (await template)?.remove();
});

/** Makes an embedded database once for each test file: it takes seconds, a copy takes none. */
async function makeTemplate(): ReturnType<typeof makeEmptyDirectory> {
  const place = await makeEmptyDirectory();
  await mkdir(place.dataDirectory);
  const pglite = await PGlite.create(join(place.dataDirectory, "database"));
  await pglite.close();
  return place;
}

/** A data directory with an embedded database that holds nothing yet. */
export async function makeDataDirectory(): Promise<Place & { readonly dataDirectory: string }> {
  const place = await makeEmptyDirectory();
  const { dataDirectory } = await (template ??= makeTemplate());
  await cp(dataDirectory, place.dataDirectory, { recursive: true });
  return place;
}

export async function makePostgresql(): Promise<Place & { readonly databaseUrl: string }> {
  const server = await startPostgresql();
  await server.createDatabase("ansatz");
  const databaseUrl = server.url("ansatz");
  return {
    databaseUrl,
    options: { databaseUrl },
    remove: server.release,
    async forgetHeartbeats() {
      const client = new pg.Client(databaseUrl);
      await client.connect();
      await client.query(
        "UPDATE ansatz_queue.job SET heartbeat_on = now() - interval '1 hour' WHERE state = 'active'",
      );
      await client.end();
    },
  };
}

/** Both databases; every test of the store runs on each. */
export const databases: readonly { readonly name: string; readonly open: () => Promise<Place> }[] = [
  { name: "PGlite", open: makeEmptyDirectory },
  { name: "PostgreSQL", open: makePostgresql },
];
