import { describe, expect, test } from "vitest";
import { circuitMatrix } from "../circuit/circuit-matrix.ts";
import { createCircuit } from "../circuit/circuit.ts";
import type { ClassicalCondition, Comparison } from "../circuit/classical-condition.ts";
import { complexMatrix } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { conditional, gate } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { matrixDistance } from "../testing/dense-circuit.ts";
import { outcomeDistribution } from "../testing/outcome-distribution.ts";
import { parseQasm } from "./parse-qasm.ts";

const { PI } = Math;
const rounding = 1e-12;

const operationsOf = (body: string): readonly Operation[] =>
  parseQasm(`OPENQASM 3.0;\ninclude "stdgates.inc";\nqubit[4] q;\nbit[3] c;\nbit d;\n${body}`).operations;

const on = (qubit: number, value: 0 | 1 = 1): { qubit: number; value: 0 | 1 } => ({ qubit, value });
const compare = (bits: readonly number[], comparison: Comparison, value: string): ClassicalCondition => ({
  kind: "compare",
  bits,
  comparison,
  value,
});

describe("compile-time values", () => {
  test.each<[string, string, number]>([
    ["integers divide to integers", "rx(7/2) q[0];", 3],
    ["floats divide to floats", "rx(7/2.0) q[0];", 3.5],
    ["powers bind tighter than signs", "rx(-2**2) q[0];", -4],
    ["constants", "const int n = 3; const float a = pi / n; rx(2 * a) q[0];", (2 * PI) / 3],
    ["unsigned integers wrap", "uint[4] k = 15; k += 2; rx(k) q[0];", 1],
    ["signed integers wrap", "int[4] k = 7; k += 1; rx(k) q[0];", -8],
    ["bits of integers", "uint[4] k = 5; rx(int[4](k[0]) + int[4](k[2]) * 10) q[0];", 11],
    ["arrays convert their entries", "array[float[64], 2] a = {1, 3}; rx(a[1] / 2) q[0];", 1.5],
    ["arrays of arrays", "array[int[8], 2, 2] m = {{1, 2}, {3, 4}}; m[1, 0] = 7; rx(m[1][0]) q[0];", 7],
    ["functions", "rx(arccos(0) + popcount(bit[4](5)) + mod(7, 4) + pow(2, 3)) q[0];", PI / 2 + 2 + 3 + 8],
    ["Greek constants", "rx(π / τ) q[0];", 0.5],
    ["hexadecimal and binary integers", "rx(0x1F + 0b101 + 1_000) q[0];", 1036],
    ["loops over ranges", "float s = 0; for int i in [1:3] { s += i; } rx(s) q[0];", 6],
    [
      "loops with steps and continue",
      "int s = 0; for int i in [8:-2:0] { if (i == 4) { continue; } s += i; } rx(s) q[0];",
      16,
    ],
    ["loops over sets and arrays", "float s = 0; for float f in {0.5, 0.25} s += f; rx(s) q[0];", 0.75],
    ["while with break", "int k = 1; while (true) { k *= 2; if (k > 10) break; } rx(k) q[0];", 16],
    [
      "switch",
      "int k = 2; switch (k) { case 1 { k = 10; } case 2, 3 { k = 20; } default { k = 30; } } rx(k) q[0];",
      20,
    ],
    [
      "subroutines",
      "def f(int n) -> float { if (n == 0) { return 1.0; } return n * f(n - 1); } rx(f(4)) q[0];",
      24,
    ],
    ["bit texts", 'bit[3] b = "011"; if (b[0] && !b[2]) { rx(1) q[0]; } else { rx(2) q[0]; }', 1],
  ])("%s", (_, text, value) => {
    const [operation] = operationsOf(text);
    expect(operation).toEqual(gate("rx", [0], [expect.closeTo(value, 14)]));
  });
});

