import { identityMatrix } from "../circuit/complex-matrix.ts";
import { describe, expect, test } from "vitest";
import { bindParameters, createCircuit } from "../circuit/circuit.ts";
import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import {
  conditional,
  diagonal,
  gate,
  gateNames,
  measure,
  pauliGadget,
  permutation,
  unitary,
} from "../circuit/operation.ts";
import type { Control, Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { createRandom } from "../math/random.ts";
import type { Random } from "../math/random.ts";
import { circuitMatrix } from "../testing/circuit-matrix.ts";
import { denseOperation, matrixDistance } from "../testing/dense-circuit.ts";
import { basisPresets } from "./gate-basis.ts";
import type { BasisPreset } from "./gate-basis.ts";
import { controlledPhaseCost, controlledRzCost, controlledXCost } from "./multi-controlled.ts";
import { permutationFlips } from "./reversible-function.ts";
import { cosineSineDecomposition } from "./cosine-sine.ts";
import { productOf, tensor } from "./matrix-tools.ts";
import { haarUnitary } from "../circuit/library/haar-unitary.ts";
import { synthesize, synthesizeCircuit } from "./synthesize.ts";
import type { SynthesizeOptions } from "./synthesize.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";

/** What every synthesis promises for each entry of the matrix. */
const promised = 1e-12;

function shuffled(count: number, random: Random): number[] {
  const left = Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: count }, () => left.splice(Math.floor(random.uniform() * left.length), 1)[0]);
}

const withValues = (qubits: readonly number[], value: (index: number) => 0 | 1): Control[] =>
  qubits.map((qubit, index) => ({ qubit, value: value(index) }));

const countCx = (operations: readonly Operation[]): number =>
  operations.filter((operation) => operation.gate === "cx").length;

/** Checks the whole matrix and the gates used; returns the number of cx. */
function expectExact(
  operation: UnitaryKindOperation,
  qubitCount: number,
  options: SynthesizeOptions = {},
): number {
  const operations = synthesize(operation, options);
  const circuit = createCircuit(qubitCount, operations);
  expect(matrixDistance(circuitMatrix(circuit), denseOperation(operation, qubitCount))).toBeLessThan(
    promised,
  );
  const allowed: readonly string[] =
    typeof options.basis === "string"
      ? [...basisPresets[options.basis], "gphase"]
      : ["u", "rz", "cx", "gphase"];
  for (const { gate: name } of operations) expect(allowed).toContain(name);
  return countCx(operations);
}

describe.each(gateNames)("%s", (name) => {
  const row = gateTable[name];
  const count = gateQubitCount(row);
  const random = createRandom(67 + name.length);

  test.each([0, 1, 2])("with %i further controls ends in u, rz, cx and gphase", (controls) => {
    const order = shuffled(5, random);
    const parameters = Array.from({ length: row.parameterCount }, () => random.normal());
    const further = withValues(order.slice(count, count + controls), (index) => (index % 2 === 0 ? 1 : 0));
    const operation = gate(name, order.slice(0, count), parameters, further);
    expectExact(operation, 5);
  });

  test("stays symbolic under controls", () => {
    if (row.parameterCount === 0) return;
    const order = shuffled(4, random);
    const names = Array.from({ length: row.parameterCount }, (_, index) => `a${index}`);
    const values = Object.fromEntries(names.map((text) => [text, random.normal()]));
    for (const controls of [0, 1, 4 - count]) {
      const operation = gate(
        name,
        order.slice(0, count),
        names.map((text) => parameter(text, 0.5, 0.1)),
        withValues(order.slice(count, count + controls), () => 1),
      );
      const bound = bindParameters(createCircuit(4, [operation]), values);
      for (const basis of [undefined, "rz-sx-cx", "trapped-ion", "rz-ry-rzz"] as const) {
        const written = createCircuit(4, synthesize(operation, basis ? { basis } : {}));
        expect(
          matrixDistance(circuitMatrix(bindParameters(written, values)), circuitMatrix(bound)),
        ).toBeLessThan(promised);
      }
    }
  });

  test.each(Object.keys(basisPresets) as BasisPreset[])("is exact in basis %s", (basis) => {
    const parameters = Array.from({ length: row.parameterCount }, () => random.normal());
    expectExact(gate(name, shuffled(3, random).slice(0, count), parameters), 3, { basis });
  });
});

test.each([
  [1, 1],
  [2, 3],
  [3, 20],
  [4, 100],
])("Haar random unitaries on %i qubits take their known number of cx", (count, most) => {
  const random = createRandom(71 + count);
  const operation = unitary(haarUnitary(2 ** count, random), shuffled(count, random));
  expect(expectExact(operation, count)).toBe(count === 1 ? 0 : most);
});

