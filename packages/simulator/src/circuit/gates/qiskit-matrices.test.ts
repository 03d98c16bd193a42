import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { builtInGates } from "../../qasm/built-in-gates.ts";
import { denseCircuit, matrixDistance } from "../../testing/dense-circuit.ts";
import { createCircuit } from "../circuit.ts";
import type { ComplexMatrix } from "../complex-matrix.ts";
import { gate } from "../operation.ts";

interface StoredMatrix {
  readonly size: number;
  readonly entries: readonly (readonly [number, number, number, number])[];
}

const stored = JSON.parse(
  await readFile(new URL("./reference/qiskit-matrices.json", import.meta.url), "utf8"),
) as Readonly<Record<string, StoredMatrix>>;
const samples = [0.7, -1.3, 2.9, 0.4];
/** The stored entries have 12 decimals. */
const tolerance = 1e-12;

function toMatrix({ size, entries }: StoredMatrix): ComplexMatrix {
  const matrix = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  for (const [row, column, real, imaginary] of entries) {
    matrix.real[row * size + column] = real;
    matrix.imaginary[row * size + column] = imaginary;
  }
  return matrix;
}

test.each(Object.keys(stored))("%s has Qiskit's matrix", (name) => {
  const expected = toMatrix(stored[name]);
  const qubitCount = Math.log2(expected.size);
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const known = builtInGates[3].get(name)!;
  expect(known.qubitCount).toBe(qubitCount);
  const operations = [...known.expand(qubits, samples.slice(0, known.parameterCount), 0)];
  if (name === "u2") operations.push(gate("gphase", [], [(samples[0] + samples[1]) / 2]));
  if (name === "u3") operations.push(gate("gphase", [], [(samples[1] + samples[2]) / 2]));
  const found = denseCircuit(createCircuit(qubitCount, operations));
  expect(matrixDistance(found, expected)).toBeLessThan(tolerance);
});

test("only gates that Qiskit lacks have no stored matrix", () => {
  const missing = [...builtInGates[3].keys()].filter((name) => !(name in stored));
  expect(missing).toEqual(
    // Inverses that the gate table's own test compares, synonyms, gates of the OpenQASM languages and of Quantinuum.
    "csxdg iswapdg CX u0 prx iswap_dg rcccx c3sx mcx mcphase mcp U1q Rz ZZ RZZ Rxxyyzz delay gphase U phase cphase".split(
      " ",
    ),
  );
});

test("OpenQASM 3's built-in U is ½[[1+e^(iθ), −i e^(iλ)(1−e^(iθ))], [i e^(iφ)(1−e^(iθ)), e^(i(φ+λ))(1+e^(iθ))]]", () => {
  const [theta, phi, lambda] = samples;
  const { cos, sin } = Math;
  const found = denseCircuit(createCircuit(1, builtInGates[3].get("U")!.expand([0], samples.slice(0, 3), 0)));
  const plus = [(1 + cos(theta)) / 2, sin(theta) / 2];
  // −i(1 − e^(iθ))/2 = (−sin θ − i(1 − cos θ))/2.
  const minus = [-sin(theta) / 2, -(1 - cos(theta)) / 2];
  const turned = ([re, im]: number[], angle: number, sign = 1): [number, number] => [
    sign * (re * cos(angle) - im * sin(angle)),
    sign * (re * sin(angle) + im * cos(angle)),
  ];
  const entries = [
    turned(plus, 0),
    turned(minus, lambda),
    turned(minus, phi, -1),
    turned(plus, phi + lambda),
  ];
  const expected = {
    size: 2,
    real: Float64Array.from(entries, ([re]) => re),
    imaginary: Float64Array.from(entries, ([, im]) => im),
  };
  expect(matrixDistance(found, expected)).toBeLessThan(1e-15);
});
