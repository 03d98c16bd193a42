import { optionResultSchema, riskResultSchema, type CreateJobInput } from "@ansatz/contract";
import { pricesCsv, weeklyPrices } from "@ansatz/jobs/testing";
import { expect, test } from "vitest";
import { followToEnd, post, problemOf, readJob, serveTests, submit } from "./test-server.ts";

let url: string;
serveTests((address) => {
  url = address;
});

const prices = pricesCsv(weeklyPrices(200, 5));
const risk = (more: object = {}): CreateJobInput => ({
  kind: "risk",
  request: { prices, benchmark: "INDEX", ...more },
});
const loans = [
  { defaultProbability: 0.15, lossGivenDefault: 1, sensitivity: 0.1 },
  { defaultProbability: 0.25, lossGivenDefault: 2, sensitivity: 0.05 },
];
const option = (more: object = {}): CreateJobInput => ({
  kind: "option",
  request: { spot: 2, strike: 1.896, maturity: 0.11, volatility: 0.4, rate: 0.05, ...more },
});

async function listed(kind: string, id: string): Promise<unknown> {
  const { jobs } = (await (await fetch(`${url}/api/jobs?kind=${kind}`)).json()) as { jobs: { id: string }[] };
  return jobs.find((entry) => entry.id === id);
}

test("a risk over HTTP: stages, the result, its title and headline in the list", async () => {
  const { id, title } = await submit(url, risk({ name: "weekly", weights: { ALPHA: 0.5, BETA: 0.5 } }));
  expect(title).toBe("weekly · historical risk · level 0.95 · iterative, 7 qubits");
  const events = await followToEnd(url, id);
  const stages = events.flatMap((event) => (event.type === "progress" ? [event.progress.stage] : []));
  expect([...new Set(stages)]).toEqual(["read-market", "scenarios", "estimate", "error-series"]);
  const ended = await readJob(url, id);
  expect(ended.error).toBeNull();
  const result = riskResultSchema.strict().parse(ended.result);
  expect(result.weights).toEqual({ ALPHA: 0.5, BETA: 0.5 });
  expect(result.horizon).toEqual({ periods: 1, frequency: "weekly" });
  expect(result.errorSeries!.points).toHaveLength(7);
  expect(await listed("risk", id)).toMatchObject({
    headline: result.conditionalValueAtRisk.estimate,
    verdictLevel: result.verdict.level,
  });
});

test("loans of the literature over HTTP", async () => {
  const { id, title } = await submit(url, {
    kind: "risk",
    request: { model: "credit", credit: loans, errorSeries: false },
  });
  expect(title).toBe("2 obligors · credit risk · level 0.95 · iterative, 7 qubits");
  await followToEnd(url, id);
  const result = riskResultSchema.strict().parse((await readJob(url, id)).result);
  expect(result.expectedLoss.reference!.value).toBeCloseTo(0.65, 9);
  expect(result.valueAtRisk.estimate).toBe(2);
  expect(result.errorSeries).toBeNull();
});

test("an option over HTTP", async () => {
  const { id, title } = await submit(url, option({ kind: "asian", qubits: 9 }));
  expect(title).toBe("Asian call · spot 2, strike 1.896 · iterative, 9 qubits");
  await followToEnd(url, id);
  const result = optionResultSchema.strict().parse((await readJob(url, id)).result);
  expect(result.price.correctedInterval[0]).toBeLessThan(result.price.reference!.value);
  expect(result.price.correctedInterval[1]).toBeGreaterThan(result.price.reference!.value);
  expect(await listed("option", id)).toMatchObject({ headline: result.price.estimate });
});

test.each<[string, CreateJobInput, number, string, RegExp]>([
  [
    "a weight of no asset",
    risk({ weights: { NOPE: 1 } }),
    422,
    "mandate",
    /got "NOPE": the assets are ALPHA/,
  ],
  ["a level above 1", risk({ level: 1.5 }), 400, "invalid-request", /level/],
  ["too long a horizon", risk({ horizon: 150 }), 422, "risk-model", /at least 10 losses without overlap/],
  [
    "loans beside prices",
    risk({ credit: loans }),
    400,
    "invalid-request",
    /must hold credit with the model credit/,
  ],
  [
    "a certain default",
    risk({
      prices: undefined,
      benchmark: undefined,
      model: "credit",
      credit: [{ ...loans[0], defaultProbability: 1 }],
    }),
    400,
    "invalid-request",
    /credit/,
  ],
  [
    "thirteen loans",
    risk({
      prices: undefined,
      benchmark: undefined,
      model: "credit",
      credit: Array.from({ length: 13 }, () => loans[0]),
    }),
    400,
    "invalid-request",
    /at most 12 obligors.*got 13/,
  ],
  [
    "a barrier on the wrong side",
    option({ kind: "barrier", barrier: 1.5 }),
    422,
    "risk-model",
    /barrier must be above the spot/,
  ],
  [
    "more dates than qubits",
    option({ kind: "asian", dates: 13 }),
    422,
    "risk-model",
    /dates must be at most/,
  ],
])("%s: refused before the job is stored", async (_, job, status, code, message) => {
  const response = await post(`${url}/api/jobs`, job);
  expect(response.status).toBe(status);
  const problem = await problemOf(response);
  expect(problem.code).toBe(code);
  expect([problem.detail, ...(problem.issues ?? []).map(({ message: text }) => text)].join(" ")).toMatch(
    message,
  );
});

test("a running risk is cancelled at once", async () => {
  // So fine an accuracy makes Monte Carlo beside it draw tens of millions of samples.
  const { id } = await submit(url, risk({ accuracy: 1e-7 }));
  for (let message: string | null = null; !message?.startsWith("Estimating");) {
    ({ message } = await readJob(url, id));
  }
  const asked = performance.now();
  const response = await post(`${url}/api/jobs/${id}/cancel`, {});
  expect(response.ok).toBe(true);
  await followToEnd(url, id);
  expect(performance.now() - asked).toBeLessThan(1_500);
  expect((await readJob(url, id)).status).toBe("cancelled");
});