describe("statements become operations", () => {
  test.each<[string, readonly Operation[]]>([
    ["ctrl @ x q[0], q[1];", [gate("x", [1], [], [on(0)])]],
    ["negctrl(2) @ ctrl @ z q[0], q[1], q[2], q[3];", [gate("z", [3], [], [on(0, 0), on(1, 0), on(2)])]],
    ["ctrl @ gphase(0.5) q[2];", [gate("gphase", [], [0.5], [on(2)])]],
    ["inv @ s q[0]; inv @ rx(0.3) q[1];", [gate("sdg", [0]), gate("rx", [1], [-0.3])]],
    ["pow(2) @ t q[0];", [gate("t", [0]), gate("t", [0])]],
    ["pow(1/2.0) @ x q[0];", [gate("sx", [0])]],
    ["pow(-3) @ rz(0.5) q[0];", [gate("rz", [0], [-1.5])]],
    ["ctrl @ pow(0.5) @ z q[0], q[1];", [gate("s", [1], [], [on(0)])]],
    [
      "gate g(t) a, b { rx(t) a; ctrl @ x a, b; } ctrl @ inv @ g(0.5) q[3], q[0], q[1];",
      [gate("x", [1], [], [on(3), on(0)]), gate("rx", [0], [-0.5], [on(3)])],
    ],
    ["let a = q[0:2:3]; h a;", [gate("h", [0]), gate("h", [2])]],
    ["let a = q[{3, 1}] ++ q[0]; h a[0]; x a[-1];", [gate("h", [3]), gate("x", [0])]],
    ["cx q[0], q[1:2];", [gate("cx", [0, 1]), gate("cx", [0, 2])]],
    [
      "c[1] = measure q[0]; measure q[1:3] -> c;",
      [
        { gate: "measure", qubits: [0], bits: [1] },
        { gate: "measure", qubits: [1, 2, 3], bits: [0, 1, 2] },
      ],
    ],
    ["bit e = measure q[2];", [{ gate: "measure", qubits: [2], bits: [4] }]],
    [
      "reset q[1]; barrier; barrier q[0], q[3];",
      [
        { gate: "reset", qubits: [1] },
        { gate: "barrier", qubits: [0, 1, 2, 3] },
        { gate: "barrier", qubits: [0, 3] },
      ],
    ],
    [
      "delay[100ns] q[0]; box { x q[0]; } pragma anything here\n@note\nnop; y q[0];",
      [gate("x", [0]), gate("y", [0])],
    ],
    [
      "input float a; input angle[32] b; rx(2*a - b/4 + pi) q[0];",
      [
        gate(
          "rx",
          [0],
          [
            {
              terms: [
                { parameter: "a", coefficient: 2 },
                { parameter: "b", coefficient: -0.25 },
              ],
              offset: PI,
            },
          ],
        ),
      ],
    ],
    ["input float a; gate g(t) x { rz(-t) x; } g(a + 1) q[1];", [gate("rz", [1], [parameter("a", -1, -1)])]],
    ["def f(qubit a, qubit[2] b) { cx a, b[1]; } f(q[3], q[0:1]);", [gate("cx", [3, 1])]],
    [
      "def f(qubit a) -> bit { h a; return measure a; } d = f(q[2]);",
      [gate("h", [2]), { gate: "measure", qubits: [2], bits: [3] }],
    ],
    [
      "def f(qubit[2] a) -> bit[2] { bit[2] r; r[1] = measure a[0]; return r; } c[0:1] = f(q[0:1]);",
      [{ gate: "measure", qubits: [0], bits: [1] }],
    ],
  ])("%s", (text, operations) => {
    expect(operationsOf(text)).toEqual(operations);
  });
});

