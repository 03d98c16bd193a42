import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { circuitMatrix } from "../circuit/circuit-matrix.ts";
import { bindParameters, createCircuit, parameterNames, withOperations } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { comparisons } from "../circuit/classical-condition.ts";
import type { ClassicalCondition } from "../circuit/classical-condition.ts";
import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import {
  barrier,
  conditional,
  gate,
  gateNames,
  isTableGate,
  measure,
  pauliGadget,
  permutation,
  reset,
} from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { matrixDistance } from "../testing/dense-circuit.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { formatQasm } from "./format-qasm.ts";
import { formatNumber } from "./format-number.ts";
import { parseQasm } from "./parse-qasm.ts";

/** Synthesis is exact to about 1e-12 an operation, and circuits here hold few. */
const synthesisTolerance = 1e-9;

const throughText = (circuit: Circuit, version: 2 | 3): Circuit =>
  parseQasm(formatQasm(circuit, { version }));

describe("every gate of the table", () => {
  test.each(gateNames)("%s reads back as itself", (name) => {
    const row = gateTable[name];
    const count = gateQubitCount(row);
    const qubits = Array.from({ length: count }, (_, index) => count - index);
    const values = [0.3, -Math.PI / 3, 1e-7, 12345.678];
    const bound = createCircuit(6, [gate(name, qubits, values.slice(0, row.parameterCount))]);
    expect(throughText(bound, 3)).toEqual(bound);
    if (name !== "gphase") expect(throughText(bound, 2)).toEqual(bound);
    const symbols = Array.from({ length: row.parameterCount }, (_, k) =>
      parameter(`t${k}`, -0.1 * (k + 1), k),
    );
    const controls = [
      { qubit: 5, value: 0 },
      { qubit: 0, value: 1 },
      { qubit: 4, value: 1 },
    ] as const;
    const symbolic = createCircuit(6, [
      gate(name, qubits, symbols, count < 4 ? controls : []),
      gate(name, qubits, values.slice(0, row.parameterCount), controls.slice(1)),
    ]);
    expect(throughText(symbolic, 3)).toEqual(symbolic);
  });
});

test("random circuits of gates and Pauli gadgets read back as themselves", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const circuit = randomCircuit({ qubitCount: 4, operationCount: 12, seed, selection: "gates" });
      expect(throughText(circuit, 3)).toEqual(circuit);
      const bound = bindParameters(
        circuit,
        Object.fromEntries(parameterNames(circuit).map((name, index) => [name, 0.1 + index])),
      );
      const withoutPhase = withOperations(
        bound,
        bound.operations.filter((operation) => operation.gate !== "gphase"),
      );
      expect(throughText(withoutPhase, 2)).toEqual(withoutPhase);
    }),
    { numRuns: 40, seed: 3 },
  );
});

test("random circuits of every kind keep their matrix, in version 2 up to a global phase", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const circuit = randomCircuit({ qubitCount: 4, operationCount: 5, seed, symbolic: false });
      const matrix = circuitMatrix(circuit);
      expect(matrixDistance(circuitMatrix(throughText(circuit, 3)), matrix)).toBeLessThan(synthesisTolerance);
      const other = circuitMatrix(throughText(circuit, 2));
      const at = matrix.real.findIndex((entry, k) => Math.hypot(entry, matrix.imaginary[k]) > 0.2);
      const phase =
        Math.atan2(matrix.imaginary[at], matrix.real[at]) - Math.atan2(other.imaginary[at], other.real[at]);
      const turned = circuitMatrix(
        createCircuit(4, [gate("gphase", [], [phase]), ...throughText(circuit, 2).operations]),
      );
      expect(matrixDistance(turned, matrix)).toBeLessThan(synthesisTolerance);
    }),
    { numRuns: 25, seed: 4 },
  );
});

const bitCount = 5;
const compareArbitrary = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: bitCount - 1 }), { minLength: 1 }),
    fc.constantFrom(...comparisons),
    fc.integer({ min: 0, max: 31 }),
  )
  .map(([bits, comparison, value]): ClassicalCondition => {
    const digits = value.toString(2).padStart(bitCount, "0").slice(-bits.length);
    return { kind: "compare", bits, comparison, value: digits };
  });
const conditionArbitrary: fc.Arbitrary<ClassicalCondition> = fc.letrec<{ condition: ClassicalCondition }>(
  (tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      compareArbitrary,
      tie("condition").map((operand): ClassicalCondition => ({ kind: "not", operand })),
      fc
        .tuple(
          fc.constantFrom("and" as const, "or" as const, "xor" as const),
          fc.array(tie("condition"), { minLength: 2, maxLength: 3 }),
        )
        .map(([kind, operands]): ClassicalCondition => ({ kind, operands })),
    ),
  }),
).condition;
const subset = (count: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { minLength: 1, maxLength: count });
const operationArbitrary: fc.Arbitrary<Operation> = fc.letrec<{ operation: Operation }>((tie) => ({
  operation: fc.oneof(
    { maxDepth: 2 },
    fc.tuple(subset(5), subset(bitCount)).map(([qubits, bits]) => {
      const count = Math.min(qubits.length, bits.length);
      return measure(qubits.slice(0, count), bits.slice(0, count));
    }),
    subset(5).map((qubits) => reset(...qubits)),
    subset(5).map((qubits) => barrier(...qubits)),
    fc.integer({ min: 0, max: 4 }).map((qubit): Operation => gate("h", [qubit])),
    fc
      .tuple(
        conditionArbitrary,
        fc.array(tie("operation"), { maxLength: 3 }),
        fc.array(tie("operation"), { maxLength: 2 }),
      )
      .map(([condition, then, otherwise]) => conditional(condition, then, otherwise)),
  ),
})).operation;

