import { describe, expect, test } from "vitest";
import { gate } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parseQasm } from "./parse-qasm.ts";

const { PI } = Math;

const operationsOf = (body: string, head = "qreg q[3];\ncreg c[2];\n"): readonly Operation[] =>
  parseQasm(`OPENQASM 2.0;\ninclude "qelib1.inc";\n${head}${body}`).operations;

test("qubits and bits are numbered as they are declared and keep their names", () => {
  const circuit = parseQasm("OPENQASM 2.0; qreg a[2]; creg x[1]; qreg b[1]; creg y[3]; CX a[1],b[0];");
  expect(circuit).toEqual({
    qubitCount: 3,
    bitCount: 4,
    operations: [gate("cx", [1, 2])],
    registers: {
      qubits: [
        { name: "a", size: 2 },
        { name: "b", size: 1 },
      ],
      bits: [
        { name: "x", size: 1 },
        { name: "y", size: 3 },
      ],
    },
  });
});

describe("expressions have their real value", () => {
  test.each<[string, number]>([
    ["pi/2", PI / 2],
    ["-pi/4", -PI / 4],
    ["1/2", 0.5],
    ["7/2*2", 7],
    ["2^3^2", 512],
    ["-2^2", -4],
    ["2^-1", 0.5],
    ["1-2-3", -4],
    ["8/4/2", 1],
    ["+3", 3],
    ["--3", 3],
    ["(1+2)*3", 9],
    ["sin(pi/6)", Math.sin(PI / 6)],
    ["cos(0.1)+tan(0.2)", Math.cos(0.1) + Math.tan(0.2)],
    ["exp(1)*ln(2)", Math.E * Math.LN2],
    ["sqrt(2)", Math.SQRT2],
    [".5", 0.5],
    ["5.", 5],
    ["1e-3", 1e-3],
    ["1.5E+2", 150],
    ["3.0e2", 300],
  ])("%s", (text, value) => {
    expect(operationsOf(`rx(${text}) q[0];`)).toEqual([gate("rx", [0], [value])]);
  });
});

describe("statements become operations", () => {
  test.each<[string, readonly Operation[]]>([
    ["h q;", [gate("h", [0]), gate("h", [1]), gate("h", [2])]],
    ["cx q[0],q[2];", [gate("cx", [0, 2])]],
    ["u2(0,pi) q[0];", [gate("u", [0], [PI / 2, 0, PI])]],
    ["u0(1) q[1];", [gate("id", [1])]],
    ["cu3(1,2,3) q[0],q[1];", [gate("cu", [0, 1], [1, 2, 3, 0])]],
    ["measure q[1] -> c[0];", [{ gate: "measure", qubits: [1], bits: [0] }]],
    ["reset q;", [{ gate: "reset", qubits: [0, 1, 2] }]],
    ["barrier q[2],q[0];", [{ gate: "barrier", qubits: [2, 0] }]],
    ["barrier q;", [{ gate: "barrier", qubits: [0, 1, 2] }]],
    ["ccz q[0],q[1],q[2];", [gate("ccz", [0, 1, 2])]],
    ["gate g a { } g q;", []],
    ["gate g a,b { barrier a,b; } g q[1],q[0];", [{ gate: "barrier", qubits: [1, 0] }]],
    [
      "gate f(t) a { rx(t/2) a; } gate g(t,s) a,b { f(t+s) b; cz b,a; } g(1,3) q[2],q[0];",
      [gate("rx", [0], [2]), gate("cz", [0, 2])],
    ],
    ["gate cu a,b { u1(0.5) a; cx a,b; } cu q[0],q[1];", [gate("p", [0], [0.5]), gate("cx", [0, 1])]],
    ["gate gate_Q_12 a { s a; } gate_Q_12 q[0];", [gate("s", [0])]],
    ["opaque delay(t) a; delay(100) q[0]; x q[0];", [gate("x", [0])]],
    [
      "if(c==2) x q[1];",
      [
        {
          gate: "if",
          condition: { kind: "compare", bits: [0, 1], comparison: "==", value: "10" },
          then: [gate("x", [1])],
          otherwise: [],
        },
      ],
    ],
    [
      "if (c == 1) measure q[0] -> c[1];",
      [
        {
          gate: "if",
          condition: { kind: "compare", bits: [0, 1], comparison: "==", value: "01" },
          then: [{ gate: "measure", qubits: [0], bits: [1] }],
          otherwise: [],
        },
      ],
    ],
    ["if(c==4) x q[0];", []],
    [
      "if(c[1]!=1) x q[0];",
      [
        {
          gate: "if",
          condition: { kind: "compare", bits: [1], comparison: "!=", value: "1" },
          then: [gate("x", [0])],
          otherwise: [],
        },
      ],
    ],
  ])("%s", (text, operations) => {
    expect(operationsOf(text)).toEqual(operations);
  });
});

