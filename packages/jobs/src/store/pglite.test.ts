import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { makeDataDirectory } from "../testing/databases.ts";
import { migrate } from "./migrations.ts";
import { openPglite } from "./pglite.ts";

async function bytesBelow(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(directory, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

test("checkpoints written over and over do not fill the disk", async () => {
  const place = await makeDataDirectory();
  const database = await openPglite(place.dataDirectory);
  const { orm } = database;
  await migrate(orm);
  await orm.execute(sql`INSERT INTO ansatz.jobs (id, kind, title, status, request, versions)
    VALUES ('00000000-0000-4000-8000-000000000001', 'count', 'count', 'running', '{}', '{}')`);
  await orm.execute(sql`INSERT INTO ansatz.tasks (id, job_id, step, position, status, queue) VALUES
    ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'run', 0, 'running', 'all-threads')`);
  const tables = join(place.dataDirectory, "database", "base");
  const checkpoint = (round: number) =>
    JSON.stringify(Array.from({ length: 5_000 }, (_, index) => (round * index * 0.618_034) % 1));
  const write = async (): Promise<void> => {
    for (let round = 1; round <= 20; round++) {
      await orm.execute(sql`UPDATE ansatz.tasks SET checkpoint = ${checkpoint(round)}::json`);
    }
    await database.maintain!();
  };
  await write();
  const before = await bytesBelow(tables);
  for (let times = 0; times < 3; times++) await write();
  const after = await bytesBelow(tables);
  expect(after - before).toBeLessThan(2 ** 20);
  await database[Symbol.asyncDispose]();
  await place.remove();
});
