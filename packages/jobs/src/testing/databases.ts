import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenJobsOptions } from "../service/job-service.ts";
import { startPostgresql } from "./postgresql.ts";

/** A place to store jobs, empty at first. */
export interface Place {
  readonly options: Pick<OpenJobsOptions, "dataDirectory" | "databaseUrl">;
  readonly remove: () => Promise<void>;
}

export async function makeDataDirectory(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), "ansatz-jobs-"));
  return {
    options: { dataDirectory: join(directory, "data") },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

export async function makePostgresql(): Promise<Place> {
  const server = await startPostgresql();
  await server.createDatabase("ansatz");
  return { options: { databaseUrl: server.url("ansatz") }, remove: server.release };
}

/** Both databases; every test of the store runs on each. */
export const databases: readonly { readonly name: string; readonly open: () => Promise<Place> }[] = [
  { name: "PGlite", open: makeDataDirectory },
  { name: "PostgreSQL", open: makePostgresql },
];
