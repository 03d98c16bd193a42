import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import {
  conditional,
  diagonal,
  gate,
  measure,
  pauliGadget,
  permutation,
  reset,
  unitary,
} from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { channelQubitCount } from "../noise/channel.ts";
import { createNoiseModel } from "../noise/create-noise-model.ts";
import { krausOperators } from "../noise/kraus-operators.ts";
import { compileNoisyProgram } from "../noise/noisy-program.ts";
import { formatBits } from "../noise/readout-distribution.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { purity } from "../results/purity.ts";
import { stateFidelity } from "../results/state-distance.ts";
import { densePauli, matrixDistance } from "../testing/dense-circuit.ts";
import { denseHistories, denseKrausSum, denseOnQubits } from "../testing/dense-noise.ts";
import { exampleChannels } from "../testing/example-channels.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { randomDynamicCircuit } from "../testing/random-dynamic-circuit.ts";
import { createComputePool } from "../workers/piscina-pool.ts";
import {
  densityMatrixExpectation,
  densityMatrixMarginal,
  densityMatrixOfState,
  densityMatrixTrace,
  partialTrace,
  sampleDensityMatrix,
  zeroDensityMatrix,
} from "./density-matrix.ts";
import type { DensityMatrix } from "./density-matrix.ts";
import { createDensityMatrixEngine } from "./engine.ts";
import { densityMatrixMemoryBytes } from "./memory-bytes.ts";
import type { DensityMatrixResult } from "./engine.ts";

/** Some hundred sums of products of numbers up to 1. */
const rounding = 1e-12;

const equals1 = (bit: number): Parameters<typeof conditional>[0] => ({
  kind: "compare",
  bits: [bit],
  comparison: "==",
  value: "1",
});

/** The engine's result against the dense sum over histories: ρ and the outcomes of the bits. */
async function expectOracle(
  qubitCount: number,
  operations: readonly Operation[],
  noise: unknown = {},
  bitCount = 0,
): Promise<DensityMatrixResult> {
  const circuit = createCircuit(qubitCount, operations, { bitCount });
  const model = createNoiseModel(noise);
  const result = await createDensityMatrixEngine({ qubitCount }).run(circuit, { noise: model });
  const histories = denseHistories(compileNoisyProgram(circuit, model), qubitCount, bitCount);
  const outcomes = new Map<string, number>();
  for (const { bits, rho } of histories) {
    const text = formatBits(bits);
    outcomes.set(text, (outcomes.get(text) ?? 0) + densityMatrixTrace(rho));
  }
  for (const text of new Set([...outcomes.keys(), ...result.outcomes.keys()])) {
    expect(Math.abs((outcomes.get(text) ?? 0) - (result.outcomes.get(text) ?? 0))).toBeLessThan(rounding);
  }
  return result;
}

function sumOfHistories(
  qubitCount: number,
  operations: readonly Operation[],
  noise: unknown,
  bitCount = 0,
): DensityMatrix {
  const circuit = createCircuit(qubitCount, operations, { bitCount });
  const sum = zeroDensityMatrix(qubitCount);
  for (const { rho } of denseHistories(
    compileNoisyProgram(circuit, createNoiseModel(noise)),
    qubitCount,
    bitCount,
  )) {
    for (let at = 0; at < sum.real.length; at++) {
      sum.real[at] += rho.real[at];
      sum.imaginary[at] += rho.imaginary[at];
    }
  }
  return sum;
}

/** A state without symmetry on three qubits. */
const preparation = randomCircuit({
  qubitCount: 3,
  operationCount: 12,
  seed: 5,
  symbolic: false,
  selection: "gates",
}).operations;

