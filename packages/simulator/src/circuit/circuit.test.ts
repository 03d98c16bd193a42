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
import {
  barrier,
  conditional,
  diagonal,
  gate,
  measure,
  pauliGadget,
  permutation,
  reset,
  unitary,
} from "./operation.ts";
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

test("operations of every kind have a pinned serialised form", async () => {
  const circuit = createCircuit(
    3,
    [
      gate("h", [0]),
      gate("cu", [0, 2], [parameter("a", 0.5, 0.1), -1, 0, 2.5]),
      gate(
        "x",
        [1],
        [],
        [
          { qubit: 0, value: 0 },
          { qubit: 2, value: 1 },
        ],
      ),
      gate("gphase", [], [0.25]),
      pauliGadget("XYZ", [2, 0, 1], parameter("b")),
      unitary({ real: Float64Array.of(0, 0, 0, 0), imaginary: [0, 1, -1, 0] }, [1]),
      diagonal([0, 0.5, 1, -1], [0, 2]),
      permutation([1, 2, 3, 0], [2, 1], [{ qubit: 0, value: 1 }]),
      barrier(0, 1),
      measure([0, 2], [1, 0]),
      reset(1),
      conditional(
        {
          kind: "or",
          operands: [
            { kind: "compare", bits: [0, 1], comparison: "<=", value: "10" },
            { kind: "not", operand: { kind: "compare", bits: [1], comparison: "!=", value: "0" } },
          ],
        },
        [gate("s", [0]), conditional({ kind: "xor", operands: [] }, [reset(2)])],
        [measure([1], [1])],
      ),
    ],
    { bitCount: 2, registers: { qubits: [{ name: "q", size: 3 }], bits: [{ name: "c", size: 2 }] } },
  );
  const text = JSON.stringify(circuit, null, 1);
  await expect(`${text}\n`).toMatchFileSnapshot("reference/every-kind.json");
  const { qubitCount, operations, bitCount, registers } = JSON.parse(text) as typeof circuit;
  expect(createCircuit(qubitCount, operations, { bitCount, registers: registers! })).toEqual(circuit);
});

test("circuits of different width do not compose", () => {
  expect(() => composeCircuits(createCircuit(1, []), createCircuit(2, []))).toThrow(
    "same qubit count, got 1 and 2",
  );
});
