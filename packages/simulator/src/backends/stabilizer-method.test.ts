import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { barrier, conditional, gate, measure, reset } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { createRandom } from "../math/random.ts";
import { createNoiseModel } from "../noise/create-noise-model.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { randomCliffordCircuit } from "../stabilizer/testing/clifford-oracle.ts";
import { planSimulation } from "./plan-simulation.ts";
import { simulate } from "./simulate.ts";
import type { SimulationPlanOptions } from "./simulation.ts";

const method = "stabilizer";

const ghz = (qubitCount: number): Operation[] => [
  gate("h", [0]),
  ...Array.from({ length: qubitCount - 1 }, (_, qubit) => gate("cx", [qubit, qubit + 1])),
];

const whenSet = (bit: number, ...operations: Operation[]): Operation =>
  conditional({ kind: "compare", bits: [bit], comparison: "==", value: "1" }, operations);

/** Measurements, resets and conditionals between random Clifford gates; all qubits are measured at the end. */
function dynamicCircuit(seed: number): Circuit {
  const [first, second, third] = [0, 1, 2].map((part) => randomCliffordCircuit(4, 8, 10 * seed + part));
  return createCircuit(
    4,
    [
      ...first.operations,
      measure([2, 0], [4, 5]),
      whenSet(5, gate("sx", [1]), gate("cx", [1, 3])),
      ...second.operations,
      reset(seed % 4),
      whenSet(4, ...third.operations),
      gate("h", [3]),
      measure([0, 1, 2, 3], [0, 1, 2, 3]),
    ],
    { bitCount: 6 },
  );
}

const pauliNoise = createNoiseModel({
  gates: [
    { qubitCount: 1, noise: [{ channel: { kind: "pauli", probabilities: { X: 0.05, Y: 0.02, Z: 0.04 } } }] },
    { qubitCount: 2, noise: [{ channel: { kind: "depolarizing", qubitCount: 2, probability: 0.1 } }] },
  ],
  measurement: [
    {
      confusion: [
        [0.95, 0.05],
        [0.1, 0.9],
      ],
    },
  ],
  reset: [{ noise: [{ kind: "reset", probability: 0.1, excitedProbability: 0.2 }] }],
});
const readout = createNoiseModel({ measurement: pauliNoise.measurement });
const relaxation = createNoiseModel({
  gates: [{ noise: [{ channel: { kind: "amplitude-damping", gamma: 0.1 } }] }],
});

/**
 * Pearson's χ² of counts against probabilities, and its degrees of freedom; outcomes that few shots are expected of are
 * taken together. Outcomes of probability 0 must not occur.
 */
function chiSquare(
  counts: Readonly<Record<string, number>>,
  probabilities: Readonly<Record<string, number>>,
  shots: number,
): { value: number; freedom: number } {
  for (const text of Object.keys(counts)) expect(probabilities[text] ?? 0, text).toBeGreaterThan(1e-12);
  let [value, cells, restExpected, restCount] = [0, 0, 0, 0];
  for (const [text, probability] of Object.entries(probabilities)) {
    const expected = shots * probability;
    const count = counts[text] ?? 0;
    if (expected < 8) {
      restExpected += expected;
      restCount += count;
      continue;
    }
    value += (count - expected) ** 2 / expected;
    cells++;
  }
  if (restExpected >= 1) {
    value += (restCount - restExpected) ** 2 / restExpected;
    cells++;
  }
  return { value, freedom: cells - 1 };
}

/** χ² has the mean f and the variance 2f; five standard deviations and a few more for the skewness of small f. */
function expectDrawnFrom(
  counts: Readonly<Record<string, number>>,
  probabilities: Readonly<Record<string, number>>,
  shots: number,
): void {
  const { value, freedom } = chiSquare(counts, probabilities, shots);
  expect(value).toBeLessThan(freedom + 5 * Math.sqrt(2 * freedom) + 8);
}

const observables = [parsePauliSum({ ZIXY: 1, IZZI: 0.5 }), parsePauliSum({ XXXX: -2, IIIZ: 1, IIII: 0.25 })];

