import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCodes, problemSchema } from "@ansatz/contract";
import { afterAll, expect, test } from "vitest";
import { startTestServer } from "../api/test-server.ts";
import { finish, runCli, startCli } from "./run-cli.ts";

const directory = mkdtempSync(join(tmpdir(), "ansatz-circuits-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const write = (name: string, text: string): void => {
  writeFileSync(join(directory, name), text);
};
const header = 'OPENQASM 2.0;\ninclude "qelib1.inc";\n';
write("bell.qasm", `${header}qreg q[2];\ncreg c[2];\nh q[0];\ncx q[0],q[1];\nmeasure q -> c;\n`);
write("ghz.qasm", `${header}qreg q[3];\nh q[0];\ncx q[0],q[1];\ncx q[0],q[2];\n`);
const chain = Array.from({ length: 99 }, (_, qubit) => `cx q[${qubit}],q[${qubit + 1}];\n`).join("");
write("ghz-100.qasm", `${header}qreg q[100];\ncreg c[100];\nh q[0];\n${chain}measure q -> c;\n`);
write("bad.qasm", `${header}qreg q[2];\n  hh q[0];\n`);
write("angle.qasm", 'OPENQASM 3.0;\ninclude "stdgates.inc";\ninput float a;\nqubit q;\nrx(a) q;\n');
write(
  "angle.json",
  JSON.stringify({ qubitCount: 1, operations: [{ gate: "rx", qubits: [0], parameters: [1] }] }),
);
write(
  "noise.json",
  JSON.stringify({
    gates: [{ noise: [{ channel: { kind: "pauli", probabilities: { X: 0.25 } } }] }],
    measurement: [],
    reset: [],
  }),
);
write("mine.inc", "gate flip a { x a; }\n");
write("uses.qasm", `${header}include "mine.inc";\nqreg q[1];\nflip q[0];\n`);
mkdirSync(join(directory, "inner"));
write("inner/outside.qasm", 'OPENQASM 2.0;\ninclude "../mine.inc";\nqreg q[1];\n');

const run = (args: readonly string[], input?: string) =>
  runCli(args, { directory, ...(input === undefined ? {} : { input }) });

interface Result {
  readonly counts?: Record<string, number>;
  readonly probabilities?: Record<string, number>;
  readonly statevector?: [number, number][];
  readonly [name: string]: unknown;
}

async function json(args: readonly string[], input?: string): Promise<Result> {
  const { code, stdout, stderr } = await run([...args, "--json"], input);
  expect(stderr).toBe("");
  expect(code).toBe(exitCodes.success);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  return JSON.parse(stdout) as Result;
}

test("counts, probabilities and the state of a Bell pair in one JSON object", async () => {
  const result = await json([
    "run",
    "bell.qasm",
    "--shots",
    "500",
    "--seed",
    "3",
    "--probabilities",
    "--statevector",
  ]);
  expect(Object.keys(result.counts!).sort()).toEqual(["00", "11"]);
  expect(result.counts!["00"] + result.counts!["11"]).toBe(500);
  expect(Object.keys(result.probabilities!).sort()).toEqual(["00", "11"]);
  for (const probability of Object.values(result.probabilities!)) expect(probability).toBeCloseTo(0.5, 14);
  expect(result.statevector).toEqual([
    [expect.closeTo(Math.SQRT1_2, 14), 0],
    [0, 0],
    [0, 0],
    [expect.closeTo(Math.SQRT1_2, 14), 0],
  ]);
  expect(result).toMatchObject({ qubits: 2, bits: 2, method: "state-vector", shots: 500, seed: 3 });
  expect(result.seconds).toBeGreaterThan(0);
  expect(result.memoryBytes).toBeGreaterThan(0);
});

test("without an option 1024 shots are counted; nothing else is printed as JSON", async () => {
  const result = await json(["run", "ghz.qasm"]);
  expect(Object.keys(result.counts!).sort()).toEqual(["000", "111"]);
  expect(result.shots).toBe(1024);
  expect(result).not.toHaveProperty("statevector");
  expect(result).not.toHaveProperty("probabilities");
  // One thread gives the same counts as many.
  expect((await json(["run", "ghz.qasm", "--threads", "1"])).counts).toEqual(result.counts);
});

test("a GHZ state of a hundred qubits is counted by a stabiliser tableau, and has no state vector", async () => {
  const result = await json(["run", "ghz-100.qasm", "--shots", "1000", "--seed", "1"]);
  const [zeros, ones] = ["0".repeat(100), "1".repeat(100)];
  expect(Object.keys(result.counts!)).toEqual([zeros, ones]);
  expect(result.counts![zeros] + result.counts![ones]).toBe(1000);
  // Five standard deviations of √(1000/4).
  expect(Math.abs(result.counts![zeros] - 500)).toBeLessThan(80);
  expect(result).toMatchObject({ method: "stabilizer", qubits: 100, bits: 100, shots: 1000 });
  expect(result.reason).toMatch(/100 qubits does not fit/);
  const { code, stderr } = await run(["run", "ghz-100.qasm", "--statevector"]);
  expect(code).toBe(exitCodes.badInput);
  expect(stderr).toMatch(/a state vector of 100 qubits does not fit.*ask for counts or probabilities/);
});

test("a symbolic angle takes its value, from text and from JSON, on standard input too", async () => {
  const p1 = Math.sin(Math.PI / 8) ** 2;
  const byName = await json(["run", "angle.qasm", "--parameters", "a=pi/4", "--probabilities"]);
  expect(byName.probabilities!["1"]).toBeCloseTo(p1, 14);
  const piped = await json(
    ["run", "-", "--statevector", "--observable", "Z0", "--observable", "0.5*X0 - 2*Z0"],
    readFileSync(join(directory, "angle.json"), "utf8"),
  );
  expect(piped.statevector![1][1]).toBeCloseTo(-Math.sin(0.5), 14);
  const values = (piped.expectations as { value: number }[]).map(({ value }) => value);
  expect(values[0]).toBeCloseTo(Math.cos(1), 13);
  expect(values[1]).toBeCloseTo(-2 * Math.cos(1), 13);
});

test("a noise model of a file and a preset change the outcomes", async () => {
  // h and cx with a flip of 1/4 on each of their qubits: a flip before the cx spreads, so that the bits differ with 3/8.
  const file = await json(["run", "bell.qasm", "--noise", "noise.json", "--probabilities"]);
  expect(file.method).toBe("density-matrix");
  expect(file.probabilities!["01"] + file.probabilities!["10"]).toBeCloseTo(0.375, 12);
  const preset = await json([
    "run",
    "bell.qasm",
    "--noise",
    "trapped-ion",
    "--method",
    "trajectories",
    "--shots",
    "200",
  ]);
  expect(preset.method).toBe("trajectories");
  expect(preset.noise).toBe("trapped-ion");
});

test("a server runs the same circuit to the same counts, its included texts with it", async () => {
  await using server = await startTestServer();
  const args = ["run", "uses.qasm", "--shots", "50", "--noise", "noise.json"];
  const here = await json(args);
  const there = await json([...args, "--server", server.url]);
  expect(there.counts).toEqual(here.counts);
  expect(Object.keys(there.counts!).sort()).toEqual(["0", "1"]);
  const { code, stderr } = await run(["run", "bad.qasm", "--server", server.url]);
  expect(code).toBe(exitCodes.badInput);
  expect(stderr).toMatch(/^ansatz: bad\.qasm:4:3: .*hh.*\n {4}hh q\[0\];\n {4}\^\n$/m);
});

test("the report shows shares with their errors, the method and what the numbers are worth", async () => {
  const { code, stdout } = await run(["run", "bell.qasm", "--shots", "400"]);
  expect(code).toBe(exitCodes.success);
  expect(stdout).toMatch(/^Method +state-vector\. The circuit is unitary/m);
  expect(stdout).toMatch(/^ {2}00 +\d+ +\d\d\.\d % +±2\.\d\d % +█+/m);
  expect(stdout).toMatch(/^Verdict: good$/m);
  const state = await run(["run", "ghz.qasm", "--statevector"]);
  expect(state.stdout).toMatch(/^ {2}\|111⟩ +0\.707107 \+ 0\.000000i +0\.500000/m);
});

test("a file beside the program is included, one outside its folder is not", async () => {
  expect((await json(["run", "uses.qasm", "--shots", "3"])).counts).toEqual({ "1": 3 });
  const { code, stderr } = await run(["run", "inner/outside.qasm"]);
  expect(code).toBe(exitCodes.badInput);
  expect(stderr).toMatch(
    /outside\.qasm, line 2, column 1: cannot include "\.\.\/mine\.inc": it lies outside/,
  );
});

test("an error in a text is shown at its place", async () => {
  const { code, stdout, stderr } = await run(["run", "bad.qasm"]);
  expect(code).toBe(exitCodes.badInput);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^ansatz: bad\.qasm:4:3: .*hh.*\n {4}hh q\[0\];\n {4}\^\n$/m);
  const asJson = await run(["run", "bad.qasm", "--json"]);
  const problem = problemSchema.parse(JSON.parse(asJson.stderr));
  expect(problem).toMatchObject({
    code: "invalid-qasm",
    details: { line: 4, column: 3, fileName: "bad.qasm" },
  });
});

