import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { denseCircuit, matrixDistance } from "../testing/dense-circuit.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { bindParameters, createCircuit } from "./circuit.ts";
import type { Circuit } from "./circuit.ts";
import { adjointMatrix, complexMatrix, multiplyMatrices, scaleMatrix } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { gateQubitCount, gateTable } from "./gate-table.ts";
import { haarUnitary } from "./library/haar-unitary.ts";
import { diagonal, gate, gateNames, measure, pauliGadget, permutation, unitary } from "./operation.ts";
import type { Operation } from "./operation.ts";
import { parameter } from "./parameter.ts";
import { powerCircuit } from "./power-circuit.ts";
import { unitaryPower } from "./unitary-power.ts";

const rounding = 1e-12;
const identity = (size: number): ComplexMatrix =>
  complexMatrix(Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => +(i === j))));

/** M^k by multiplication. */
function repeated(matrix: ComplexMatrix, exponent: number): ComplexMatrix {
  const factor = exponent < 0 ? adjointMatrix(matrix) : matrix;
  let product = identity(matrix.size);
  for (let count = 0; count < Math.abs(exponent); count++) product = multiplyMatrices(factor, product);
  return product;
}

function expectPower(circuit: Circuit, exponent: number): void {
  const found = denseCircuit(powerCircuit(circuit, exponent));
  expect(matrixDistance(found, repeated(denseCircuit(circuit), exponent))).toBeLessThan(rounding);
}

test("whole powers of circuits multiply the matrix", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: -4, max: 4 }), (seed, exponent) => {
      expectPower(randomCircuit({ qubitCount: 3, operationCount: 5, seed, symbolic: false }), exponent);
      expectPower(randomCircuit({ qubitCount: 3, operationCount: 1, seed, symbolic: false }), exponent);
    }),
    { numRuns: 40, seed: 1 },
  );
});

describe.each(gateNames)("%s", (name) => {
  const row = gateTable[name];
  const count = gateQubitCount(row);
  const qubits = Array.from({ length: count }, (_, index) => index);
  const parameters = [0.9, -0.4, 1.7, 0.3].slice(0, row.parameterCount);
  const circuit = createCircuit(Math.max(count, 1), [gate(name, qubits, parameters)]);

  test("whole powers", () => {
    for (const exponent of [0, 1, 2, 3, 5, 7, 8, 11, -1, -2, -5]) expectPower(circuit, exponent);
  });

  test("a root to its degree is the gate, and powers add", () => {
    for (const degree of [2, 3, 7]) {
      const root = denseCircuit(powerCircuit(circuit, 1 / degree));
      expect(matrixDistance(repeated(root, degree), denseCircuit(circuit))).toBeLessThan(rounding);
    }
    const [a, b, sum] = [0.31, -0.77, 0.31 - 0.77].map((exponent) =>
      denseCircuit(powerCircuit(circuit, exponent)),
    );
    expect(matrixDistance(multiplyMatrices(a, b), sum)).toBeLessThan(rounding);
  });

  test("whole powers keep symbols", () => {
    if (row.parameterCount === 0) {
      expect(powerCircuit(circuit, 8).operations).toEqual([]);
      return;
    }
    const names = parameters.map((_, index) => `t${index}`);
    const symbolic = createCircuit(Math.max(count, 1), [
      gate(
        name,
        qubits,
        names.map((text) => parameter(text)),
      ),
    ]);
    const values = Object.fromEntries(names.map((text, index) => [text, parameters[index]]));
    const found = denseCircuit(bindParameters(powerCircuit(symbolic, -3), values));
    expect(matrixDistance(found, repeated(denseCircuit(circuit), -3))).toBeLessThan(rounding);
  });
});

test("known roots: √X is sx, √Z is s, √s is t, √swap has ½(1±i) in its middle", () => {
  const root = (operation: Operation): readonly Operation[] =>
    powerCircuit(createCircuit(2, [operation]), 0.5).operations;
  expect(root(gate("x", [1]))).toEqual([gate("sx", [1])]);
  expect(root(gate("z", [0]))).toEqual([gate("s", [0])]);
  expect(root(gate("s", [0]))).toEqual([gate("t", [0])]);
  expect(root(gate("cx", [0, 1]))).toEqual([gate("csx", [0, 1])]);
  expect(root(gate("rz", [0], [parameter("a")]))).toEqual([gate("rz", [0], [parameter("a", 0.5)])]);
  const expected = complexMatrix(
    [
      [1, 0, 0, 0],
      [0, 0.5, 0.5, 0],
      [0, 0.5, 0.5, 0],
      [0, 0, 0, 1],
    ],
    [
      [0, 0, 0, 0],
      [0, 0.5, -0.5, 0],
      [0, -0.5, 0.5, 0],
      [0, 0, 0, 0],
    ],
  );
  const found = denseCircuit(powerCircuit(createCircuit(2, [gate("swap", [0, 1])]), 0.5));
  expect(matrixDistance(found, expected)).toBeLessThan(1e-14);
});