test("structured unitaries on three qubits are exact and take fewer cx", () => {
  const random = createRandom(73);
  const one = (): ComplexMatrix => haarUnitary(2, random);
  const product = tensor(one(), tensor(one(), one()));
  expect(expectExact(unitary(identityMatrix(8), [0, 1, 2]), 3)).toBe(0);
  expect(expectExact(unitary(product, [2, 0, 1]), 3)).toBeLessThan(20);
  expectExact(unitary(denseOperation(gate("ccx", [0, 2, 1]), 3), [0, 1, 2]), 3);
  expectExact(unitary(denseOperation(gate("cswap", [0, 2, 1]), 3), [0, 1, 2]), 3);
});

test.each([
  [1, 1],
  [1, 3],
  [2, 1],
  [2, 2],
  [3, 1],
])("a unitary on %i qubits with %i controls is exact", (count, controls) => {
  const random = createRandom(79);
  const order = shuffled(5, random);
  const further = withValues(order.slice(count, count + controls), (index) => (index % 2 === 0 ? 0 : 1));
  expectExact(unitary(haarUnitary(2 ** count, random), order.slice(0, count), further), 5);
});

test.each([
  [1, 0],
  [3, 0],
  [5, 0],
  [2, 2],
  [1, 4],
])("a diagonal on %i qubits with %i controls takes at most 2ⁿ − 2 cx", (count, controls) => {
  const random = createRandom(83);
  const order = shuffled(5, random);
  const phases = Array.from({ length: 2 ** count }, () => 3 * random.normal());
  const further = withValues(order.slice(count, count + controls), (index) => (index % 2 === 0 ? 1 : 0));
  const used = expectExact(diagonal(phases, order.slice(0, count), further), 5);
  expect(used).toBeLessThanOrEqual(2 ** (count + controls) - 2);
});

test("a diagonal of pair interactions takes two cx for each pair", () => {
  const phases = Array.from({ length: 16 }, (_, k) => {
    const z = (qubit: number): number => ((k >> qubit) & 1 ? -1 : 1);
    return 0.3 * z(0) * z(1) - 0.7 * z(2) * z(3);
  });
  expect(expectExact(diagonal(phases, [0, 1, 2, 3]), 4)).toBe(4);
});

test.each([
  [1, 0],
  [2, 0],
  [3, 0],
  [4, 0],
  [5, 0],
  [2, 2],
  [3, 1],
])("a random permutation on %i qubits with %i controls is exact", (count, controls) => {
  const random = createRandom(89);
  for (let index = 0; index < 3; index++) {
    const order = shuffled(5, random);
    const further = withValues(order.slice(count, count + controls), (at) => (at % 2 === 0 ? 1 : 0));
    expectExact(permutation(shuffled(2 ** count, random), order.slice(0, count), further), 5);
  }
});

test("permutations that are linear over bits are made of cx and x", () => {
  const random = createRandom(97);
  const qubits = [0, 1, 2, 3];
  for (let index = 0; index < 10; index++) {
    let images = Array.from({ length: 16 }, (_, k) => k);
    for (let step = 0; step < 12; step++) {
      const [from, to] = shuffled(4, random);
      images = images.map((image) => image ^ (((image >> from) & 1) << to));
    }
    images = images.map((image) => image ^ 0b1010);
    expect(expectExact(permutation(images, qubits), 4)).toBeLessThanOrEqual(16);
  }
});

test("2n − 1 flips make a permutation of 1024 numbers", () => {
  const images = shuffled(1024, createRandom(101));
  const flips = permutationFlips(images, [...Array(10).keys()]);
  expect(flips.length).toBe(19);
  for (let k = 0; k < 1024; k++) {
    let state = k;
    for (const { inputs, target, values } of flips) {
      const at = inputs.reduce((sum, qubit, bit) => sum + (((state >> qubit) & 1) << bit), 0);
      state ^= values[at] << target;
    }
    expect(state).toBe(images[k]);
  }
});

test.each([
  [1, 1],
  [2, 6],
  [3, 14],
  [4, 30],
  [5, 62],
  [6, 118],
])("x with %i controls of mixed values takes %i cx without ancillas", (count, expected) => {
  const controls = withValues(
    Array.from({ length: count }, (_, qubit) => qubit),
    (index) => (index % 3 === 1 ? 0 : 1),
  );
  expect(expectExact(gate("x", [count], [], controls), count + 1)).toBe(expected);
  expect(controlledXCost(count, 0)).toBe(expected);
});

test.each([
  [5, 1],
  [5, 3],
])("x with %i controls and %i borrowed qubits gives them back and costs what is told", (count, free) => {
  const controls = withValues(
    Array.from({ length: count }, (_, qubit) => qubit),
    () => 1,
  );
  const borrowed = Array.from({ length: free }, (_, index) => count + 1 + index);
  const used = expectExact(gate("x", [count], [], controls), count + 1 + free, { borrowed });
  expect(used).toBe(controlledXCost(count, free));
  expect(used).toBeLessThan(controlledXCost(count, 0));
});

