import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countingJob, countingRequest, fanOutJob } from "../testing/counting-job.ts";
import { makeDataDirectory } from "../testing/databases.ts";
import { startPostgresql } from "../testing/postgresql.ts";
import { expectGapless, readEvents, untilProgress } from "../testing/read-events.ts";
import { mountSmallDisk, type SmallDisk } from "../testing/small-disk.ts";
import { startService } from "../testing/start-service.ts";
import { openJobService } from "./open-jobs.ts";

const definitions = [countingJob, fanOutJob];

describe("a data directory", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "ansatz-storage-"));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  test("is held by one process, which the error names, and is free when that process was killed", async () => {
    const place = await makeDataDirectory();
    {
      await using other = await startService({ options: { ...place.options, threads: 1 } });
      await expect(openJobService(definitions, place.options)).rejects.toMatchObject({
        code: "data-directory-in-use",
        details: { processId: other.processId },
        message: expect.stringContaining(`process with id ${other.processId}`) as string,
      });
      await other.kill();
    }
    await using jobs = await openJobService(definitions, { ...place.options, threads: 1 });
    expect((await jobs.health()).storage).toBe("pglite");
    await jobs[Symbol.asyncDispose]();
    await place.remove();
  });

  test.each([
    ["that is a file", "file"],
    ["below a file", "file/below"],
  ])("%s is refused in words that show no path", async (_, name) => {
    await writeFile(join(directory, "file"), "");
    const dataDirectory = join(directory, name);
    const error: unknown = await openJobService(definitions, { dataDirectory }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: "storage-unavailable" });
    expect((error as Error).message).not.toContain(directory);
  });

  test.skipIf(!existsSync("/proc/self"))("in a folder that takes none is refused at once", async () => {
    await expect(openJobService(definitions, { dataDirectory: "/proc/ansatz/data" })).rejects.toMatchObject({
      code: "storage-unavailable",
    });
  });

  test("whose parents are missing is made", async () => {
    const dataDirectory = join(directory, "some", "where", "new");
    await using jobs = await openJobService(definitions, { dataDirectory, threads: 1 });
    expect((await jobs.health()).storage).toBe("pglite");
  });

  test("with a database that is damaged is refused", async () => {
    const dataDirectory = join(directory, "damaged");
    await mkdir(join(dataDirectory, "database"), { recursive: true });
    await writeFile(join(dataDirectory, "database", "PG_VERSION"), "no version");
    await expect(openJobService(definitions, { dataDirectory })).rejects.toMatchObject({
      code: "storage-unavailable",
    });
  });

  test("must be given, or a database address", async () => {
    await expect(openJobService(definitions, {})).rejects.toMatchObject({ code: "invalid-argument" });
  });
});

describe("a full disk", () => {
  let disk: SmallDisk | undefined;
  beforeAll(async () => {
    disk = await mountSmallDisk(96);
  });
  afterAll(() => disk?.remove());

  test("fails what must be written and nothing else; a running job ends once there is space", async (context) => {
    if (!disk) return context.skip("no small disk can be mounted here");
    const options = { dataDirectory: join(disk.path, "data"), threads: 2 };
    const stored: string[] = [];
    {
      await using jobs = await openJobService(definitions, options);
      const first = await jobs.create(countingRequest({ steps: 3, stepMs: 1 }));
      await jobs.waitFor(first.id);
      const running = await jobs.create(countingRequest({ steps: 400, stepMs: 10, checkpointEvery: 10 }));
      stored.push(first.id, running.id);
      await untilProgress(jobs, running.id);
      await disk.fill();

      // Large requests soon need a new page, then a new file of the write-ahead log.
      const large = { ...countingRequest({ steps: 1, stepMs: 1 }) };
      const failures: unknown[] = [];
      for (let index = 0; index < 400 && failures.length < 3; index++) {
        const note = Array.from(
          { length: 4_000 },
          (_, part) => ((index + 1) * (part + 1) * 0.618_034) % 1,
        ).join();
        const request = { ...large.request, note } as unknown as typeof large.request;
        try {
          stored.push((await jobs.create({ ...large, request } as typeof large)).id);
        } catch (error) {
          failures.push(error);
        }
      }
      expect(failures.length).toBe(3);
      for (const failure of failures) {
        expect(failure).toMatchObject({ code: "storage-unavailable" });
        expect((failure as Error).message).not.toContain(disk.path);
      }

      await disk.empty();
      await expect
        .poll(
          () =>
            jobs.create(countingRequest({ steps: 1, stepMs: 1 })).then(
              () => true,
              () => false,
            ),
          {
            timeout: 20_000,
          },
        )
        .toBe(true);
      expect(await jobs.waitFor(running.id)).toMatchObject({ status: "succeeded", result: { steps: 400 } });
      expectGapless(await readEvents(jobs, running.id));
      for (const id of stored) expect(await jobs.waitFor(id)).toMatchObject({ status: "succeeded" });
    }
    await using again = await openJobService(definitions, options);
    for (const id of stored) expect(await again.read(id)).toMatchObject({ status: "succeeded" });
  });
});

describe("a PostgreSQL server", () => {
  test("that goes away and comes back costs no job", async () => {
    const server = await startPostgresql();
    await server.createDatabase("ansatz");
    {
      await using jobs = await openJobService(definitions, { databaseUrl: server.url("ansatz"), threads: 2 });
      const { id } = await jobs.create(countingRequest({ steps: 300, stepMs: 10, checkpointEvery: 10 }));
      await untilProgress(jobs, id);
      await server.kill();
      await expect(jobs.read(id)).rejects.toMatchObject({ code: "storage-unavailable" });
      await expect(jobs.create(countingRequest({ steps: 1, stepMs: 1 }))).rejects.toMatchObject({
        code: "storage-unavailable",
      });
      await server.start();
      await expect
        .poll(
          () =>
            jobs.read(id).then(
              () => true,
              () => false,
            ),
          { timeout: 20_000 },
        )
        .toBe(true);
      expect(await jobs.waitFor(id)).toMatchObject({ status: "succeeded", result: { steps: 300 } });
      expectGapless(await readEvents(jobs, id));
    }
    await server.release();
  });

  test("that nobody runs is told in words that show no address", async () => {
    const databaseUrl = "postgresql://someone:secret@127.0.0.1:1/nowhere";
    const error: unknown = await openJobService(definitions, { databaseUrl }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: "storage-unavailable" });
    expect((error as Error).message).not.toMatch(/secret|127\.0\.0\.1|someone/);
  });
});
