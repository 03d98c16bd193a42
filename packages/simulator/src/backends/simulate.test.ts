import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { barrier, conditional, gate, measure, reset } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { createNoiseModel } from "../noise/create-noise-model.ts";
import { noisePreset } from "../noise/presets.ts";
import type { NoisePresetName } from "../noise/presets.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { applyDense, denseCircuit } from "../testing/dense-circuit.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { createComputePool } from "../workers/piscina-pool.ts";
import { planSimulation } from "./plan-simulation.ts";
import { sampleBasisStates } from "./sample-basis-states.ts";
import { createRandom } from "../math/random.ts";
import { simulate } from "./simulate.ts";
import { simulationMethods } from "./simulation.ts";

const bell = [gate("h", [0]), gate("cx", [0, 1])];
const depolarizing = createNoiseModel({
  gates: [
    { qubitCount: 1, noise: [{ channel: { kind: "depolarizing", qubitCount: 1, probability: 0.02 } }] },
    { qubitCount: 2, noise: [{ channel: { kind: "depolarizing", qubitCount: 2, probability: 0.1 } }] },
  ],
});
const confused = createNoiseModel({
  measurement: [
    {
      confusion: [
        [0.9, 0.1],
        [0.2, 0.8],
      ],
    },
  ],
});

/** A sampled frequency against a probability, within five standard errors. */
function expectFrequency(count: number | undefined, shots: number, p: number): void {
  expect(Math.abs((count ?? 0) / shots - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / shots) + 1e-12);
}

describe("which method a circuit takes", () => {
  const ghz = (qubitCount: number): Operation[] => [
    gate("h", [0]),
    ...Array.from({ length: qubitCount - 1 }, (_, qubit) => gate("cx", [qubit, qubit + 1])),
  ];
  const rows: readonly [string, Circuit, object, string, RegExp][] = [
    ["unitary", createCircuit(2, bell), {}, "state-vector", /unitary up to its final measurements/],
    [
      "measured at the end, in part before other qubits go on",
      createCircuit(
        3,
        [gate("h", [0]), measure([0], [1]), barrier(0, 1), gate("h", [1]), measure([1], [0])],
        { bitCount: 2 },
      ),
      { shots: 10 },
      "state-vector",
      /unitary/,
    ],
    ["readout errors alone", createCircuit(2, bell), { noise: confused }, "state-vector", /readout errors/],
    [
      "noise on few qubits",
      createCircuit(2, bell),
      { noise: depolarizing, shots: 100 },
      "density-matrix",
      /exact/,
    ],
    [
      "noise on ten qubits, few shots",
      createCircuit(10, ghz(10)),
      { noise: depolarizing, shots: 100 },
      "trajectories",
      /100 shots cost less/,
    ],
    [
      "noise on ten qubits, many shots",
      createCircuit(10, ghz(10)),
      { noise: depolarizing, shots: 100_000 },
      "density-matrix",
      /exact/,
    ],
    [
      "noise on ten qubits, no shots",
      createCircuit(10, ghz(10)),
      { noise: depolarizing },
      "density-matrix",
      /exact/,
    ],
    [
      "noise on fourteen qubits",
      createCircuit(14, ghz(14)),
      { noise: depolarizing },
      "trajectories",
      /does not fit/,
    ],
    [
      "a measurement inside",
      createCircuit(2, [...bell, measure([0], [0]), gate("h", [0])], { bitCount: 1 }),
      { shots: 50 },
      "density-matrix",
      /measures, resets or branches before its end/,
    ],
    [
      "a measurement inside on many qubits",
      createCircuit(16, [...ghz(16), measure([0], [0]), gate("h", [0])], { bitCount: 1 }),
      { shots: 50 },
      "trajectories",
      /shot by shot/,
    ],
  ];
  it.each(rows)("%s", async (_, circuit, options, method, reason) => {
    const plan = planSimulation(circuit, options);
    expect(plan.method).toBe(method);
    expect(plan.reason).toMatch(reason);
    expect(plan.reason.split(". ")).toHaveLength(1);
    expect(plan.memoryBytes).toBeGreaterThan(0);
    if (circuit.qubitCount < 10) {
      const result = await simulate(circuit, options);
      expect(result).toMatchObject(plan);
    }
  });

  it("memory is 16 bytes an amplitude or entry, told before", () => {
    expect(planSimulation(createCircuit(10, [gate("h", [0])]), { stateVector: false }).memoryBytes).toBe(
      16 * 2 ** 10,
    );
    expect(planSimulation(createCircuit(10, [gate("h", [0])])).memoryBytes).toBe(2 * 16 * 2 ** 10);
    expect(planSimulation(createCircuit(10, ghz(10)), { noise: depolarizing }).memoryBytes).toBe(
      16 * 4 ** 10,
    );
  });
});

