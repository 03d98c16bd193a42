import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDirectory } from "./directory-lock.ts";
import { processStartTime } from "./process-start-time.ts";

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "ansatz-lock-"));
  path = join(directory, "lock.json");
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A process id that no process has: the kernel gives none above 2^22. */
const deadProcessId = 2 ** 22 + 1;

const holder = (change: object) =>
  JSON.stringify({ pid: process.pid, host: hostname(), startedAt: null, token: "of another", ...change });

test("a directory is locked once, and free again after its release", async () => {
  const lock = await lockDirectory(directory);
  await expect(lockDirectory(directory)).rejects.toMatchObject({
    code: "data-directory-in-use",
    details: { processId: process.pid },
    message: expect.stringContaining(`process with id ${process.pid}`) as string,
  });
  await lock.release();
  expect(await readdir(directory)).toEqual([]);
  const again = await lockDirectory(directory);
  await again.release();
});

test("of many that ask at once, one gets the directory", async () => {
  await writeFile(path, holder({ pid: deadProcessId }));
  const asked = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(directory)));
  const won = asked.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  expect(won).toHaveLength(1);
  await won[0].release();
  expect(await readdir(directory)).toEqual([]);
});

test.each([
  ["of a process that is gone", holder({ pid: deadProcessId })],
  ["of an earlier process with the same id", holder({ startedAt: "before" })],
  ["that is damaged", '{"pid": 1'],
  ["that is empty", ""],
])("a lock %s is taken over", async (_, content) => {
  await writeFile(path, content);
  const lock = await lockDirectory(directory);
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ pid: process.pid });
  await lock.release();
});

test("a lock of another machine holds while it is renewed", async () => {
  await writeFile(path, holder({ host: "elsewhere", pid: 7 }));
  await expect(lockDirectory(directory)).rejects.toMatchObject({
    message: expect.stringContaining("id 7 on the machine elsewhere") as string,
  });
  const old = new Date(Date.now() - 120_000);
  await utimes(path, old, old);
  const lock = await lockDirectory(directory);
  await lock.release();
});

test("a release leaves the lock of another alone", async () => {
  const lock = await lockDirectory(directory);
  await writeFile(path, holder({}));
  await lock.release();
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ token: "of another" });
});

test("a process keeps its start time", async () => {
  expect(await processStartTime(process.pid)).toEqual(await processStartTime(process.pid));
  expect(await processStartTime(deadProcessId)).toBeNull();
});
