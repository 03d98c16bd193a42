import { createJobSchema, portfolioResultSchema, type CreateJobInput } from "@ansatz/contract";
import { runJobLocally } from "@ansatz/jobs";
import { expect, test } from "vitest";
import { followToEnd, post, problemOf, readJob, serveTests, submit } from "./test-server.ts";

let url: string;
serveTests((address) => {
  url = address;
});

const means = "0.1,0.2\n0.2,0.3\n0.05,0.1\n";
const risk = "1,1,1\n1,2,0.5\n1,3,0\n2,2,1\n2,3,0\n3,3,1\n";
const job = (more: object = {}): CreateJobInput => ({
  kind: "portfolio",
  request: { moments: { means, risk }, pick: 2, riskAversion: 1, ...more },
});

test("a portfolio over HTTP: progress, the result, its title and headline in the list", async () => {
  const { id, title } = await submit(url, job({ name: "three", algorithm: "qaoa", layers: 2 }));
  expect(title).toBe("three · pick 2 · QAOA, xy-ring, 2 layers");
  const events = await followToEnd(url, id);
  const stages = events.flatMap((event) => (event.type === "progress" ? [event.progress.stage] : []));
  expect(stages).toContain("select");
  const ended = await readJob(url, id);
  expect(ended.error).toBeNull();
  const result = portfolioResultSchema.strict().parse(ended.result);
  expect(result.selection).toEqual(["Asset 2", "Asset 3"]);
  // 0.09 + 0.01 − 0.20 − 0.05, the correlation of these two being 0.
  expect(result.objective).toBeCloseTo(-0.15, 14);
  expect(result.optimum.proven).toBe(true);
  const list = (await (await fetch(`${url}/api/jobs?kind=portfolio`)).json()) as {
    jobs: { id: string; headline: number; verdictLevel: string }[];
  };
  expect(list.jobs.find((entry) => entry.id === id)).toMatchObject({
    headline: result.approximationRatio,
    verdictLevel: "excellent",
  });
});

test("restarts and numbers of holdings are parts of a job: their progress, and the answer of a process of its own", async () => {
  const request = {
    sample: "us-stocks" as const,
    pick: { minimum: 3, maximum: 4 },
    restarts: 5,
    layers: 1,
    seed: 9,
  };
  const { id } = await submit(url, { kind: "portfolio", request });
  const events = await followToEnd(url, id);
  const progress = events.flatMap((event) => (event.type === "progress" ? [event.progress] : []));
  expect(progress.some(({ message }) => message.startsWith("Part 2 of 4: QAOA, iteration"))).toBe(true);
  const fractions = progress.flatMap(({ fraction }) => (fraction === undefined ? [] : [fraction]));
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  const there = portfolioResultSchema.strict().parse((await readJob(url, id)).result);
  const job = createJobSchema.parse({ kind: "portfolio", request });
  const here = portfolioResultSchema.parse(await runJobLocally(job, { threads: 1 }));
  expect(there.selection).toEqual(here.selection);
  expect(there.energy).toBe(here.energy);
  expect(there.convergence).toEqual(here.convergence);
});

test.each<[string, object, number, string, RegExp]>([
  ["more picks than assets", { pick: 9 }, 422, "mandate", /pick must be in \[1, 3\].*got 9/],
  ["a risk table in words", { moments: { means, risk: "low,high\nhigh,low\n" } }, 422, "moments", /row|risk/],
  ["an unknown mixer", { mixer: "y" }, 400, "invalid-request", /mixer/],
  [
    "two markets",
    { sample: "us-stocks" },
    400,
    "invalid-request",
    /exactly one of prices, moments and sample/,
  ],
])("%s: refused before the job is stored", async (_, more, status, code, message) => {
  const response = await post(`${url}/api/jobs`, job(more));
  expect(response.status).toBe(status);
  const problem = await problemOf(response);
  expect(problem.code).toBe(code);
  expect(problem.detail).toMatch(message);
});

test("a running portfolio is cancelled", async () => {
  const { id } = await submit(url, {
    kind: "portfolio",
    request: { sample: "us-stocks", pick: 10, layers: 50, shots: 1_000_000 },
  });
  const response = await post(`${url}/api/jobs/${id}/cancel`, {});
  expect(response.ok).toBe(true);
  await followToEnd(url, id);
  expect((await readJob(url, id)).status).toBe("cancelled");
});