describe("results", () => {
  it.each([1, 2, 3])(
    "a unitary circuit's amplitudes and probabilities are those of its matrix (seed %i)",
    async (seed) => {
      const circuit = randomCircuit({ qubitCount: 4, operationCount: 15, seed, symbolic: false });
      const { stateVector, probabilities, counts, shots, bitCount } = await simulate(circuit);
      const start = { real: new Float64Array(16), imaginary: new Float64Array(16) };
      start.real[0] = 1;
      const { real, imaginary } = applyDense(denseCircuit(circuit), start);
      expect([counts, shots, bitCount]).toEqual([undefined, undefined, 4]);
      real.forEach((entry, k) => {
        expect(Math.abs(stateVector!.real[k] - entry)).toBeLessThan(1e-12);
        expect(Math.abs(stateVector!.imaginary[k] - imaginary[k])).toBeLessThan(1e-12);
        const p = probabilities![k.toString(2).padStart(4, "0")] ?? 0;
        expect(Math.abs(p - entry ** 2 - imaginary[k] ** 2)).toBeLessThan(1e-12);
      });
    },
  );

  it.each(simulationMethods)("counts are keyed by classical bits, highest first: %s", async (method) => {
    const circuit = createCircuit(3, [gate("x", [0]), gate("h", [2]), measure([0, 2], [1, 3])], {
      bitCount: 4,
    });
    const { counts } = await simulate(circuit, { method, shots: 500, seed: 3 });
    expect(Object.keys(counts!).sort()).toEqual(["0010", "1010"]);
    expectFrequency(counts!["1010"], 500, 0.5);
    expect(counts!["0010"] + counts!["1010"]).toBe(500);
  });

  it("a circuit that measures nothing counts all qubits, readout errors included", async () => {
    const circuit = createCircuit(2, [gate("x", [1])]);
    const { probabilities, counts } = await simulate(circuit, { noise: confused, shots: 20_000, seed: 1 });
    const expected = { "00": 0.2 * 0.9, "01": 0.2 * 0.1, "10": 0.8 * 0.9, "11": 0.8 * 0.1 };
    for (const [text, p] of Object.entries(expected)) {
      expect(probabilities![text]).toBeCloseTo(p, 13);
      expectFrequency(counts![text], 20_000, p);
    }
  });

  it.each(simulationMethods)("expectation values of a Bell state and their errors: %s", async (method) => {
    const noise = method === "state-vector" ? undefined : depolarizing;
    const result = await simulate(createCircuit(2, bell), {
      method,
      shots: 4000,
      seed: 6,
      observables: [parsePauliSum({ ZZ: 1 }), parsePauliSum({ XX: 0.5, YY: 1 })],
      ...(noise ? { noise } : {}),
    });
    // h leaves a |+⟩ or, depolarised, ⟨X⟩ = 0.98; the cx's noise shrinks all by 0.9.
    const shrink = noise ? 0.9 : 1;
    const wanted = [shrink, (0.5 - 1) * shrink * (noise ? 0.98 : 1)];
    result.expectations!.forEach(({ value, standardError }, index) => {
      expect(Math.abs(value - wanted[index])).toBeLessThan(5 * standardError + 1e-12);
      // Noise makes both of these follow shots.
      expect(standardError > 0).toBe(method === "trajectories" || method === "stabilizer");
      expect(standardError).toBeLessThan(0.02);
    });
  });

  it("the three methods for any circuit agree", async () => {
    const circuit = randomCircuit({ qubitCount: 3, operationCount: 10, seed: 4, symbolic: false });
    const [vector, matrix, shots] = await Promise.all(
      simulationMethods
        .filter((method) => method !== "stabilizer")
        .map((method) => simulate(circuit, { method, shots: 5000, seed: 9 })),
    );
    for (const [text, p] of Object.entries(vector.probabilities!)) {
      expect(Math.abs((matrix.probabilities![text] ?? 0) - p)).toBeLessThan(1e-12);
      for (const { counts } of [vector, matrix, shots]) expectFrequency(counts![text], 5000, p);
    }
    expect(shots.probabilities).toBeUndefined();
  });

  it("a later final measurement into the same bit is the one that counts", async () => {
    const circuit = createCircuit(2, [gate("x", [1]), measure([0], [0]), measure([1], [0])], { bitCount: 1 });
    for (const method of simulationMethods) {
      expect((await simulate(circuit, { method, shots: 20 })).counts).toEqual({ "1": 20 });
    }
  });

  it("the same seed gives the same result, with and without threads", async () => {
    await using pool = createComputePool({ threads: 2 });
    const circuit = createCircuit(4, [
      ...bell,
      gate("cx", [1, 2]),
      gate("ry", [3], [0.4]),
      gate("cx", [2, 3]),
    ]);
    const options = { noise: depolarizing, method: "trajectories", shots: 300, seed: 5 } as const;
    const alone = await simulate(circuit, options);
    const shared = await simulate(circuit, { ...options, pool });
    expect({ ...shared, seconds: 0, memoryBytes: 0 }).toEqual({ ...alone, seconds: 0, memoryBytes: 0 });
    expect((await simulate(circuit, { ...options, seed: 6 })).counts).not.toEqual(alone.counts);
    const exact = { shots: 1000, seed: 2 };
    expect((await simulate(circuit, exact)).counts).toEqual(
      (await simulate(circuit, { ...exact, pool })).counts,
    );
  });

  it("single precision and in-place states give the same counts", async () => {
    const circuit = createCircuit(
      12,
      Array.from({ length: 60 }, (_, k) =>
        k % 3 === 2 ? gate("cx", [k % 12, (k + 5) % 12]) : gate("ry", [k % 12], [k]),
      ),
    );
    const options = { shots: 2000, seed: 7 };
    const double = await simulate(circuit, options);
    const inPlace = await simulate(circuit, { ...options, stateVector: false });
    expect(inPlace.stateVector).toBeUndefined();
    expect(inPlace.counts).toEqual(double.counts);
    const single = await simulate(circuit, { ...options, precision: "single" });
    const [text] = Object.keys(double.counts!);
    expect(Math.abs(single.probabilities![text] - double.probabilities![text])).toBeLessThan(1e-6);
  });

  it("a preset spoils a GHZ state, the trapped-ion device less", async () => {
    const circuit = createCircuit(4, [...bell, gate("cx", [1, 2]), gate("cx", [2, 3])]);
    const good = async (noise: NoisePresetName): Promise<number> => {
      const { probabilities } = await simulate(circuit, { noise });
      return probabilities!["0000"] + probabilities!["1111"];
    };
    const [superconducting, ion] = [await good("superconducting"), await good("trapped-ion")];
    expect(ion).toBeGreaterThan(superconducting);
    expect(superconducting).toBeLessThan(0.95);
    expect(ion).toBeLessThan(0.995);
    expect(superconducting).toBeGreaterThan(0.85);
  });

  it("a reset and a conditional are followed exactly", async () => {
    const circuit = createCircuit(
      2,
      [
        gate("ry", [0], [1]),
        measure([0], [0]),
        conditional({ kind: "compare", bits: [0], comparison: "==", value: "1" }, [gate("x", [1])]),
        reset(0),
        measure([0, 1], [1, 2]),
      ],
      { bitCount: 3 },
    );
    const { method, probabilities } = await simulate(circuit);
    expect(method).toBe("density-matrix");
    expect(probabilities!["101"]).toBeCloseTo(Math.sin(0.5) ** 2, 14);
    expect(probabilities!["000"]).toBeCloseTo(Math.cos(0.5) ** 2, 14);
  });

  it("large states are sampled by one pass with the same distribution", () => {
    const qubitCount = 23;
    const state = {
      qubitCount,
      real: new Float64Array(2 ** qubitCount),
      imaginary: new Float64Array(2 ** qubitCount),
    };
    state.real[5] = Math.sqrt(0.3);
    state.imaginary[2 ** 22 + 1] = Math.sqrt(0.7);
    const counts = new Map<number, number>();
    const shots = 10_000;
    sampleBasisStates(state, shots, createRandom(1), (outcome) =>
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1),
    );
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([5, 2 ** 22 + 1]);
    expectFrequency(counts.get(5), shots, 0.3);
    expect(counts.get(5)! + counts.get(2 ** 22 + 1)!).toBe(shots);
  });

  it("a plan needs no values of parameters", () => {
    const circuit = createCircuit(3, [gate("rx", [0], [parameter("a")]), gate("ccx", [0, 1, 2])]);
    expect(planSimulation(circuit).method).toBe("state-vector");
    expect(planSimulation(circuit, { noise: "superconducting" }).method).toBe("density-matrix");
  });
});

