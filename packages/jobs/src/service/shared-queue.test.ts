import { afterAll, beforeAll, expect, test } from "vitest";
import { countingJob, countingRequest, fanOutJob, fanOutRequest } from "../testing/counting-job.ts";
import { makePostgresql, type Place } from "../testing/databases.ts";
import { expectGapless, readEvents, untilProgress } from "../testing/read-events.ts";
import { startService, type ServiceProcess } from "../testing/start-service.ts";
import type { JobService } from "./job-service.ts";
import { openJobService } from "./open-jobs.ts";

let place: Place;
let workers: ServiceProcess[];
let jobs: JobService;

// This process only asks; two others share the work.
beforeAll(async () => {
  place = await makePostgresql();
  const options = { ...place.options, threads: 2, concurrency: 1 };
  workers = await Promise.all([0, 1].map(() => startService({ options })));
  jobs = await openJobService([countingJob, fanOutJob], { ...place.options, worker: false });
});
afterAll(async () => {
  await jobs[Symbol.asyncDispose]();
  await Promise.all(workers.map((worker) => worker[Symbol.asyncDispose]()));
  await place.remove();
});

test("processes that find an empty database at the same moment make its tables once", async () => {
  const empty = await makePostgresql();
  const options = { ...empty.options, worker: false };
  const opened = await Promise.all([0, 1, 2, 3].map(() => openJobService([countingJob], options)));
  const { id } = await opened[0].create(countingRequest({ steps: 1, stepMs: 1 }));
  expect(await opened[3].read(id)).toMatchObject({ status: "queued" });
  await Promise.all(opened.map((service) => service[Symbol.asyncDispose]()));
  await empty.remove();
});

test("two processes share a job's tasks, each of which runs once", async () => {
  const { id } = await jobs.create(fanOutRequest({ steps: 10, stepMs: 10, parts: 24 }));
  const ended = await jobs.waitFor(id);
  expect(ended).toMatchObject({ status: "succeeded", restarts: 0, result: { steps: 240 } });
  const { parts } = ended.result as unknown as { parts: { processId: number }[] };
  expect(new Set(parts.map(({ processId }) => processId))).toEqual(
    new Set(workers.map(({ processId }) => processId)),
  );
  const events = await readEvents(jobs, id);
  expectGapless(events);
  const done = events.flatMap((event) =>
    event.type === "progress" ? [/^(\d+) of 24 parts/.exec(event.progress.message)?.[1] ?? []].flat() : [],
  );
  expect(done).toEqual(Array.from({ length: 24 }, (_, index) => String(index + 1)));
});

test("events of a job that runs elsewhere arrive while it runs", async () => {
  const { id } = await jobs.create(countingRequest({ steps: 10_000, stepMs: 20 }));
  await untilProgress(jobs, id);
  expect(await jobs.read(id)).toMatchObject({ status: "running" });
  await jobs.cancel(id);
});

test("cancelling reaches the process that runs the job", async () => {
  // Both processes have one slot for such jobs: two that never yield take them all.
  const request = countingRequest({ steps: 100_000, stepMs: 20, isDeaf: true });
  const deaf = [await jobs.create(request), await jobs.create(request)];
  for (const { id } of deaf) await untilProgress(jobs, id);
  for (const { id } of deaf) await jobs.cancel(id);
  const next = await Promise.all([0, 1].map(() => jobs.create(countingRequest({ steps: 1, stepMs: 1 }))));
  for (const { id } of next) expect(await jobs.waitFor(id)).toMatchObject({ status: "succeeded" });
  for (const { id } of deaf) {
    expect(await jobs.read(id)).toMatchObject({ status: "cancelled", result: null });
  }
});

test("a process that ends in order hands its tasks to the others with their checkpoints", async () => {
  const request = countingRequest({ steps: 300, stepMs: 10, checkpointEvery: 5 });
  const made = [await jobs.create(request), await jobs.create(request)];
  // A tenth of 300 steps: several checkpoints of five have been made.
  for (const { id } of made) await untilProgress(jobs, id, 0.1);
  const [leaving] = workers.splice(0, 1);
  expect(await leaving.stop()).toBe(0);
  const ended = [await jobs.waitFor(made[0].id), await jobs.waitFor(made[1].id)];
  const results = ended.map(({ result }) => result as unknown as { resumedAt: number; processId: number });
  expect(ended.map(({ restarts }) => restarts).sort()).toEqual([0, 1]);
  expect(new Set(results.map(({ processId }) => processId))).toEqual(new Set([workers[0].processId]));
  const moved = ended.findIndex(({ restarts }) => restarts === 1);
  expect(results[moved].resumedAt).toBeGreaterThanOrEqual(5);
  const restarted = (await readEvents(jobs, made[moved].id)).filter(({ type }) => type === "restarted");
  expect(restarted).toMatchObject([
    { message: "The process that ran the job was stopped; it goes on from its checkpoint." },
  ]);
});