test("rz and phases with six controls cost what is told", () => {
  const controls = withValues([0, 1, 2, 3, 4, 5], () => 1);
  expect(expectExact(gate("rz", [6], [0.7], controls), 7)).toBe(controlledRzCost(6, 0));
  expect(expectExact(gate("p", [6], [0.7], controls), 7)).toBe(controlledPhaseCost(6, 0));
});

test("costs grow linearly with borrowed qubits and quadratically without", () => {
  expect(controlledXCost(40, 38)).toBe(12 * 40 - 18);
  expect(controlledXCost(40, 1)).toBeLessThan(24 * 40 + 8);
  expect(controlledXCost(40, 0) / controlledXCost(20, 0)).toBeLessThan(5);
});

test.each(["", "XYZ", "ZX", "Y"].slice(1))("Pauli gadget %s with controls", (pauli) => {
  const qubits = [3, 0, 2].slice(0, pauli.length);
  expect(expectExact(pauliGadget(pauli, qubits, 0.9), 5)).toBe(2 * (pauli.length - 1));
  expectExact(
    pauliGadget(
      pauli,
      qubits,
      0.9,
      withValues([1, 4], (index) => (index === 0 ? 0 : 1)),
    ),
    5,
  );
});

test("the cosine–sine decomposition holds where angles coincide or nearly vanish", () => {
  const random = createRandom(103);
  const direct = (a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix => {
    const size = 2 * a.size;
    const sum = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
    for (const [block, at] of [
      [a, 0],
      [b, a.size],
    ] as const) {
      for (let row = 0; row < a.size; row++) {
        for (let column = 0; column < a.size; column++) {
          sum.real[(row + at) * size + column + at] = block.real[row * a.size + column];
          sum.imaginary[(row + at) * size + column + at] = block.imaginary[row * a.size + column];
        }
      }
    }
    return sum;
  };
  const middle = (angles: ArrayLike<number>): ComplexMatrix => {
    const size = 2 * angles.length;
    const matrix = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
    for (let k = 0; k < angles.length; k++) {
      const other = k + angles.length;
      matrix.real[k * size + k] = matrix.real[other * size + other] = Math.cos(angles[k]);
      matrix.real[other * size + k] = Math.sin(angles[k]);
      matrix.real[k * size + other] = -Math.sin(angles[k]);
    }
    return matrix;
  };
  const right = Math.PI / 2;
  for (const angles of [
    [0, 0, 0, 0],
    [right, right, right, right],
    [0, right, 0, right],
    [1e-9, 2e-9, 3e-9, 4e-9],
    [1e-8, right - 1e-8, 0.4, 0.4],
    [right - 1e-12, right, 0, 1e-12],
    [1e-4, 1e-4 + 1e-12, 0.7, 0.7],
  ]) {
    const matrix = productOf(
      direct(haarUnitary(4, random), haarUnitary(4, random)),
      middle(angles),
      direct(haarUnitary(4, random), haarUnitary(4, random)),
    );
    const found = cosineSineDecomposition(matrix);
    const product = productOf(direct(...found.left), middle(found.angles), direct(...found.right));
    expect(matrixDistance(product, matrix)).toBeLessThan(1e-13);
    const sorted = Array.from(found.angles).sort((a, b) => a - b);
    angles
      .toSorted((a, b) => a - b)
      .forEach((angle, index) => expect(Math.abs(sorted[index] - angle)).toBeLessThan(1e-13));
  }
});

test("measurements and conditionals stay, and their branches are synthesised", () => {
  const circuit = createCircuit(
    2,
    [
      measure([0], [0]),
      conditional({ kind: "compare", bits: [0], comparison: "==", value: "1" }, [gate("swap", [0, 1])]),
    ],
    { bitCount: 1 },
  );
  const [first, second] = synthesizeCircuit(circuit).operations;
  expect(first.gate).toBe("measure");
  expect(second.gate === "if" && countCx(second.then)).toBe(3);
});

test("what cannot be synthesised is refused by name", () => {
  expect(() => synthesize(gate("x", [0], [], [{ qubit: 0, value: 1 }]))).toThrow("must differ");
  expect(() => synthesize(gate("x", [0]), { basis: ["rz", "cx"] })).toThrow("basis must hold u");
  expect(() => synthesize(gate("x", [0]), { basis: ["u"] })).toThrow("one of cx, cz");
  expect(() => synthesize(gate("x", [0]), { basis: ["nope"] as unknown as BasisPreset })).toThrow(
    "gates of the table",
  );
  const images = Array.from({ length: 2 ** 15 }, (_, k) => (k + 1) % 2 ** 15);
  expect(() => synthesize(permutation(images, [...Array(15).keys()]))).toThrow("at most 14 qubits");
});
