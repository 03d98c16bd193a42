import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../errors.ts";
import { denseCircuit, matrixDistance } from "../testing/dense-circuit.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { circuitMatrix } from "./circuit-matrix.ts";
import { bindParameters, createCircuit, parameterNames } from "./circuit.ts";
import type { Circuit } from "./circuit.ts";
import { adjointMatrix, complexMatrix, multiplyMatrices } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { composeCircuits, invertCircuit } from "./compose.ts";
import { controlCircuit } from "./control-circuit.ts";
import { embedCircuit } from "./embed-circuit.ts";
import { barrier, conditional, gate, measure, pauliGadget, reset } from "./operation.ts";
import { parameter } from "./parameter.ts";
import { repeatCircuit } from "./repeat-circuit.ts";
import { substituteParameters } from "./substitute-parameters.ts";

const rounding = 1e-12;
const seeds = fc.integer({ min: 0, max: 1e6 });
const values = { t0: 0.37, t1: -1.21, t2: 2.05 };

const bound = (circuit: Circuit): ComplexMatrix => denseCircuit(bindParameters(circuit, values));
/** Entry by entry: U where the bits of all controls have their values, the identity elsewhere. */
function controlledDense(
  matrix: ComplexMatrix,
  controls: readonly { readonly qubit: number; readonly value: 0 | 1 }[],
): ComplexMatrix {
  const { size } = matrix;
  const isActive = (index: number): boolean =>
    controls.every(({ qubit, value }) => Math.floor(index / 2 ** qubit) % 2 === value);
  const entries = (part: "real" | "imaginary"): number[][] =>
    Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column) => {
        if (isActive(row) && isActive(column)) return matrix[part][row * size + column];
        return part === "real" && row === column ? 1 : 0;
      }),
    );
  return complexMatrix(entries("real"), entries("imaginary"));
}

describe("random circuits of every unitary kind", () => {
  test("draw every kind, and controls by both values", () => {
    const operations = Array.from({ length: 20 }, (_, seed) =>
      randomCircuit({ qubitCount: 4, operationCount: 30, seed }),
    ).flatMap((circuit) => circuit.operations);
    const kinds = new Set(operations.map((operation) => operation.gate));
    for (const kind of ["pauli", "unitary", "diagonal", "permutation", "cu", "gphase"] as const) {
      expect(kinds).toContain(kind);
    }
    const text = JSON.stringify(operations);
    expect(text).toMatch(/"controls":\[\{"qubit":\d,"value":0/);
    expect(text).toMatch(/"controls":\[\{"qubit":\d,"value":1/);
    const old = randomCircuit({ qubitCount: 4, operationCount: 60, seed: 3, selection: "gates" });
    expect(JSON.stringify(old)).not.toMatch(/controls|unitary|diagonal|permutation/);
  });

  test("are the same for the same seed", () => {
    const draw = (): Circuit => randomCircuit({ qubitCount: 5, operationCount: 40, seed: 11 });
    expect(draw()).toEqual(draw());
  });

  test("have the dense oracle's matrix", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const circuit = randomCircuit({ qubitCount: 4, operationCount: 15, seed, symbolic: false });
        return matrixDistance(circuitMatrix(circuit), denseCircuit(circuit)) < rounding;
      }),
      { numRuns: 20, seed: 3 },
    );
  });

  test("survive JSON exactly", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const circuit = randomCircuit({ qubitCount: 5, operationCount: 20, seed });
        const { qubitCount, operations } = JSON.parse(JSON.stringify(circuit)) as Circuit;
        expect(createCircuit(qubitCount, operations)).toEqual(circuit);
      }),
      { numRuns: 30, seed: 4 },
    );
  });
});

test("an inverse is the adjoint, and inverts back", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const circuit = randomCircuit({ qubitCount: 4, operationCount: 12, seed });
      expect(matrixDistance(bound(invertCircuit(circuit)), adjointMatrix(bound(circuit)))).toBeLessThan(
        rounding,
      );
      expect(matrixDistance(bound(invertCircuit(invertCircuit(circuit))), bound(circuit))).toBeLessThan(
        rounding,
      );
    }),
    { numRuns: 20, seed: 5 },
  );
});

describe("controlCircuit", () => {
  test("is the controlled matrix for any values of the controls", () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0, 1), fc.constantFrom(0, 1), (seed, first, second) => {
        const circuit = randomCircuit({ qubitCount: 3, operationCount: 8, seed });
        const controls = [
          { qubit: 4, value: first },
          { qubit: 3, value: second },
        ];
        const controlled = controlCircuit(circuit, { controls });
        expect(controlled.qubitCount).toBe(5);
        const wide = bound(createCircuit(5, circuit.operations));
        expect(matrixDistance(bound(controlled), controlledDense(wide, controls))).toBeLessThan(rounding);
      }),
      { numRuns: 25, seed: 6 },
    );
  });

  test("keeps symbols and takes gates of the table", () => {
    const circuit = createCircuit(3, [
      gate("x", [0]),
      gate("swap", [0, 1]),
      gate("rz", [1], [parameter("a")]),
      gate("gphase", [], [parameter("b", 2)]),
      barrier(0, 1),
    ]);
    expect(controlCircuit(circuit, { controls: [2] }).operations).toEqual([
      gate("cx", [2, 0]),
      gate("cswap", [2, 0, 1]),
      gate("crz", [2, 1], [parameter("a")]),
      gate("p", [2], [parameter("b", 2)]),
      barrier(0, 1),
    ]);
  });

  test("refuses controls that the circuit acts on, and measurements", () => {
    const circuit = createCircuit(2, [gate("x", [0])]);
    expect(() => controlCircuit(circuit, { controls: [0] })).toThrow("operations[0]: qubits must differ");
    const measured = createCircuit(2, [measure([0], [0])], { bitCount: 1 });
    expect(() => controlCircuit(measured, { controls: [1] })).toThrow(
      "operations[0]: measure cannot be controlled",
    );
    expect(() => controlCircuit(circuit, { controls: [-1] })).toThrow(InvalidArgumentError);
    expect(() => controlCircuit(circuit, { controls: [1e9] })).toThrow("qubitCount must be an integer in");
  });
});