describe("the method stabilizer on circuits that a state vector takes too", () => {
  it.each([1, 2, 3, 4, 5, 6])("probabilities and expectation values are exact (seed %i)", async (seed) => {
    const { operations } = randomCliffordCircuit(4, 30, seed);
    // Qubit 1 is measured twice, and bit 0 is written twice.
    const circuit = createCircuit(4, [...operations, measure([1, 3], [0, 4]), measure([1, 2], [2, 0])], {
      bitCount: 5,
    });
    const shots = 3000;
    const found = await simulate(circuit, { method, shots, seed, observables });
    const wanted = await simulate(circuit, { method: "state-vector", shots, seed, observables });
    const strings = Object.keys(wanted.probabilities!).filter((text) => wanted.probabilities![text] > 1e-12);
    expect(Object.keys(found.probabilities!)).toEqual(strings);
    for (const text of strings) {
      expect(Math.abs(found.probabilities![text] - wanted.probabilities![text])).toBeLessThan(1e-12);
    }
    found.expectations!.forEach(({ value, standardError }, index) => {
      expect(standardError).toBe(0);
      expect(Math.abs(value - wanted.expectations![index].value)).toBeLessThan(1e-12);
    });
    expectDrawnFrom(found.counts!, wanted.probabilities!, shots);
    expect(Object.values(found.counts!).reduce((sum, count) => sum + count, 0)).toBe(shots);
  });

  it("readout errors are in the probabilities and in the counts", async () => {
    const circuit = createCircuit(4, randomCliffordCircuit(4, 30, 8).operations);
    const [shots, seed] = [4000, 2];
    const found = await simulate(circuit, { method, shots, seed, noise: readout });
    const wanted = await simulate(circuit, { method: "state-vector", shots, seed, noise: readout });
    for (const [text, probability] of Object.entries(wanted.probabilities!)) {
      expect(Math.abs((found.probabilities![text] ?? 0) - probability)).toBeLessThan(1e-12);
    }
    expect(found.isSampled).toBe(false);
    expectDrawnFrom(found.counts!, wanted.probabilities!, shots);
  });

  it.each<[number, NoiseModel | undefined]>(
    [undefined, pauliNoise].flatMap((noise) =>
      [1, 2, 3, 4].map((seed): [number, typeof noise] => [seed, noise]),
    ),
  )("shots of dynamic circuits follow the density matrix (seed %i, noise %o)", async (seed, noise) => {
    const circuit = dynamicCircuit(seed);
    const shots = 3000;
    const options = { observables, ...(noise ? { noise } : {}) };
    const exact = await simulate(circuit, { ...options, method: "density-matrix" });
    const found = await simulate(circuit, { ...options, method, shots, seed });
    expect(found.isSampled).toBe(true);
    expect(found.probabilities).toBeUndefined();
    expectDrawnFrom(found.counts!, exact.probabilities!, shots);
    found.expectations!.forEach(({ value, standardError }, index) => {
      const error = Math.abs(value - exact.expectations![index].value);
      expect(error).toBeLessThan(5 * standardError + 1e-12);
    });
    // Shots run in parts are the same shots.
    const parts = await Promise.all(
      [0, 1000].map((firstShot) =>
        simulate(circuit, { ...options, method, seed, firstShot, shots: firstShot === 0 ? 1000 : 2000 }),
      ),
    );
    const sum: Record<string, number> = {};
    for (const { counts } of parts) {
      for (const [text, count] of Object.entries(counts!)) sum[text] = (sum[text] ?? 0) + count;
    }
    expect(sum).toEqual(found.counts);
  });

  it("the same seed gives the same counts, another seed others", async () => {
    for (const circuit of [createCircuit(6, randomCliffordCircuit(6, 40, 3).operations), dynamicCircuit(2)]) {
      const run = async (seed: number) => (await simulate(circuit, { method, shots: 300, seed })).counts;
      expect(await run(1)).toEqual(await run(1));
      expect(await run(1)).not.toEqual(await run(2));
    }
  });
});

