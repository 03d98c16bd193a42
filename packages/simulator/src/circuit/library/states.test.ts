import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../errors.ts";
import { createRandom } from "../../math/random.ts";
import { denseCircuit, matrixDistance } from "../../testing/dense-circuit.ts";
import { circuitMatrix } from "../circuit-matrix.ts";
import { createCircuit } from "../circuit.ts";
import type { Circuit } from "../circuit.ts";
import { gate } from "../operation.ts";
import { multiplexedRotation } from "./multiplexed-rotation.ts";
import { prepareDickeState } from "./prepare-dicke-state.ts";
import { prepareState } from "./prepare-state.ts";
import type { Amplitudes } from "./prepare-state.ts";
import { prepareBasisState, prepareGhzState, prepareWState } from "./simple-states.ts";

const rounding = 1e-12;

/** The circuit's state from |0…0⟩ the first column of its matrix. */
function stateOf(circuit: Circuit): { real: number[]; imaginary: number[] } {
  const { size, real, imaginary } = circuitMatrix(circuit);
  const column = (part: Float64Array): number[] => Array.from({ length: size }, (_, row) => part[row * size]);
  return { real: column(real), imaginary: column(imaginary) };
}

function expectState(circuit: Circuit, { real, imaginary }: Amplitudes): void {
  const found = stateOf(circuit);
  expect(found.real).toHaveLength(real.length);
  found.real.forEach((entry, k) => {
    const distance = Math.hypot(entry - real[k], found.imaginary[k] - (imaginary?.[k] ?? 0));
    expect(distance, `amplitude ${k}`).toBeLessThan(rounding);
  });
}

function randomState(
  qubitCount: number,
  seed: number,
  kind: "complex" | "real" | "sparse",
): Required<Amplitudes> {
  const random = createRandom(seed);
  const draw = (): number => (kind === "sparse" && random.uniform() < 0.7 ? 0 : random.normal());
  const real = Array.from({ length: 2 ** qubitCount }, draw);
  const imaginary = Array.from({ length: 2 ** qubitCount }, () => (kind === "real" ? 0 : draw()));
  real[0] += 1e-3;
  const norm = Math.hypot(...real, ...imaginary);
  return { real: real.map((entry) => entry / norm), imaginary: imaginary.map((entry) => entry / norm) };
}

const cxCount = ({ operations }: Circuit): number =>
  operations.filter((operation) => operation.gate === "cx").length;

