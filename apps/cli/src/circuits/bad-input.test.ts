import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommandLine } from "../index.ts";
import { createFakeTerminal } from "../testing/fake-terminal.ts";

const directory = mkdtempSync(join(tmpdir(), "ansatz-circuits-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const write = (name: string, text: string): void => {
  writeFileSync(join(directory, name), text);
};
const header = 'OPENQASM 2.0;\ninclude "qelib1.inc";\n';
write("bell.qasm", `${header}qreg q[2];\ncreg c[2];\nh q[0];\ncx q[0],q[1];\nmeasure q -> c;\n`);
write("angle.qasm", 'OPENQASM 3.0;\ninclude "stdgates.inc";\ninput float a;\nqubit q;\nrx(a) q;\n');
write("middle.qasm", `${header}qreg q[1];\ncreg c[1];\nh q[0];\nmeasure q -> c;\nif (c==1) x q[0];\n`);
write("cat.qasm", `${header}qreg q[100];\nh q[0];\n`);
write("wide.qasm", `${header}qreg q[40];\nh q[0];\nt q[0];\n`);
write(
  "skewed.json",
  JSON.stringify({
    qubitCount: 1,
    operations: [
      {
        gate: "unitary",
        qubits: [0],
        parameters: [],
        matrix: { size: 2, real: [1, 0, 0, 2], imaginary: [0, 0, 0, 0] },
      },
    ],
  }),
);
write("lone.qasm", `${header}// include "no.inc";\n  include "part.inc";\n`);
write("part.inc", '\n\n/* \n */ include "gone.inc";\n');
write("deep.json", `{"qubitCount": 1, "operations": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`);
write("broken.json", '{"qubitCount": 2,');
write(
  "lossy.json",
  JSON.stringify({
    gates: [
      {
        noise: [
          { channel: { kind: "kraus", operators: [{ real: [0.5, 0, 0, 0.5], imaginary: [0, 0, 0, 0] }] } },
        ],
      },
    ],
    measurement: [],
    reset: [],
  }),
);

/** The arguments with the files of this test's folder by their whole paths. */
const located = (args: readonly string[]): string[] =>
  args.map((argument) =>
    argument === "." || /\.(qasm|json)$/.test(argument) ? join(directory, argument) : argument,
  );

test.each<[string[], RegExp, number]>([
  [["run"], /missing required argument/, 2],
  [["run", "missing.qasm"], /missing\.qasm: there is no such file/, 2],
  [["run", "."], /is a folder/, 2],
  [["run", "broken.json"], /broken\.json is not JSON/, 2],
  [["run", "deep.json"], /deep\.json nests lists and objects more than 512 deep/, 2],
  [
    ["run", "lone.qasm"],
    /ansatz: part\.inc, line 4, column 5: cannot include "gone\.inc": gone\.inc: there is no such file\.\n$/,
    2,
  ],
  [["run", "skewed.json"], /operations\[0\]\.matrix must be unitary/, 2],
  [["run", "bell.qasm", "--shots", "0"], /--shots.*at least 1/, 2],
  [["run", "bell.qasm", "--shots", "1000000000000"], /shots must be an integer in \[1, 1000000000\]/, 2],
  [["run", "bell.qasm", "--seed", "-1"], /seed must be an integer in \[0, 4294967295\], got -1/, 2],
  [["run", "bell.qasm", "--noise", "ionic"], /superconducting or trapped-ion or a JSON file/, 2],
  [["run", "bell.qasm", "--noise", "lossy.json"], /noise\.gates\[0\]/, 2],
  [["run", "bell.qasm", "--method", "magic"], /method must be one of auto, state-vector/, 2],
  [["run", "bell.qasm", "--precision", "half"], /precision must be double or single/, 2],
  [["run", "bell.qasm", "--parameters", "a"], /a=0\.1,b=pi\/2/, 2],
  [["run", "bell.qasm", "--parameters", "a=1"], /which has none; got "a"/, 2],
  [["run", "angle.qasm"], /parameter a must be bound/, 2],
  [["run", "bell.qasm", "--observable", "Q0"], /Pauli sum/, 2],
  [["run", "middle.qasm", "--statevector"], /no single state vector/, 2],
  [["run", "cat.qasm", "--statevector"], /100 qubits does not fit.*counts or probabilities/, 2],
  [["run", "wide.qasm", "--method", "stabilizer"], /operations\[1\] \(t\) is not/, 2],
  [["run", "wide.qasm"], /16 TiB for 40 qubits/, 4],
  [["transpile", "bell.qasm", "--basis", "rz,warp"], /got warp/, 2],
  [["transpile", "bell.qasm", "--coupling", "star:5"], /coupling must be all, line:N/, 2],
  [["transpile", "bell.qasm", "--coupling", "line:1"], /at least 2 qubits, got 1/, 2],
  [["transpile", "bell.qasm", "--optimization", "9"], /optimization must be 0, 1, 2 or 3/, 2],
  [["transpile", "bell.qasm", "--qasm", "4"], /--qasm must be 2 or 3, got 4/, 2],
  [["draw", "bell.qasm", "--width", "-5"], /--width must be at least 0/, 2],
])("%j says what to change", async (args, message, exitCode) => {
  const terminal = createFakeTerminal();
  const code = await runCommandLine(located(args), { terminal, signal: new AbortController().signal });
  const [stdout, stderr] = [terminal.written.stdout(), terminal.written.stderr()];
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stdout).toBe("");
  expect(code).toBe(exitCode);
});
