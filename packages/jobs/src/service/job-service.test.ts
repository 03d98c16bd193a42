import type { Job, JobEvent } from "@ansatz/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countingJob, countingRequest, fanOutJob, fanOutRequest } from "../testing/counting-job.ts";
import { databases } from "../testing/databases.ts";
import { expectGapless, readEvents, untilProgress } from "../testing/read-events.ts";
import type { JobService } from "./job-service.ts";
import { openJobService } from "./open-jobs.ts";

const nowhere = "00000000-0000-4000-8000-000000000000";

describe.each(databases)("jobs on $name", ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let jobs: JobService;
  beforeAll(async () => {
    place = await open();
    jobs = await openJobService([countingJob, fanOutJob], { ...place.options, threads: 2, concurrency: 1 });
  });
  afterAll(async () => {
    await jobs[Symbol.asyncDispose]();
    await place.remove();
  });

  test("a job of one task runs to its result, and its events tell the way", async () => {
    const created = await jobs.create(countingRequest({ steps: 5, stepMs: 5 }));
    expect(created).toMatchObject({
      status: "queued",
      title: "count to 5",
      fraction: 0,
      result: null,
      lastEvent: 1,
    });
    const ended = await jobs.waitFor(created.id);
    expect(ended).toMatchObject({
      status: "succeeded",
      fraction: 1,
      result: { steps: 5, resumedAt: 0 },
      error: null,
      restarts: 0,
      versions: { counting: "1" },
    });
    const events = await readEvents(jobs, created.id);
    expectGapless(events);
    expect(events.length).toBe(ended.lastEvent);
    expect(events.flatMap((event) => (event.type === "status" ? [event.status] : []))).toEqual([
      "queued",
      "running",
      "succeeded",
    ]);
    const lastProgress = events.findLast((event) => event.type === "progress");
    expect(lastProgress?.progress.message).toBe("step 5");
  });

  test("a job of many tasks is planned, run and combined in the order of its plan", async () => {
    const { id } = await jobs.create(fanOutRequest({ steps: 3, stepMs: 2, parts: 7 }));
    const ended = await jobs.waitFor(id);
    expect(ended.result).toMatchObject({ steps: 21, parts: Array.from({ length: 7 }, () => ({ steps: 3 })) });
    const events = await readEvents(jobs, id);
    expectGapless(events);
    const partials = events.filter(
      (event) => event.type === "progress" && event.progress.message.includes("of 7 parts"),
    );
    expect(partials).toHaveLength(7);
  });

  test("an error with a code fails the job at once with its message and details", async () => {
    const { id } = await jobs.create(countingRequest({ steps: 1, stepMs: 1, failure: "domain" }));
    expect(await jobs.waitFor(id)).toMatchObject({
      status: "failed",
      result: null,
      restarts: 0,
      error: { code: "invalid-argument", message: "parts must be even, got 3.", details: { got: 3 } },
    });
  });

  test("a fault shows no text of its own", async () => {
    const { id } = await jobs.create(countingRequest({ steps: 1, stepMs: 1, failure: "fault" }));
    const job = await jobs.waitFor(id);
    expect(job).toMatchObject({ status: "failed", error: { code: "internal" } });
    expect(JSON.stringify(job)).not.toContain("secret");
  });

  test("one failing task fails its job and stops the others", async () => {
    const { id } = await jobs.create(fanOutRequest({ steps: 400, stepMs: 5, parts: 3, failure: "domain" }));
    const { id: other } = await jobs.create(
      fanOutRequest({ steps: 2, stepMs: 1, parts: 3, failure: "domain" }),
    );
    await jobs.cancel(id);
    expect(await jobs.waitFor(other)).toMatchObject({
      status: "failed",
      error: { code: "invalid-argument" },
    });
  });

  test.each([
    ["that yields", false],
    ["that never yields", true],
  ])("cancelling a calculation %s frees its thread and is final", async (_, isDeaf) => {
    const { id } = await jobs.create(countingRequest({ steps: 100_000, stepMs: 20, isDeaf }));
    await untilProgress(jobs, id);
    const cancelled = await jobs.cancel(id);
    expect(cancelled).toMatchObject({ status: "cancelled", error: null, result: null });
    // There is one slot for such jobs, and the cancelled one would keep it for half an hour.
    const next = await jobs.create(countingRequest({ steps: 1, stepMs: 1 }));
    expect(await jobs.waitFor(next.id)).toMatchObject({ status: "succeeded" });
    await expect(jobs.cancel(id)).rejects.toMatchObject({
      code: "job-finished",
      details: { status: "cancelled" },
    });
    const events = await readEvents(jobs, id);
    expectGapless(events);
    expect(events.at(-1)).toMatchObject({ type: "status", status: "cancelled" });
    expect((await jobs.read(id)).lastEvent).toBe(events.length);
  });

  test("a reader that comes back after its last event misses none and sees none twice", async () => {
    const { id } = await jobs.create(countingRequest({ steps: 60, stepMs: 10 }));
    const seen: JobEvent[] = [];
    for (let isOver = false; !isOver;) {
      isOver = true;
      for await (const event of jobs.events(id, { after: seen.at(-1)?.seq ?? 0 })) {
        seen.push(event);
        if (seen.length % 2 === 0 && !(event.type === "status" && event.status === "succeeded")) {
          isOver = false;
          break;
        }
      }
    }
    expectGapless(seen);
    expect(seen).toEqual(await readEvents(jobs, id));
    expect(await readEvents(jobs, id, seen.length - 1)).toEqual(seen.slice(-1));
    expect(await readEvents(jobs, id, seen.length)).toEqual([]);
  });

  test("an abort ends the reading of events", async () => {
    const { id } = await jobs.create(countingRequest({ steps: 10_000, stepMs: 20 }));
    const stop = new AbortController();
    let count = 0;
    for await (const event of jobs.events(id, { signal: stop.signal })) {
      count = event.seq;
      if (count === 3) stop.abort();
    }
    expect(count).toBe(3);
    await jobs.cancel(id);
  });

  test("lists are newest first, in pages, by kind and status", async () => {
    const made: Job[] = [];
    for (let index = 0; index < 5; index++)
      made.push(await jobs.create(countingRequest({ steps: index, stepMs: 1 })));
    await Promise.all(made.map(({ id }) => jobs.waitFor(id)));
    const first = await jobs.list({ limit: 3 });
    const second = await jobs.list({ limit: 2, cursor: first.nextCursor! });
    expect([...first.jobs, ...second.jobs].map(({ id }) => id)).toEqual(made.map(({ id }) => id).reverse());
    expect(first.jobs[0]).toMatchObject({ headline: 4, verdictLevel: "good", status: "succeeded" });
    expect(first.jobs[0]).not.toHaveProperty("request");
    const failed = await jobs.list({ limit: 200, status: "failed" });
    expect(failed.jobs.length).toBeGreaterThan(0);
    expect(failed.jobs.every(({ status }) => status === "failed")).toBe(true);
    expect((await jobs.list({ limit: 200, kind: "bond-scan" })).jobs).toEqual([]);
    await expect(jobs.list({ limit: 3, cursor: "no cursor" })).rejects.toMatchObject({
      code: "invalid-request",
    });
  });

  test("an id that no job has is not found", async () => {
    await expect(jobs.read(nowhere)).rejects.toMatchObject({ code: "job-not-found" });
    await expect(jobs.cancel(nowhere)).rejects.toMatchObject({ code: "job-not-found" });
    await expect(readEvents(jobs, nowhere)).rejects.toMatchObject({ code: "job-not-found" });
  });

  test("health counts the jobs that wait and run", async () => {
    const made: Job[] = [];
    for (let index = 0; index < 3; index++)
      made.push(await jobs.create(countingRequest({ steps: 10_000, stepMs: 20 })));
    await untilProgress(jobs, made[0].id);
    const { jobs: counts, threads } = await jobs.health();
    expect(threads).toBe(2);
    expect(counts).toEqual({ queued: 2, running: 1 });
    await Promise.all(made.map(({ id }) => jobs.cancel(id)));
  });
});
