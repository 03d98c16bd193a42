import { frontierResultSchema, type CreateJobInput } from "@ansatz/contract";
import { expect, test } from "vitest";
import { followToEnd, post, problemOf, readJob, serveTests, submit } from "./test-server.ts";

let url: string;
serveTests((address) => {
  url = address;
});

const means = "0.1,0.2\n0.2,0.3\n0.05,0.1\n";
const risk = "1,1,1\n1,2,0.5\n1,3,0\n2,2,1\n2,3,0\n3,3,1\n";
const job = (more: object = {}): CreateJobInput => ({
  kind: "frontier",
  request: { moments: { means, risk }, points: 12, ...more },
});

test("a frontier over HTTP: its parts as progress, the result, its title and headline in the list", async () => {
  const { id, title } = await submit(url, job({ name: "three", cardinality: 2, pick: 2 }));
  expect(title).toBe("three · 12 points · at most 2 holdings · QAOA picks 2");
  const events = await followToEnd(url, id);
  const progress = events.flatMap((event) => (event.type === "progress" ? [event.progress] : []));
  expect(new Set(progress.map(({ stage }) => stage))).toEqual(
    new Set(["read-market", "frontier", "cardinality-frontier", "selections"]),
  );
  const fractions = progress.flatMap(({ fraction }) => (fraction === undefined ? [] : [fraction]));
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  const ended = await readJob(url, id);
  expect(ended.error).toBeNull();
  const result = frontierResultSchema.strict().parse(ended.result);
  expect(result.frontier).toHaveLength(12);
  expect(result.cardinalityFrontier!.every((point) => point!.proven)).toBe(true);
  const list = (await (await fetch(`${url}/api/jobs?kind=frontier`)).json()) as {
    jobs: { id: string; headline: number; verdictLevel: string }[];
  };
  expect(list.jobs.find((entry) => entry.id === id)).toMatchObject({
    headline: result.maximumSharpe!.sharpeRatio,
    verdictLevel: "excellent",
  });
});

test.each<[string, object, number, string, RegExp]>([
  ["more holdings than assets", { cardinality: 9 }, 422, "mandate", /cardinality must be in \[1, 3\].*got 9/],
  ["correlations without deviations", { moments: { means: "1\n2\n3", risk } }, 422, "moments", /deviation/],
  ["one point", { points: 1 }, 400, "invalid-request", /points/],
])("%s: refused before the job is stored", async (_, more, status, code, message) => {
  const response = await post(`${url}/api/jobs`, job(more));
  expect(response.status).toBe(status);
  const problem = await problemOf(response);
  expect(problem.code).toBe(code);
  expect(problem.detail).toMatch(message);
});

test("a frontier that would take minutes is cancelled", async () => {
  const { id } = await submit(url, {
    kind: "frontier",
    request: { sample: "synthetic", points: 40, cardinality: 8, secondsPerPoint: 60 },
  });
  const response = await post(`${url}/api/jobs/${id}/cancel`, {});
  expect(response.ok).toBe(true);
  const began = performance.now();
  await followToEnd(url, id);
  expect(performance.now() - began).toBeLessThan(5000);
  expect((await readJob(url, id)).status).toBe("cancelled");
});
