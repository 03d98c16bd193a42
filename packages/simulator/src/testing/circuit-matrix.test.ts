import { expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { gate } from "../circuit/operation.ts";
import { circuitMatrix } from "./circuit-matrix.ts";
import { denseCircuit, matrixDistance } from "./dense-circuit.ts";
import { randomCircuit } from "./random-circuit.ts";

test("columns give the same matrix as products of dense matrices", () => {
  for (const seed of [1, 2, 3]) {
    const { operations } = randomCircuit({ qubitCount: 4, operationCount: 25, seed, symbolic: false });
    const controlled = gate(
      "rxx",
      [3, 1],
      [0.4],
      [
        { qubit: 0, value: 0 },
        { qubit: 2, value: 1 },
      ],
    );
    const circuit = createCircuit(4, [...operations, controlled]);
    expect(matrixDistance(circuitMatrix(circuit), denseCircuit(circuit))).toBeLessThan(1e-13);
  }
});
