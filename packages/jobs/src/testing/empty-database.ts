import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openJobService } from "../service/open-jobs.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A data directory whose embedded database has all its tables and no job. */
    readonly emptyDataDirectory: string;
  }
}

/** Makes an embedded database once for a whole run of tests: making one takes seconds, copying it takes none. */
export default async function makeEmptyDatabase(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "ansatz-empty-"));
  const dataDirectory = join(directory, "data");
  const jobs = await openJobService([], { dataDirectory, threads: 1 });
  await jobs[Symbol.asyncDispose]();
  project.provide("emptyDataDirectory", dataDirectory);
  return () => rm(directory, { recursive: true, force: true });
}
