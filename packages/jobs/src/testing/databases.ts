import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type {} from "./empty-database.ts";
import type {} from "./shared-postgresql.ts";

/** A place to store jobs, with no job in it. */
export interface Place {
  readonly options: { readonly dataDirectory: string } | { readonly databaseUrl: string };
  readonly remove: () => Promise<void>;
  /** Makes the queue believe that nothing was heard of any worker for an hour. */
  readonly forgetHeartbeats: () => Promise<void>;
}

export interface DirectoryPlace extends Place {
  readonly dataDirectory: string;
}

export interface PostgresqlPlace extends Place {
  readonly databaseUrl: string;
}

/** A data directory with an embedded database that has its tables and no job. */
export async function makeDataDirectory(): Promise<DirectoryPlace> {
  const directory = await mkdtemp(join(tmpdir(), "ansatz-jobs-"));
  const dataDirectory = join(directory, "data");
  await cp(inject("emptyDataDirectory"), dataDirectory, { recursive: true });
  return {
    dataDirectory,
    options: { dataDirectory },
    remove: () => rm(directory, { recursive: true, force: true }),
    // Nobody else can be at work on a data directory that could be opened.
    forgetHeartbeats: () => Promise.resolve(),
  };
}

/** An empty database of its own on the tests' PostgreSQL server. */
export async function makePostgresql(): Promise<PostgresqlPlace> {
  const server = inject("postgresqlUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const databaseUrl = new URL(name, server).href;
  await query(server, `CREATE DATABASE ${name}`);
  return {
    databaseUrl,
    options: { databaseUrl },
    remove: () => query(server, `DROP DATABASE ${name} WITH (FORCE)`),
    forgetHeartbeats: () =>
      query(
        databaseUrl,
        "UPDATE ansatz_queue.job SET heartbeat_on = now() - interval '1 hour' WHERE state = 'active'",
      ),
  };
}

async function query(databaseUrl: string, text: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** Both databases; every test of the store runs on each. */
export const databases: readonly { readonly name: string; readonly open: () => Promise<Place> }[] = [
  { name: "PGlite", open: makeDataDirectory },
  { name: "PostgreSQL", open: makePostgresql },
];