test("powers are principal: of angles past π too, and −1 to the t is e^(iπt)", () => {
  const phaseOf = (operation: Operation, exponent: number): number => {
    const { real, imaginary, size } = denseCircuit(powerCircuit(createCircuit(1, [operation]), exponent));
    return Math.atan2(imaginary[size * size - 1], real[size * size - 1]);
  };
  expect(phaseOf(gate("p", [0], [1.5 * Math.PI]), 0.5)).toBeCloseTo(-Math.PI / 4, 14);
  expect(phaseOf(gate("p", [0], [-Math.PI]), 0.5)).toBeCloseTo(Math.PI / 2, 14);
  expect(phaseOf(diagonal([0, 3 * Math.PI], [0]), 0.5)).toBeCloseTo(Math.PI / 2, 14);
  // rz(2π) = −1, whose square root is i on both states.
  const minusOne = denseCircuit(powerCircuit(createCircuit(1, [gate("rz", [0], [2 * Math.PI])]), 0.5));
  expect(
    matrixDistance(
      minusOne,
      complexMatrix(
        [
          [0, 0],
          [0, 0],
        ],
        [
          [1, 0],
          [0, 1],
        ],
      ),
    ),
  ).toBeLessThan(1e-14);
  const wide = createCircuit(5, [pauliGadget("XYZXY", [0, 1, 2, 3, 4], 2 * Math.PI)]);
  expect(powerCircuit(wide, 0.5).operations).toEqual([gate("gphase", [], [Math.PI / 2])]);
});

test("matrices with any eigenvalues, degenerate ones included, have roots", () => {
  const random = createRandom(5);
  for (const phases of [
    [0.3, 0.3, -0.3, 2.1],
    [Math.PI, Math.PI, 0, 0],
    [1, 1, 1, 1],
    [-3.1, 3.1, 0.2, -0.2],
  ]) {
    const basis = haarUnitary(4, random);
    const diagonalMatrix = denseCircuit(createCircuit(2, [diagonal(phases, [0, 1])]));
    const matrix = multiplyMatrices(multiplyMatrices(basis, diagonalMatrix), adjointMatrix(basis));
    const power = denseCircuit(powerCircuit(createCircuit(2, [unitary(matrix, [0, 1])]), 0.37));
    const expected = multiplyMatrices(
      multiplyMatrices(
        basis,
        denseCircuit(
          createCircuit(2, [
            diagonal(
              phases.map((phase) => 0.37 * phase),
              [0, 1],
            ),
          ]),
        ),
      ),
      adjointMatrix(basis),
    );
    expect(matrixDistance(power, expected)).toBeLessThan(rounding);
  }
});

test("a matrix printed with nine digits has roots, one that is not unitary has none", () => {
  const exact = haarUnitary(4, createRandom(8));
  const print = (entries: Float64Array): Float64Array => entries.map((entry) => Number(entry.toFixed(9)));
  const printed = { size: 4, real: print(exact.real), imaginary: print(exact.imaginary) };
  const root = unitaryPower(printed, 0.5);
  expect(matrixDistance(multiplyMatrices(root, root), printed)).toBeLessThan(1e-8);
  expect(() => unitaryPower(scaleMatrix(1.1, exact), 0.5)).toThrow("no unitary eigenvalues");
});

test("a permutation to a huge power is done at once, and so is a rotation", () => {
  const cycle = permutation([1, 2, 3, 4, 5, 6, 7, 0], [0, 1, 2]);
  expect(powerCircuit(createCircuit(3, [cycle]), 8e9 + 3).operations).toEqual([
    permutation([3, 4, 5, 6, 7, 0, 1, 2], [0, 1, 2]),
  ]);
  expect(powerCircuit(createCircuit(1, [gate("rx", [0], [0.25])]), 4e9).operations).toEqual([
    gate("rx", [0], [1e9]),
  ]);
});

test("a bound circuit on few qubits has fractional powers, wherever its qubits lie", () => {
  const circuit = createCircuit(40, [gate("h", [39]), gate("cx", [39, 2]), gate("gphase", [], [0.4])]);
  const root = powerCircuit(circuit, 1 / 3);
  const small = createCircuit(2, [gate("h", [1]), gate("cx", [1, 0]), gate("gphase", [], [0.4])]);
  const [operation] = root.operations;
  expect(operation).toMatchObject({ gate: "unitary", qubits: [2, 39] });
  const moved = createCircuit(2, [{ ...operation, qubits: [0, 1] } as Operation]);
  expect(matrixDistance(repeated(denseCircuit(moved), 3), denseCircuit(small))).toBeLessThan(rounding);
});

test.each<[string, Circuit, number, string]>([
  ["NaN", createCircuit(1, [gate("x", [0])]), Number.NaN, "exponent must be a finite number, got NaN"],
  [
    "a fractional power of many qubits",
    randomCircuit({ qubitCount: 6, operationCount: 40, seed: 1, symbolic: false }),
    0.5,
    "exponent must be a whole number for a circuit of several operations on more than 4 qubits",
  ],
  [
    "a fractional power of symbols",
    createCircuit(1, [gate("rx", [0], [parameter("a")]), gate("ry", [0], [parameter("a")])]),
    0.5,
    "exponent must be a whole number for a circuit of several operations with unbound parameters",
  ],
  [
    "a fractional power of a symbolic u",
    createCircuit(1, [gate("u", [0], [parameter("a"), 0, 0])]),
    0.5,
    "needs bound",
  ],
  [
    "a fractional power of a large permutation",
    createCircuit(5, [
      permutation(
        Array.from({ length: 32 }, (_, k) => k ^ 1),
        [0, 1, 2, 3, 4],
      ),
    ]),
    0.5,
    "needs at most 4 qubits, got 5",
  ],
  [
    "a power of a measurement",
    createCircuit(1, [measure([0], [0])], { bitCount: 1 }),
    2,
    "measure has no inverse",
  ],
  [
    "a huge power",
    createCircuit(1, [gate("x", [0]), gate("h", [0])]),
    1e9,
    "times must leave at most 4194304 operations",
  ],
])("%s is refused", (_, circuit, exponent, message) => {
  const power = (): unknown => powerCircuit(circuit, exponent);
  expect(power).toThrow(InvalidArgumentError);
  expect(power).toThrow(message);
});
