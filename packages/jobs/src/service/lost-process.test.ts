import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countingJob, countingRequest, fanOutJob, fanOutRequest } from "../testing/counting-job.ts";
import { databases, makeDataDirectory, type Place } from "../testing/databases.ts";
import { expectGapless, readEvents } from "../testing/read-events.ts";
import { startService } from "../testing/start-service.ts";
import { openJobService } from "./open-jobs.ts";

const definitions = [countingJob, fanOutJob];

type Request = ReturnType<typeof countingRequest>;

/** Starts a process with jobs and kills it when each has told of progress that matches; returns the jobs' ids. */
async function killInMidJob(place: Place, jobs: readonly (readonly [Request, RegExp])[]): Promise<string[]> {
  const requests = jobs.map(([request]) => request);
  await using service = await startService({ options: { ...place.options, threads: 2 }, jobs: requests });
  const ids: string[] = [];
  while (ids.length < jobs.length) {
    const line = await service.line(({ type }) => type === "job");
    if (line.type === "job") ids.push(line.id);
  }
  for (const [index, [, message]] of jobs.entries()) {
    await service.line(
      (next) =>
        next.type === "event" &&
        next.id === ids[index] &&
        next.event.type === "progress" &&
        message.test(next.event.progress.message),
    );
  }
  await service.kill();
  return ids;
}

describe.each(databases)("a process killed in mid-job, on $name", ({ open }) => {
  let place: Place;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.remove());

  test("its jobs go on in the next process from checkpoints and finished tasks, one restart each", async () => {
    const [id, fanOut] = await killInMidJob(place, [
      [countingRequest({ steps: 450, stepMs: 10, checkpointEvery: 10 }), /step \d{2,}/],
      [fanOutRequest({ steps: 40, stepMs: 10, parts: 20 }), /^(?:[2-9]|1\d) of 20 parts/],
    ]);
    await using jobs = await openJobService(definitions, { ...place.options, threads: 2 });
    await place.forgetHeartbeats();
    const ended = await jobs.waitFor(id);
    expect(ended).toMatchObject({ status: "succeeded", restarts: 1, result: { steps: 450 } });
    expect((ended.result as unknown as { resumedAt: number }).resumedAt).toBeGreaterThanOrEqual(10);
    const events = await readEvents(jobs, id);
    expectGapless(events);
    expect(events.filter(({ type }) => type === "restarted")).toMatchObject([
      { message: "The process that ran the job was lost; it goes on from its checkpoint." },
    ]);

    const fannedOut = await jobs.waitFor(fanOut);
    expect(fannedOut).toMatchObject({ status: "succeeded", restarts: 1 });
    const { parts } = fannedOut.result as unknown as { parts: { processId: number }[] };
    expect(parts).toHaveLength(20);
    const kept = parts.filter(({ processId }) => processId !== process.pid).length;
    expect(kept).toBeGreaterThanOrEqual(2);
    expect(kept).toBeLessThan(20);
    expectGapless(await readEvents(jobs, fanOut));
  });
});

describe("processes killed over and over", () => {
  let place: Place;
  beforeAll(async () => {
    place = await makeDataDirectory();
  });
  afterAll(() => place.remove());

  test("lose nothing that was stored, whenever they die", async () => {
    const options = { ...place.options, threads: 2 };
    const [id] = await killInMidJob(place, [
      [countingRequest({ steps: 500, stepMs: 10, checkpointEvery: 5 }), /step \d{2,}/],
    ]);
    // Uneven moments: now in a write, now between two.
    for (const aliveMs of [703, 811]) {
      await using next = await startService({ options });
      await sleep(aliveMs);
      await next.kill();
    }
    await using jobs = await openJobService(definitions, options);
    const ended = await jobs.waitFor(id);
    expect(ended).toMatchObject({ status: "succeeded", restarts: 3, result: { steps: 500 } });
    const events = await readEvents(jobs, id);
    expectGapless(events);
    const steps = events.flatMap((event) =>
      event.type === "progress" ? [Number(/\d+/.exec(event.progress.message)?.[0])] : [],
    );
    expect(steps.at(-1)).toBe(500);
  });

  test("a job that takes its process with it three times in a row is given up", async () => {
    const options = { ...place.options, threads: 2 };
    let id = "";
    for (let life = 0; life < 3; life++) {
      const jobs = life === 0 ? [countingRequest({ steps: 3, stepMs: 1, failure: "kill" })] : [];
      await using service = await startService({ options, jobs });
      if (life === 0) {
        const line = await service.line(({ type }) => type === "job");
        if (line.type === "job") id = line.id;
      }
      await expect(service.line(() => false)).rejects.toThrow("the process ended");
    }
    await using jobs = await openJobService(definitions, options);
    expect(await jobs.waitFor(id)).toMatchObject({
      status: "failed",
      restarts: 3,
      error: { code: "worker-lost", details: { losses: 3 } },
    });
    // Its neighbours are none the worse.
    const next = await jobs.create(countingRequest({ steps: 1, stepMs: 1 }));
    expect(await jobs.waitFor(next.id)).toMatchObject({ status: "succeeded" });
  });
});
