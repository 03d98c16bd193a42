import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { composeCircuits, invertCircuit } from "../circuit/compose.ts";
import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import { gate, gateNames } from "../circuit/operation.ts";
import type { GateName, UnitaryKindOperation } from "../circuit/operation.ts";
import { createRandom } from "../math/random.ts";
import { denseCircuit, densePauli } from "../testing/dense-circuit.ts";
import { cliffordMap, controlledMatrix } from "./clifford-map.ts";
import { isCliffordCircuit, stabilizerState } from "./simulate-stabilizer.ts";
import {
  cliffordGates,
  denseExpectation,
  denseState,
  randomCliffordCircuit,
} from "./testing/clifford-oracle.ts";

function allPaulis(qubitCount: number): string[] {
  return Array.from({ length: 4 ** qubitCount }, (_, index) =>
    Array.from({ length: qubitCount }, (_unused, qubit) => "IXYZ"[Math.floor(index / 4 ** qubit) % 4]).join(
      "",
    ),
  );
}

describe("stabiliser states", () => {
  it("expectations of all Pauli products equal the dense state's, on 20 random Clifford circuits", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const circuit = randomCliffordCircuit(4, 40, seed);
      const state = stabilizerState(circuit);
      const dense = denseState(circuit);
      for (const pauli of allPaulis(4)) {
        const expected = denseExpectation(dense, densePauli(pauli));
        expect(Math.abs(state.expectation(pauli) - expected), `seed ${seed}, ${pauli}`).toBeLessThan(1e-9);
      }
    }
  });

  it("the Clifford gates of the table are those whose conjugates of Pauli products are Pauli products", () => {
    const parametersOf = (name: GateName, value: number): number[] =>
      Array.from({ length: gateTable[name].parameterCount }, () => value);
    const qubits = [0, 1, 2];
    const clifford = gateNames.filter((name) => {
      const count = gateQubitCount(gateTable[name]);
      return cliffordMap(gate(name, qubits.slice(0, count), parametersOf(name, 0.3))) !== null;
    });
    expect([...clifford].sort()).toEqual(["gphase", "id", ...cliffordGates].sort());
    for (const name of ["rx", "ry", "rz", "p", "u", "rxx", "ryy", "rzz", "rzx"] as const) {
      const operation = gate(
        name,
        qubits.slice(0, gateQubitCount(gateTable[name])),
        parametersOf(name, Math.PI / 2),
      );
      expect(cliffordMap(operation), name).not.toBeNull();
    }
    for (const name of ["crx", "cry", "crz", "cp", "xx_plus_yy", "xx_minus_yy"] as const) {
      const at = (value: number): UnitaryKindOperation => gate(name, [0, 1], parametersOf(name, value));
      expect(cliffordMap(at(Math.PI)), name).not.toBeNull();
      expect(cliffordMap(at(Math.PI / 2)), name).toBeNull();
    }
  });

  it("further controls count: a controlled x is a cx, also on 0", () => {
    for (const value of [0, 1] as const) {
      const controlled = gate("x", [0], [], [{ qubit: 1, value }]);
      const dense = denseCircuit(createCircuit(2, [controlled]));
      expect(controlledMatrix(controlled)).toEqual(dense);
      expect(isCliffordCircuit(createCircuit(2, [controlled]))).toBe(true);
    }
    expect(isCliffordCircuit(createCircuit(3, [gate("cx", [0, 1], [], [{ qubit: 2, value: 1 }])]))).toBe(
      false,
    );
  });

  it("a circuit and its inverse leave 300 qubits in |0…0⟩", () => {
    const circuit = randomCliffordCircuit(300, 3000, 7);
    const state = stabilizerState(composeCircuits(circuit, invertCircuit(circuit)));
    for (let qubit = 0; qubit < 300; qubit++) {
      const z = new Uint8Array(300);
      z[qubit] = 2;
      expect(state.expectation(z)).toBe(1);
    }
  });

  it("every stabiliser of a 70-qubit state has expectation 1, and of its negative −1", () => {
    const state = stabilizerState(randomCliffordCircuit(70, 900, 3));
    for (const text of state.stabilizers()) {
      expect(state.expectation(text.slice(1))).toBe(text.startsWith("-") ? -1 : 1);
    }
  });

  it("a measurement repeated gives the same outcome and leaves a consistent state", () => {
    const random = createRandom(5);
    const state = stabilizerState(randomCliffordCircuit(40, 500, 11));
    const outcomes = Array.from({ length: 40 }, (_, qubit) => state.measure(qubit, random));
    expect(new Set(outcomes).size).toBe(2);
    outcomes.forEach((outcome, qubit) => {
      const z = new Uint8Array(40);
      z[qubit] = 2;
      expect(state.expectation(z)).toBe(outcome === 1 ? -1 : 1);
      expect(state.measure(qubit, random)).toBe(outcome);
    });
  });
});