test("a circuit on a line in other gates does the same, and tells what that costs", async () => {
  const args = ["transpile", "ghz.qasm", "--basis", "rz,sx,x,cx", "--coupling", "line:4", "--seed", "1"];
  const { code, stdout, stderr } = await run([
    ...args,
    "--noise",
    "superconducting",
    "--output",
    "line.qasm",
  ]);
  expect(code).toBe(exitCodes.success);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^Two-qubit gates +2 +\d+$/m);
  expect(stderr).toMatch(/^Estimated fidelity +0\.9\d+/m);
  const text = readFileSync(join(directory, "line.qasm"), "utf8");
  const gates = [...text.matchAll(/^(\w+)(?:\([^)]*\))? q\[/gm)].map(([, name]) => name);
  expect(gates.filter((gate) => !["rz", "sx", "x", "cx", "qreg"].includes(gate))).toEqual([]);
  expect(gates.length).toBeGreaterThan(4);
  for (const [, a, b] of text.matchAll(/^cx q\[(\d)\], ?q\[(\d)\]/gm))
    expect(Math.abs(Number(a) - Number(b))).toBe(1);
  const { probabilities } = await json(["run", "line.qasm", "--probabilities"]);
  expect(Object.values(probabilities!)).toEqual([expect.closeTo(0.5, 12), expect.closeTo(0.5, 12)]);
  const costs = await json(args);
  expect(costs).toMatchObject({
    before: { twoQubitCount: 2, qubitCount: 3 },
    after: { qubitCount: 4, largerCount: 0 },
  });
  expect((costs.layout as { initial: number[] }).initial).toHaveLength(4);
});

