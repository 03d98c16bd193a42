import {
  backtestRequestSchema,
  backtestResultSchema,
  createJobSchema,
  type BacktestRequestInput,
  type BacktestResult,
} from "@ansatz/contract";
import {
  buyAndHold,
  equalWeight,
  exactSelection,
  hierarchicalRiskParity,
  minimumVariance,
  parsePriceTable,
  qaoaSelection,
  randomSelection,
  runBacktest,
} from "@ansatz/finance";
import { expect, test } from "vitest";
import { runJobLocally } from "../local/run-job-locally.ts";
import { pricesCsv, weeklyPrices, type WeeklyPrices } from "../testing/weekly-prices.ts";
import { prepareBacktest } from "./prepare-backtest.ts";
import { numbersOfText, numbersToText } from "./number-text.ts";
import { groupWindows } from "./window-groups.ts";

const table = weeklyPrices(160, 5);
const settings = {
  pick: 2,
  layers: 1,
  shots: 20,
  window: 60,
  resamples: 100,
  benchmark: "INDEX",
  proportionalCosts: 0.002,
} as const;

async function run(
  request: Partial<BacktestRequestInput>,
  options: Parameters<typeof runJobLocally>[1] = {},
): Promise<BacktestResult> {
  const job = createJobSchema.parse({
    kind: "backtest",
    request: { prices: pricesCsv(table), ...settings, ...request },
  });
  return (await runJobLocally(job, options)) as BacktestResult;
}

test("groups of windows in threads decide and earn what one call of the library does", async () => {
  const messages: { message: string; fraction?: number | undefined }[] = [];
  const result = await run({}, { threads: 2, onProgress: (progress) => messages.push(progress) });
  backtestResultSchema.strict().parse(result);
  const { returns } = parsePriceTable(pricesCsv(table), { benchmark: "INDEX" });
  const rule = { pick: 2, riskAversion: 0.5, estimator: { kind: "sample" } } as const;
  const expected = await runBacktest(
    returns,
    [
      qaoaSelection({ ...rule, layers: 1, mixer: "xy-ring", shots: 20 }),
      exactSelection(rule),
      randomSelection({ ...rule, shots: 20 }),
      equalWeight(),
      minimumVariance({ estimator: rule.estimator }),
      hierarchicalRiskParity({ estimator: rule.estimator }),
      buyAndHold(),
    ],
    {
      window: { kind: "rolling", length: 60 },
      rebalancing: "monthly",
      costs: { proportional: 0.002 },
      seed: 42,
    },
    { bootstrap: { resamples: 100 } },
  );
  expect(result.windows).toBeGreaterThan(20);
  expect(result.strategies.map(({ name }) => name)).toEqual(expected.strategies.map(({ name }) => name));
  for (const [place, { equity, figures }] of expected.strategies.entries()) {
    expect(result.strategies[place].equity).toEqual(equity);
    expect(result.strategies[place].figures["sharpeRatio"].lower).toBe(figures.sharpeRatio!.lower);
  }
  expect(result.benchmark!.equity).toEqual(expected.benchmark!.equity);
  expect(result.against).toBe("equal weight");

  // Messages name the dates, and the bar never goes back.
  const decided = messages.filter(({ message }) => message.includes("windows decided"));
  expect(decided.at(-1)!.message).toMatch(
    new RegExp(
      `^${result.windows} of ${result.windows} windows decided, the last up to \\d{4}-\\d\\d-\\d\\d$`,
    ),
  );
  const fractions = messages.flatMap(({ fraction }) => (fraction === undefined ? [] : [fraction]));
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(messages.some(({ message }) => /^Window 1 of \d+, up to 2020-\d\d-\d\d$/.test(message))).toBe(true);
});

test("the optimum, QAOA and random draws are counted window by window", async () => {
  const { quantum, strategies, windows } = await run({ strategies: ["exact", "qaoa", "random"], shots: 3 });
  // 6 choose 2 selections; three draws meet the best with 1 − (14/15)³ = 19 %.
  expect(quantum).toMatchObject({
    windows,
    shots: 3,
    uniformProbability: expect.closeTo(1 / 15, 12) as number,
  });
  const [exact, qaoa, random] = strategies.map(({ rebalancings }) =>
    rebalancings.map(({ weights }) => Object.keys(weights).join(" ")),
  );
  const same = (names: readonly string[]): number =>
    names.filter((name, window) => name === exact[window]).length;
  expect(quantum!.optimal).toBe(same(qaoa));
  expect(quantum!.randomOptimal).toBe(same(random));
  expect(quantum!.randomOptimal).toBeLessThan(windows);
  expect(quantum!.meanOptimumProbability).toBeGreaterThan(1 / 15);
});

/** The table with the prices of all rows after `last` in another order; dates stay. */
function shuffledAfter({ prices, ...rest }: WeeklyPrices, last: number): WeeklyPrices {
  return { ...rest, prices: [...prices.slice(0, last + 1), ...prices.slice(last + 1).reverse()] };
}

