import { backtestResultSchema, type CreateJobInput } from "@ansatz/contract";
import { pricesCsv, weeklyPrices } from "@ansatz/jobs/testing";
import { expect, test } from "vitest";
import { followToEnd, post, problemOf, readJob, serveTests, submit } from "./test-server.ts";

let url: string;
serveTests((address) => {
  url = address;
});

const prices = pricesCsv(weeklyPrices(160, 5));
const job = (more: object = {}): CreateJobInput => ({
  kind: "backtest",
  request: { prices, benchmark: "INDEX", pick: 2, window: 60, layers: 1, resamples: 100, ...more },
});

test("a backtest over HTTP: windows as they are decided, the result, its title and headline in the list", async () => {
  const { id, title } = await submit(url, job({ name: "weekly", strategies: ["qaoa", "equal-weight"] }));
  expect(title).toBe("weekly · backtest, monthly · pick 2 · 2 strategies");
  const events = await followToEnd(url, id);
  const progress = events.flatMap((event) => (event.type === "progress" ? [event.progress] : []));
  expect(new Set(progress.map(({ stage }) => stage))).toEqual(
    new Set(["read-market", "windows", "bootstrap"]),
  );
  const ended = await readJob(url, id);
  expect(ended.error).toBeNull();
  const result = backtestResultSchema.strict().parse(ended.result);
  const decided = progress.filter(({ message }) => message.includes("windows decided"));
  expect(decided.at(-1)!.message).toMatch(
    new RegExp(
      `^${result.windows} of ${result.windows} windows decided, the last up to 20\\d\\d-\\d\\d-\\d\\d$`,
    ),
  );
  const fractions = progress.flatMap(({ fraction }) => (fraction === undefined ? [] : [fraction]));
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(result.strategies[0].name).toBe("QAOA selection");
  expect(result.quantum).toMatchObject({ windows: result.windows, randomOptimal: null });
  expect(result.benchmark!.name).toBe("INDEX");
  const list = (await (await fetch(`${url}/api/jobs?kind=backtest`)).json()) as {
    jobs: { id: string; headline: number; verdictLevel: string }[];
  };
  expect(list.jobs.find((entry) => entry.id === id)).toMatchObject({
    headline: result.strategies[0].figures["sharpeRatio"].estimate,
    verdictLevel: result.verdict.level,
  });
});

test.each<[string, object, number, string, RegExp]>([
  [
    "a window longer than the table",
    { window: 500 },
    422,
    "mandate",
    /window of 500 periods leaves 0 of 159/,
  ],
  ["more picks than assets", { pick: 9 }, 422, "mandate", /pick must be in \[1, 6\].*got 9/],
  ["an unknown strategy", { strategies: ["magic"] }, 400, "invalid-request", /strategies/],
  [
    "two sources of prices",
    { sample: "us-stocks" },
    400,
    "invalid-request",
    /exactly one of prices and sample/,
  ],
  ["an unknown benchmark", { benchmark: "DAX" }, 422, "price-table", /benchmark must be a column/],
  [
    "a price of 0",
    { prices: prices.replace(/,(\d+\.\d+)\n/, ",0\n") },
    422,
    "price-table",
    /row 2\b.*INDEX|INDEX.*row 2\b/,
  ],
  [
    "too many assets for QAOA",
    { prices: undefined, benchmark: undefined, sample: "synthetic" },
    422,
    "too-large",
    /up to 31 assets, got 40/,
  ],
])("%s: refused before the job is stored", async (_, more, status, code, message) => {
  const before: unknown = await (await fetch(`${url}/api/jobs?kind=backtest`)).json();
  const response = await post(`${url}/api/jobs`, job(more));
  expect(response.status).toBe(status);
  const problem = await problemOf(response);
  expect(problem.code).toBe(code);
  expect(problem.detail).toMatch(message);
  expect(await (await fetch(`${url}/api/jobs?kind=backtest`)).json()).toEqual(before);
});

test("a running backtest is cancelled at once", async () => {
  const { id } = await submit(url, {
    kind: "backtest",
    request: { sample: "us-stocks", pick: 10, layers: 20, strategies: ["qaoa"] },
  });
  for (let status = ""; status !== "running";) ({ status } = await readJob(url, id));
  const asked = performance.now();
  const response = await post(`${url}/api/jobs/${id}/cancel`, {});
  expect(response.ok).toBe(true);
  await followToEnd(url, id);
  expect(performance.now() - asked).toBeLessThan(1_500);
  expect((await readJob(url, id)).status).toBe("cancelled");
});