describe("progress and cancelling", () => {
  const layers = Array.from({ length: 300 }, (_, k) =>
    k % 2 === 0 ? gate("ry", [k % 8], [k]) : gate("cx", [k % 8, (k + 1 + (k % 7)) % 8]),
  );
  const slow = createCircuit(8, layers);
  it.each(["density-matrix", "trajectories"] as const)("%s", async (method) => {
    const progress: number[] = [];
    const options = { noise: noisePreset("superconducting"), method, shots: 2000 };
    await simulate(slow, { ...options, shots: 300, onProgress: (done) => progress.push(done) });
    expect(progress[0]).toBe(0);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    // Cancelled in the middle: at the first sign of progress.
    const controller = new AbortController();
    const running = simulate(createCircuit(10, [...layers, ...layers, ...layers]), {
      ...options,
      signal: controller.signal,
      onProgress: (done) => {
        if (done > 0) controller.abort(new Error("no longer wanted"));
      },
    });
    await expect(running).rejects.toThrow("no longer wanted");
  });
});

describe("what is refused", () => {
  const circuit = createCircuit(2, bell);
  const rows: readonly [string, Circuit, object, RegExp][] = [
    ["no shots", circuit, { shots: 0 }, /shots must be an integer in \[1, 1000000000\], got 0/],
    [
      "an unknown method",
      circuit,
      { method: "tensor" },
      /method must be one of auto, state-vector, density-matrix, trajectories, stabilizer, got "tensor"/,
    ],
    [
      "an unknown precision",
      circuit,
      { precision: "half" },
      /precision must be double or single, got "half"/,
    ],
    [
      "single precision for a density matrix",
      circuit,
      { precision: "single", noise: depolarizing },
      /single precision is for the method "state-vector"/,
    ],
    [
      "a state vector with noise",
      circuit,
      { method: "state-vector", noise: depolarizing },
      /this one has noise: use "density-matrix"/,
    ],
    [
      "an unknown preset",
      circuit,
      { noise: "perfect" },
      /noise preset must be one of superconducting, trapped-ion/,
    ],
    ["a broken noise model", circuit, { noise: { gates: [{}] } }, /noise\.gates\[0\]\.noise must be a list/],
    [
      "a parameter without value",
      createCircuit(1, [gate("rx", [0], [parameter("a")])]),
      {},
      /parameter a must be bound/,
    ],
    ["NaN as the seed", circuit, { seed: NaN }, /seed must be a finite number, got NaN/],
    [
      "an observable of other qubits",
      circuit,
      { observables: [parsePauliSum({ Z: 1 })] },
      /observables\[0\] must be a Pauli sum on the circuit's 2 qubits, got 1/,
    ],
    [
      "an observable that is not Hermitian",
      circuit,
      { observables: [{ qubitCount: 2, terms: [{ x: 1, z: 0, real: 0, imaginary: 1 }] }] },
      /observables\[0\] must have real coefficients/,
    ],
    ["no memory", circuit, { memoryLimitBytes: NaN }, /memoryLimitBytes must be a number above 0, got NaN/],
    [
      "a density matrix that does not fit",
      createCircuit(13, bell),
      { method: "density-matrix", memoryLimitBytes: 1e9 },
      /needs 1073741824 bytes for 13 qubits; the limit is 1000000000 bytes: use "trajectories"/,
    ],
    [
      "a state vector that does not fit",
      createCircuit(20, [...bell, gate("t", [0])]),
      { memoryLimitBytes: 1e6 },
      /needs 33554432 bytes for 20 qubits; the limit is 1000000 bytes/,
    ],
    ["absurd sizes", createCircuit(40, [...bell, gate("t", [0])]), {}, /a state vector of 40 qubits needs/],
  ];
  it.each(rows)("%s", async (_, refused, options, message) => {
    await expect(simulate(refused, options)).rejects.toThrow(message);
  });
});

it("what is no circuit is refused by name", async () => {
  for (const none of [undefined, null, {}, "h q;"] as unknown as Circuit[]) {
    await expect(simulate(none)).rejects.toThrow("circuit must be { qubitCount, operations }");
  }
});
