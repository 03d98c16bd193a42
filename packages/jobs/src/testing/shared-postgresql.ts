import type { TestProject } from "vitest/node";
import { startPostgresql } from "./postgresql.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the default database of a PostgreSQL server that all tests share, each with databases of its own. */
    readonly postgresqlUrl: string;
  }
}

/** Starts a PostgreSQL server once for a whole run of tests. */
export default async function sharePostgresql(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresql();
  project.provide("postgresqlUrl", server.url("postgres"));
  return server.release;
}