test("a circuit is drawn as text and as SVG", async () => {
  const text = await run(["draw", "bell.qasm"]);
  expect(text.code).toBe(exitCodes.success);
  expect(text.stdout).toMatch(/q\[0\].*┤ H ├/);
  const svg = await run(["draw", "bell.qasm", "--output", "bell.svg"]);
  expect(svg.stdout).toBe("");
  expect(readFileSync(join(directory, "bell.svg"), "utf8")).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
});

test("a fault-tolerant estimate counts T states and names its assumptions", async () => {
  write("toffoli.qasm", `${header}qreg q[3];\nccx q[0],q[1],q[2];\nt q[0];\n`);
  const result = await json(["resources", "toffoli.qasm", "--physical-error", "1e-4"]);
  // A Toffoli takes four T states with an ancilla and a measurement (Jones 2013), and there is one T gate.
  expect(result).toMatchObject({
    logical: { qubitCount: 3, toffoliCount: 1, tGates: 1, tCount: 5 },
    assumptions: { physicalError: 1e-4 },
  });
  const { stdout } = await run(["resources", "toffoli.qasm"]);
  expect(stdout).toMatch(/^T states +5: 1 T gates, 1 Toffoli gates of 4/m);
  expect(stdout).toContain("arXiv:1808.02892");
  const bad = await run(["resources", "toffoli.qasm", "--physical-error", "0.5"]);
  expect(bad.code).toBe(exitCodes.badInput);
  expect(bad.stderr).toMatch(/physicalError must be in \(0, threshold/);
});

test("the presets of noise are listed with their sources", async () => {
  const { stdout } = await run(["noise-presets"]);
  expect(stdout).toContain("superconducting");
  expect(stdout).toMatch(/Phys\. Rev\. X 13/);
  // Printed as JSON, one of them is a model that a file can hold.
  const { stdout: text } = await run(["noise-presets", "--json"]);
  const [superconducting] = JSON.parse(text) as object[];
  write("copy.json", JSON.stringify(superconducting));
  const args = ["run", "bell.qasm", "--probabilities", "--noise"];
  const copy = await json([...args, "copy.json"]);
  expect(copy.probabilities).toEqual((await json([...args, "superconducting"])).probabilities);
  expect(copy.noise).toBe("superconducting");
});

test("a signal ends a long simulation", async () => {
  const layers = Array.from({ length: 30 }, () =>
    Array.from({ length: 16 }, (_, q) => `rx(0.3) q[${q}]; cx q[${q}],q[${(q + 1) % 16}];`).join("\n"),
  ).join("\n");
  write("long.qasm", `${header}qreg q[16];\n${layers}\n`);
  const child = startCli(["run", "long.qasm", "--noise", "superconducting", "--shots", "1000000"], {
    directory,
  });
  const ended = finish(child);
  await new Promise((resolve) => child.stderr!.once("data", resolve));
  const started = performance.now();
  child.kill("SIGINT");
  const { code, stderr } = await ended;
  expect(code).toBe(exitCodes.cancelled);
  expect(stderr).toMatch(/ansatz: cancelled\n$/);
  expect(performance.now() - started).toBeLessThan(5_000);
});
