import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { composeCircuits, invertCircuit } from "../circuit/compose.ts";
import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import { barrier, conditional, gate, gateNames, measure, pauliGadget, reset } from "../circuit/operation.ts";
import type { GateName, Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import { createRandom } from "../math/random.ts";
import { createPauliSum, parsePauliSum } from "../operators/pauli-sum.ts";
import { applyDense, denseCircuit, densePauli, densePauliSum } from "../testing/dense-circuit.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { cliffordMap, controlledMatrix } from "./clifford-map.ts";
import { propagatePauliExpectation } from "./pauli-propagation.ts";
import { isCliffordCircuit, simulateStabilizer, stabilizerState } from "./simulate-stabilizer.ts";
import { StabilizerState } from "./stabilizer-state.ts";

/** Sums of a few hundred products of numbers of modulus at most one. */
const roundingTolerance = 1e-10;

const cliffordGates: readonly GateName[] = [
  ...(["x", "y", "z", "h", "s", "sdg", "sx", "sxdg"] as const),
  ...(["cx", "cy", "cz", "swap", "iswap", "iswapdg", "ecr"] as const),
];

/** A seeded circuit of Clifford gates, quarter-turn rotations and gadgets. */
function randomCliffordCircuit(qubitCount: number, operationCount: number, seed: number): Circuit {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random.uniform() * limit);
  const choose = (count: number): number[] => {
    const left = Array.from({ length: qubitCount }, (_, qubit) => qubit);
    return Array.from({ length: count }, () => left.splice(below(left.length), 1)[0]);
  };
  const angle = (): number => ((below(9) - 4) * Math.PI) / 2;
  const operations = Array.from({ length: operationCount }, (): Operation => {
    const kind = below(10);
    if (kind === 0) return gate((["rx", "ry", "rz", "p"] as const)[below(4)], choose(1), [angle()]);
    if (kind === 1) return gate((["rxx", "ryy", "rzz", "rzx"] as const)[below(4)], choose(2), [angle()]);
    if (kind === 2) {
      const qubits = choose(1 + below(qubitCount));
      return pauliGadget(qubits.map(() => "XYZ"[below(3)]).join(""), qubits, angle());
    }
    if (kind === 3) return gate("x", choose(1), [], []);
    const name = cliffordGates[below(cliffordGates.length)];
    return gate(name, choose(gateQubitCount(gateTable[name])));
  });
  return createCircuit(qubitCount, operations);
}

function allPaulis(qubitCount: number): string[] {
  return Array.from({ length: 4 ** qubitCount }, (_, index) =>
    Array.from({ length: qubitCount }, (_unused, qubit) => "IXYZ"[Math.floor(index / 4 ** qubit) % 4]).join(
      "",
    ),
  );
}

function denseState(circuit: Circuit): { real: Float64Array; imaginary: Float64Array } {
  const size = 2 ** circuit.qubitCount;
  const real = new Float64Array(size);
  real[0] = 1;
  return applyDense(denseCircuit(circuit), { real, imaginary: new Float64Array(size) });
}

function denseExpectation(
  state: { real: Float64Array; imaginary: Float64Array },
  matrix: ReturnType<typeof densePauli>,
): number {
  const image = applyDense(matrix, state);
  return state.real.reduce(
    (sum, re, at) => sum + re * image.real[at] + state.imaginary[at] * image.imaginary[at],
    0,
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
