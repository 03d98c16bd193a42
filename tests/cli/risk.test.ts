import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCodes, problemSchema, riskResultSchema, type RiskResult } from "@ansatz/contract";
import { pricesCsv, weeklyPrices } from "@ansatz/jobs/testing";
import { afterAll, expect, test } from "vitest";
import { startTestServer } from "../api/test-server.ts";
import { runCli } from "./run-cli.ts";

const directory = mkdtempSync(join(tmpdir(), "ansatz-risk-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const write = (name: string, text: string): void => {
  writeFileSync(join(directory, name), text);
};
write("weekly.csv", pricesCsv(weeklyPrices(300, 4)));
write("still.csv", "date,A\n2024-01-05,1\n2024-01-12,1\n2024-01-19,1\n2024-01-26,1\n");
// Egger et al., arXiv:1907.03044.
write("loans.csv", "Name;Default probability;Loss given default;Sensitivity\nA;0.15;1;0.1\nB;0.25;2;0.05\n");
write(
  "loans.json",
  JSON.stringify([
    { name: "A", defaultProbability: 0.15, lossGivenDefault: 1, sensitivity: 0.1 },
    { name: "B", defaultProbability: 0.25, lossGivenDefault: 2, sensitivity: 0.05 },
  ]),
);
write("short.csv", "name,defaultProbability\nA,0.1\n");
write("certain.csv", "defaultProbability,lossGivenDefault\n0.1,5\n1.5,2\n");
write("words.csv", "defaultProbability,lossGivenDefault\n0.1,5\n0.2,much\n");
write("lacking.json", '[{"defaultProbability":0.1}]');
write("many.csv", `defaultProbability,lossGivenDefault\n${"0.1,1\n".repeat(13)}`);
write("weights.json", '{"ALPHA":0.5,"DELTA":0.5}');
write("weights.csv", "asset,share\nALPHA,0.5\nDELTA,0.5\n");
write("twice.csv", "ALPHA,0.5\nALPHA,0.5\n");

const run = (args: readonly string[]) => runCli(["risk", ...args], { directory });
const weekly = ["--prices", "weekly.csv", "--benchmark", "index", "--no-error-series"];

async function json(args: readonly string[]): Promise<RiskResult> {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  expect(stderr).toBe("");
  expect(code).toBe(exitCodes.success);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  return riskResultSchema.strict().parse(JSON.parse(stdout));
}

test("two loans of the literature: the measures, from CSV and from JSON alike, and on a page", async () => {
  const result = await json(["--credit", "loans.csv", "--qubits", "4", "--report", "page.html"]);
  expect(result.model).toBe("credit");
  // 1 · 0.15 + 2 · 0.25; on four points of the factor within ±2 a little less.
  expect(result.expectedLoss.reference!.value).toBeCloseTo(0.65, 9);
  expect(result.expectedLoss.exactOnGrid).toBeCloseTo(0.649137, 6);
  expect(result.valueAtRisk).toMatchObject({ estimate: 2, exactOnGrid: 2 });
  const { correctedInterval, reference } = result.conditionalValueAtRisk;
  expect(correctedInterval[0]).toBeLessThan(reference!.value);
  expect(correctedInterval[1]).toBeGreaterThan(reference!.value);
  expect(result.errorSeries!.quantumSlope).toBeLessThan(result.errorSeries!.classicalSlope - 0.2);
  const fromJson = await json(["--credit", "loans.json", "--qubits", "4"]);
  expect({ ...fromJson, seconds: 0 }).toEqual({ ...result, seconds: 0 });
  const page = readFileSync(join(directory, "page.html"), "utf8");
  expect(page).toContain("<h1>Risk: loans.csv</h1>");
  expect(page).toContain("Where the errors come from");
  expect(page.match(/<polyline/g)!.length).toBeGreaterThanOrEqual(4);
  expect(page).not.toMatch(/<script|https?:\/\//);
});

test("the report keeps sampling and biases apart and says which interval holds the true value", async () => {
  const { code, stdout } = await run(["--credit", "loans.csv", "--qubits", "4", "--accuracy", "0.00001"]);
  expect(code).toBe(exitCodes.success);
  expect(stdout).toMatch(/CVaR 0\.95 +2\.849\d* +2\.8498 +2\.8574/);
  expect(stdout).toMatch(/Expected loss +±\S+ +0 +-0\.00086295/);
  expect(stdout).toMatch(/CVaR 0\.95 .*, misses .*, holds/);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain("more samples would not help");
  expect(stdout).toMatch(/Monte Carlo beside\n/);
  expect(stdout).toMatch(/the error falls as calls\^-/);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain("no speed-up in seconds is implied");
});

test("weights may be written out or come from JSON or CSV", async () => {
  const written = await json([...weekly, "--weights", "ALPHA=0.5,DELTA=0.5"]);
  expect(written.weights).toEqual({ ALPHA: 0.5, DELTA: 0.5 });
  for (const file of ["weights.json", "weights.csv"]) {
    const { valueAtRisk } = await json([...weekly, "--weights", file]);
    expect(valueAtRisk).toEqual(written.valueAtRisk);
  }
  const equal = await json([...weekly]);
  expect(equal.valueAtRisk.exactOnGrid).not.toBe(written.valueAtRisk.exactOnGrid);
});

test.each(["maximum-likelihood", "canonical"])("%s estimates the same risk", async (method) => {
  const { expectedLoss } = await json([...weekly, "--model", "normal", "--method", method]);
  const { correctedInterval, reference } = expectedLoss;
  expect(correctedInterval[0]).toBeLessThan(reference!.value);
  expect(correctedInterval[1]).toBeGreaterThan(reference!.value);
});

test.each<[string, string[], RegExp]>([
  [
    "a weight of no asset",
    [...weekly, "--weights", "NOPE=1"],
    /weights must name assets.*got "NOPE": the assets are ALPHA/,
  ],
  ["a weight in words", [...weekly, "--weights", "ALPHA=half"], /--weights.*got "ALPHA" and "half"/],
  ["an asset weighted twice", [...weekly, "--weights", "twice.csv"], /row 2 names ALPHA a second time/],
  ["a level above 1", [...weekly, "--level", "1.2"], /level.*below 1, got 1.2/],
  ["a level of 0", [...weekly, "--level", "0"], /level.*above 0, got 0/],
  ["an unknown model", [...weekly, "--model", "magic"], /model.*"historical".*got "magic"/],
  ["more qubits than a table has", [...weekly, "--qubits", "14"], /at most 12, or 16 with the model credit/],
  [
    "a horizon that leaves no losses",
    [...weekly, "--horizon", "200"],
    /at least 10 losses without overlap, got 1/,
  ],
  ["prices that never move", ["--prices", "still.csv"], /A has the value 1 in every row/],
  ["loans without a column", ["--credit", "short.csv"], /row 1 of short.csv.*lossGivenDefault is missing/],
  [
    "a default that is certain",
    ["--credit", "certain.csv"],
    /row 3 of certain.csv: defaultProbability must be a number in \(0, 1\), got "1.5"/,
  ],
  [
    "a loss in words",
    ["--credit", "words.csv"],
    /row 3 of words.csv: lossGivenDefault must be a number above 0, got "much"/,
  ],
  [
    "a loan without its loss",
    ["--credit", "lacking.json"],
    /entry 1 of lacking.json: lossGivenDefault.*got nothing/,
  ],
  ["more loans than qubits", ["--credit", "many.csv"], /at most 12 obligors.*got 13/],
  ["loans beside prices", [...weekly, "--credit", "loans.csv"], /leave out --prices/],
  ["the model credit without loans", ["--model", "credit"], /--credit FILE/],
])("%s: a message and exit code 2", async (_, args, message) => {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  expect(stdout).toBe("");
  expect(code).toBe(exitCodes.badInput);
  const problem = problemSchema.parse(JSON.parse(stderr));
  expect(
    [problem.detail, ...(problem.issues ?? []).map((issue) => `${issue.path} ${issue.message}`)].join(" "),
  ).toMatch(message);
});

test("a server answers as this process does, and shows the job", async () => {
  await using service = await startTestServer();
  const here = await json([...weekly, "--model", "t"]);
  const there = await json([...weekly, "--model", "t", "--server", service.url]);
  expect({ ...there, seconds: 0 }).toEqual({ ...here, seconds: 0 });
  const list = await runCli(["jobs", "list", "--server", service.url]);
  expect(list.stdout).toMatch(/CVaR [\d,]+ +\w+ +weekly\.csv · t risk · level 0\.95 · iterative, 7 qubits/);
  const [id] = /[0-9a-f-]{36}/.exec(list.stdout)!;
  const shown = await runCli(["jobs", "show", id, "--server", service.url]);
  expect(shown.stdout).toContain("Where the errors come from");
});