describe("circuits too large for a state vector", () => {
  it("a GHZ state of 100 qubits is all 0 or all 1, half each", async () => {
    const { counts, probabilities, ...plan } = await simulate(createCircuit(100, ghz(100)), {
      shots: 1000,
      seed: 1,
    });
    expect(plan).toMatchObject({ method, isSampled: false, bitCount: 100, shots: 1000 });
    expect(plan.reason).toMatch(/Clifford and a state vector of 100 qubits does not fit/);
    // Two tableaus of 2·100 rows with 2·100 letters' bits and their signs, and the directions.
    expect(plan.memoryBytes).toBe(2 * (16 * 100 * 4 + 8 * 4) + 4 * 100 * 4);
    const [zeros, ones] = ["0".repeat(100), "1".repeat(100)];
    expect(probabilities).toEqual({ [zeros]: 0.5, [ones]: 0.5 });
    expect(counts![zeros] + counts![ones]).toBe(1000);
    // The standard deviation of either count is √(1000/4) = 15.8; 5 of them.
    expect(Math.abs(counts![zeros] - 500)).toBeLessThan(80);
  });

  it("bits of 100 independent coins are 1 in half of the shots, and no probabilities are listed", async () => {
    const coins = createCircuit(
      100,
      Array.from({ length: 100 }, (_, qubit) => gate("h", [qubit])),
    );
    const { counts, probabilities } = await simulate(coins, { shots: 1000, seed: 5 });
    expect(probabilities).toBeUndefined();
    const ones = new Array<number>(100).fill(0);
    for (const [text, count] of Object.entries(counts!)) {
      Array.from(text).forEach((bit, at) => (ones[at] += bit === "1" ? count : 0));
    }
    for (const one of ones) expect(Math.abs(one - 500)).toBeLessThan(80);
    // Equal bitstrings among 1000 of 2^100 do not occur.
    expect(Object.keys(counts!)).toHaveLength(1000);
    await expect(simulate(coins, { probabilities: true })).rejects.toThrow(
      /2\^100 bitstrings.*ask for shots/,
    );
  });

  it.each([1, 2, 3])(
    "coins sent through a classical network come back through it (seed %i)",
    async (seed) => {
      const [qubitCount, coinCount] = [70, 35];
      const random = createRandom(seed);
      const below = (limit: number): number => Math.floor(random.uniform() * limit);
      const network = Array.from({ length: 400 }, (): [from: number, to: number] => {
        const from = below(qubitCount);
        return [from, (from + 1 + below(qubitCount - 1)) % qubitCount];
      });
      const circuit = createCircuit(qubitCount, [
        ...Array.from({ length: coinCount }, (_, coin) => gate("h", [2 * coin])),
        gate("x", [1]),
        ...network.map((pair) => gate("cx", pair)),
      ]);
      const shots = 500;
      const { counts, ...plan } = await simulate(circuit, { shots, seed });
      expect(plan).toMatchObject({ method, isSampled: false });
      const heads = new Array<number>(qubitCount).fill(0);
      for (const [text, count] of Object.entries(counts!)) {
        const bits = Array.from(text, Number).reverse();
        for (const [from, to] of network.toReversed()) bits[to] ^= bits[from];
        bits.forEach((bit, qubit) => (heads[qubit] += bit * count));
      }
      heads.forEach((count, qubit) => {
        if (qubit % 2 === 0) expect(Math.abs(count - shots / 2)).toBeLessThan(5 * Math.sqrt(shots / 4));
        else expect(count, `qubit ${qubit}`).toBe(qubit === 1 ? shots : 0);
      });
    },
  );

  it("a chain of teleportations over 61 qubits, corrected by conditionals, brings the state to the end", async () => {
    const hops = 30;
    const operations: Operation[] = [gate("h", [0]), gate("s", [0])];
    for (let hop = 0; hop < hops; hop++) {
      const [from, middle, to] = [2 * hop, 2 * hop + 1, 2 * hop + 2];
      operations.push(
        gate("h", [middle]),
        gate("cx", [middle, to]),
        barrier(from, middle, to),
        gate("cx", [from, middle]),
        gate("h", [from]),
        measure([from, middle], [2 * hop, 2 * hop + 1]),
        whenSet(2 * hop + 1, gate("x", [to])),
        whenSet(2 * hop, gate("z", [to])),
      );
    }
    const end = 2 * hops;
    operations.push(gate("sdg", [end]), gate("h", [end]), measure([end], [end]));
    const circuit = createCircuit(end + 1, operations, { bitCount: end + 1 });
    const { counts, ...plan } = await simulate(circuit, { shots: 200, seed: 7 });
    expect(plan).toMatchObject({ method, isSampled: true });
    expect(plan.reason).toMatch(/shot by shot/);
    for (const text of Object.keys(counts!)) expect(text[0]).toBe("0");
    // Every other bit is a coin: 200 of 2^60 outcomes differ.
    expect(Object.keys(counts!)).toHaveLength(200);
  });

  it("flips on a line of 60 qubits come as often as their probability says", async () => {
    const noise = createNoiseModel({
      gates: [{ noise: [{ channel: { kind: "pauli", probabilities: { X: 0.1 } } }] }],
    });
    const circuit = createCircuit(
      60,
      Array.from({ length: 60 }, (_, qubit) => gate("z", [qubit])),
    );
    const shots = 300;
    const { counts, ...plan } = await simulate(circuit, { noise, shots, seed: 4 });
    expect(plan).toMatchObject({ method, isSampled: true });
    expect(plan.reason).toMatch(/Pauli errors/);
    let ones = 0;
    for (const [text, count] of Object.entries(counts!)) ones += count * text.replaceAll("0", "").length;
    const trials = 60 * shots;
    expect(Math.abs(ones / trials - 0.1)).toBeLessThan(5 * Math.sqrt(0.09 / trials));
  });
});

