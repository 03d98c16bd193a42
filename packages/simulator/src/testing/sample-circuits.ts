import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
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
} from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { randomCircuit } from "./random-circuit.ts";

/** A Bell pair, measured. */
export const bellCircuit = createCircuit(2, [gate("h", [0]), gate("cx", [0, 1]), measure([0, 1], [0, 1])], {
  bitCount: 2,
});
const swapMatrix = {
  real: [1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1],
  imaginary: Array(16).fill(0) as number[],
};

/** One operation of every kind that is drawn in its own way. */
export const everySignCircuit = createCircuit(
  5,
  [
    gate("h", [0]),
    gate("sx", [1]),
    gate("rz", [2], [Math.PI / 2]),
    gate("u", [3], [parameter("theta", 2, -Math.PI / 4), 0.123456, -Math.PI]),
    gate("cx", [0, 2]),
    gate(
      "x",
      [3],
      [],
      [
        { qubit: 1, value: 0 },
        { qubit: 4, value: 1 },
      ],
    ),
    gate("cswap", [2, 0, 4]),
    gate("cz", [1, 2]),
    gate("cp", [3, 4], [Math.PI / 8]),
    gate("gphase", [], [0.5], [{ qubit: 2, value: 1 }]),
    pauliGadget("XYZ", [0, 1, 3], 0.5),
    unitary(swapMatrix, [2, 1]),
    permutation([1, 2, 3, 0], [0, 2], [{ qubit: 1, value: 1 }]),
    barrier(0, 1, 3, 4),
    gate("gphase", [], [Math.PI / 4]),
    diagonal([0, 1, 2, 3], [3, 4]),
    measure([0, 2], [0, 1]),
    reset(0),
    conditional({ kind: "compare", bits: [0, 1], comparison: "==", value: "10" }, [gate("x", [1])]),
    conditional(
      {
        kind: "and",
        operands: [
          { kind: "compare", bits: [2], comparison: "==", value: "1" },
          { kind: "not", operand: { kind: "compare", bits: [0], comparison: ">=", value: "1" } },
        ],
      },
      [gate("h", [3]), gate("cx", [3, 4]), gate("gphase", [], [1])],
      [gate("t", [3])],
    ),
    measure([4], [2]),
  ],
  {
    bitCount: 3,
    registers: {
      qubits: [
        { name: "alice", size: 2 },
        { name: "bob", size: 3 },
      ],
      bits: [
        { name: "c", size: 2 },
        { name: "flag", size: 1 },
      ],
    },
  },
);

/** Runs a check on forty random circuits with measurements, barriers and conditionals; names the seed of a failure. */
export function forManyCircuits(check: (circuit: Circuit) => void): void {
  for (let seed = 0; seed < 40; seed++) {
    const qubitCount = 1 + (seed % 7);
    const { operations } = randomCircuit({ qubitCount, operationCount: 25, seed });
    const extra: Operation[] = [
      measure([0], [seed % 3]),
      barrier(qubitCount - 1),
      conditional({ kind: "compare", bits: [0, 2], comparison: "!=", value: "01" }, operations.slice(0, 3)),
      conditional({ kind: "compare", bits: [1], comparison: "==", value: "1" }, [reset(0)]),
    ];
    try {
      check(createCircuit(qubitCount, [...operations, ...extra], { bitCount: 3 }));
    } catch (error) {
      throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
    }
  }
}
