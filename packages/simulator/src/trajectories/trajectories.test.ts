import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { conditional, gate, measure, reset } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { densityMatrixExpectation } from "../density-matrix/density-matrix.ts";
import { createDensityMatrixEngine } from "../density-matrix/engine.ts";
import { createNoiseModel } from "../noise/create-noise-model.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import { noisePreset } from "../noise/presets.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { exampleChannels } from "../testing/example-channels.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { randomDynamicCircuit } from "../testing/random-dynamic-circuit.ts";
import { createComputePool } from "../workers/piscina-pool.ts";
import { runTrajectories, trajectoryMemoryBytes } from "./run-trajectories.ts";

/** Fixed seeds: a deviation of five standard errors comes by chance once in 1.7 million comparisons. */
const standardErrors = 5;

async function expectAgreement(
  circuit: Circuit,
  noise: NoiseModel,
  { shots, seed, observables = [] }: { shots: number; seed: number; observables?: readonly PauliSum[] },
): Promise<void> {
  const { qubitCount } = circuit;
  const exact = await createDensityMatrixEngine({ qubitCount }).run(circuit, { noise });
  const sampled = await runTrajectories(circuit, { noise, shots, seed, observables });
  let total = 0;
  for (const [text, count] of sampled.counts) {
    total += count;
    const p = exact.outcomes.get(text) ?? 0;
    expect(Math.abs(count / shots - p), text).toBeLessThan(
      standardErrors * Math.sqrt((p * (1 - p)) / shots) + 1e-9,
    );
  }
  expect(total).toBe(shots);
  for (const [text, p] of exact.outcomes) {
    // What never came up is rare.
    if (!sampled.counts.has(text)) expect(p).toBeLessThan(20 / shots);
  }
  observables.forEach((observable, index) => {
    const { value, standardError } = sampled.expectations[index];
    const wanted = densityMatrixExpectation(exact.densityMatrix, observable);
    expect(standardError).toBeLessThan(2 / Math.sqrt(shots));
    expect(Math.abs(value - wanted)).toBeLessThan(standardErrors * standardError + 1e-12);
  });
}

const equals1 = (bit: number): Parameters<typeof conditional>[0] => ({
  kind: "compare",
  bits: [bit],
  comparison: "==",
  value: "1",
});