describe("conditions on measured bits", () => {
  const x = gate("x", [0]);
  test.each<[string, ClassicalCondition]>([
    ["d", compare([3], "==", "1")],
    ["!d", { kind: "not", operand: compare([3], "==", "1") }],
    ["c[1] == false", compare([1], "==", "0")],
    ["c == 5", compare([0, 1, 2], "==", "101")],
    ['c != "101"', compare([0, 1, 2], "!=", "101")],
    ["3 < c", compare([0, 1, 2], ">", "011")],
    ["c[0:1] <= 2", compare([0, 1], "<=", "10")],
    ["uint[3](c) >= 1", compare([0, 1, 2], ">=", "001")],
    ["int[3](c) == 6", compare([0, 1, 2], "==", "110")],
    ["-2 != int[3](c)", compare([0, 1, 2], "!=", "110")],
    ["int[2](c[0:1]) == 3", compare([0, 1], "==", "11")],
    ["c", compare([0, 1, 2], "!=", "000")],
    [
      "c[0] && d || c == 0",
      {
        kind: "or",
        operands: [
          { kind: "and", operands: [compare([0], "==", "1"), compare([3], "==", "1")] },
          compare([0, 1, 2], "==", "000"),
        ],
      },
    ],
    [
      "c[0] ^ c[1] ^ d",
      {
        kind: "xor",
        operands: [compare([0], "==", "1"), compare([1], "==", "1"), compare([3], "==", "1")],
      },
    ],
    ["d && 2 > 1", compare([3], "==", "1")],
  ])("if (%s)", (text, condition) => {
    expect(operationsOf(`if (${text}) x q[0];`)).toEqual([conditional(condition, [x])]);
  });

  test("else if nests, a condition that is known chooses at once", () => {
    expect(operationsOf("if (d) x q[0]; else if (1 == 1) { y q[0]; } else { z q[0]; }")).toEqual([
      conditional(compare([3], "==", "1"), [x], [gate("y", [0])]),
    ]);
    expect(operationsOf("if (c == 8) x q[0];")).toEqual([]);
  });

  test.each(["<", "<=", ">", ">=", "==", "!="])(
    "two registers and computed bits compare by %s",
    (comparison) => {
      // All values of two registers of two bits, as the outcomes of a uniform state.
      const text = `OPENQASM 3.0; include "stdgates.inc"; qubit[4] q; qubit a; bit[2] s; bit[2] t; bit r; bit u;
      h q; s = measure q[0:1]; t = measure q[2:3];
      if (s ${comparison} t) x a; r = measure a; reset a;
      if ((s & 2) ${comparison} (t | 1)) x a; u = measure a;`;
      const distribution = outcomeDistribution(parseQasm(text));
      expect(distribution.size).toBe(16);
      const holds = (a: number, b: number): boolean =>
        ({ "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b, "==": a === b, "!=": a !== b })[comparison]!;
      for (const bits of distribution.keys()) {
        const [s, t] = [parseInt(bits.slice(4, 6), 2), parseInt(bits.slice(2, 4), 2)];
        expect(bits[1], bits).toBe(holds(s, t) ? "1" : "0");
        expect(bits[0], bits).toBe(holds(s & 2, t | 1) ? "1" : "0");
      }
    },
  );

  test("switch on a register, and a register stored in a variable", () => {
    const isValue = (value: string): ClassicalCondition => compare([0, 1, 2], "==", value);
    expect(
      operationsOf(
        "int k; k = c; switch (k) { case 1, 2 { x q[0]; } case 3 { y q[0]; } default { z q[0]; } }",
      ),
    ).toEqual([
      conditional(
        { kind: "or", operands: [isValue("001"), isValue("010")] },
        [x],
        [conditional(isValue("011"), [gate("y", [0])], [gate("z", [0])])],
      ),
    ]);
  });
});

describe("phases are those of the specification", () => {
  const matrixOf = (body: string, qubits = 2): ComplexMatrix =>
    circuitMatrix(parseQasm(`OPENQASM 3.0; include "stdgates.inc"; qubit[${qubits}] q; ${body}`));
  /** ½ (1 + e^(iθ), −i e^(iλ)(1 − e^(iθ)); i e^(iφ)(1 − e^(iθ)), e^(i(φ+λ))(1 + e^(iθ))). */
  const specifiedU = (theta: number, phi: number, lambda: number): ComplexMatrix => {
    const entry = (angle: number, quarter: number, sign: 1 | -1): [number, number] => {
      const [re, im] = [(1 + sign * Math.cos(theta)) / 2, (sign * Math.sin(theta)) / 2];
      const turn = angle + (quarter * PI) / 2;
      return [re * Math.cos(turn) - im * Math.sin(turn), re * Math.sin(turn) + im * Math.cos(turn)];
    };
    const [a, b, c, d] = [
      entry(0, 0, 1),
      entry(lambda, -1, -1),
      entry(phi, 1, -1),
      entry(phi + lambda, 0, 1),
    ];
    return complexMatrix(
      [
        [a[0], b[0]],
        [c[0], d[0]],
      ],
      [
        [a[1], b[1]],
        [c[1], d[1]],
      ],
    );
  };

  test("U, also under a control", () => {
    const u = specifiedU(0.7, 0.4, -1.1);
    expect(matrixDistance(matrixOf("U(0.7, 0.4, -1.1) q[0];", 1), u)).toBeLessThan(rounding);
    const controlled = createCircuit(2, [
      {
        gate: "unitary",
        parameters: [],
        qubits: [1],
        matrix: { real: [...u.real], imaginary: [...u.imaginary] },
        controls: [on(0)],
      },
    ]);
    expect(
      matrixDistance(matrixOf("ctrl @ U(0.7, 0.4, -1.1) q[0], q[1];"), circuitMatrix(controlled)),
    ).toBeLessThan(rounding);
  });

  // The bodies are those of stdgates.inc (Apache-2.0, OpenQASM contributors).
  test.each<[string, string]>([
    ["x q[0];", "U(π, 0, π) q[0]; gphase(-π/2);"],
    ["y q[0];", "U(π, π/2, π/2) q[0]; gphase(-π/2);"],
    ["h q[0];", "U(π/2, 0, π) q[0]; gphase(-π/4);"],
    ["p(0.3) q[0];", "ctrl @ gphase(0.3) q[0];"],
    ["rx(0.3) q[0];", "U(0.3, -π/2, π/2) q[0]; gphase(-0.3/2);"],
    ["ry(0.3) q[0];", "U(0.3, 0, 0) q[0]; gphase(-0.3/2);"],
    ["rz(0.3) q[0];", "gphase(-0.3/2); U(0, 0, 0.3) q[0];"],
    ["sx q[0];", "pow(0.5) @ x q[0];"],
    ["tdg q[0];", "inv @ pow(0.5) @ s q[0];"],
    ["pow(0.3) @ x q[0];", "gphase(0.15 * π); rx(0.3 * π) q[0];"],
    ["ctrl @ pow(0.3) @ y q[1], q[0];", "ctrl @ gphase(0.15 * π) q[1]; cry(0.3 * π) q[1], q[0];"],
    ["pow(1/3.0) @ pow(3) @ U(0.1, 0.2, 0.3) q[0];", "U(0.1, 0.2, 0.3) q[0];"],
    ["cu(0.1, 0.2, 0.3, 0.4) q[0], q[1];", "p(0.4-0.1/2) q[0]; ctrl @ U(0.1, 0.2, 0.3) q[0], q[1];"],
    ["u1(0.3) q[0];", "U(0, 0, 0.3) q[0];"],
    ["u2(0.3, 0.4) q[0];", "gphase(-(0.3+0.4+π/2)/2); U(π/2, 0.3, 0.4) q[0];"],
    ["u3(0.2, 0.3, 0.4) q[0];", "gphase(-(0.3+0.4+0.2)/2); U(0.2, 0.3, 0.4) q[0];"],
    ["cphase(0.3) q[0], q[1];", "ctrl @ phase(0.3) q[0], q[1];"],
    ["CX q[0], q[1];", "ctrl @ x q[0], q[1];"],
    ["cswap q[0], q[1], q[2];", "ctrl @ swap q[0], q[1], q[2];"],
    ["ch q[2], q[0];", "ctrl @ h q[2], q[0];"],
  ])("%s is %s", (name, definition) => {
    expect(matrixDistance(matrixOf(name, 3), matrixOf(definition, 3))).toBeLessThan(rounding);
  });
});
