import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  backtestResultSchema,
  createJobSchema,
  exitCodes,
  problemSchema,
  type BacktestResult,
} from "@ansatz/contract";
import { openJobs } from "@ansatz/jobs";
import { makePostgresql, pricesCsv, weeklyPrices } from "@ansatz/jobs/testing";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { runCli, startCli, waitForOutput } from "./run-cli.ts";

const directory = mkdtempSync(join(tmpdir(), "ansatz-backtest-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const table = weeklyPrices(160, 5);
const write = (name: string, text: string): void => {
  writeFileSync(join(directory, name), text);
};
const read = (name: string): string => readFileSync(join(directory, name), "utf8");
write("weekly.csv", pricesCsv(table));
write("text.csv", "date,A,B\n2024-01-05,10,20\n2024-01-12,n0ne,21\n2024-01-19,12,21\n2024-01-26,12,22\n");
write("still.csv", "date,A\n2024-01-05,1\n2024-01-12,1\n2024-01-19,1\n2024-01-26,1\n");

const run = (args: readonly string[]) => runCli(["backtest", ...args], { directory });
const weekly = [
  "--prices",
  "weekly.csv",
  "--benchmark",
  "index",
  "--pick",
  "2",
  "--window",
  "60",
  "--resamples",
  "100",
];
const classical = [...weekly, "--strategies", "equal-weight,exact,buy-and-hold"];

async function json(args: readonly string[]): Promise<BacktestResult> {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  expect(stderr).toBe("");
  expect(code).toBe(exitCodes.success);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  return backtestResultSchema.strict().parse(JSON.parse(stdout));
}

/** Rows of a file for spreadsheets, without its byte order mark. */
function rowsOf(text: string): string[][] {
  expect(text.startsWith("\uFEFF")).toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  return text
    .slice(1)
    .trim()
    .split("\r\n")
    .map((line) => line.split(","));
}

test("curves worked out from the prices, in the JSON, for spreadsheets and on a page", async () => {
  const files = ["--csv", "curves.csv", "--report", "page.html"];
  const { dates, strategies, benchmark, windows, window } = await json([
    ...classical,
    "--costs",
    "0.01",
    ...files,
  ]);
  const first = table.dates.indexOf(dates[0]);
  // Weekly decisions trade at the close that they know last; the first window ends at a month's last row.
  expect(first).toBeGreaterThanOrEqual(60);
  expect(window).toEqual({ periods: 60, expanding: false });
  expect(dates).toEqual(table.dates.slice(first));
  // Bought once for what is left after 1 % of what is bought.
  const growth = (row: number): number =>
    table.prices[row].reduce((sum, price, asset) => sum + price / table.prices[first][asset], 0) / 6;
  const held = strategies.find(({ strategy }) => strategy === "buy-and-hold")!;
  for (const row of [first + 1, first + 30, 159]) {
    expect(held.equity[row - first]).toBeCloseTo((1e6 / 1.01) * growth(row), 4);
  }
  const mean = (row: number): number => table.prices[row].reduce((sum, price) => sum + price, 0) / 6;
  expect(benchmark!.equity.at(-1)).toBeCloseTo((1e6 * mean(159)) / mean(first), 4);
  const exact = strategies.find(({ strategy }) => strategy === "exact")!;
  expect(exact.rebalancings).toHaveLength(windows);
  for (const { weights } of exact.rebalancings) expect(Object.keys(weights)).toHaveLength(2);

  const curves = rowsOf(read("curves.csv"));
  expect(curves[0]).toEqual(["Date", "equal weight", "exact selection", "buy and hold", "INDEX"]);
  expect(curves.slice(1).map(([date]) => date)).toEqual(dates);
  expect(Number(curves.at(-1)![3])).toBe(held.equity.at(-1));
  const trades = rowsOf(read("curves-rebalancings.csv"));
  expect(trades[0].slice(0, 4)).toEqual(["Strategy", "Date", "Turnover", "Cost"]);
  expect(trades).toHaveLength(1 + 3 * windows);
  for (const row of trades.slice(1)) {
    expect(row.slice(4).reduce((sum, share) => sum + Number(share), 0)).toBeCloseTo(1, 9);
  }
  const page = read("page.html");
  expect(page).toContain("<h1>Backtest: weekly.csv</h1>");
  expect(page).toContain("Differences from equal weight");
  expect(page.match(/<polyline/g)).toHaveLength(8);
  expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
});

test("the report shows the curves, figures with intervals, differences, limits and the verdict", async () => {
  const { code, stdout, stderr } = await run([
    ...weekly,
    "--strategies",
    "qaoa,random,equal-weight",
    "--layers",
    "1",
  ]);
  expect(code).toBe(exitCodes.success);
  expect(stderr).toMatch(/Window 1 of \d+, up to 2020-\d\d-\d\d/);
  expect(stdout).toContain("* QAOA selection");
  expect(stdout).toMatch(/QAOA selection +-?\d+\.\d % +\d+\.\d % +-?\d\.\d\d +-?\d\.\d\d to -?\d\.\d\d/);
  expect(stdout).toMatch(/best of 1,000 samples was the\s+optimum in \d+ of \d+ windows/);
  expect(stdout).toContain("Differences from equal weight");
  expect(stdout).toMatch(/QAOA selection +Sharpe ratio +-?\d\.\d\d/);
  expect(stdout).toContain("survivors");
  expect(stdout).toMatch(/Verdict: caution/);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain("nothing is gained in speed");
});

test("one thread and two give the same numbers", async () => {
  const common = [...weekly, "--strategies", "qaoa,minimum-variance", "--layers", "1", "--rebalance", "8"];
  const [one, two] = [await json([...common, "--threads", "1"]), await json([...common, "--threads", "2"])];
  expect(two.strategies.map(({ equity, figures }) => [equity, figures])).toEqual(
    one.strategies.map(({ equity, figures }) => [equity, figures]),
  );
});

test.each<[string, string[], number, RegExp]>([
  [
    "a window longer than the table",
    [...weekly, "--window", "500"],
    2,
    /window of 500 periods leaves 0 of 159/,
  ],
  ["an unknown strategy", [...weekly, "--strategies", "exact,magic"], 2, /strategies.*"qaoa".*got "magic"/],
  ["a strategy named twice", [...weekly, "--strategies", "exact,exact"], 2, /must name each strategy once/],
  ["prices that never move", ["--prices", "still.csv", "--pick", "1"], 2, /A has the value 1 in every row/],
  ["text among prices", ["--prices", "text.csv", "--pick", "1"], 2, /row 3.*\bA\b|\bA\b.*row 3/],
  ["more picks than assets", [...weekly, "--pick", "9"], 2, /pick must be in \[1, 6\].*got 9/],
  ["a mixer that leaves the number of holdings", [...weekly, "--mixer", "x"], 2, /mixer.*"xy-ring".*got "x"/],
  [
    "an unknown rhythm",
    [...weekly, "--rebalance", "weekly"],
    2,
    /monthly, quarterly, yearly or a whole number.*got "weekly"/,
  ],
  ["costs above what is possible", [...weekly, "--costs", "0.5"], 2, /at most 0.2, got 0.5/],
  ["an unknown benchmark", [...weekly, "--benchmark", "DAX"], 2, /benchmark must be a column.*got DAX/],
  ["no prices", ["--pick", "2"], 2, /--prices FILE and --sample NAME/],
  [
    "a folder that is not there",
    [...weekly, "--csv", "nowhere/curves.csv"],
    2,
    /--csv: nowhere\/curves.csv cannot be written/,
  ],
  ["too many assets for QAOA", ["--sample", "synthetic", "--pick", "5"], 4, /up to 31 assets, got 40/],
])("%s: a message and the exit code", async (_, args, exitCode, message) => {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  expect(stdout).toBe("");
  expect(code).toBe(exitCode);
  const problem = problemSchema.parse(JSON.parse(stderr));
  expect(
    [problem.detail, ...(problem.issues ?? []).map((issue) => `${issue.path} ${issue.message}`)].join(" "),
  ).toMatch(message);
});

test("two worker processes on PostgreSQL share a backtest's windows", async () => {
  const postgresql = await makePostgresql();
  const environment = { DATABASE_URL: postgresql.databaseUrl };
  const workers = [0, 1].map(() => startCli(["worker", "--threads", "1"], { environment }));
  try {
    await Promise.all(workers.map((worker) => waitForOutput(worker, /Taking tasks from PostgreSQL/)));
    await using jobs = await openJobs({ databaseUrl: postgresql.databaseUrl, worker: false });
    const { id } = await jobs.create(
      createJobSchema.parse({
        kind: "backtest",
        request: { sample: "us-stocks", pick: 5, strategies: ["qaoa"], rebalancing: 63, resamples: 100 },
      }),
    );
    const ended = await jobs.waitFor(id);
    expect(ended).toMatchObject({ status: "succeeded", restarts: 0 });
    const client = new pg.Client(postgresql.databaseUrl);
    await client.connect();
    const { rows } = await client.query(
      "SELECT step, count(*)::int AS tasks, count(DISTINCT instance)::int AS processes FROM ansatz.tasks WHERE job_id = $1 GROUP BY step",
      [id],
    );
    await client.end();
    // One decision in 63 of the 2515 − 756 days, a group each.
    expect(rows).toContainEqual({ step: "run", tasks: 28, processes: 2 });
  } finally {
    for (const worker of workers) worker.kill("SIGKILL");
    await postgresql.remove();
  }
});
