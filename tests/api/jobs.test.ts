import { isFinal, jobListSchema, jobSchema, type Job } from "@ansatz/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  eventsOf,
  followToEnd,
  hydrogen,
  hydrogenFullCi,
  longJob,
  post,
  problemOf,
  readJob,
  startTestServer,
  submit,
  type TestServer,
} from "./test-server.ts";

let service: TestServer;
let url: string;
let finished: Job;

beforeAll(async () => {
  service = await startTestServer();
  url = service.url;
  finished = await submit(url, hydrogen);
  await followToEnd(url, finished.id);
});

afterAll(async () => {
  await service[Symbol.asyncDispose]();
});

describe("a ground state over HTTP", () => {
  test("ends with the audited energy of hydrogen", async () => {
    const job = await readJob(url, finished.id);
    expect(job.status).toBe("succeeded");
    if (job.kind !== "ground-state" || !job.result) throw new Error("the job has no result");
    expect(job.result.energy).toBeCloseTo(hydrogenFullCi, 6);
    expect(job.result.references.map(({ method }) => method)).toEqual(["rhf", "mp2", "casci"]);
    expect(job.result.qubits).toBe(4);
    expect(job.result.verdict.text.length).toBeGreaterThan(20);
    expect(job.request).toMatchObject({ basis: "sto-3g", optimizer: "l-bfgs", seed: 42 });
    expect(job.fraction).toBe(1);
    expect(job.finishedAt! >= job.startedAt!).toBe(true);
  });

  test("tells its way as events numbered from 1 without gaps, the final status last", async () => {
    const events = await followToEnd(url, finished.id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.filter(({ type }) => type === "progress").length).toBeGreaterThan(2);
    const last = events.at(-1);
    expect(last).toMatchObject({ type: "status", status: "succeeded" });
    expect((await readJob(url, finished.id)).lastEvent).toBe(last!.seq);
  });

  test("a molecule that cannot be read fails the job, or its submission, by name", async () => {
    const response = await post(`${url}/api/jobs`, {
      kind: "ground-state",
      request: { molecule: { smiles: "C1CC" } },
    });
    let code: string | undefined;
    if (response.status === 201) {
      const { id } = jobSchema.parse(await response.json());
      expect((await followToEnd(url, id)).at(-1)).toMatchObject({ type: "status", status: "failed" });
      code = (await readJob(url, id)).error?.code;
    } else {
      code = (await problemOf(response)).code;
    }
    expect(code).toBe("smiles");
  });
});

describe("events", () => {
  test("resume after the number asked for", async () => {
    const all = await followToEnd(url, finished.id);
    expect(await followToEnd(url, finished.id, "?after=2")).toEqual(all.slice(2));
  });

  test("Last-Event-ID goes before the address, which a reconnecting browser keeps", async () => {
    const all = await followToEnd(url, finished.id);
    const response = await fetch(`${url}/api/jobs/${finished.id}/events?after=1`, {
      headers: { "last-event-id": "3" },
    });
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(response.headers.get("cache-control")).toMatch(/no-store/);
    expect(eventsOf(await response.text())).toEqual(all.slice(3));
  });

  test("a client that has seen the end is told not to come back", async () => {
    const { lastEvent } = await readJob(url, finished.id);
    const response = await fetch(`${url}/api/jobs/${finished.id}/events`, {
      headers: { "last-event-id": String(lastEvent) },
    });
    expect(response.status).toBe(204);
  });

  test.each([
    ["?after=-1", "after"],
    ["?after=x", "after"],
    ["?before=1", ""],
  ])("%s is refused", async (query, path) => {
    const problem = await problemOf(await fetch(`${url}/api/jobs/${finished.id}/events${query}`));
    expect(problem.code).toBe("invalid-request");
    expect(problem.issues?.map((issue) => issue.path)).toEqual([path]);
  });

  test("HEAD does not wait for the job", async () => {
    const { id } = await submit(url, longJob);
    const response = await fetch(`${url}/api/jobs/${id}/events`, { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    await fetch(`${url}/api/jobs/${id}/cancel`, { method: "POST" });
  });

  test("a damaged Last-Event-ID is refused", async () => {
    const response = await fetch(`${url}/api/jobs/${finished.id}/events`, {
      headers: { "last-event-id": "abc" },
    });
    expect((await problemOf(response)).code).toBe("invalid-request");
  });
});

describe("cancelling", () => {
  test("ends a running job and its event stream; a second time is a conflict", async () => {
    const { id } = await submit(url, longJob);
    const stream = await fetch(`${url}/api/jobs/${id}/events`);
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes('"running"')) text += (await reader.read()).value ?? "";

    const response = await post(`${url}/api/jobs/${id}/cancel`, "");
    expect(response.status).toBe(200);
    expect(jobSchema.parse(await response.json()).id).toBe(id);
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) text += chunk.value;
    expect(eventsOf(text).at(-1)).toMatchObject({ type: "status", status: "cancelled" });
    expect((await readJob(url, id)).status).toBe("cancelled");

    const again = await problemOf(await post(`${url}/api/jobs/${id}/cancel`, ""));
    expect(again.code).toBe("job-finished");
    expect(again.status).toBe(409);
  });

  test("a job that has ended stays as it is", async () => {
    const problem = await problemOf(await fetch(`${url}/api/jobs/${finished.id}/cancel`, { method: "POST" }));
    expect(problem.code).toBe("job-finished");
    expect((await readJob(url, finished.id)).status).toBe("succeeded");
  });
});