test("measurements, resets, barriers and nested conditionals over several registers read back as themselves", () => {
  fc.assert(
    fc.property(fc.array(operationArbitrary, { maxLength: 6 }), fc.boolean(), (operations, isNamed) => {
      const registers = {
        qubits: [
          { name: "x", size: 2 },
          { name: "data", size: 3 },
        ],
        bits: [
          { name: "data", size: 1 },
          { name: "π/2", size: 3 },
          { name: "if", size: 1 },
        ],
      };
      const circuit = createCircuit(5, operations, { bitCount, ...(isNamed ? { registers } : {}) });
      expect(throughText(circuit, 3)).toEqual(circuit);
    }),
    { numRuns: 150, seed: 5 },
  );
});

test("every double reads back as the same double in both versions", () => {
  const numbers = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc
      .tuple(fc.integer({ min: -200, max: 200 }), fc.integer({ min: 1, max: 64 }))
      .map(([k, d]) => (k * Math.PI) / d),
    fc.integer(),
  );
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 3, maxLength: 3 }), (parameters) => {
      const circuit = createCircuit(1, [gate("u", [0], parameters)]);
      expect(throughText(circuit, 2)).toEqual(circuit);
      expect(throughText(circuit, 3)).toEqual(circuit);
    }),
    { numRuns: 400, seed: 6 },
  );
  expect(formatNumber(-Math.PI / 4)).toBe("-pi/4");
  expect(formatNumber((3 * Math.PI) / 8)).toBe("3*pi/8");
  expect(formatNumber(0.1)).toBe("0.1");
  expect(formatNumber(1e-7)).toBe("1.0e-7");
});

test("names that are no identifiers, and missing names, survive", () => {
  const circuit = createCircuit(
    2,
    [
      gate("rx", [0], [parameter("θ[0]", 2, 1)]),
      gate("ry", [1], [parameter("pi")]),
      gate("rz", [1], [parameter('a "quoted"\nname')]),
      gate("h", [0]),
    ],
    { bitCount: 1, registers: { qubits: [{ name: "$", size: 2 }], bits: [{ name: "1st", size: 1 }] } },
  );
  expect(throughText(circuit, 3)).toEqual(circuit);
  const unnamed = createCircuit(3, [gate("h", [1])], { bitCount: 2 });
  expect(throughText(unnamed, 2)).toEqual(unnamed);
  expect(throughText(unnamed, 3)).toEqual(unnamed);
  const physical = parseQasm("OPENQASM 3.0; h $0; cx $0, $2;");
  expect(physical.registers?.qubits).toEqual([{ name: "$", size: 3 }]);
  expect(formatQasm(physical, { version: 3 })).toContain("cx $0, $2;");
  expect(throughText(physical, 3)).toEqual(physical);
});

test("version 2 keeps conditionals on whole registers, several gates under one of them included", () => {
  const registers = {
    qubits: [{ name: "q", size: 3 }],
    bits: [
      { name: "a", size: 2 },
      { name: "b", size: 1 },
    ],
  };
  const isTwo: ClassicalCondition = { kind: "compare", bits: [0, 1], comparison: "==", value: "10" };
  const circuit = createCircuit(
    3,
    [
      measure([0, 1], [0, 1]),
      conditional(isTwo, [gate("x", [2])]),
      conditional(isTwo, [gate("h", [2]), gate("cry", [2, 0], [0.3]), gate("x", [1])]),
      conditional(isTwo, [measure([2], [2])]),
    ],
    { bitCount: 3, registers },
  );
  const text = formatQasm(circuit, { version: 2 });
  expect(text).toContain("if(a==2) x q[2];");
  const read = parseQasm(text);
  // The measurement of two qubits is no whole register and becomes two.
  expect(read.operations.slice(2)).toEqual(circuit.operations.slice(1));
});

describe("version 2 names what it cannot say", () => {
  const bit: ClassicalCondition = { kind: "compare", bits: [0], comparison: "==", value: "1" };
  test.each<[string, Operation, string]>([
    ["a symbol", gate("rx", [0], [parameter("a")]), "operations[0] has the parameter a"],
    [
      "a single bit",
      conditional(bit, [gate("x", [0])]),
      "operations[0] compares bits that are no whole register",
    ],
    [
      "else",
      conditional({ ...bit, bits: [0, 1], value: "01" }, [], [gate("x", [0])]),
      "operations[0] has another branch",
    ],
    [
      "another comparison",
      conditional({ kind: "compare", bits: [0, 1], comparison: "<", value: "01" }, [gate("x", [0])]),
      "operations[0] has a condition other than",
    ],
  ])("%s", (_, operation, message) => {
    const circuit = createCircuit(2, [operation], { bitCount: 2 });
    expect(() => formatQasm(circuit, { version: 2 })).toThrow(InvalidArgumentError);
    expect(() => formatQasm(circuit, { version: 2 })).toThrow(message);
  });
  test("an unknown version is refused", () => {
    expect(() => formatQasm(createCircuit(1, []), { version: 4 as 3 })).toThrow(
      "version must be 2 or 3, got 4",
    );
  });
});

test("matrices and permutations become definitions, gadgets keep their kind", () => {
  const circuit = createCircuit(3, [permutation([0, 2, 1, 3], [0, 1]), pauliGadget("XZY", [2, 0, 1], 0.3)]);
  const read = throughText(circuit, 3);
  expect(read.operations.at(-1)).toEqual(circuit.operations[1]);
  expect(read.operations.slice(0, -1).every(isTableGate)).toBe(true);
  expect(matrixDistance(circuitMatrix(read), circuitMatrix(circuit))).toBeLessThan(synthesisTolerance);
});
