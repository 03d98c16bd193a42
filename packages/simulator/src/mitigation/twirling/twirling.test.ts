import { describe, expect, it } from "vitest";
import { createCircuit, withOperations } from "../../circuit/circuit.ts";
import type { ComplexMatrix } from "../../circuit/complex-matrix.ts";
import { operationMatrix } from "../../circuit/operation-matrix.ts";
import { gate, pauliGadget } from "../../circuit/operation.ts";
import type { UnitaryKindOperation } from "../../circuit/operation.ts";
import { parsePauliSum } from "../../operators/pauli-sum.ts";
import { cliffordMap } from "../../stabilizer/clifford-map.ts";
import { denseCircuit, matrixDistance } from "../../testing/dense-circuit.ts";
import { twirledPauliProbabilities } from "../pauli-probabilities.ts";
import { noisyDensity, oracleEstimate } from "../testing/noisy-density.ts";
import { pauliTwirling } from "./pauli-twirling.ts";
import { twirlCircuit, twirlOperation } from "./twirl-circuit.ts";

const cliffords: readonly UnitaryKindOperation[] = [
  ...(["cx", "cy", "cz", "swap", "iswap", "iswapdg", "ecr"] as const).map((name) => gate(name, [1, 0])),
  gate("rzz", [0, 1], [Math.PI / 2]),
  pauliGadget("XY", [0, 1], -Math.PI / 2),
  gate("x", [0], [], [{ qubit: 1, value: 0 }]),
];

/** A matrix times the phase that makes its first large entry positive. */
function withoutPhase(matrix: ComplexMatrix): ComplexMatrix {
  const at = matrix.real.findIndex((re, index) => Math.hypot(re, matrix.imaginary[index]) > 0.1);
  const norm = Math.hypot(matrix.real[at], matrix.imaginary[at]);
  const [c, s] = [matrix.real[at] / norm, -matrix.imaginary[at] / norm];
  return {
    size: matrix.size,
    real: matrix.real.map((re, index) => re * c - matrix.imaginary[index] * s),
    imaginary: matrix.imaginary.map((im, index) => im * c + matrix.real[index] * s),
  };
}

