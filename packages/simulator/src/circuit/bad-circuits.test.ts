import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../errors.ts";
import { createCircuit } from "./circuit.ts";
import type { CircuitOptions } from "./circuit.ts";
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
import type { ClassicalCondition, Comparison } from "./classical-condition.ts";
import type { Operation } from "./operation.ts";
import { parameter } from "./parameter.ts";

const compare = (bits: number[], value: string): ClassicalCondition => ({
  kind: "compare",
  bits,
  comparison: "==",
  value,
});
const nested = (depth: number): Operation =>
  depth === 0 ? gate("x", [0]) : conditional(compare([0], "1"), [nested(depth - 1)]);
const nestedNot = (depth: number): ClassicalCondition =>
  depth === 0 ? compare([0], "1") : { kind: "not", operand: nestedNot(depth - 1) };
/** 2^depth operations in the memory of `depth` ones. */
const shared = (depth: number): Operation => {
  const inner = depth === 0 ? gate("x", [0]) : shared(depth - 1);
  return conditional(compare([0], "1"), [inner, inner]);
};
const sharedCondition = (depth: number): ClassicalCondition => {
  if (depth === 0) return compare([0], "1");
  const inner = sharedCondition(depth - 1);
  return { kind: "xor", operands: [inner, inner] };
};
const cyclic = conditional(compare([0], "1"), []);
(cyclic.then as Operation[]).push(cyclic, cyclic);
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
const x = { real: [0, 1, 1, 0], imaginary: zeros(4) };

