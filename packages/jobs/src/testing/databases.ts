import { rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { OpenJobsOptions } from "../service/job-service.ts";
import { startPostgresql } from "./postgresql.ts";

/** A place to store jobs, empty at first. */
export interface Place {
  readonly options: Pick<OpenJobsOptions, "dataDirectory" | "databaseUrl">;
  readonly remove: () => Promise<void>;
}

/** An empty data directory. */
async function makeEmptyDirectory(): Promise<Place & { readonly dataDirectory: string }> {
  const directory = await mkdtemp(join(tmpdir(), "ansatz-jobs-"));
  const dataDirectory = join(directory, "data");
  return {
    dataDirectory,
    options: { dataDirectory },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

let template: Promise<string> | undefined;

/** Makes an embedded database once for each process: it takes seconds, a copy takes none. */
async function makeTemplate(): Promise<string> {
  const { dataDirectory } = await makeEmptyDirectory();
  process.once("exit", () => {
    rmSync(dirname(dataDirectory), { recursive: true, force: true });
  });
  await mkdir(dataDirectory);
  const pglite = await PGlite.create(join(dataDirectory, "database"));
  await pglite.close();
  return dataDirectory;
}

/** A data directory with an embedded database that holds nothing yet. */
export async function makeDataDirectory(): Promise<Place & { readonly dataDirectory: string }> {
  const place = await makeEmptyDirectory();
  await cp(await (template ??= makeTemplate()), place.dataDirectory, { recursive: true });
  return place;
}

export async function makePostgresql(): Promise<Place> {
  const server = await startPostgresql();
  await server.createDatabase("ansatz");
  return { options: { databaseUrl: server.url("ansatz") }, remove: server.release };
}

/** Both databases; every test of the store runs on each. */
export const databases: readonly { readonly name: string; readonly open: () => Promise<Place> }[] = [
  { name: "PGlite", open: makeEmptyDirectory },
  { name: "PostgreSQL", open: makePostgresql },
];