describe("which circuits take it by themselves", () => {
  const inside = (qubitCount: number, rounds: number): Circuit =>
    createCircuit(
      qubitCount,
      [
        ...ghz(qubitCount),
        ...Array.from({ length: rounds }, (_, round) => [
          gate("h", [round % qubitCount]),
          measure([round % qubitCount], [round]),
        ]).flat(),
        gate("h", [0]),
      ],
      { bitCount: rounds },
    );
  it.each<[string, Circuit, SimulationPlanOptions, string]>([
    ["Clifford on 24 qubits", createCircuit(24, ghz(24)), {}, "state-vector"],
    ["Clifford on 25 qubits", createCircuit(25, ghz(25)), {}, method],
    ["25 qubits with the state asked for", createCircuit(25, ghz(25)), { stateVector: true }, "state-vector"],
    ["25 qubits in single precision", createCircuit(25, ghz(25)), { precision: "single" }, "state-vector"],
    ["20 qubits and little memory", createCircuit(20, ghz(20)), { memoryLimitBytes: 1e6 }, method],
    ["one T gate", createCircuit(25, [...ghz(25), gate("t", [3])]), {}, "state-vector"],
    ["few measurements inside", inside(14, 2), { shots: 2000 }, "trajectories"],
    ["many measurements inside", inside(14, 40), { shots: 2000 }, method],
    ["noise that is not of Pauli errors", createCircuit(26, ghz(26)), { noise: relaxation }, "trajectories"],
    ["readout errors on 26 qubits", createCircuit(26, ghz(26)), { noise: readout }, method],
    [
      "Pauli noise on 14 qubits",
      createCircuit(14, ghz(14)),
      { noise: pauliNoise, shots: 50 },
      "trajectories",
    ],
  ])("%s", (_, circuit, options, wanted) => {
    // Trajectories of 26 qubits are beyond the usual limit; a plan needs no memory.
    const limit = wanted === "trajectories" ? { memoryLimitBytes: 2 ** 40 } : {};
    const plan = planSimulation(circuit, { ...limit, ...options });
    expect(plan.method).toBe(wanted);
    expect(plan.reason).toMatch(/^[A-Z][^.]*\.$/);
    expect(plan.memoryBytes).toBeGreaterThan(0);
  });
});

describe("what is refused", () => {
  const wide = createCircuit(40, ghz(40));
  it.each<[string, Circuit, SimulationPlanOptions, RegExp]>([
    [
      "a T gate",
      createCircuit(2, [gate("h", [0]), gate("t", [0])]),
      { method },
      /the method "stabilizer" needs Clifford operations.*operations\[1\] \(t\) is not; use "auto"/,
    ],
    [
      "a rotation inside a conditional",
      createCircuit(1, [measure([0], [0]), whenSet(0, gate("x", [0]), gate("rx", [0], [0.3]))], {
        bitCount: 1,
      }),
      { method },
      /operations\[1\]\.then\[1\] \(rx\(0\.3\)\) is not/,
    ],
    [
      "an angle without a value",
      createCircuit(1, [gate("rz", [0], [parameter("a")])]),
      { method },
      /operations\[0\] \(rz\) is not known to be, as a parameter has no value/,
    ],
    [
      "damping",
      createCircuit(1, [gate("h", [0])]),
      { method, noise: relaxation },
      /the noise model's channel "amplitude-damping" is not/,
    ],
    [
      "single precision",
      wide,
      { method, precision: "single" },
      /single precision is for the method "state-vector"/,
    ],
    [
      "observables wider than a Pauli sum",
      wide,
      { observables: [parsePauliSum({ Z: 1 })] },
      /Pauli sums, which hold at most 30 qubits; the circuit has 40/,
    ],
    [
      "too little memory",
      wide,
      { method, memoryLimitBytes: 100 },
      /"stabilizer" needs 2912 bytes for 40 qubits/,
    ],
  ])("%s", (_, circuit, options, message) => {
    expect(() => planSimulation(circuit, options)).toThrow(message);
  });

  it("a run stops when it is no longer wanted", async () => {
    const controller = new AbortController();
    const running = simulate(createCircuit(60, [...ghz(60), reset(0)]), {
      shots: 1_000_000,
      signal: controller.signal,
      onProgress: (done) => {
        if (done > 0) controller.abort(new Error("no longer wanted"));
      },
    });
    await expect(running).rejects.toThrow("no longer wanted");
  });
});