describe("repeatCircuit", () => {
  test("multiplies the matrix by itself", () => {
    const circuit = randomCircuit({ qubitCount: 3, operationCount: 6, seed: 2 });
    const once = bound(circuit);
    const thrice = multiplyMatrices(once, multiplyMatrices(once, once));
    expect(matrixDistance(bound(repeatCircuit(circuit, 3)), thrice)).toBeLessThan(rounding);
    expect(repeatCircuit(circuit, 0).operations).toEqual([]);
    expect(parameterNames(repeatCircuit(circuit, 2))).toEqual(parameterNames(circuit));
  });

  test("repeats measurements, and nothing at all any number of times", () => {
    const circuit = createCircuit(1, [measure([0], [0]), reset(0)], { bitCount: 1 });
    expect(repeatCircuit(circuit, 2).operations).toEqual([...circuit.operations, ...circuit.operations]);
    expect(repeatCircuit(createCircuit(1, []), 1e12).operations).toEqual([]);
  });

  test.each([-1, 0.5, Number.NaN, Infinity, 1e12])("refuses %d times", (times) => {
    expect(() => repeatCircuit(createCircuit(1, [gate("x", [0])]), times)).toThrow(InvalidArgumentError);
  });
});

describe("embedCircuit", () => {
  test("moves qubits: embedding back gives the matrix again", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const circuit = randomCircuit({ qubitCount: 3, operationCount: 10, seed });
        const there = embedCircuit(circuit, { qubitCount: 3, qubits: [2, 0, 1] });
        const swapped = composeCircuits(
          createCircuit(3, [gate("swap", [0, 1]), gate("swap", [0, 2])]),
          circuit,
          createCircuit(3, [gate("swap", [0, 2]), gate("swap", [0, 1])]),
        );
        // The swaps bring the contents of qubits 2, 0, 1 to 0, 1, 2.
        expect(matrixDistance(bound(there), bound(swapped))).toBeLessThan(rounding);
        expect(embedCircuit(there, { qubitCount: 3, qubits: [1, 2, 0] })).toEqual(circuit);
      }),
      { numRuns: 20, seed: 7 },
    );
  });

  test("moves bits, conditions and controls", () => {
    const circuit = createCircuit(
      2,
      [
        measure([0, 1], [1, 0]),
        conditional(
          {
            kind: "and",
            operands: [
              { kind: "compare", bits: [0, 1], comparison: ">=", value: "10" },
              { kind: "not", operand: { kind: "compare", bits: [1], comparison: "==", value: "0" } },
            ],
          },
          [gate("x", [1], [], [{ qubit: 0, value: 0 }])],
          [reset(0)],
        ),
      ],
      { bitCount: 2 },
    );
    const embedded = embedCircuit(circuit, { qubitCount: 4, qubits: [3, 1], bitCount: 5, bits: [4, 2] });
    expect(embedded.operations).toEqual([
      measure([3, 1], [2, 4]),
      conditional(
        {
          kind: "and",
          operands: [
            { kind: "compare", bits: [4, 2], comparison: ">=", value: "10" },
            { kind: "not", operand: { kind: "compare", bits: [2], comparison: "==", value: "0" } },
          ],
        },
        [gate("x", [1], [], [{ qubit: 3, value: 0 }])],
        [reset(3)],
      ),
    ]);
  });

  test.each([
    [{ qubitCount: 3, qubits: [0] }, "qubits must be 2 different whole numbers below 3, got 0"],
    [{ qubitCount: 3, qubits: [1, 1] }, "qubits must be 2 different"],
    [{ qubitCount: 3, qubits: [0, 3] }, "qubits must be 2 different"],
    [{ qubitCount: 3, qubits: [0, 1], bits: [0, 0] }, "bits must be 1 different"],
  ])("refuses %o", (options, message) => {
    const circuit = createCircuit(2, [gate("cx", [0, 1])], { bitCount: 1 });
    expect(() => embedCircuit(circuit, options)).toThrow(message);
  });
});

describe("substituteParameters", () => {
  const circuit = createCircuit(1, [
    gate("u", [0], [parameter("a", 2, 1), parameter("b"), 0.5]),
    pauliGadget("X", [0], parameter("c", -1)),
  ]);

  test("binds some, renames others, all at once", () => {
    const replaced = substituteParameters(circuit, { a: 3, b: parameter("c", 4), c: parameter("b") });
    expect(replaced.operations).toEqual([
      gate("u", [0], [7, parameter("c", 4), 0.5]),
      pauliGadget("X", [0], parameter("b", -1)),
    ]);
    expect(parameterNames(substituteParameters(circuit, { a: 1 }))).toEqual(["b", "c"]);
  });

  test("binding in two steps is binding at once", () => {
    const all = { a: 0.1, b: -0.7, c: 1.9 };
    const inSteps = bindParameters(substituteParameters(circuit, { a: all.a }), all);
    expect(inSteps).toEqual(bindParameters(circuit, all));
  });

  test("refuses values that are not finite", () => {
    expect(() => substituteParameters(circuit, { a: Number.NaN })).toThrow(InvalidArgumentError);
  });
});
