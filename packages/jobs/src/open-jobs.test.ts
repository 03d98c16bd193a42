import {
  createJobSchema,
  jobEventSchema,
  jobListSchema,
  jobSchema,
  type CreateJobInput,
} from "@ansatz/contract";
import { openJobs, type JobService } from "@ansatz/jobs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDataDirectory, type Place } from "./testing/databases.ts";
import { expectGapless, readEvents } from "./testing/read-events.ts";

let place: Place;
let jobs: JobService;
/** Warnings and errors that the service has logged. */
const complaints: string[] = [];
beforeAll(async () => {
  place = await makeDataDirectory();
  const note = (_: object, message: string) => complaints.push(message);
  jobs = await openJobs({
    ...place.options,
    threads: 2,
    log: { debug: () => undefined, info: () => undefined, warn: note, error: note },
  });
});
afterAll(async () => {
  await jobs[Symbol.asyncDispose]();
  await place.remove();
});

const submit = (input: CreateJobInput) => jobs.create(createJobSchema.parse(input));

test("a ground state is stored, run and read in the contract's form, its live curve among the events", async () => {
  const created = await submit({ kind: "ground-state", request: { molecule: { smiles: "[H]O[H]" } } });
  expect(jobSchema.parse(created)).toEqual(created);
  const ended = await jobs.waitFor(created.id);
  expect(jobSchema.parse(ended)).toEqual(ended);
  expect(ended).toMatchObject({
    status: "succeeded",
    kind: "ground-state",
    result: { formula: "H2O", converged: true },
  });
  const events = await readEvents(jobs, created.id);
  expectGapless(events);
  for (const event of events) expect(jobEventSchema.parse(event)).toEqual(event);
  const curve = events.flatMap((event) =>
    event.type === "progress" && event.progress.stage === "vqe" ? [event.progress] : [],
  );
  expect(curve.length).toBeGreaterThan(0);
  expect(curve.at(-1)).toMatchObject({
    rhf: expect.any(Number) as number,
    exact: expect.any(Number) as number,
  });
});

test("a bond scan runs end to end, each point an event", async () => {
  const { id } = await submit({
    kind: "bond-scan",
    request: { molecule: { library: "lih" }, bond: [1, 2], fromAngstrom: 1.4, toAngstrom: 1.8, points: 5 },
  });
  const ended = await jobs.waitFor(id);
  expect(jobSchema.parse(ended)).toEqual(ended);
  expect(ended).toMatchObject({ status: "succeeded", result: { bondLabel: "Li1–H2", converged: true } });
  const events = await readEvents(jobs, id);
  const points = events.flatMap((event) =>
    event.type === "progress" && "point" in event.progress && event.progress.point
      ? [event.progress.point]
      : [],
  );
  expect(complaints).toEqual([]);
  const curve = ended.kind === "bond-scan" ? ended.result!.points : [];
  expect(points.sort((left, right) => left.bondLengthAngstrom - right.bondLengthAngstrom)).toEqual(curve);
});

test("what cannot be calculated is refused with the calculation's code and not stored", async () => {
  const before = await jobs.list({ limit: 50 });
  const unknown = submit({ kind: "ground-state", request: { molecule: { library: "unobtainium" } } });
  await expect(unknown).rejects.toMatchObject({ code: "library-molecule" });
  expect(await jobs.list({ limit: 50 })).toEqual(before);
});

test("what only planning finds fails the job with the calculation's code", async () => {
  const { id } = await submit({
    kind: "bond-scan",
    request: { molecule: { library: "h2" }, bond: [1, 7], fromAngstrom: 0.5, toAngstrom: 1, points: 2 },
  });
  expect(await jobs.waitFor(id)).toMatchObject({ status: "failed", error: { code: "bond-scan" } });
});

test("a text that a database column cannot hold is no obstacle", async () => {
  const xyz = "2\n\u0000 \u001b[31m \ud800\nH 0 0 0\nH 0 0 0.74";
  const { id } = await submit({ kind: "ground-state", request: { molecule: { xyz } } });
  const job = await jobs.waitFor(id);
  expect(job).toMatchObject({ status: "succeeded", request: { molecule: { xyz } } });
});

test("the list is in the contract's form", async () => {
  const list = await jobs.list({ limit: 50 });
  expect(jobListSchema.parse(list)).toEqual(list);
  expect(list.jobs.length).toBeGreaterThanOrEqual(3);
});
