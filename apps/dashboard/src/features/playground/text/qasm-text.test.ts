import { describe, expect, test } from "vitest";
import { operationsOf, toCircuit } from "../editor/circuit-document.ts";
import { examples } from "../editor/examples.ts";
import { readText } from "./read-text.ts";
import { versionOf, writeFile, writeText } from "./write-text.ts";

describe.each(examples)("the example $id", ({ document }) => {
  test("is the same circuit after its text has been read", () => {
    const read = readText(writeText(document, 3), document.values);
    expect(read).toMatchObject({
      ok: true,
      document: { columns: document.columns, values: document.values },
    });
  });

  test("is a file with the values of its parameters written in", () => {
    const text = writeFile(document, 3);
    expect(text).not.toContain("input float");
    const read = readText(text, {});
    expect(read.ok && read.document.qubitCount).toBe(document.qubitCount);
    expect(read.ok && operationsOf(read.document).length).toBe(toCircuit(document).operations.length);
  });
});

test("a fault is told with line and column, without saying them twice", () => {
  const read = readText("OPENQASM 3.0;\nqubit[2] q;\nU(0, 0, 0) q[2];\n", {});
  expect(read).toMatchObject({ ok: false, problem: { position: { line: 3 } } });
  expect(!read.ok && read.problem.message).not.toMatch(/line 3/i);
});

test("more qubits or operations than the page draws are refused quickly, with what runs them", () => {
  const wide = readText("OPENQASM 3.0;\nqubit[21] q;\n", {});
  expect(!wide.ok && wide.problem.message).toMatch(/21 qubits and 0 operations, .* npx ansatz run/);
  const long = 'OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit q;\nfor int i in [0:100000000] { x q; }\n';
  const start = performance.now();
  expect(readText(long, {}).ok).toBe(false);
  expect(performance.now() - start).toBeLessThan(2_000);
});

test("a parameter keeps the value it had, a new one begins at 0", () => {
  const text =
    'OPENQASM 3.0;\ninclude "stdgates.inc";\ninput float a;\ninput float b;\nqubit q;\nrx(a) q;\nry(b) q;\n';
  const read = readText(text, { a: 0.5, gone: 1 });
  expect(read.ok && read.document.values).toEqual({ a: 0.5, b: 0 });
});

test.each([
  ["OPENQASM 2.0;\n", 2],
  ["// a comment\n  OPENQASM 2.0;\n", 2],
  ["OPENQASM 3.0;\n", 3],
  ["qubit q;", 3],
] as const)("the version of %j is %d", (text, version) => expect(versionOf(text)).toBe(version));