describe("against the dense Kraus sum", () => {
  const places: readonly (readonly number[])[] = [
    [0],
    [1],
    [2],
    [0, 1],
    [1, 0],
    [0, 2],
    [2, 0],
    [1, 2],
    [2, 1],
  ];
  it.each(exampleChannels.map((channel, index) => [index, channel.kind, channel] as const))(
    "channel %i (%s) on every order of qubits",
    async (_, __, channel) => {
      const engine = createDensityMatrixEngine({ qubitCount: 3 });
      const before = sumOfHistories(3, preparation, {});
      for (const qubits of places.filter(({ length }) => length === channelQubitCount(channel))) {
        const noise = { gates: [{ gates: ["unitary"], noise: [{ channel }] }] };
        const identity = unitary(
          {
            real: Array.from({ length: 4 ** qubits.length }, (___, at) =>
              Number(at % (2 ** qubits.length + 1) === 0),
            ),
            imaginary: new Float64Array(4 ** qubits.length),
          },
          qubits,
        );
        const { densityMatrix } = await engine.run(createCircuit(3, [...preparation, identity]), {
          noise: createNoiseModel(noise),
        });
        const expected = denseKrausSum(
          before,
          krausOperators(channel).map((k) => denseOnQubits(k, qubits, 3)),
        );
        expect(matrixDistance(densityMatrix, expected)).toBeLessThan(rounding);
        // The channel does something.
        expect(matrixDistance(densityMatrix, before)).toBeGreaterThan(1e-3);
      }
    },
  );

  it.each([1, 2, 3, 4, 5, 6])("random noisy circuits (seed %i)", async (seed) => {
    const { operations } = randomCircuit({ qubitCount: 4, operationCount: 20, seed, symbolic: false });
    const [one, two] = [exampleChannels[seed % 2 === 0 ? 0 : 5], exampleChannels[seed % 3 === 0 ? 1 : 12]];
    const noise = {
      gates: [
        { qubitCount: 1, noise: [{ channel: one }] },
        { qubitCount: 2, noise: [{ channel: two }, { channel: exampleChannels[7] }] },
        { noise: [{ channel: exampleChannels[4] }] },
      ],
    };
    const { densityMatrix } = await expectOracle(4, operations, noise);
    expect(matrixDistance(densityMatrix, sumOfHistories(4, operations, noise))).toBeLessThan(rounding);
    expect(purity(densityMatrix)).toBeLessThan(0.9);
  });

  it("wide operations and further controls", async () => {
    const operations: Operation[] = [
      ...[0, 1, 2, 3, 4].map((qubit) => gate("u", [qubit], [0.4 + qubit, 0.3 * qubit, -0.8])),
      pauliGadget("XYZYX", [3, 0, 4, 1, 2], 0.7),
      pauliGadget("ZZZZ", [3, 0, 4, 2], 1.1, [{ qubit: 1, value: 0 }]),
      pauliGadget("YXYZ", [0, 2, 1, 4], -0.6, [{ qubit: 3, value: 1 }]),
      diagonal(
        Array.from({ length: 16 }, (_, k) => Math.sin(3 * k)),
        [2, 4, 0, 1],
        [{ qubit: 3, value: 0 }],
      ),
      permutation(
        [3, 5, 0, 15, 1, 2, 4, 6, 14, 13, 12, 11, 10, 9, 8, 7],
        [4, 1, 0, 3],
        [{ qubit: 2, value: 1 }],
      ),
      gate(
        "gphase",
        [],
        [0.9],
        [
          { qubit: 2, value: 1 },
          { qubit: 0, value: 0 },
        ],
      ),
      gate("h", [1], [], [{ qubit: 4, value: 0 }]),
      gate(
        "swap",
        [1, 3],
        [],
        [
          { qubit: 0, value: 1 },
          { qubit: 4, value: 0 },
        ],
      ),
      gate("ccx", [4, 2, 0]),
      gate("gphase", [], [0.3]),
    ];
    const { densityMatrix } = await expectOracle(5, operations);
    expect(matrixDistance(densityMatrix, sumOfHistories(5, operations, {}))).toBeLessThan(rounding);
  });

  it("measurements, resets and conditionals inside a circuit, with readout errors", async () => {
    const noise = {
      gates: [
        { qubitCount: 1, noise: [{ channel: exampleChannels[5] }] },
        { qubitCount: 2, noise: [{ channel: exampleChannels[1] }] },
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
    };
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
    const result = await expectOracle(3, operations, noise, 4);
    expect(result.branchCount).toBeGreaterThan(2);
    expect(result.outcomes.size).toBe(16);
    let total = 0;
    for (const probability of result.outcomes.values()) total += probability;
    expect(Math.abs(total - 1)).toBeLessThan(rounding);
  });
});

it("is the same on one thread and on two, to the last bit", async () => {
  const { operations } = randomCircuit({ qubitCount: 9, operationCount: 24, seed: 3, symbolic: false });
  const noise = createNoiseModel({
    gates: [
      { qubitCount: 2, noise: [{ channel: exampleChannels[1] }, { channel: exampleChannels[5] }] },
      { noise: [{ channel: exampleChannels[4] }] },
    ],
  });
  const circuit = createCircuit(9, [...operations, measure([4], [0]), gate("h", [4])], { bitCount: 1 });
  const alone = await createDensityMatrixEngine({ qubitCount: 9 }).run(circuit, { noise });
  await using pool = createComputePool({ threads: 2 });
  const shared = await createDensityMatrixEngine({ qubitCount: 9, pool }).run(circuit, { noise });
  expect(matrixDistance(shared.densityMatrix, alone.densityMatrix)).toBe(0);
  expect(shared.outcomes).toEqual(alone.outcomes);
  expect(shared.densityMatrix.real.buffer).not.toBeInstanceOf(SharedArrayBuffer);
  expect(purity(shared.densityMatrix)).toBeLessThan(0.5);
});

describe("random circuits that measure, reset and branch", () => {
  const noise = {
    gates: [
      { qubitCount: 1, noise: [{ channel: exampleChannels[7] }] },
      { qubitCount: 2, noise: [{ channel: exampleChannels[12] }] },
      { noise: [{ channel: exampleChannels[0], on: [1] }] },
    ],
    measurement: [
      {
        qubits: [1],
        confusion: [
          [0.9, 0.1],
          [0.25, 0.75],
        ],
      },
      {
        noise: [exampleChannels[6]],
        confusion: [
          [0.95, 0.05],
          [0.1, 0.9],
        ],
      },
    ],
    reset: [{ noise: [exampleChannels[0]] }],
  };
  it.each([1, 2, 3, 4, 5])("are those of the dense histories (seed %i)", async (seed) => {
    const { operations } = randomDynamicCircuit({
      qubitCount: 3,
      operationCount: 12,
      measurementCount: 3,
      seed,
    });
    await expectOracle(3, operations, noise, 3);
    // With gates behind them, no measurement is left to the end, and ρ is that of all histories.
    const gated = [...operations.slice(0, -1), ...[0, 1, 2].map((qubit) => gate("id", [qubit]))];
    const { densityMatrix } = await expectOracle(3, gated, noise, 3);
    expect(matrixDistance(densityMatrix, sumOfHistories(3, gated, noise, 3))).toBeLessThan(rounding);
  });
});

describe("closed forms", () => {
  it("a GHZ state under phase damping of each qubit keeps the coherence (1 − λ)^(n/2)/2", async () => {
    const [n, lambda] = [5, 0.3];
    const operations: Operation[] = [
      gate("h", [0]),
      ...[1, 2, 3, 4].map((qubit) => gate("cx", [qubit - 1, qubit])),
      ...[0, 1, 2, 3, 4].map((qubit) => gate("id", [qubit])),
    ];
    const noise = createNoiseModel({
      gates: [{ gates: ["id"], noise: [{ channel: { kind: "phase-damping", lambda } }] }],
    });
    const { densityMatrix } = await createDensityMatrixEngine({ qubitCount: n }).run(
      createCircuit(n, operations),
      { noise },
    );
    expect(densityMatrix.real[2 ** n - 1]).toBeCloseTo((1 - lambda) ** (n / 2) / 2, 13);
    expect(purity(densityMatrix)).toBeCloseTo((1 + (1 - lambda) ** n) / 2, 13);
    expect(densityMatrixExpectation(densityMatrix, parsePauliSum({ XXXXX: 1, YYXXX: 0.5 }))).toBeCloseTo(
      (1 - lambda) ** (n / 2) * (1 - 0.5),
      13,
    );
  });

  it("teleportation gives the state to the third qubit whatever was measured", async () => {
    const prepare = gate("u", [0], [1.234, 0.5, -0.7]);
    const operations: Operation[] = [
      prepare,
      gate("h", [1]),
      gate("cx", [1, 2]),
      gate("cx", [0, 1]),
      gate("h", [0]),
      measure([0, 1], [0, 1]),
      conditional(equals1(1), [gate("x", [2])]),
      conditional(equals1(0), [gate("z", [2])]),
    ];
    const engine = createDensityMatrixEngine({ qubitCount: 3 });
    const { densityMatrix, outcomes, branchCount } = await engine.run(
      createCircuit(3, operations, { bitCount: 2 }),
    );
    const { densityMatrix: wanted } = await createDensityMatrixEngine({ qubitCount: 1 }).run(
      createCircuit(1, [prepare]),
    );
    expect(matrixDistance(partialTrace(densityMatrix, [2]), wanted)).toBeLessThan(1e-14);
    expect([...outcomes.keys()]).toEqual(["00", "01", "10", "11"]);
    for (const probability of outcomes.values()) expect(probability).toBeCloseTo(0.25, 14);
    expect(branchCount).toBe(4);
  });

  it("a measurement repeated agrees with itself, and histories that read the same are one", async () => {
    const operations: Operation[] = [
      gate("ry", [0], [2 * Math.acos(Math.sqrt(0.7))]),
      ...Array.from({ length: 12 }, () => [measure([0], [0]), gate("id", [0])]).flat(),
      measure([0], [1]),
    ];
    const result = await createDensityMatrixEngine({ qubitCount: 1 }).run(
      createCircuit(1, operations, { bitCount: 2 }),
    );
    expect(result.branchCount).toBe(2);
    expect([...result.outcomes.keys()]).toEqual(["00", "11"]);
    expect(result.outcomes.get("11")).toBeCloseTo(0.3, 14);
  });

  it("terminal readout errors are the confusion matrix times the probabilities", async () => {
    const noise = createNoiseModel({
      measurement: [
        {
          confusion: [
            [0.97, 0.03],
            [0.08, 0.92],
          ],
        },
      ],
    });
    const circuit = createCircuit(2, [gate("x", [1]), measure([0, 1], [1, 0])], { bitCount: 2 });
    const { outcomes } = await createDensityMatrixEngine({ qubitCount: 2 }).run(circuit, { noise });
    // Qubit 0 is 0 and goes to bit 1, qubit 1 is 1 and goes to bit 0.
    expect(outcomes.get("01")).toBeCloseTo(0.97 * 0.92, 14);
    expect(outcomes.get("11")).toBeCloseTo(0.03 * 0.92, 14);
    expect(outcomes.get("00")).toBeCloseTo(0.97 * 0.08, 14);
    expect(outcomes.get("10")).toBeCloseTo(0.03 * 0.08, 14);
  });
});

describe("values of a density matrix", () => {
  const rho = sumOfHistories(3, [...preparation, gate("id", [1])], {
    gates: [{ gates: ["id"], noise: [{ channel: exampleChannels[5] }] }],
  });

  it("expectation values are traces with Pauli products", () => {
    for (const text of ["III", "XYZ", "YYI", "ZIX", "IYI", "YYY"]) {
      const { real, imaginary } = densePauli(text);
      let trace = 0;
      for (let row = 0; row < 8; row++) {
        for (let column = 0; column < 8; column++) {
          const [a, b] = [row * 8 + column, column * 8 + row];
          trace += rho.real[a] * real[b] - rho.imaginary[a] * imaginary[b];
        }
      }
      expect(
        Math.abs(densityMatrixExpectation(rho, parsePauliSum({ [text]: 0.7 })) - 0.7 * trace),
      ).toBeLessThan(1e-13);
    }
  });

  it("marginals, partial traces and samples follow the order of the qubits asked for", () => {
    const marginal = densityMatrixMarginal(rho, [2, 0]);
    const reduced = partialTrace(rho, [2, 0]);
    marginal.forEach((probability, k) => expect(reduced.real[k * 5]).toBeCloseTo(probability, 14));
    let one = 0;
    for (const k of [4, 6]) one += rho.real[k * 9];
    expect(marginal[1]).toBeCloseTo(one, 14);
    const shots = 40_000;
    for (const [k, count] of sampleDensityMatrix(rho, { shots, seed: 3 })) {
      const p = rho.real[k * 9];
      expect(Math.abs(count / shots - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / shots));
    }
  });

  it("a run starts from a state vector or a density matrix", async () => {
    const state = { qubitCount: 3, real: new Float64Array(8), imaginary: new Float64Array(8) };
    state.real.fill(0.5, 0, 2);
    state.imaginary.fill(-0.5, 6);
    const engine = createDensityMatrixEngine({ qubitCount: 3 });
    const circuit = createCircuit(3, [gate("s", [1])]);
    const fromVector = await engine.run(circuit, { initial: state });
    const fromMatrix = await engine.run(circuit, { initial: densityMatrixOfState(state) });
    expect(matrixDistance(fromVector.densityMatrix, fromMatrix.densityMatrix)).toBe(0);
    expect(stateFidelity(state, fromVector.densityMatrix)).toBeCloseTo(0.5, 14);
  });
});

describe("what is refused", () => {
  it("a density matrix or histories that do not fit, with the figures", async () => {
    expect(densityMatrixMemoryBytes(12)).toBe(268_435_456);
    expect(() => createDensityMatrixEngine({ qubitCount: 14 })).toThrow(
      /14 qubits needs 4294967296 bytes; the limit is 2147483648 bytes/,
    );
    const engine = createDensityMatrixEngine({ qubitCount: 4, memoryLimitBytes: 11_000 });
    const operations = [0, 1, 2, 3].flatMap((qubit) => [
      gate("h", [qubit]),
      measure([qubit], [qubit]),
      gate("x", [qubit]),
    ]);
    await expect(engine.run(createCircuit(4, operations, { bitCount: 4 }))).rejects.toThrow(
      /keep 5 classical histories .* needs 12288 bytes/,
    );
  });
  it("other qubit counts, and a run that is cancelled", async () => {
    const engine = createDensityMatrixEngine({ qubitCount: 2 });
    const circuit = createCircuit(2, [gate("h", [0])]);
    await expect(engine.run(createCircuit(1, []))).rejects.toThrow(/engine's 2 qubits, got 1/);
    await expect(engine.run(circuit, { initial: zeroDensityMatrix(2) })).rejects.toThrow(/trace/);
    await expect(engine.run(circuit, { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow(
      "enough",
    );
  });
});