describe("prepareState", () => {
  test("makes random states, global phase included, within the papers' count of cx", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom("complex", "real", "sparse"),
        (seed, qubitCount, kind) => {
          const state = randomState(qubitCount, seed, kind);
          const circuit = prepareState(state);
          expectState(circuit, state);
          const most = kind === "real" ? 2 ** qubitCount - 2 : 2 ** (qubitCount + 1) - 2 * qubitCount - 2;
          expect(cxCount(circuit)).toBeLessThanOrEqual(most);
          const names = new Set(circuit.operations.map((operation) => operation.gate));
          expect([...names].every((name) => ["gphase", "ry", "rz", "cx"].includes(name))).toBe(true);
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  test("a complex state on n qubits takes exactly 2^(n+1) − 2n − 2 cx, a real one 2^n − 2", () => {
    for (const n of [2, 3, 4, 7]) {
      expect(cxCount(prepareState(randomState(n, n, "complex")))).toBe(2 ** (n + 1) - 2 * n - 2);
      expect(cxCount(prepareState(randomState(n, n, "real")))).toBe(2 ** n - 2);
    }
  });

  test("basis states, signs and phases", () => {
    expectState(prepareState({ real: [0, 0, 0, -1] }), { real: [0, 0, 0, -1] });
    expectState(prepareState({ real: [0, 0], imaginary: [0, 1] }), { real: [0, 0], imaginary: [0, 1] });
    expectState(prepareState({ real: [0.5, -0.5, -0.5, 0.5] }), { real: [0.5, -0.5, -0.5, 0.5] });
    expect(prepareState({ real: [1, 0, 0, 0, 0, 0, 0, 0] }).operations).toEqual([]);
  });

  test("further qubits stay in |0⟩", () => {
    const circuit = prepareState({ real: [0.6, 0.8] }, { qubitCount: 3 });
    expectState(circuit, { real: [0.6, 0.8, 0, 0, 0, 0, 0, 0] });
  });

  test.each<[string, Amplitudes, object, string]>([
    ["three amplitudes", { real: [1, 0, 0] }, {}, "amplitudes must be 2ⁿ with n in [1, 20], got 3"],
    ["one amplitude", { real: [1] }, {}, "amplitudes must be 2ⁿ"],
    ["none", { real: [] }, {}, "amplitudes must be 2ⁿ"],
    ["too many", { real: new Float64Array(2 ** 21) }, {}, "got 2097152"],
    [
      "a norm of 2",
      { real: [2, 0] },
      {},
      "squares that add up to 1 within 0.000001, got 4; divide them by 2",
    ],
    ["zeros", { real: [0, 0] }, {}, "got 0"],
    ["NaN", { real: [Number.NaN, 1] }, {}, "got NaN"],
    [
      "parts of different length",
      { real: [1, 0], imaginary: [0] },
      {},
      "as many imaginary as real parts, got 1 and 2",
    ],
    [
      "too few qubits",
      { real: [1, 0, 0, 0] },
      { qubitCount: 1 },
      "qubitCount must be at least 2 for 4 amplitudes",
    ],
  ])("%s is refused", (_, amplitudes, options, message) => {
    const prepare = (): unknown => prepareState(amplitudes, options);
    expect(prepare).toThrow(InvalidArgumentError);
    expect(prepare).toThrow(message);
  });
});

test("a multiplexed rotation is the rotation that its controls choose", () => {
  const random = createRandom(2);
  for (const axis of ["ry", "rz"] as const) {
    const angles = Array.from({ length: 8 }, () => random.normal());
    const chosen = createCircuit(
      4,
      angles.map((angle, k) =>
        gate(
          axis,
          [1],
          [angle],
          [3, 0, 2].map((qubit, bit) => ({ qubit, value: ((k >> bit) & 1) as 0 | 1 })),
        ),
      ),
    );
    for (const isReversed of [false, true]) {
      const operations = multiplexedRotation(angles, { axis, controls: [3, 0, 2], target: 1, isReversed });
      expect(operations.filter(({ gate: name }) => name === "cx")).toHaveLength(8);
      const found = denseCircuit(createCircuit(4, operations));
      expect(matrixDistance(found, denseCircuit(chosen))).toBeLessThan(rounding);
    }
  }
  expect(() => multiplexedRotation([1, 2], { axis: "ry", controls: [1, 2], target: 0 })).toThrow(
    "angles must have 4 entries for 2 controls, got 2",
  );
});

const weightOf = (k: number): number => Array.from(k.toString(2)).filter((bit) => bit === "1").length;
const binomial = (n: number, k: number): number =>
  Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((product, factor) => product * factor, 1);

describe("Dicke states", () => {
  const cases = [1, 2, 3, 4, 5, 6].flatMap((n) => Array.from({ length: n + 1 }, (_, weight) => [n, weight]));

  test.each(cases)("%d qubits of weight %d: equal positive amplitudes", (n, weight) => {
    const amplitude = 1 / Math.sqrt(binomial(n, weight));
    const real = Array.from({ length: 2 ** n }, (_, k) => (weightOf(k) === weight ? amplitude : 0));
    expectState(prepareDickeState(n, weight), { real });
  });

  test("nine qubits of weight 4", () => {
    const real = Array.from({ length: 512 }, (_, k) => (weightOf(k) === 4 ? 1 / Math.sqrt(126) : 0));
    expectState(prepareDickeState(9, 4), { real });
  });

  test("gates grow as k·n", () => {
    for (const [n, weight] of [
      [10, 3],
      [40, 7],
      [200, 100],
      [200, 190],
    ]) {
      const k = Math.min(weight, n - weight);
      expect(prepareDickeState(n, weight).operations.length).toBeLessThanOrEqual(3 * k * n + 2 * n);
    }
  });

  test.each([-1, 5, 0.5, Number.NaN])("weight %d of four qubits is refused", (weight) => {
    expect(() => prepareDickeState(4, weight)).toThrow("weight must be a whole number in [0, 4]");
  });
});

describe("simple states", () => {
  test("GHZ: |0…0⟩ and |1…1⟩", () => {
    for (const n of [1, 2, 5]) {
      const real = Array.from({ length: 2 ** n }, (_, k) => (k === 0 || k === 2 ** n - 1 ? Math.SQRT1_2 : 0));
      expectState(prepareGhzState(n), { real });
    }
  });

  test("W: one qubit in 1", () => {
    const real = Array.from({ length: 32 }, (_, k) => (weightOf(k) === 1 ? 1 / Math.sqrt(5) : 0));
    expectState(prepareWState(5), { real });
  });

  test("basis states by index and by bits", () => {
    const real = Array.from({ length: 16 }, (_, k) => (k === 6 ? 1 : 0));
    expectState(prepareBasisState(4, 6), { real });
    expect(prepareBasisState(4, "0110")).toEqual(prepareBasisState(4, 6));
    expect(prepareBasisState(100, `1${"0".repeat(99)}`).operations).toEqual([gate("x", [99])]);
  });

  test.each<[number | string, string]>([
    [16, "state must be a whole number in [0, 2^4 − 1]"],
    [-1, "state must be a whole number"],
    [0.5, "state must be a whole number"],
    ["011", 'state must be 4 binary digits, got "011"'],
    ["01a1", "state must be 4 binary digits"],
  ])("basis state %s of four qubits is refused", (state, message) => {
    expect(() => prepareBasisState(4, state)).toThrow(InvalidArgumentError);
    expect(() => prepareBasisState(4, state)).toThrow(message);
  });

  test("no qubits are refused", () => {
    for (const prepare of [prepareGhzState, prepareWState]) {
      expect(() => prepare(0)).toThrow(InvalidArgumentError);
    }
  });
});