describe("twirling", () => {
  it("all 16 Paulis around every two-qubit Clifford operation leave its unitary, up to a phase", () => {
    for (const operation of cliffords) {
      const map = cliffordMap(operation)!;
      const expected = withoutPhase(denseCircuit(createCircuit(2, [operation])));
      for (let pauli = 0; pauli < 16; pauli++) {
        const twirled = denseCircuit(createCircuit(2, twirlOperation(operation, map, pauli)));
        expect(matrixDistance(withoutPhase(twirled), expected), `${operation.gate} ${pauli}`).toBeLessThan(
          1e-12,
        );
      }
    }
  });

  it("averaged over all Paulis, a coherent error becomes the Pauli channel of its process matrix", () => {
    // An over-rotation about an axis that is no Pauli product: rzx, then rxx on top.
    const errors = [gate("rzx", [0, 1], [0.3]), gate("rxx", [0, 1], [0.2]), gate("ry", [0], [0.15])];
    const error = denseCircuit(createCircuit(2, errors));
    const asOperation = (): UnitaryKindOperation => ({
      gate: "unitary",
      qubits: [0, 1],
      parameters: [],
      matrix: { real: Array.from(error.real), imaginary: Array.from(error.imaginary) },
    });
    const probabilities = twirledPauliProbabilities(error);
    expect(Object.values(probabilities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(Object.values(probabilities).filter((p) => p > 1e-4).length).toBeGreaterThan(3);
    const before = [
      gate("ry", [0], [0.7]),
      gate("rx", [1], [1.9]),
      gate("cx", [0, 1]),
      gate("t", [1]),
      gate("h", [1]),
    ];
    for (const operation of cliffords) {
      const map = cliffordMap(operation)!;
      const isTarget = (other: UnitaryKindOperation): boolean =>
        other.gate === operation.gate && JSON.stringify(other) === JSON.stringify(operation);
      const oneError = before.some((other) => isTarget(other))
        ? before.filter((other) => !isTarget(other))
        : before;
      const size = 4;
      const mean = { size, real: new Float64Array(16), imaginary: new Float64Array(16) };
      for (let pauli = 0; pauli < 16; pauli++) {
        const twirled = createCircuit(2, [...oneError, ...twirlOperation(operation, map, pauli)]);
        const rho = noisyDensity(twirled, { coherent: (other) => (isTarget(other) ? asOperation() : null) });
        rho.real.forEach((entry, at) => (mean.real[at] += entry / 16));
        rho.imaginary.forEach((entry, at) => (mean.imaginary[at] += entry / 16));
      }
      const plain = createCircuit(2, [...oneError, operation]);
      // The error acts on qubits 0 and 1 in this order, whatever the operation's own order.
      const ordered = Object.fromEntries(
        Object.entries(probabilities)
          .filter(([text]) => text !== "II")
          .map(([text, p]) => [operation.qubits[0] === 0 ? text : Array.from(text).reverse().join(""), p]),
      );
      const predicted = noisyDensity(plain, { pauli: (other) => (isTarget(other) ? ordered : null) });
      expect(matrixDistance(mean, predicted), operation.gate).toBeLessThan(1e-12);
    }
  });

  it("an over-rotation by θ about ZX has error probability sin²(θ/2), on ZX alone", () => {
    const probabilities = twirledPauliProbabilities(operationMatrix(gate("rzx", [0, 1], [0.4])));
    expect(probabilities.ZX).toBeCloseTo(Math.sin(0.2) ** 2, 12);
    expect(probabilities.II).toBeCloseTo(Math.cos(0.2) ** 2, 12);
    expect(probabilities.XZ).toBeCloseTo(0, 12);
  });

  it("twirls two-qubit Clifford operations only, the same for the same seed", () => {
    const circuit = createCircuit(3, [
      gate("h", [0]),
      gate("cx", [0, 1]),
      gate("cp", [1, 2], [0.3]),
      gate("ccx", [0, 1, 2]),
      gate("cz", [2, 1]),
    ]);
    const first = twirlCircuit(circuit, { seed: 3 });
    expect([first.twirledCount, first.untwirledCount]).toEqual([2, 2]);
    expect(twirlCircuit(circuit, { seed: 3 })).toEqual(first);
    expect(
      matrixDistance(withoutPhase(denseCircuit(first.circuit)), withoutPhase(denseCircuit(circuit))),
    ).toBeLessThan(1e-12);
  });
});

describe("pauliTwirling", () => {
  it("coherent errors that add up to cos(Nθ) decay as cos(θ)^N instead, within the stated error", async () => {
    // N cz gates, each followed by rzz(θ): on |++⟩ the untwirled rotations add up.
    const count = 6;
    const theta = 0.25;
    const base = createCircuit(2, [gate("h", [0]), gate("h", [1])]);
    const circuit = withOperations(base, [
      ...base.operations,
      ...Array.from({ length: count }, () => gate("cz", [0, 1])),
    ]);
    const estimate = oracleEstimate(parsePauliSum({ IX: 1 }), {
      coherent: (operation) => (operation.gate === "cz" ? gate("rzz", [0, 1], [theta]) : null),
    });
    const result = await pauliTwirling(circuit, { estimate, randomizations: 200, seed: 2 });
    expect(result.rawValue).toBeCloseTo(Math.cos(count * theta), 12);
    expect(Math.abs(result.value - Math.cos(theta) ** count)).toBeLessThan(4 * result.standardError);
    expect(result.standardError).toBeLessThan(0.07);
    expect(result.details.twirledCount).toBe(count);
    const shots = await pauliTwirling(circuit, { estimate, randomizations: 20, shots: 50, seed: 2 });
    expect(shots.shotsUsed).toBe(21 * 50);
    expect(shots.samplingOverhead.factor).toBeGreaterThan(0);
  });

  it("says when nothing was twirled, and refuses a single randomisation", async () => {
    const estimate = oracleEstimate(parsePauliSum({ IX: 1 }), {});
    const circuit = createCircuit(2, [gate("cp", [0, 1], [0.4])]);
    const result = await pauliTwirling(circuit, { estimate, randomizations: 2, seed: 1 });
    expect(result.warnings.join()).toMatch(/No operation was twirled.*1 operations on two or more/s);
    await expect(pauliTwirling(circuit, { estimate, randomizations: 1, seed: 1 })).rejects.toThrow(
      /randomizations must be an integer of at least 2/,
    );
  });
});