describe("the list of jobs", () => {
  const list = async (query = ""): Promise<ReturnType<typeof jobListSchema.parse>> => {
    const response = await fetch(`${url}/api/jobs${query}`);
    expect(response.status).toBe(200);
    return jobListSchema.parse(await response.json());
  };

  test("shows the newest first, with the headline energy", async () => {
    const second = await submit(url, hydrogen);
    await followToEnd(url, second.id);
    const { jobs } = await list();
    expect(jobs[0].id).toBe(second.id);
    expect(jobs[0].headline).toBeCloseTo(hydrogenFullCi, 6);
    expect(jobs.map(({ createdAt }) => createdAt)).toEqual(
      jobs
        .map(({ createdAt }) => createdAt)
        .toSorted()
        .toReversed(),
    );
    expect(jobs.map(({ id }) => id)).toContain(finished.id);
  });

  test("pages hold every job once", async () => {
    const { jobs: all } = await list("?limit=200");
    expect(all.length).toBeGreaterThan(1);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(`?limit=1${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`);
      expect(page.jobs.length).toBeLessThanOrEqual(1);
      seen.push(...page.jobs.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  test("filters by status and kind", async () => {
    const { jobs } = await list("?status=succeeded&kind=ground-state");
    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.every(({ status, kind }) => status === "succeeded" && kind === "ground-state")).toBe(true);
    expect((await list("?kind=bond-scan")).jobs).toEqual([]);
  });

  test.each(["?limit=0", "?limit=201", "?status=done", "?kind=x", "?colour=red"])(
    "%s is refused by its field",
    async (query) => {
      const problem = await problemOf(await fetch(`${url}/api/jobs${query}`));
      expect(problem.code).toBe("invalid-request");
      expect(problem.detail).toContain(query.slice(1, query.indexOf("=")));
    },
  );

  test("a damaged cursor is refused, not taken for the start", async () => {
    const response = await fetch(`${url}/api/jobs?cursor=%00nonsense`);
    expect((await problemOf(response)).status).toBe(400);
  });
});

describe("a job that does not exist", () => {
  const unknown = "00000000-0000-4000-8000-000000000000";

  test.each([
    ["GET", `/api/jobs/${unknown}`],
    ["GET", `/api/jobs/${unknown}/events`],
    ["POST", `/api/jobs/${unknown}/cancel`],
  ])("%s %s is answered with 404", async (method, path) => {
    const problem = await problemOf(await fetch(url + path, { method }));
    expect(problem.code).toBe("job-not-found");
    expect(problem.status).toBe(404);
    expect(problem.detail).toContain(unknown);
  });

  test("an address with something else than an id is refused", async () => {
    const problem = await problemOf(await fetch(`${url}/api/jobs/1`));
    expect(problem.code).toBe("invalid-request");
    expect(problem.issues?.[0]).toMatchObject({ path: "id" });
  });
});

test("a bond scan tells each point as it ends and combines them", async () => {
  const { id } = await submit(url, {
    kind: "bond-scan",
    request: {
      molecule: { library: "h2" },
      bond: [1, 2],
      fromAngstrom: 0.5,
      toAngstrom: 1.1,
      points: 5,
      activeSpace: { kind: "full" },
    },
  });
  const events = await followToEnd(url, id);
  const points = events.flatMap((event) =>
    event.type === "progress" && "point" in event.progress && event.progress.point
      ? [event.progress.point.bondLengthAngstrom]
      : [],
  );
  expect(points.toSorted()).toHaveLength(5);
  const job = await readJob(url, id);
  expect(isFinal(job.status)).toBe(true);
  if (job.kind !== "bond-scan" || !job.result) throw new Error("the job has no result");
  expect(job.result.points.map(({ bondLengthAngstrom }) => Number(bondLengthAngstrom.toFixed(3)))).toEqual([
    0.5, 0.65, 0.8, 0.95, 1.1,
  ]);
  // Hydrogen's minimum in STO-3G full CI lies near 0.735 Å (Szabo and Ostlund, table 4.2 and figure 4.5, have 1.39 bohr).
  expect(job.result.equilibrium?.bondLengthAngstrom).toBeGreaterThan(0.7);
  expect(job.result.equilibrium?.bondLengthAngstrom).toBeLessThan(0.78);
});