test("registers of the same size pair up in a gate", () => {
  expect(operationsOf("cx a,b; cx a[0],b; cx a,b[1];", "qreg a[2]; qreg b[2];")).toEqual([
    gate("cx", [0, 2]),
    gate("cx", [1, 3]),
    gate("cx", [0, 2]),
    gate("cx", [0, 3]),
    gate("cx", [0, 3]),
    gate("cx", [1, 3]),
  ]);
});

test("a definition that is what the gate's name says stays one operation, any other is expanded", () => {
  const ryy = (angle: string): string =>
    `gate ryy(t) a,b { rx(pi/2) a; rx(pi/2) b; cx a,b; rz(${angle}) b; cx a,b; rx(-pi/2) a; rx(-pi/2) b; } ryy(0.3) q[0],q[1];`;
  expect(operationsOf(ryy("t"))).toEqual([gate("ryy", [0, 1], [0.3])]);
  expect(operationsOf(ryy("2*t"))).toHaveLength(7);
  expect(operationsOf("gate h a { u3(pi/2,0,pi) a; } h q[0];")).toEqual([gate("h", [0])]);
  expect(operationsOf("gate h a { x a; } h q[0];")).toEqual([gate("x", [0])]);
});

test("definitions keep their global phase, but for the names of qelib1.inc", () => {
  const rzz = "gate rzz(t) a,b { cx a,b; u1(t) b; cx a,b; }\n";
  expect(operationsOf(`${rzz}rzz(0.3) q[0],q[1];`)).toEqual([gate("rzz", [0, 1], [0.3])]);
  // As Qiskit 2.6 writes ecr, whose own matrix is e^(−iπ/4) times this.
  const ecr = "gate ecr a,b { s a; sx b; cx a,b; x a; }\n";
  expect(operationsOf(`${ecr}ecr q[0],q[1];`)).toEqual([
    gate("s", [0]),
    gate("sx", [1]),
    gate("cx", [0, 1]),
    gate("x", [0]),
  ]);
});

test("line ends, byte order marks, comments and odd spacing do not matter", () => {
  const plain = "OPENQASM 2.0;\nqreg q[2];\nU(0.1,0.2,0.3) q[1];\nCX q[0],q[1];\n";
  const odd =
    "\uFEFF// a comment\r\n\r\nOPENQASM\t2.0 ;\r\nqreg\n q [ 2 ] ;/* inside */U ( .1 ,0.2, 3e-1 )q[1];;CX q[0] , q[1];// end";
  expect(parseQasm(odd)).toEqual(parseQasm(plain));
});

test("includes are taken from the given texts, and may replace built-in files", () => {
  const text = 'OPENQASM 2.0; include "mine.inc"; qreg q[1]; twice q[0];';
  const includes = {
    "mine.inc": 'include "other.inc"; gate twice a { once a; once a; }',
    "other.inc": "gate once a { t a; }",
  };
  expect(parseQasm(text, { includes }).operations).toEqual([gate("t", [0]), gate("t", [0])]);
  const own = parseQasm('OPENQASM 2.0; include "qelib1.inc"; qreg q[1]; h q[0];', {
    includes: { "qelib1.inc": "gate h a { U(pi/2,0,pi) a; U(0,0,0) a; }" },
  });
  expect(own.operations).toEqual([gate("h", [0])]);
});

test("a text without a version is read by what it declares first", () => {
  expect(parseQasm("qreg q[1]; rx(1/2) q[0];").operations).toEqual([gate("rx", [0], [0.5])]);
  expect(parseQasm("// note\nqubit[1] q; rx(1/2) q[0];").operations).toEqual([gate("rx", [0], [0])]);
});
