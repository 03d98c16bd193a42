import fc from "fast-check";
import { expect, test } from "vitest";
import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { complexMatrix, multiplyMatrices } from "./complex-matrix.ts";
import { denseCircuit, denseOperation, matrixDistance } from "../testing/dense-circuit.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { bindParameters, createCircuit, parameterNames } from "./circuit.ts";
import { composeCircuits, invertCircuit } from "./compose.ts";
import { decomposeCircuit } from "./decompose.ts";
import { gate, pauliGadget } from "./operation.ts";
import type { GateOperation, Operation } from "./operation.ts";
import { parameter } from "./parameter.ts";

const rounding = 1e-12;

test("a circuit survives JSON and is frozen", () => {
  const circuit = createCircuit(3, [
    gate("h", [0]),
    gate("crx", [0, 2], [parameter("a", 0.5, 0.1)]),
    pauliGadget("XYZ", [2, 0, 1], parameter("b")),
  ]);
  const parsed = JSON.parse(JSON.stringify(circuit)) as typeof circuit;
  expect(createCircuit(parsed.qubitCount, parsed.operations)).toEqual(circuit);
  expect(() => (circuit.operations as Operation[]).push(gate("x", [0]))).toThrow(TypeError);
  expect(() => (((circuit.operations[0] as GateOperation).qubits as number[])[0] = 1)).toThrow(TypeError);
});

test("the serialised form is pinned", () => {
  const circuit = createCircuit(2, [gate("rz", [1], [parameter("t", -2)]), pauliGadget("XY", [0, 1], 0.5)]);
  expect(JSON.stringify(circuit)).toBe(
    '{"qubitCount":2,"bitCount":0,"operations":[' +
      '{"gate":"rz","parameters":[{"terms":[{"parameter":"t","coefficient":-2}],"offset":0}],"qubits":[1]},' +
      '{"gate":"pauli","pauli":"XY","parameters":[0.5],"qubits":[0,1]}]}',
  );
});

test("parameters are named in the order of their first use", () => {
  const circuit = createCircuit(1, [
    gate("rx", [0], [parameter("b")]),
    gate("u", [0], [parameter("a"), 1, parameter("b", 2)]),
  ]);
  expect(parameterNames(circuit)).toEqual(["b", "a"]);
});

test("binding evaluates coefficient · θ + offset", () => {
  const circuit = createCircuit(1, [gate("rx", [0], [parameter("a", -2, 0.25)])]);
  expect((bindParameters(circuit, { a: 0.5 }).operations[0] as GateOperation).parameters).toEqual([-0.75]);
  expect(() => bindParameters(circuit, { b: 1 })).toThrow("parameter a must be bound to a finite number");
  expect(() => bindParameters(circuit, { a: Number.NaN })).toThrow(InvalidArgumentError);
});

test("a circuit followed by its inverse is the identity, gadgets and symbols included", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const circuit = randomCircuit({ qubitCount: 3, operationCount: 12, seed });
      const values = Object.fromEntries(
        parameterNames(circuit).map((name, index) => [name, 0.3 * index - 1]),
      );
      const round = bindParameters(composeCircuits(circuit, invertCircuit(circuit)), values);
      const identity = complexMatrix(
        Array.from({ length: 8 }, (_, i) => Array.from({ length: 8 }, (_, j) => +(i === j))),
      );
      return matrixDistance(denseCircuit(round), identity) < rounding;
    }),
    { numRuns: 30, seed: 1 },
  );
});

test("decomposing a circuit keeps its matrix, global phase included", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const circuit = randomCircuit({ qubitCount: 3, operationCount: 8, seed, symbolic: false });
      return matrixDistance(denseCircuit(decomposeCircuit(circuit)), denseCircuit(circuit)) < rounding;
    }),
    { numRuns: 30, seed: 2 },
  );
});

test("composing multiplies the matrices, the first one rightmost", () => {
  const random = createRandom(4);
  const a = gate("rx", [0], [random.uniform()]);
  const b = gate("cry", [1, 0], [random.uniform()]);
  const composed = composeCircuits(createCircuit(2, [a]), createCircuit(2, [b]));
  const product = multiplyMatrices(denseOperation(b, 2), denseOperation(a, 2));
  expect(matrixDistance(denseCircuit(composed), product)).toBeLessThan(rounding);
});

test.each<[string, number, unknown[], string]>([
  [
    "an unknown gate",
    1,
    [{ gate: "foo", qubits: [0], parameters: [] }],
    "gate must be pauli, unitary, diagonal, permutation, measure, reset, barrier, if or one of gphase, id, x, y",
  ],
  [
    "a qubit out of range",
    2,
    [gate("x", [0]), gate("x", [2])],
    "operations[1]: qubit must be in [0, 1], got 2",
  ],
  ["a qubit twice", 2, [gate("cx", [1, 1])], "operations[0]: qubits must differ, got 1, 1"],
  ["too few qubits", 2, [gate("cx", [1])], "operations[0]: cx takes 2 qubits, got 1"],
  ["too many parameters", 1, [gate("x", [0], [1])], "operations[0]: x takes 0 parameters, got 1"],
  [
    "a parameter that is not finite",
    1,
    [gate("rx", [0], [Number.NaN])],
    "operations[0].parameters[0] must be a finite",
  ],
  [
    "a letter that is no Pauli matrix",
    1,
    [pauliGadget("I", [0], 1)],
    "operations[0].pauli must be a text of X, Y and Z",
  ],
  ["no qubits", 0, [], "qubitCount must be an integer in [1, 4096], got 0"],
])("%s is refused", (_fault, qubitCount, operations, message) => {
  const create = (): unknown => createCircuit(qubitCount, operations as Operation[]);
  expect(create).toThrow(InvalidArgumentError);
  expect(create).toThrow(message);
});

test("circuits of different width do not compose", () => {
  expect(() => composeCircuits(createCircuit(1, []), createCircuit(2, []))).toThrow(
    "same qubit count, got 1 and 2",
  );
});