describe("agree with the density matrix within five standard errors", () => {
  const observables = [parsePauliSum({ XIZ: 1 }), parsePauliSum({ YYI: 0.5, IZX: -0.7 })];
  const prepare = randomCircuit({
    qubitCount: 3,
    operationCount: 8,
    seed: 9,
    symbolic: false,
    selection: "gates",
  });

  it.each(exampleChannels.map((channel, index) => [index, channel.kind, channel] as const))(
    "channel %i (%s)",
    async (index, _, channel) => {
      const isWide = "operators" in channel ? channel.operators[0].real.length === 16 : false;
      const operations: Operation[] = [
        ...prepare.operations,
        gate("h", [0]),
        gate("cx", [0, 2]),
        gate("ry", [1], [0.7]),
        gate("cx", [2, 1]),
        measure([0, 1, 2], [0, 1, 2]),
      ];
      const isTwo =
        isWide ||
        (channel.kind === "depolarizing" && channel.qubitCount === 2) ||
        (channel.kind === "pauli" && "XY" in channel.probabilities) ||
        (channel.kind === "over-rotation" && channel.pauli.length === 2);
      const noise = createNoiseModel({
        gates: [{ qubitCount: isTwo ? 2 : 1, noise: [{ channel }] }, { noise: [] }],
      });
      await expectAgreement(createCircuit(3, operations, { bitCount: 3 }), noise, {
        shots: 4000,
        seed: 100 + index,
        observables,
      });
    },
  );

  it("measurements, resets and conditionals inside a circuit, with correlated readout errors", async () => {
    const noise = createNoiseModel({
      gates: [
        { qubitCount: 1, noise: [{ channel: exampleChannels[5] }] },
        { qubitCount: 2, noise: [{ channel: exampleChannels[1] }, { channel: exampleChannels[7] }] },
      ],
      measurement: [
        {
          qubits: [0, 2],
          confusion: [
            [0.85, 0.05, 0.06, 0.04],
            [0.1, 0.8, 0.03, 0.07],
            [0.02, 0.08, 0.9, 0],
            [0.01, 0.09, 0.15, 0.75],
          ],
        },
        {
          noise: [exampleChannels[0]],
          confusion: [
            [0.95, 0.05],
            [0.1, 0.9],
          ],
        },
      ],
      reset: [{ noise: [exampleChannels[0]] }],
    });
    const operations: Operation[] = [
      gate("ry", [0], [1.1]),
      gate("cx", [0, 1]),
      gate("h", [2]),
      measure([0, 2], [0, 1]),
      conditional(equals1(1), [gate("ry", [1], [0.4]), measure([1], [2])], [gate("cx", [1, 2]), reset(0)]),
      conditional({ kind: "and", operands: [equals1(0), equals1(2)] }, [gate("h", [1])]),
      gate("cx", [1, 0]),
      measure([0], [0]),
      measure([1], [3]),
      measure([2], [2]),
    ];
    await expectAgreement(createCircuit(3, operations, { bitCount: 4 }), noise, {
      shots: 20_000,
      seed: 4,
      observables: [parsePauliSum({ ZXI: 1 })],
    });
  });

  it.each([1, 2, 3, 4, 5, 6])("random circuits that measure, reset and branch (seed %i)", async (seed) => {
    const noise = createNoiseModel({
      gates: [
        { qubitCount: 1, noise: [{ channel: exampleChannels[8] }] },
        { qubitCount: 2, noise: [{ channel: exampleChannels[3] }] },
        { noise: [{ channel: exampleChannels[0], on: [1] }] },
      ],
      measurement: [
        {
          noise: [exampleChannels[6]],
          confusion: [
            [0.95, 0.05],
            [0.1, 0.9],
          ],
        },
      ],
      reset: [{ noise: [exampleChannels[0]] }],
    });
    const circuit = randomDynamicCircuit({ qubitCount: 3, operationCount: 20, measurementCount: 6, seed });
    await expectAgreement(circuit, noise, { shots: 4000, seed, observables: [parsePauliSum({ ZYX: 1 })] });
  });

  it.each(["superconducting", "trapped-ion"] as const)("a preset with idle noise: %s", async (name) => {
    const operations: Operation[] = [];
    for (let layer = 0; layer < 6; layer++) {
      for (let qubit = 0; qubit < 4; qubit++) operations.push(gate("ry", [qubit], [0.3 + layer + qubit]));
      operations.push(gate("cx", [layer % 4, (layer + 1) % 4]));
    }
    operations.push(measure([0, 1, 2, 3], [0, 1, 2, 3]));
    await expectAgreement(createCircuit(4, operations, { bitCount: 4 }), noisePreset(name), {
      shots: 8000,
      seed: 8,
    });
  });

  it("states of a size that the state-vector engine runs", async () => {
    // Twelve qubits, of which the density matrix sees the three that are coupled.
    const core: Operation[] = [gate("h", [0]), gate("cx", [0, 1]), gate("ry", [2], [1]), gate("cx", [1, 2])];
    const noise = createNoiseModel({
      gates: [
        { qubitCount: 1, noise: [{ channel: exampleChannels[5] }] },
        { qubitCount: 2, noise: [{ channel: exampleChannels[1] }] },
      ],
    });
    const read = measure([0, 1, 2], [0, 1, 2]);
    const exact = await createDensityMatrixEngine({ qubitCount: 3 }).run(
      createCircuit(3, [...core, read], { bitCount: 3 }),
      { noise },
    );
    const shots = 600;
    const { counts } = await runTrajectories(createCircuit(12, [...core, read], { bitCount: 3 }), {
      noise,
      shots,
      seed: 5,
    });
    for (const [text, p] of exact.outcomes) {
      expect(Math.abs((counts.get(text) ?? 0) / shots - p)).toBeLessThan(
        standardErrors * Math.sqrt((p * (1 - p)) / shots),
      );
    }
  });
});

