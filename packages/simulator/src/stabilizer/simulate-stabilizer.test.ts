import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { barrier, conditional, gate, measure, reset } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { simulateStabilizer, stabilizerState } from "./simulate-stabilizer.ts";
import { StabilizerState } from "./stabilizer-state.ts";
import { denseState, randomCliffordCircuit } from "./testing/clifford-oracle.ts";

describe("simulateStabilizer", () => {
  const ghz = (qubitCount: number): Operation[] => [
    gate("h", [0]),
    ...Array.from({ length: qubitCount - 1 }, (_, qubit) => gate("cx", [qubit, qubit + 1])),
  ];

  it("a GHZ state of 500 qubits is all 0 or all 1, half each", () => {
    const { counts, shots } = simulateStabilizer(createCircuit(500, ghz(500)), { shots: 1000, seed: 4 });
    expect(Object.keys(counts).sort()).toEqual(["0".repeat(500), "1".repeat(500)]);
    // Standard deviation of the count is √(1000/4) = 15.8; 5 of them.
    expect(Math.abs(counts["0".repeat(500)] - 500)).toBeLessThan(80);
    expect(shots).toBe(1000);
  });

  it("sampled frequencies follow the dense probabilities on final measurements of some qubits", () => {
    for (let seed = 1; seed <= 5; seed++) {
      const unitaryPart = randomCliffordCircuit(4, 30, 100 + seed);
      const circuit = createCircuit(4, [...unitaryPart.operations, measure([3, 1], [0, 2])], { bitCount: 3 });
      const shots = 4000;
      const { counts } = simulateStabilizer(circuit, { shots, seed });
      const { real, imaginary } = denseState(unitaryPart);
      const expected: Record<string, number> = {};
      real.forEach((re, index) => {
        const key = `${(index >> 1) & 1}0${(index >> 3) & 1}`;
        expected[key] = (expected[key] ?? 0) + re * re + imaginary[index] ** 2;
      });
      for (const [key, probability] of Object.entries(expected)) {
        const error = Math.abs((counts[key] ?? 0) / shots - probability);
        // Five standard errors; outcomes of probability 0 or 1 are exact.
        const bound = 5 * Math.sqrt((probability * Math.abs(1 - probability)) / shots) + 1e-9;
        expect(error, `seed ${seed}, ${key}`).toBeLessThan(bound);
      }
    }
  });

  it("teleportation with conditionals moves every Clifford state", () => {
    for (const prepare of [[], ["x"], ["h"], ["h", "s"], ["h", "sdg"], ["x", "h"]] as const) {
      const undo = prepare.toReversed().map((name) => (name === "s" ? "sdg" : name === "sdg" ? "s" : name));
      const circuit = createCircuit(
        3,
        [
          ...prepare.map((name) => gate(name, [0])),
          gate("h", [1]),
          gate("cx", [1, 2]),
          barrier(0, 1, 2),
          gate("cx", [0, 1]),
          gate("h", [0]),
          measure([0, 1], [0, 1]),
          conditional({ kind: "compare", bits: [1], comparison: "==", value: "1" }, [gate("x", [2])]),
          conditional({ kind: "compare", bits: [0], comparison: "==", value: "1" }, [gate("z", [2])]),
          ...undo.map((name) => gate(name, [2])),
          measure([2], [2]),
        ],
        { bitCount: 3 },
      );
      const { counts } = simulateStabilizer(circuit, { shots: 200, seed: 8 });
      expect(Object.keys(counts).sort()).toEqual(["000", "001", "010", "011"]);
    }
  });

  it("a reset qubit is 0, whatever it was entangled with", () => {
    const circuit = createCircuit(2, [...ghz(2), reset(0), measure([0, 1], [0, 1])], { bitCount: 2 });
    const { counts } = simulateStabilizer(circuit, { shots: 400, seed: 2 });
    expect(Object.keys(counts).sort()).toEqual(["00", "10"]);
    expect(Math.abs(counts["00"] - 200)).toBeLessThan(5 * 10);
  });

  it("the same seed gives the same counts, another seed others", () => {
    const circuit = randomCliffordCircuit(6, 40, 1);
    const run = (seed: number): unknown => simulateStabilizer(circuit, { shots: 500, seed }).counts;
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it("refuses what is not Clifford, bad shots and seeds by name", () => {
    const circuit = createCircuit(1, [gate("h", [0]), gate("t", [0])]);
    expect(() => simulateStabilizer(circuit, { shots: 1, seed: 1 })).toThrow(
      /operations\[1\]: t is not a Clifford/,
    );
    expect(() => simulateStabilizer(createCircuit(1, []), { shots: 0, seed: 1 })).toThrow(/shots must be/);
    expect(() => simulateStabilizer(createCircuit(1, []), { shots: 1, seed: NaN })).toThrow(/seed must be/);
    expect(() => stabilizerState(createCircuit(1, [reset(0)]))).toThrow(/reset gives no single final state/);
    expect(() => new StabilizerState(3).expectation("XX")).toThrow(/must be 3 letters/);
  });
});