/** Each row: what is wrong, the operation (on two qubits and two bits), a part of the message. */
const badOperations: readonly (readonly [string, unknown, string])[] = [
  ["null", null, "operations[0] must be an object, got null"],
  ["a text", "x", 'operations[0] must be an object, got "x"'],
  ["a list", [], "operations[0] must be an object, got a list of 0"],
  ["no gate", {}, "operations[0]: gate must be pauli"],
  ["an inherited name", { gate: "constructor", qubits: [0], parameters: [] }, 'got "constructor"'],
  ["a very long name", { gate: "x".repeat(1e6) }, "xxx…"],
  ["qubits that are no list", { gate: "x", qubits: 0, parameters: [] }, "qubits must be a list, got 0"],
  ["no parameters", { gate: "x", qubits: [0] }, "parameters must be a list, got undefined"],
  ["a fractional qubit", gate("x", [0.5]), "qubit must be in [0, 1], got 0.5"],
  ["a negative qubit", gate("x", [-1]), "qubit must be in [0, 1], got -1"],
  ["a qubit NaN", gate("x", [Number.NaN]), "qubit must be in [0, 1], got NaN"],
  ["a qubit as text", { gate: "x", qubits: ["0"], parameters: [] }, 'got "0"'],
  ["a qubit past the end", gate("cx", [0, 2]), "qubit must be in [0, 1], got 2"],
  ["a huge qubit", gate("x", [2 ** 53]), "got 9007199254740992"],
  ["a qubit twice", gate("cx", [1, 1]), "qubits must differ, got 1, 1"],
  ["too many qubits", gate("x", [0, 1]), "x takes 1 qubits, got 2"],
  ["too few parameters", gate("u", [0], [1, 2]), "u takes 3 parameters, got 2"],
  ["a parameter NaN", gate("rx", [0], [Number.NaN]), "parameters[0] must be a finite number"],
  ["a parameter Infinity", gate("rx", [0], [Infinity]), "parameters[0] must be a finite number"],
  ["a parameter as text", gate("rx", [0], ["pi" as unknown as number]), 'got "pi"'],
  [
    "an expression with an infinite coefficient",
    gate("rx", [0], [{ terms: [{ parameter: "a", coefficient: Infinity }], offset: 0 }]),
    "parameters[0] must be a finite number or {terms, offset}",
  ],
  [
    "a control that is the target",
    gate("x", [0], [], [{ qubit: 0, value: 1 }]),
    "qubits must differ, got 0, 0",
  ],
  [
    "a control twice",
    gate(
      "x",
      [0],
      [],
      [
        { qubit: 1, value: 1 },
        { qubit: 1, value: 0 },
      ],
    ),
    "must differ",
  ],
  ["a control's value 2", gate("x", [0], [], [{ qubit: 1, value: 2 as 0 }]), "value must be 0 or 1, got 2"],
  ["a control null", { ...gate("x", [0]), controls: [null] }, "controls[0] must be an object, got null"],
  ["controls that are no list", { ...gate("x", [0]), controls: {} }, "controls must be a list"],
  ["a Pauli letter I", pauliGadget("XI", [0, 1], 1), 'must be a text of X, Y and Z, got "XI"'],
  ["Pauli letters in lower case", pauliGadget("xz", [0, 1], 1), "must be a text of X, Y and Z"],
  ["no Pauli letters", pauliGadget("", [], 1), "must be a text of X, Y and Z"],
  ["more letters than qubits", pauliGadget("XYZ", [0, 1], 1), "pauli takes 3 qubits, got 2"],
  [
    "a matrix that is not unitary",
    unitary({ real: [1, 1, 0, 1], imaginary: zeros(4) }, [0]),
    "must be unitary",
  ],
  ["a matrix of zeros", unitary({ real: zeros(4), imaginary: zeros(4) }, [0]), "must be unitary"],
  [
    "a matrix with NaN",
    unitary({ real: [1, 0, 0, Number.NaN], imaginary: zeros(4) }, [0]),
    "real[3] must be a finite",
  ],
  ["a matrix of the wrong size", unitary(x, [0, 1]), "matrix.real must have 16 entries, got 4"],
  [
    "a matrix without imaginary part",
    { ...unitary(x, [0]), matrix: { real: x.real } },
    "matrix.imaginary must be a list",
  ],
  ["no matrix", { gate: "unitary", qubits: [0], parameters: [] }, ".matrix must be an object, got undefined"],
  ["a matrix on no qubit", unitary({ real: [1], imaginary: [0] }, []), "unitary takes 1 to 4 qubits, got 0"],
  ["a diagonal of the wrong length", diagonal([0, 1, 2], [0, 1]), "phases must have 4 entries, got 3"],
  [
    "a diagonal with Infinity",
    diagonal([0, Infinity], [0]),
    "phases[1] must be a finite number, got Infinity",
  ],
  ["images that repeat", permutation([0, 0], [0]), "images must hold each of 0 … 1 once, got 0"],
  ["images out of range", permutation([0, 2], [0]), "images must hold each of 0 … 1 once, got 2"],
  ["images of the wrong length", permutation([0, 1], [0, 1]), "images must have 4 entries, got 2"],
  ["more bits than qubits", measure([0], [0, 1]), "as many bits as qubits, got 1 qubits and 2 bits"],
  ["a bit out of range", measure([0], [2]), "bit must be in [0, 1], got 2"],
  ["a bit twice", measure([0, 1], [0, 0]), "bits must differ, got 0, 0"],
  ["a reset out of range", reset(7), "qubit must be in [0, 1], got 7"],
  ["a barrier with a qubit twice", barrier(0, 0), "qubits must differ"],
  ["no condition", { gate: "if", then: [], otherwise: [] }, "condition must be an object, got undefined"],
  [
    "a branch that is no list",
    { ...conditional(compare([0], "1"), []), then: 3 },
    ".then must be a list, got 3",
  ],
  ["a missing branch", { gate: "if", condition: compare([0], "1"), then: [] }, ".otherwise must be a list"],
  [
    "a bad operation in a branch",
    conditional(compare([0], "1"), [gate("x", [5])]),
    "operations[0].then[0]: qubit must be",
  ],
  ["a value with too many digits", conditional(compare([0], "10"), []), 'must be 1 binary digits, got "10"'],
  ["a value in decimal", conditional(compare([0, 1], "3"), []), 'must be 2 binary digits, got "3"'],
  [
    "an unknown comparison",
    conditional({ ...compare([0], "1"), comparison: "=" as Comparison } as ClassicalCondition, []),
    "comparison must be one of",
  ],
  [
    "an unknown kind of condition",
    conditional({ kind: "nand" } as unknown as ClassicalCondition, []),
    'got "nand"',
  ],
  [
    "operands that are missing",
    conditional({ kind: "and" } as unknown as ClassicalCondition, []),
    "condition.operands must be a list",
  ],
  ["conditionals 65 deep", nested(65), "is nested more than 64 deep"],
  ["conditions 66 deep", conditional(nestedNot(66), []), "condition is nested more than 64 deep"],
  ["a bomb of shared branches", shared(60), "may hold at most 4194304 operations and conditions"],
  [
    "a bomb of shared conditions",
    conditional(sharedCondition(60), []),
    "may hold at most 4194304 operations",
  ],
];

