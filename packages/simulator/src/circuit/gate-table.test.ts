import { describe, expect, test } from "vitest";
import { denseCircuit, densePauli, densePauliSum, matrixDistance } from "../testing/dense-circuit.ts";
import { absorbControls } from "./absorb-controls.ts";
import { bindParameters, createCircuit } from "./circuit.ts";
import { invertOperation } from "./compose.ts";
import { decomposeCircuit, decomposeOnce } from "./decompose.ts";
import { adjointMatrix, complexMatrix, multiplyMatrices, scaleMatrix } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { builtInGates } from "../qasm/built-in-gates.ts";
import { gateMatrix, gateMatrixDerivative } from "./gate-matrix.ts";
import { gateQubitCount, gateTable } from "./gate-table.ts";
import { gateLibraries } from "./gates/gate-libraries.ts";
import { gate, gateNames } from "./operation.ts";
import type { GateName } from "./operation.ts";
import { parameter } from "./parameter.ts";

const rounding = 1e-14;
/** Longer decompositions multiply up to some dozens of matrices. */
const decompositionRounding = 1e-13;
const samples = [
  [0.7, -1.3, 2.9, 0.4],
  [0, 0, 0, 0],
  [Math.PI, Math.PI / 2, -Math.PI, Math.PI / 4],
  [-5.1, 4.4, 7.7, -2.2],
];
const { PI, SQRT1_2: half } = Math;

function identity(size: number): ComplexMatrix {
  return complexMatrix(
    Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column) => (row === column ? 1 : 0)),
    ),
  );
}

/** The matrix on one more qubit, the most significant: `matrix` where that qubit is `value`, else the identity. */
function controlledMatrix(matrix: ComplexMatrix, value: 0 | 1): ComplexMatrix {
  const { size } = matrix;
  const block = (part: "real" | "imaginary"): number[][] =>
    Array.from({ length: 2 * size }, (_, row) =>
      Array.from({ length: 2 * size }, (_, column) => {
        if (row < size !== column < size) return 0;
        const isControlled = row < size === (value === 0);
        if (isControlled) return matrix[part][(row % size) * size + (column % size)];
        return part === "real" && row === column ? 1 : 0;
      }),
    );
  return complexMatrix(block("real"), block("imaginary"));
}

/** ∂(matrix)/∂(parameter) by central differences. */
function differenceMatrix(name: GateName, parameters: readonly number[], index: number): ComplexMatrix {
  const step = 1e-6;
  const shifted = (by: number): ComplexMatrix =>
    gateMatrix(
      name,
      parameters.map((value, at) => (at === index ? value + by : value)),
    );
  const [above, below] = [shifted(step), shifted(-step)];
  const slope = (part: "real" | "imaginary"): Float64Array =>
    above[part].map((entry, at) => (entry - below[part][at]) / (2 * step));
  return { size: above.size, real: slope("real"), imaginary: slope("imaginary") };
}

/** Everything that the facts of one gate must fulfil among each other. */
function expectGateConsistent(name: GateName, parameters: readonly number[]): void {
  const row = gateTable[name];
  const count = gateQubitCount(row);
  const qubits = Array.from({ length: count }, (_, index) => index);
  const matrix = gateMatrix(name, parameters);
  const where = `${name}(${parameters.join(", ")})`;

  expect(matrix.size, where).toBe(2 ** count);
  const product = multiplyMatrices(adjointMatrix(matrix), matrix);
  expect(matrixDistance(product, identity(matrix.size)), `${where} is unitary`).toBeLessThan(rounding);

  const [inverse, values] = row.inverse(parameters);
  expect(
    matrixDistance(gateMatrix(inverse, values as number[]), adjointMatrix(matrix)),
    `${where}: its inverse is its adjoint`,
  ).toBeLessThan(rounding);

  // The decomposition of the symbolic gate, bound afterwards, so that symbols pass through it.
  const names = parameters.map((_, index) => `t${index}`);
  const circuit = createCircuit(Math.max(count, 1), [
    gate(
      name,
      qubits,
      names.map((text) => parameter(text)),
    ),
  ]);
  const bindings = Object.fromEntries(names.map((text, index) => [text, parameters[index]]));
  const whole = denseCircuit(bindParameters(circuit, bindings));
  const decomposed = bindParameters(decomposeCircuit(circuit), bindings);
  expect(matrixDistance(denseCircuit(decomposed), whole), `${where} is its decomposition`).toBeLessThan(
    decompositionRounding,
  );
  for (const operation of decomposed.operations) {
    expect(["u", "rz", "cx", "gphase"], where).toContain(operation.gate);
  }
  const once = decomposeOnce(gate(name, qubits, parameters));
  expect(once === null, where).toBe(["u", "rz", "cx", "gphase"].includes(name));
  if (once) {
    expect(
      matrixDistance(denseCircuit(createCircuit(count, once)), matrix),
      `${where} is one step of its decomposition`,
    ).toBeLessThan(rounding);
  }

  expect(row.derivative === undefined, where).toBe(row.parameterCount === 0);
  for (let index = 0; index < row.parameterCount; index++) {
    const found = gateMatrixDerivative(name, parameters, index);
    // Central differences: h²/6 and rounding/h, both near 1e-10.
    expect(
      matrixDistance(found, differenceMatrix(name, parameters, index)),
      `∂${where}/∂${index} is that of finite differences`,
    ).toBeLessThan(1e-9);
    if (parameters[0] === samples[0][0]) {
      expect(matrixDistance(found, scaleMatrix(0, found)), where).toBeGreaterThan(0.1);
    }
  }

  for (const value of [0, 1] as const) {
    const controlled = gate(name, qubits, parameters, [{ qubit: count, value }]);
    expect(
      matrixDistance(denseCircuit(createCircuit(count + 1, [controlled])), controlledMatrix(matrix, value)),
      `${where} controlled by |${value}⟩`,
    ).toBe(0);
    const simpler = absorbControls(controlled);
    expect(
      matrixDistance(denseCircuit(createCircuit(count + 1, [simpler])), controlledMatrix(matrix, value)),
      `${where} controlled by |${value}⟩, as a gate of the table`,
    ).toBeLessThan(rounding);
    const back = controlledMatrix(adjointMatrix(matrix), value);
    expect(
      matrixDistance(denseCircuit(createCircuit(count + 1, [invertOperation(controlled)])), back),
      `inverse of ${where} controlled by |${value}⟩`,
    ).toBeLessThan(rounding);
  }
}

describe.each(gateNames)("%s", (name) => {
  const row = gateTable[name];

  test("matrix, inverse, decomposition, derivatives and controlled forms agree", () => {
    const used = row.parameterCount > 0 ? samples : samples.slice(0, 1);
    for (const parameters of used) expectGateConsistent(name, parameters.slice(0, row.parameterCount));
  });

  test("has a line of help and its place in OpenQASM's libraries", () => {
    expect(row.help).toMatch(/\S{2,}/);
    for (const library of ["qelib1", "stdgates"] as const) {
      expect(row.libraries.includes(library)).toBe(gateLibraries[library].includes(name));
    }
  });
});

test.each(Object.entries(gateLibraries))(
  "every gate of %s.inc is known to the OpenQASM reader",
  (library, names) => {
    expect(names.length).toBeGreaterThan(30);
    const known = builtInGates[library === "qelib1" ? 2 : 3];
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  },
);

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