describe("shots", () => {
  const noise = createNoiseModel({
    gates: [
      { qubitCount: 1, noise: [{ channel: exampleChannels[4] }] },
      { qubitCount: 2, noise: [{ channel: { kind: "depolarizing", qubitCount: 2, probability: 0.05 } }] },
    ],
  });
  const operations = Array.from({ length: 30 }, (_, k) =>
    k % 3 === 2 ? gate("cx", [k % 4, (k + 1) % 4]) : gate("ry", [k % 4], [k]),
  );
  const circuit = createCircuit(4, [...operations, measure([0, 1, 2, 3], [0, 1, 2, 3])], { bitCount: 4 });

  it("give the same result on one thread and on two, to the last bit", async () => {
    await using pool = createComputePool({ threads: 2 });
    const options = { noise, shots: 400, seed: 11, observables: [parsePauliSum({ ZZII: 1, IXXI: 0.3 })] };
    const alone = await runTrajectories(circuit, options);
    const progress: number[] = [];
    const shared = await runTrajectories(circuit, {
      ...options,
      pool,
      onProgress: (done) => progress.push(done),
    });
    expect(shared).toEqual(alone);
    expect(progress.at(-1)).toBe(1);
    expect(alone.counts.size).toBeGreaterThan(4);
    expect(alone.expectations[0].standardError).toBeGreaterThan(0);
    const wide = createCircuit(12, [...operations, measure([0, 1, 2, 3], [0, 1, 2, 3])], { bitCount: 4 });
    const few = { ...options, shots: 64, observables: [] };
    expect(await runTrajectories(wide, { ...few, pool })).toEqual(await runTrajectories(wide, few));
    const other = await runTrajectories(circuit, { ...options, seed: 12 });
    expect(other.counts).not.toEqual(alone.counts);
  });

  it("of the same history share one run", async () => {
    const teleport = createCircuit(
      3,
      [
        gate("ry", [0], [1.2]),
        gate("h", [1]),
        gate("cx", [1, 2]),
        gate("cx", [0, 1]),
        gate("h", [0]),
        measure([0, 1], [0, 1]),
        conditional(equals1(1), [gate("x", [2])]),
        conditional(equals1(0), [gate("z", [2])]),
        measure([2], [2]),
      ],
      { bitCount: 3 },
    );
    const shots = 10_000;
    const { counts, trajectoryCount } = await runTrajectories(teleport, { shots, seed: 1 });
    expect(trajectoryCount).toBe(4);
    const ones = [...counts].reduce((sum, [text, count]) => sum + (text.startsWith("1") ? count : 0), 0);
    const p = Math.sin(0.6) ** 2;
    expect(Math.abs(ones / shots - p)).toBeLessThan(standardErrors * Math.sqrt((p * (1 - p)) / shots));
  });

  it("a repeated measurement agrees with itself in every shot", async () => {
    const repeated = createCircuit(
      1,
      [
        gate("h", [0]),
        measure([0], [0]),
        gate("id", [0]),
        measure([0], [1]),
        gate("z", [0]),
        measure([0], [2]),
      ],
      { bitCount: 3 },
    );
    const { counts } = await runTrajectories(repeated, { shots: 1000, seed: 2 });
    expect([...counts.keys()]).toEqual(["000", "111"]);
  });

  it("a reset ends in |0⟩ whatever was entangled", async () => {
    const bell = createCircuit(2, [gate("h", [0]), gate("cx", [0, 1]), reset(0), measure([0, 1], [0, 1])], {
      bitCount: 2,
    });
    const { counts } = await runTrajectories(bell, { shots: 1000, seed: 3 });
    expect([...counts.keys()]).toEqual(["00", "10"]);
  });
});

it("qiskit-aer's counts of a noisy circuit with feed-forward", async () => {
  const { counts: references } = JSON.parse(
    await readFile(new URL("../density-matrix/reference/aer.json", import.meta.url), "utf8"),
  ) as {
    counts: {
      qubitCount: number;
      bitCount: number;
      operations: Operation[];
      noise: unknown;
      shots: number;
      counts: Record<string, number>;
    }[];
  };
  const [reference] = references;
  const shots = 40_000;
  const { counts } = await runTrajectories(
    createCircuit(reference.qubitCount, reference.operations, { bitCount: reference.bitCount }),
    { noise: createNoiseModel(reference.noise), shots, seed: 21 },
  );
  for (const [text, count] of Object.entries(reference.counts)) {
    const p = count / reference.shots;
    expect(Math.abs((counts.get(text) ?? 0) / shots - p)).toBeLessThan(
      standardErrors * Math.sqrt(p * (1 - p) * (1 / shots + 1 / reference.shots)),
    );
  }
});

describe("what is refused", () => {
  const circuit = createCircuit(2, [gate("h", [0])]);
  it.each([
    [{ shots: 0, seed: 1 }, /shots must be an integer in \[1, 1000000000\], got 0/],
    [{ shots: 1.5, seed: 1 }, /shots .* got 1\.5/],
    [{ shots: 10, seed: NaN }, /seed must be a finite number, got NaN/],
    [
      { shots: 10, seed: 1, observables: [parsePauliSum({ ZZZ: 1 })] },
      /observables\[0\] must have the circuit's 2 qubits, got 3/,
    ],
    [
      { shots: 10, seed: 1, memoryLimitBytes: 100 },
      /trajectories of 2 qubits need at least 192 bytes; the limit is 100/,
    ],
  ] as const)("%o", async (options, message) => {
    await expect(runTrajectories(circuit, options)).rejects.toThrow(message);
  });
  it("tells its memory", () => {
    expect(trajectoryMemoryBytes(16, 1024)).toBe(16 * 65536 * 13);
    // Fewer shots are run together where memory is short.
    expect(trajectoryMemoryBytes(16, 1024, 16 * 65536 * 6)).toBe(16 * 65536 * 6);
  });
  it("a run that is cancelled ends with the reason", async () => {
    const controller = new AbortController();
    const slow = createCircuit(
      9,
      Array.from({ length: 400 }, (_, k) => gate("ry", [k % 9], [k])),
    );
    const noise = createNoiseModel({ gates: [{ noise: [{ channel: exampleChannels[4] }] }] });
    setTimeout(() => controller.abort(new Error("enough")), 100);
    const started = performance.now();
    await expect(
      runTrajectories(slow, { noise, shots: 100_000, seed: 1, signal: controller.signal }),
    ).rejects.toThrow("enough");
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
