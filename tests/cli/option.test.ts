import { exitCodes, optionResultSchema, problemSchema, type OptionResult } from "@ansatz/contract";
import { expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

const run = (args: readonly string[]) => runCli(["option", ...args]);
const call = [
  "--spot",
  "2",
  "--strike",
  "1.896",
  "--volatility",
  "0.4",
  "--rate",
  "0.05",
  "--maturity",
  "0.11",
];

async function json(args: readonly string[]): Promise<OptionResult> {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  expect(stderr).toBe("");
  expect(code).toBe(exitCodes.success);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  return optionResultSchema.strict().parse(JSON.parse(stdout));
}

test("a European call: Black–Scholes beside, errors that fall faster than Monte Carlo's", async () => {
  const { price, errorSeries, classical } = await json(call);
  // Black–Scholes with the normal distribution of scipy 1.17.1: 0.16989390700446205.
  expect(price.reference!.value).toBeCloseTo(0.169893907, 8);
  expect(price.correctedInterval[0]).toBeLessThan(price.reference!.value);
  expect(price.correctedInterval[1]).toBeGreaterThan(price.reference!.value);
  expect(errorSeries!.quantumSlope).toBeLessThan(errorSeries!.classicalSlope - 0.2);
  expect(classical.atCalls.sampleCount).toBe(price.statePreparations);
  expect(classical.atShots.sampleCount).toBe(price.shots);
});

test("a put and a call differ by forward less strike", async () => {
  const [called, put] = [
    await json([...call, "--no-error-series"]),
    await json([...call, "--type", "put", "--no-error-series"]),
  ];
  const parity = 2 - 1.896 * Math.exp(-0.05 * 0.11);
  expect(called.price.reference!.value - put.price.reference!.value).toBeCloseTo(parity, 9);
  expect(called.price.exactOnGrid - put.price.exactOnGrid).toBeCloseTo(parity, 6);
});

test("the report of a barrier option tells its dates from continuous observation and its biases", async () => {
  const { code, stdout } = await run([...call, "--kind", "barrier", "--barrier", "2.4", "--qubits", "9"]);
  expect(code).toBe(exitCodes.success);
  expect(stdout).toContain("Barrier call, spot 2, strike 1.896, 0.11 years, up-and-out at 2.4 on 3 dates");
  expect(stdout.replaceAll(/\s+/g, " ")).toContain(
    "observed at every moment it would cost 0.087028 (Reiner–Rubinstein)",
  );
  expect(stdout).toMatch(/Price +±\S+ +0 +\+0\.013384/);
  expect(stdout).toMatch(/Price .*, misses .*, holds/);
  expect(stdout).toMatch(/As many calls +[\d,]+ +0\.12/);
  expect(stdout).toMatch(/Verdict: caution/);
});

test("an Asian call with a geometric average has its closed form beside", async () => {
  const { price, scenarios } = await json([
    ...call,
    ...["--kind", "asian", "--average", "geometric", "--dates", "3", "--qubits", "12", "--no-error-series"],
  ]);
  expect(price.reference!.method).toBe("the geometric Asian closed form");
  expect(Math.abs(price.exactOnGrid / price.reference!.value - 1)).toBeLessThan(0.02);
  expect(scenarios.qubits).toBe(12);
});

test.each<[string, string[], RegExp]>([
  [
    "a barrier below the spot",
    [...call, "--kind", "barrier", "--barrier", "1.5"],
    /barrier must be above the spot of 2.*got 1.5/,
  ],
  [
    "a barrier option without a barrier",
    [...call, "--kind", "barrier"],
    /barrier.*with the kind barrier, and only then/,
  ],
  [
    "a barrier without a barrier option",
    [...call, "--barrier", "3"],
    /barrier.*with the kind barrier, and only then/,
  ],
  [
    "more dates than qubits",
    [...call, "--kind", "asian", "--dates", "13"],
    /dates must be at most.*12.*got 13/,
  ],
  ["an unknown kind", [...call, "--kind", "bermudan"], /kind.*"european".*got "bermudan"/],
  ["a spot below 0", [...call, "--spot", "-1"], /spot.*above 0, got -1/],
  ["an accuracy that says nothing", [...call, "--accuracy", "0.9"], /accuracy.*at most 0.5, got 0.9/],
  ["no strike", ["--spot", "2", "--volatility", "0.4"], /--strike/],
])("%s: a message and exit code 2", async (_, args, message) => {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  expect(stdout).toBe("");
  expect(code).toBe(exitCodes.badInput);
  const problem = problemSchema.parse(JSON.parse(stderr));
  expect(
    [problem.detail, ...(problem.issues ?? []).map((issue) => `${issue.path} ${issue.message}`)].join(" "),
  ).toMatch(message);
});
