import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCodes, frontierResultSchema, problemSchema, type FrontierResult } from "@ansatz/contract";
import { afterAll, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

const directory = mkdtempSync(join(tmpdir(), "ansatz-frontier-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});
const write = (name: string, text: string): void => {
  writeFileSync(join(directory, name), text);
};
const read = (name: string): string => readFileSync(join(directory, name), "utf8");

write("means.csv", "A,0.10,0.2\nB,0.20,0.3\nC,0.05,0.1\n");
write("risk.csv", "0.04,0.03,0\n0.03,0.09,0\n0,0,0.01\n");
// The same numbers in one file, as the OR-Library has them: correlations from 1.
write(
  "library.txt",
  " 3\n 0.10 0.2\n 0.20 0.3\n 0.05 0.1\n 1 1 1\n 1 2 0.5\n 1 3 0\n 2 2 1\n 2 3 0\n 3 3 1\n",
);
write("returns.txt", "return variance\n0.12 0.02\n0.08 0.01\n");

const run = (args: readonly string[]) => runCli(["frontier", ...args], { directory });

async function json(args: readonly string[]): Promise<FrontierResult> {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  expect(stderr).toBe("");
  expect(code).toBe(exitCodes.success);
  return frontierResultSchema.strict().parse(JSON.parse(stdout));
}

const tiny = ["--moments", "means.csv,risk.csv"];

test("two files of moments and one in the OR-Library's form have the same frontier, at returns of a file too", async () => {
  const [two, one] = await Promise.all([
    json([...tiny, "--points", "5"]),
    json(["--moments", "library.txt", "--points", "5"]),
  ]);
  expect(one.frontier.map(({ variance }) => variance)).toEqual(
    two.frontier.map(({ variance }) => expect.closeTo(variance, 12) as number),
  );
  const asked = await json([...tiny, "--returns", "returns.txt"]);
  expect(asked.frontier.map(({ expectedReturn }) => expectedReturn)).toEqual([
    expect.closeTo(0.12, 10),
    expect.closeTo(0.08, 10),
  ]);
});

const hangSeng = join(import.meta.dirname, "../../../shared/data/finance/hang-seng");

test.skipIf(!existsSync(hangSeng))(
  "the published frontier of 31 Hang Seng stocks, to 1e-6 relative in variance at all 2,000 returns",
  async () => {
    // OR-Library port1: Chang, Meade, Beasley, Sharaiha, Comput. Oper. Res. 27, 1271 (2000). Its variances have ten
    // decimals, 8e-8 of the least one.
    const [means, risk, frontier] = ["return.csv", "risk.csv", "frontier.csv"].map((file) =>
      join(hangSeng, file),
    );
    const published = readFileSync(frontier, "utf8")
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(",").map(Number));
    const result = await json(["--moments", `${means},${risk}`, "--returns", frontier]);
    expect(result.frontier).toHaveLength(published.length);
    const errors = published.map(([, variance], index) =>
      Math.abs(result.frontier[index].variance / variance - 1),
    );
    expect(Math.max(...errors)).toBeLessThan(1e-6);
    expect(published.length).toBe(2000);
  },
);

test("the report: a plot, points, few holdings, selections and a verdict", async () => {
  const { code, stdout } = await run([
    "--sample",
    "us-stocks",
    "--points",
    "6",
    "--cardinality",
    "3",
    "--pick",
    "3",
    "--layers",
    "1",
    "--sector-limits",
    "*=0.5",
    "--seconds-per-point",
    "2",
    "--csv",
    "points.csv",
    "--report",
    "page.html",
  ]);
  expect(code).toBe(exitCodes.success);
  for (const text of [
    "Expected return against volatility",
    "few holdings",
    "Maximum Sharpe ratio",
    "Minimum CVaR",
  ]) {
    expect(stdout).toContain(text);
  }
  expect(stdout).toMatch(/Verdict: (excellent|good)/);
  expect(stdout).toContain("gains nothing in speed");
  const rows = read("points.csv").split("\r\n");
  expect(rows[0].startsWith("\uFEFFPortfolio,Note,Expected return,Volatility,Variance,AAPL,")).toBe(true);
  const weights = rows[1].split(",").slice(5).map(Number);
  expect(weights).toHaveLength(20);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
  expect(rows.filter((row) => row.startsWith("Limited holdings")).length).toBeGreaterThan(3);
  const page = read("page.html");
  expect(page).toContain("<h1>Efficient frontier: us-stocks</h1>");
  expect(page).toContain("<svg");
  expect(page).not.toMatch(/<script|src=|NaN|undefined/);
});

test.each<[string, string[], RegExp]>([
  ["more holdings than assets", [...tiny, "--cardinality", "4"], /cardinality must be in \[1, 3\].*got 4/],
  ["a return out of reach", [...tiny, "--returns", "0.5"], /return of 0\.5.*cannot hold together/],
  ["words for returns", [...tiny, "--returns", "means.csv"], /must begin with a number, got "B"/],
  ["returns and points", [...tiny, "--returns", "0.1", "--points", "3"], /leave one out/],
  ["a limit that is none", [...tiny, "--sector-limits", "tech"], /must be a sector and its limits/],
  ["a folder that does not exist", [...tiny, "--csv", "nowhere/points.csv"], /folder does not exist/],
  ["one point", [...tiny, "--points", "1"], /points.*2/],
])("%s: a message and the exit code of bad input", async (_, args, message) => {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  expect(stdout).toBe("");
  expect(code).toBe(exitCodes.badInput);
  const problem = problemSchema.parse(JSON.parse(stderr));
  const all = [problem.detail, ...(problem.issues ?? []).map(({ path, message: text }) => `${path} ${text}`)];
  expect(all.join(" ")).toMatch(message);
});