test("another future changes no decision and no value of the past", async () => {
  const last = 110;
  const strategies = ["qaoa", "exact", "minimum-variance", "hierarchical-risk-parity"] as const;
  const before = await run({ strategies: [...strategies] });
  const after = await run({
    prices: pricesCsv(shuffledAfter(table, last)),
    strategies: [...strategies],
  });
  const end = table.dates[last];
  let later = 0;
  for (const [place, { equity, rebalancings }] of before.strategies.entries()) {
    const other = after.strategies[place];
    const known = before.dates.filter((date) => date <= end).length;
    expect(known).toBeGreaterThan(40);
    expect(other.equity.slice(0, known)).toEqual(equity.slice(0, known));
    const past = rebalancings.filter(({ date }) => date <= end);
    expect(past.length).toBeGreaterThan(9);
    expect(other.rebalancings.slice(0, past.length)).toEqual(past);
    if (JSON.stringify(other.rebalancings) !== JSON.stringify(rebalancings)) later++;
  }
  // The other future did matter afterwards.
  expect(later).toBeGreaterThanOrEqual(3);
});

test("a group holds the rows that its windows look back on and no later ones", async () => {
  const request = backtestRequestSchema.parse({ sample: "us-stocks", pick: 5 });
  const { returns, plan } = await prepareBacktest(request, { memoryLimitBytes: undefined });
  const groups = groupWindows(returns, plan, request);
  expect(groups.length).toBeGreaterThanOrEqual(8);
  expect(groups.length).toBeLessThanOrEqual(40);
  expect(groups.flatMap(({ windows }) => windows.map(({ index }) => index))).toEqual(
    plan.windows.map(({ index }) => index),
  );
  for (const { windows, dates, returns: text } of groups) {
    expect(dates.at(-1)).toBe(windows.at(-1)!.decisionDate);
    expect(dates[0]).toBe(returns.dates[plan.windows[windows[0].index].firstRow]);
    expect(dates[windows[0].lastRow]).toBe(windows[0].decisionDate);
    expect(numbersOfText(text)).toHaveLength(dates.length * 20);
    expect(text.length).toBeLessThan(250_000);
  }
});

test("numbers keep every bit as text", () => {
  const numbers = Float64Array.of(0.1, -0, 1e-308, Number.MAX_VALUE, 1 / 3);
  expect(numbersOfText(numbersToText(numbers))).toEqual(numbers);
  expect(numbersOfText(numbersToText(numbers.subarray(1, 3)))).toEqual(numbers.slice(1, 3));
});

test("a table shorter than six years gives its half to the first window, which is said", async () => {
  const request = backtestRequestSchema.parse({ prices: pricesCsv(table), pick: 2 });
  const { windowPeriods, findings } = await prepareBacktest(request, { memoryLimitBytes: undefined });
  expect(windowPeriods).toBe(79);
  expect(findings.join(" ")).toContain("79 periods, half of the table");
});

test.each<[string, Partial<BacktestRequestInput>, string, RegExp]>([
  ["a window longer than the table", { window: 500 }, "mandate", /window of 500 periods leaves 0 of 159/],
  ["more picks than assets", { pick: 8 }, "mandate", /pick must be in \[1, 6\].*got 8/],
  ["an unknown benchmark", { benchmark: "DAX" }, "price-table", /benchmark.*got DAX/],
  ["more factors than assets", { estimator: "factor-model", factors: 7 }, "moments", /factors.*got 7/],
  [
    "prices that never move",
    { prices: "date,A\n2024-01-01,1\n2024-01-02,1\n2024-01-03,1\n2024-01-04,1", benchmark: undefined },
    "price-table",
    /no asset is left.*A has the value 1/,
  ],
])("%s: refused by name before anything runs", async (_, more, code, message) => {
  const request = backtestRequestSchema.parse({ prices: pricesCsv(table), ...settings, ...more });
  await expect(prepareBacktest(request, { memoryLimitBytes: undefined })).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message) as string,
  });
});

test("QAOA of too many assets or too little memory is refused with the size and the remedy", async () => {
  const many = backtestRequestSchema.parse({ sample: "synthetic", pick: 5 });
  await expect(prepareBacktest(many, { memoryLimitBytes: undefined })).rejects.toThrow(
    /up to 31 assets, got 40: .*leave the strategy qaoa out/,
  );
  const large = backtestRequestSchema.parse({ sample: "us-stocks", pick: 10 });
  await expect(prepareBacktest(large, { memoryLimitBytes: 1_000_000 })).rejects.toThrow(
    /184,756 states needs .*MiB, and 977 KiB can be used/,
  );
  const classical = backtestRequestSchema.parse({ sample: "synthetic", pick: 5, strategies: ["exact"] });
  expect(
    (await prepareBacktest(classical, { memoryLimitBytes: 1_000_000 })).plan.windows.length,
  ).toBeGreaterThan(5);
});

test("a backtest is stopped within a second", async () => {
  const stop = new AbortController();
  let stoppedAt = 0;
  const running = run(
    { sample: "us-stocks", prices: undefined, benchmark: undefined, pick: 10, layers: 10, window: 756 },
    {
      threads: 1,
      signal: stop.signal,
      onProgress: ({ stage }) => {
        if (stage !== "windows" || stoppedAt > 0) return;
        stoppedAt = performance.now();
        setTimeout(() => {
          stop.abort();
        }, 300);
      },
    },
  );
  await expect(running).rejects.toMatchObject({ code: "cancelled" });
  // 0.3 s of work, then at most the second that a thread is given.
  expect(performance.now() - stoppedAt).toBeLessThan(2_000);
});
