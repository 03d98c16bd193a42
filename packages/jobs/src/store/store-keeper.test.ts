import { sql } from "drizzle-orm";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { silentLog } from "../log.ts";
import { makeDataDirectory } from "../testing/databases.ts";
import { mountSmallDisk } from "../testing/small-disk.ts";
import { openStoreKeeper, type StoreKeeper } from "./store-keeper.ts";

const noted = sql`SELECT note FROM ansatz.notes ORDER BY note`;
const none = (): undefined => undefined;

async function openKeeper(dataDirectory: string): Promise<{ keeper: StoreKeeper; reopened: () => number }> {
  let count = 0;
  const keeper = await openStoreKeeper({
    dataDirectory,
    instance: randomUUID(),
    onMessage: none,
    onGap: none,
    onReopen: () => count++,
    log: silentLog,
  });
  await keeper.use(({ orm }) => orm.execute(sql`CREATE TABLE ansatz.notes (note text)`));
  return { keeper, reopened: () => count };
}

function write(keeper: StoreKeeper, note: string): Promise<boolean> {
  return keeper
    .use(({ orm }) => orm.execute(sql`INSERT INTO ansatz.notes VALUES (${note})`))
    .then(
      () => true,
      () => false,
    );
}

async function readNotes(keeper: StoreKeeper): Promise<string[]> {
  const { rows } = await keeper.use(({ orm }) => orm.execute<{ note: string }>(noted));
  return rows.map(({ note }) => note);
}

test("an embedded database that is broken is opened anew with all that was stored", async () => {
  const place = await makeDataDirectory();
  const { keeper, reopened } = await openKeeper(place.dataDirectory);
  expect(await write(keeper, "a")).toBe(true);
  await keeper.use(({ orm }) => (orm as unknown as { $client: { close(): Promise<void> } }).$client.close());
  await expect(keeper.use(({ orm }) => orm.execute(noted))).rejects.toMatchObject({
    code: "storage-unavailable",
  });
  await expect.poll(() => write(keeper, "b"), { timeout: 20_000 }).toBe(true);
  expect(reopened()).toBe(1);
  expect(await readNotes(keeper)).toEqual(["a", "b"]);
  await keeper[Symbol.asyncDispose]();
  await place.remove();
});

test("a disk too full for the write-ahead log is survived", async (context) => {
  const disk = await mountSmallDisk(96);
  if (!disk) return context.skip("no small disk can be mounted here");
  const { keeper, reopened } = await openKeeper(join(disk.path, "data"));
  expect(await write(keeper, "a")).toBe(true);
  await disk.fill();
  // Asks for a new file of the log, which the embedded database does not recover from.
  const next = sql`SELECT pg_switch_wal(), pg_logical_emit_message(false, 'a', 'b')`;
  for (let attempt = 0; attempt < 3; attempt++) {
    await keeper.use(({ orm }) => orm.execute(next)).catch(none);
  }
  await expect(keeper.use(({ orm }) => orm.execute(next))).rejects.toMatchObject({
    code: "storage-unavailable",
  });
  await disk.empty();
  await expect.poll(() => write(keeper, "b"), { timeout: 30_000 }).toBe(true);
  expect(reopened()).toBeGreaterThanOrEqual(1);
  expect(await readNotes(keeper)).toEqual(["a", "b"]);
  await keeper[Symbol.asyncDispose]();
  await disk.remove();
});

test("a wrong statement is a fault of the program, not of the store", async () => {
  const place = await makeDataDirectory();
  const { keeper, reopened } = await openKeeper(place.dataDirectory);
  const wrong = keeper.use(({ orm }) => orm.execute(sql`SELECT nothing FROM nowhere`));
  await expect(wrong).rejects.not.toHaveProperty("code", "storage-unavailable");
  await expect(wrong).rejects.toThrow();
  expect(await write(keeper, "a")).toBe(true);
  expect(reopened()).toBe(0);
  await keeper[Symbol.asyncDispose]();
  await expect(keeper.use(({ orm }) => orm.execute(noted))).rejects.toMatchObject({
    code: "storage-unavailable",
  });
  await place.remove();
});
