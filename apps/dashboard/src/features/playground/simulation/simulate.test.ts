import {
  createCircuit,
  gate,
  isUnitaryOperation,
  measure,
  simulate,
  type Circuit,
  type Operation,
} from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { toCircuit } from "../editor/circuit-document.ts";
import { examples } from "../editor/examples.ts";
import { greatestDensityQubits, simulateCircuit } from "./simulate.ts";
import { pairDensity } from "./trajectories.ts";
import type { SimulationQuestion } from "./types.ts";

const example = (id: string) => examples.find((one) => one.id === id)!.document;
const ask = (circuit: Circuit, change: Partial<SimulationQuestion> = {}): SimulationQuestion => ({
  circuit,
  values: {},
  noise: 0,
  view: "average",
  seed: 1,
  shots: 500,
  ...change,
});
const bell = [gate("h", [0]), gate("cx", [0, 1])];
const byBits = (rows: readonly { readonly bits: string; readonly probability: number | null }[]) =>
  Object.fromEntries(rows.map(({ bits, probability }) => [bits, probability]));

describe("a pure state", () => {
  test("of a Bell pair: half and half, no Bloch vectors, 2 bit of mutual information, concurrence 1", async () => {
    const result = await simulateCircuit(ask(createCircuit(2, bell)));
    expect(result).toMatchObject({ isPure: true, purity: 1, method: { kind: "state-vector" } });
    expect(result.states.map(({ bits }) => bits)).toEqual(["00", "01", "10", "11"]);
    for (const [at, wanted] of [0.5, 0, 0, 0.5].entries()) {
      expect(result.states[at].probability).toBeCloseTo(wanted, 12);
    }
    for (const { bloch, entropy } of result.qubits) {
      expect(Math.hypot(...bloch)).toBeCloseTo(0, 12);
      expect(entropy).toBeCloseTo(1, 12);
    }
    expect(result.pairs).toHaveLength(1);
    expect(result.pairs![0].mutualInformation).toBeCloseTo(2, 9);
    expect(result.pairs![0].concurrence).toBeCloseTo(1, 6);
  });

  test("of four qubits in a GHZ state: pairs share one bit and are not entangled by themselves", async () => {
    const result = await simulateCircuit(ask(toCircuit(example("ghz"))));
    expect(result.pairs).toHaveLength(6);
    for (const { mutualInformation, concurrence } of result.pairs!) {
      expect(mutualInformation).toBeCloseTo(1, 9);
      expect(concurrence).toBeCloseTo(0, 6);
    }
  });

  test("of a Fourier transform of 1: equal probabilities, phases 2πk/16", async () => {
    const result = await simulateCircuit(ask(toCircuit(example("qft"))));
    expect(result.states).toHaveLength(16);
    result.states.forEach(({ probability, amplitude }, index) => {
      expect(probability).toBeCloseTo(1 / 16, 12);
      expect(amplitude![0]).toBeCloseTo(Math.cos((2 * Math.PI * index) / 16) / 4, 12);
      expect(amplitude![1]).toBeCloseTo(Math.sin((2 * Math.PI * index) / 16) / 4, 12);
    });
  });

  test("of two rounds of Grover among eight: 121/128 on the marked answer", async () => {
    const { states } = await simulateCircuit(ask(toCircuit(example("grover"))));
    expect(byBits(states)["101"]).toBeCloseTo(121 / 128, 10);
  });

  test("of Deutsch–Jozsa with a balanced function: never 000", async () => {
    const { samples } = await simulateCircuit(ask(toCircuit(example("deutsch-jozsa"))));
    expect(samples).toMatchObject({
      of: "classical bits",
      outcomeCount: 1,
      rows: [{ bits: "111", count: 500 }],
    });
  });

  test("of a register with more states than bars shows the most probable ones and their sum", async () => {
    const operations = Array.from({ length: 7 }, (_, qubit) => gate("ry", [qubit], [0.4 + 0.1 * qubit]));
    const { states, shownProbability } = await simulateCircuit(ask(createCircuit(7, operations)));
    expect(states).toHaveLength(32);
    expect(states.map(({ bits }) => bits)).toEqual(states.map(({ bits }) => bits).toSorted());
    const { stateVector } = await simulate(createCircuit(7, operations));
    const all = Array.from(stateVector!.real, (entry) => entry ** 2).sort((a, b) => b - a);
    expect(shownProbability).toBeCloseTo(
      all.slice(0, 32).reduce((sum, one) => sum + one, 0),
      12,
    );
  });
});

test("counts are those of the simulator's own run with that seed, as the command line gives them", async () => {
  const circuit = createCircuit(2, [...bell, measure([0, 1], [0, 1])], { bitCount: 2 });
  for (const question of [ask(circuit), ask(circuit, { seed: 7 })]) {
    const { samples } = await simulateCircuit(question);
    const { counts } = await simulate(circuit, { shots: 500, seed: question.seed });
    expect(Object.fromEntries(samples!.rows.map(({ bits, count }) => [bits, count]))).toEqual(counts);
    expect(samples!.rows.map(({ probability }) => probability)).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(0.5, 12),
    ]);
  }
});