test.each(badOperations)("%s is refused by name", (_, operation, message) => {
  const create = (): unknown => createCircuit(2, [operation as Operation], { bitCount: 2 });
  expect(create).toThrow(InvalidArgumentError);
  expect(create).toThrow(message);
  try {
    create();
  } catch (error) {
    expect((error as Error).message.length).toBeLessThan(600);
  }
});

test("sizes within the limits pass", () => {
  expect(createCircuit(2, [nested(64)], { bitCount: 1 }).operations).toHaveLength(1);
  expect(createCircuit(4096, [gate("x", [4095])]).qubitCount).toBe(4096);
  const wide = permutation(
    Array.from({ length: 2 ** 12 }, (_, k) => k ^ 5),
    Array.from({ length: 12 }, (_, k) => k),
  );
  expect(createCircuit(12, [wide]).operations).toHaveLength(1);
});

test.each<[string, () => unknown, string]>([
  [
    "a five-qubit matrix",
    () => createCircuit(5, [unitary(x, [0, 1, 2, 3, 4])]),
    "unitary takes 1 to 4 qubits, got 5",
  ],
  [
    "a diagonal on 21 qubits",
    () =>
      createCircuit(30, [
        diagonal(
          [],
          Array.from({ length: 21 }, (_, k) => k),
        ),
      ]),
    "diagonal takes 1 to 20 qubits, got 21",
  ],
  [
    "a billion qubits",
    () => createCircuit(1e9, []),
    "qubitCount must be an integer in [1, 4096], got 1000000000",
  ],
  ["half a qubit", () => createCircuit(1.5, []), "qubitCount must be an integer"],
  [
    "a million bits",
    () => createCircuit(1, [], { bitCount: 1e6 }),
    "bitCount must be an integer in [0, 65536]",
  ],
  [
    "operations that are no list",
    () => createCircuit(1, "x" as unknown as Operation[]),
    "operations must be a list, got string",
  ],
  [
    "a measurement without bits",
    () => createCircuit(1, [measure([0], [0])]),
    "bit but the circuit has no bits, got 0",
  ],
  [
    "a parameter without a factor",
    () => parameter("a", 0),
    "the coefficient of parameter a must differ from 0",
  ],
])("%s is refused", (_, create, message) => {
  expect(create).toThrow(InvalidArgumentError);
  expect(create).toThrow(message);
});

describe("registers", () => {
  const create = (registers: unknown): unknown =>
    createCircuit(3, [], { bitCount: 1, registers } as CircuitOptions);
  const bits = [{ name: "c", size: 1 }];

  test("are kept", () => {
    const qubits = [
      { name: "a", size: 1 },
      { name: "b", size: 2 },
    ];
    expect(create({ qubits, bits })).toMatchObject({ registers: { qubits, bits } });
  });

  test.each([
    [{ qubits: [{ name: "a", size: 2 }], bits }, "registers.qubits must hold 3 qubits, got 2"],
    [
      {
        qubits: [
          { name: "a", size: 1 },
          { name: "a", size: 2 },
        ],
        bits,
      },
      'different names, got "a"',
    ],
    [{ qubits: [{ name: "", size: 3 }], bits }, 'different names, got ""'],
    [
      {
        qubits: [
          { name: "a", size: 0 },
          { name: "b", size: 3 },
        ],
        bits,
      },
      "register a must have a size of at least 1",
    ],
    [{ qubits: [null], bits }, "must have different names"],
    [{ qubits: [{ name: "a", size: 3 }] }, "registers.bits must be a list, got undefined"],
  ])("%o are refused", (registers, message) => {
    expect(() => create(registers)).toThrow(InvalidArgumentError);
    expect(() => create(registers)).toThrow(message);
  });
});
