import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { gate, measure } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { createRandom } from "../math/random.ts";
import { createPauliSum, parsePauliSum } from "../operators/pauli-sum.ts";
import { densePauliSum } from "../testing/dense-circuit.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { propagatePauliExpectation } from "./pauli-propagation.ts";
import { stabilizerState } from "./simulate-stabilizer.ts";
import { denseExpectation, denseState, randomCliffordCircuit } from "./testing/clifford-oracle.ts";

/** Sums of a few hundred products of numbers of modulus at most one. */
const roundingTolerance = 1e-10;

describe("propagatePauliExpectation", () => {
  it("equals the dense expectation on random circuits of the whole gate table", () => {
    const random = createRandom(17);
    for (let seed = 1; seed <= 12; seed++) {
      const circuit = randomCircuit({
        qubitCount: 4,
        operationCount: 25,
        seed,
        symbolic: false,
        selection: "gates",
      });
      const terms = Array.from({ length: 6 }, () => ({
        x: Math.floor(random.uniform() * 16),
        z: Math.floor(random.uniform() * 16),
        real: random.normal(),
        imaginary: 0,
      }));
      const observable = createPauliSum(4, terms);
      const matrix = densePauliSum(
        4,
        observable.terms.map(({ x, z, real }) => ({
          pauli: [3, 2, 1, 0].map((q) => "IXZY"[((x >> q) & 1) + 2 * ((z >> q) & 1)]).join(""),
          coefficient: [real, 0],
        })),
      );
      const expected = denseExpectation(denseState(circuit), matrix);
      const difference = propagatePauliExpectation(circuit, observable) - expected;
      expect(Math.abs(difference), `seed ${seed}`).toBeLessThan(roundingTolerance);
    }
  });

  it("a Clifford circuit on 120 qubits gives the tableau's expectations", () => {
    const circuit = randomCliffordCircuit(120, 800, 9);
    const state = stabilizerState(circuit);
    for (const text of state.stabilizers().slice(0, 10)) {
      expect(propagatePauliExpectation(circuit, text.slice(1))).toBeCloseTo(
        text.startsWith("-") ? -1 : 1,
        12,
      );
    }
  });

  it("a rotated GHZ state of 60 qubits has ⟨X…X⟩ = cos of the sum of its phases", () => {
    const operations: Operation[] = [gate("h", [0])];
    for (let qubit = 1; qubit < 60; qubit++) operations.push(gate("cx", [qubit - 1, qubit]));
    const angles = [0.3, 0.7, -0.2, 1.1];
    angles.forEach((angle, at) => operations.push(gate("rz", [10 * at], [angle])));
    const value = propagatePauliExpectation(createCircuit(60, operations), "X".repeat(60));
    expect(value).toBeCloseTo(Math.cos(0.3 + 0.7 - 0.2 + 1.1), 12);
  });

  it("refuses measurements, other sizes and symbolic parameters by name", () => {
    const measured = createCircuit(1, [measure([0], [0])], { bitCount: 1 });
    expect(() => propagatePauliExpectation(measured, "Z")).toThrow(/operations\[0\]: measure is not unitary/);
    expect(() => propagatePauliExpectation(createCircuit(2, []), parsePauliSum({ Z: 1 }))).toThrow(
      /2 qubits/,
    );
    const symbolic = createCircuit(1, [
      gate("rx", [0], [{ terms: [{ parameter: "a", coefficient: 1 }], offset: 0 }]),
    ]);
    expect(() => propagatePauliExpectation(symbolic, "Z")).toThrow(/bound parameters/);
  });
});