describe("noise", () => {
  const flip = (qubitCount: number) => createCircuit(qubitCount, [gate("x", [0])]);

  test("of probability p shrinks a Bloch vector to 1 − p and the purity to (1 + (1 − p)²)/2", async () => {
    const result = await simulateCircuit(ask(flip(1), { noise: 0.2 }));
    expect(result).toMatchObject({ isPure: false, method: { kind: "density-matrix" } });
    expect(result.qubits[0].bloch[2]).toBeCloseTo(-0.8, 12);
    expect(result.purity).toBeCloseTo((1 + 0.64) / 2, 12);
    expect(result.states.map(({ amplitude }) => amplitude)).toEqual([null, null]);
  });

  test("of more qubits than a density matrix is made for is averaged over runs, and agrees", async () => {
    const qubitCount = greatestDensityQubits + 1;
    const noise = 0.2;
    const circuit = createCircuit(qubitCount, [gate("x", [0]), gate("h", [1]), gate("cx", [1, 2])]);
    const result = await simulateCircuit(ask(circuit, { noise, shots: 500 }));
    expect(result).toMatchObject({
      isPure: false,
      purity: null,
      method: { kind: "trajectories", count: 500 },
    });
    // A mean of 500 numbers of size at most 1 has a standard error below 0.045: five of them.
    expect(Math.abs(result.qubits[0].bloch[2] + (1 - noise))).toBeLessThan(0.225);
    // Qubits 1 and 2: noise on 1 behind H keeps 1 − p of its X, noise on both behind CX (1 − p)² of XX, and of ZZ.
    const pair = result.pairs!.find(({ qubits: [a, b] }) => a === 1 && b === 2)!;
    const exact = await simulateCircuit(ask(createCircuit(2, bell), { noise }));
    expect(Math.abs(pair.mutualInformation - exact.pairs![0].mutualInformation)).toBeLessThan(0.25);
    expect(exact.pairs![0].mutualInformation).toBeGreaterThan(0.4);
    expect(result.samples!.rows.reduce((sum, { count }) => sum + count, 0)).toBe(500);
  });

  test("the density matrix of a pair from its Pauli means is that of the Bell state", () => {
    const means: Readonly<Record<string, number>> = { II: 1, XX: 1, YY: -1, ZZ: 1 };
    const { real, imaginary } = pairDensity((first, second) => means[first + second] ?? 0);
    const wanted = new Float64Array(16);
    for (const at of [0, 3, 12, 15]) wanted[at] = 0.5;
    expect(real).toEqual(wanted);
    expect(imaginary.every((entry) => entry === 0)).toBe(true);
  });

  test("a pair's first qubit is the less significant bit", () => {
    // |01⟩: qubit a is 1, qubit b is 0.
    const means: Readonly<Record<string, number>> = { II: 1, ZI: -1, IZ: 1, ZZ: -1 };
    expect(pairDensity((first, second) => means[first + second] ?? 0).real[5]).toBe(1);
  });
});

describe("measurements", () => {
  const measured: readonly Operation[] = [...bell, measure([0], [0]), measure([1], [1])];
  const circuit = createCircuit(2, measured, { bitCount: 2 });

  test("of one run leave the state that was found; both qubits of a Bell pair agree, either way by seed", async () => {
    const found = new Set<string>();
    for (let seed = 0; seed < 12; seed++) {
      const { classicalBits, states } = await simulateCircuit(ask(circuit, { view: "one-run", seed }));
      expect(["00", "11"]).toContain(classicalBits);
      expect(byBits(states)[classicalBits!]).toBeCloseTo(1, 12);
      found.add(classicalBits!);
    }
    expect(found.size).toBe(2);
  });

  test("at the end leave the state before them on show when all outcomes count", async () => {
    const result = await simulateCircuit(ask(circuit));
    expect(result.isPure).toBe(true);
    expect(byBits(result.states)["11"]).toBeCloseTo(0.5, 12);
  });

  test.each(["average", "one-run"] as const)("teleport a qubit's state, %s", async (view) => {
    const document = example("teleportation");
    for (let seed = 0; seed < 4; seed++) {
      const { values } = document;
      const { qubits } = await simulateCircuit(ask(toCircuit(document), { values, view, seed }));
      // RY(π/3) and P(π/4) on |0⟩.
      const side = Math.sin(Math.PI / 3) * Math.SQRT1_2;
      expect(qubits[2].bloch).toEqual([
        expect.closeTo(side, 10),
        expect.closeTo(side, 10),
        expect.closeTo(0.5, 10),
      ]);
    }
  });

  test("a reset of half a Bell pair leaves a coin on the other, in one run a definite side", async () => {
    const reset = createCircuit(2, [...bell, { gate: "reset", qubits: [0] }]);
    const average = await simulateCircuit(ask(reset));
    expect(average.qubits[0].bloch[2]).toBeCloseTo(1, 12);
    expect(average.qubits[1].bloch[2]).toBeCloseTo(0, 12);
    expect(average.purity).toBeCloseTo(0.5, 12);
    const once = await simulateCircuit(ask(reset, { view: "one-run" }));
    expect(once.qubits[0].bloch[2]).toBeCloseTo(1, 12);
    expect(Math.abs(once.qubits[1].bloch[2])).toBeCloseTo(1, 12);
  });
});

test("a run that is given up rejects with the reason", async () => {
  const controller = new AbortController();
  controller.abort(new Error("given up"));
  const question = ask(createCircuit(2, bell), { noise: 0.1 });
  await expect(simulateCircuit(question, { signal: controller.signal })).rejects.toThrow("given up");
});

test("what is not known yet of many qubits is told before the rest", async () => {
  const operations = bell.filter(isUnitaryOperation);
  const parts: unknown[] = [];
  const result = await simulateCircuit(ask(createCircuit(11, operations)), {
    onPart: (part) => parts.push(part),
  });
  expect(parts).toEqual([{ ...result, pairs: null }]);
  expect(result.pairs).toHaveLength(55);
});
