import { describe, expect, test } from "vitest";
import { denseCircuit, densePauli, densePauliSum, matrixDistance } from "../testing/dense-circuit.ts";
import { createCircuit } from "./circuit.ts";
import { decomposeCircuit, decomposeOnce } from "./decompose.ts";
import { adjointMatrix, complexMatrix, multiplyMatrices } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { gateMatrix, gateMatrixDerivative } from "./gate-matrix.ts";
import { gateQubitCount, gateTable } from "./gate-table.ts";
import { gate, gateNames } from "./operation.ts";
import type { UnitaryKindOperation } from "./operation.ts";

const rounding = 1e-14;
const samples = [0.7, -1.3, 2.9, 0.4];
const { PI, SQRT1_2: half } = Math;

function identity(size: number): ComplexMatrix {
  return complexMatrix(
    Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column) => (row === column ? 1 : 0)),
    ),
  );
}

describe.each(gateNames)("%s", (name) => {
  const row = gateTable[name];
  const parameters = samples.slice(0, row.parameterCount);
  const count = gateQubitCount(row);
  const qubits = Array.from({ length: count }, (_, index) => index);
  const matrix = gateMatrix(name, parameters);

  test("is unitary", () => {
    expect(
      matrixDistance(multiplyMatrices(adjointMatrix(matrix), matrix), identity(1 << count)),
    ).toBeLessThan(rounding);
  });

  test("its inverse is its adjoint", () => {
    const [inverse, values] = row.inverse(parameters);
    const found = gateMatrix(inverse, values as number[]);
    expect(matrixDistance(found, adjointMatrix(matrix))).toBeLessThan(rounding);
  });

  test("its decomposition is the same matrix and ends in u, rz, cx and gphase", () => {
    if (count === 0) return expect(row.decomposition).toBeNull();
    const circuit = createCircuit(count, [gate(name, qubits, parameters)]);
    const decomposed = decomposeCircuit(circuit);
    expect(matrixDistance(denseCircuit(decomposed), matrix)).toBeLessThan(rounding);
    for (const operation of decomposed.operations)
      expect(["u", "rz", "cx", "gphase"]).toContain(operation.gate);
    const once = decomposeOnce(circuit.operations[0] as UnitaryKindOperation);
    if (once) expect(matrixDistance(denseCircuit(createCircuit(count, once)), matrix)).toBeLessThan(rounding);
  });

  test("its derivatives are those of finite differences", () => {
    const step = 1e-6;
    for (let index = 0; index < row.parameterCount; index++) {
      const shifted = (by: number): ComplexMatrix =>
        gateMatrix(
          name,
          parameters.map((value, at) => (at === index ? value + by : value)),
        );
      const [above, below] = [shifted(step), shifted(-step)];
      const difference = {
        size: above.size,
        real: above.real.map((entry, at) => (entry - below.real[at]) / (2 * step)),
        imaginary: above.imaginary.map((entry, at) => (entry - below.imaginary[at]) / (2 * step)),
      };
      // Central differences: h² /6 and rounding/h, both near 1e-10.
      expect(matrixDistance(gateMatrixDerivative(name, parameters, index), difference)).toBeLessThan(1e-9);
    }
    expect(row.derivative === undefined).toBe(row.parameterCount === 0);
  });

  test("has a line of help", () => {
    expect(row.help).toMatch(/\S{2,}/);
  });
});

test("rotations are exp(−iθP/2)", () => {
  const theta = 0.83;
  for (const [name, pauli] of [
    ["rx", "X"],
    ["ry", "Y"],
    ["rz", "Z"],
    ["rxx", "XX"],
    ["ryy", "YY"],
    ["rzz", "ZZ"],
    ["rzx", "XZ"],
  ] as const) {
    const expected = densePauliSum(pauli.length, [
      { pauli: "I".repeat(pauli.length), coefficient: [Math.cos(theta / 2), 0] },
      { pauli, coefficient: [0, -Math.sin(theta / 2)] },
    ]);
    expect(matrixDistance(gateMatrix(name, [theta]), expected)).toBeLessThan(rounding);
  }
});

test("fixed gates have their textbook matrices", () => {
  expect(matrixDistance(gateMatrix("x", []), densePauli("X"))).toBe(0);
  expect(matrixDistance(gateMatrix("y", []), densePauli("Y"))).toBe(0);
  expect(matrixDistance(gateMatrix("z", []), densePauli("Z"))).toBe(0);
  const hadamard = complexMatrix([
    [half, half],
    [half, -half],
  ]);
  expect(matrixDistance(gateMatrix("h", []), hadamard)).toBeLessThan(rounding);
  const square = (name: "s" | "t" | "sx"): ComplexMatrix =>
    multiplyMatrices(gateMatrix(name, []), gateMatrix(name, []));
  expect(matrixDistance(square("s"), gateMatrix("z", []))).toBeLessThan(rounding);
  expect(matrixDistance(square("t"), gateMatrix("s", []))).toBeLessThan(rounding);
  expect(matrixDistance(square("sx"), gateMatrix("x", []))).toBeLessThan(rounding);
  // Qubits are [control, target], the control the lower bit: |01⟩ ↔ |11⟩.
  const cnot = complexMatrix([
    [1, 0, 0, 0],
    [0, 0, 0, 1],
    [0, 0, 1, 0],
    [0, 1, 0, 0],
  ]);
  expect(matrixDistance(gateMatrix("cx", []), cnot)).toBe(0);
});

test("u covers the rotations up to their phase", () => {
  const theta = 1.1;
  expect(matrixDistance(gateMatrix("u", [theta, 0, 0]), gateMatrix("ry", [theta]))).toBeLessThan(rounding);
  expect(matrixDistance(gateMatrix("u", [theta, -PI / 2, PI / 2]), gateMatrix("rx", [theta]))).toBeLessThan(
    rounding,
  );
  expect(matrixDistance(gateMatrix("u", [0, 0, theta]), gateMatrix("p", [theta]))).toBeLessThan(rounding);
});
