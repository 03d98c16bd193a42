import { afterAll, describe, expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { composeCircuits } from "../circuit/compose.ts";
import { prepareDickeState } from "../circuit/library/prepare-dicke-state.ts";
import { diagonal, gate, unitary } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { InvalidArgumentError, StateVectorTooLargeError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import { circuitMatrix } from "../testing/circuit-matrix.ts";
import { createComputePool } from "../workers/piscina-pool.ts";
import { createDiagonalSpace, listStates, stateBits, stateIndex } from "./diagonal-space.ts";
import type { DiagonalSpace } from "./diagonal-space.ts";
import { qokit } from "./reference/qokit.ts";
import { completeEdges, ringEdges } from "./mixer-edges.ts";
import { createQaoaEngine } from "./qaoa-engine.ts";
import { sampleIndices } from "./sampling.ts";
import type { QaoaAngles, QaoaEngineOptions, QaoaMixer, QaoaObjective } from "./qaoa-engine.ts";

/** Some hundred roundings of amplitudes below 1. */
const rounding = 1e-12;

const pool = createComputePool({ threads: 2 });
afterAll(() => pool[Symbol.asyncDispose]());

function randomCosts(size: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: size }, () => 2 * random.normal());
}

function randomAngles(
  layers: number,
  betaCount: number,
  seed: number,
): { gammas: number[]; betas: number[] } {
  const random = createRandom(seed);
  const draw = (): number => 2 * random.normal();
  return {
    gammas: Array.from({ length: layers }, draw),
    betas: Array.from({ length: layers * betaCount }, draw),
  };
}

/** The same circuit in the gates of the state-vector engine; costs outside the sector are set to 0. */
function circuitOf(space: DiagonalSpace, mixer: QaoaMixer, costs: Float64Array, angles: QaoaAngles) {
  const { qubitCount, weight } = space;
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const all = new Float64Array(2 ** qubitCount);
  listStates(space).forEach((bits, index) => (all[bits] = costs[index]));
  const operations: Operation[] = weight === undefined ? qubits.map((qubit) => gate("h", [qubit])) : [];
  const edges = mixer === "xy-ring" ? ringEdges(qubitCount) : completeEdges(qubitCount);
  const layers = angles.gammas.length;
  const rotations = mixer === "x" ? qubits.map((qubit) => [qubit]) : edges;
  for (let layer = 0; layer < layers; layer++) {
    operations.push(
      diagonal(
        Array.from(all, (cost) => -angles.gammas[layer] * cost),
        qubits,
      ),
    );
    rotations.forEach((on, index) => {
      const beta = angles.betas[angles.betas.length === layers ? layer : layer * rotations.length + index];
      operations.push(mixer === "x" ? gate("rx", on, [2 * beta]) : gate("xx_plus_yy", on, [2 * beta, 0]));
    });
  }
  const circuit = createCircuit(qubitCount, operations);
  return weight === undefined ? circuit : composeCircuits(prepareDickeState(qubitCount, weight), circuit);
}

interface Case {
  readonly mixer: QaoaMixer;
  readonly qubitCount: number;
  readonly weight?: number;
  readonly lowBits?: number;
}

const cases: readonly Case[] = [
  { mixer: "x", qubitCount: 1 },
  { mixer: "x", qubitCount: 5 },
  { mixer: "x", qubitCount: 8, lowBits: 4 },
  { mixer: "x", qubitCount: 9, lowBits: 5 },
  { mixer: "x", qubitCount: 9, lowBits: 3 },
  { mixer: "xy-ring", qubitCount: 2, weight: 1 },
  { mixer: "xy-ring", qubitCount: 7, weight: 3 },
  { mixer: "xy-ring", qubitCount: 8, weight: 4, lowBits: 4 },
  { mixer: "xy-ring", qubitCount: 9, weight: 2, lowBits: 3 },
  // Cells of four blocks and columns of all blocks of a low weight.
  { mixer: "xy-ring", qubitCount: 11, weight: 5, lowBits: 4 },
  { mixer: "xy-complete", qubitCount: 10, weight: 4, lowBits: 3 },
  { mixer: "xy-complete", qubitCount: 6, weight: 3 },
  { mixer: "xy-complete", qubitCount: 8, weight: 5, lowBits: 3 },
];

test("phases of many turns are as exact as their angles", async () => {
  const space = createDiagonalSpace({ qubitCount: 10 });
  const random = createRandom(8);
  const costs = Float64Array.from(
    { length: space.size },
    () => 10 ** (8 * random.uniform() - 4) * random.normal(),
  );
  await using engine = await createQaoaEngine({ space, costs, mixer: "x", backend: "wasm" });
  const gamma = 0.7;
  const { real, imaginary } = await engine.amplitudes({ gammas: [gamma], betas: [0] });
  const norm = Math.sqrt(space.size);
  costs.forEach((cost, k) => {
    // The angle in steps of the circle is rounded twice.
    const tolerance = 4e-15 + 3e-16 * Math.abs(gamma * cost);
    expect(Math.abs(norm * real[k] - Math.cos(gamma * cost))).toBeLessThan(tolerance);
    expect(Math.abs(norm * imaginary[k] + Math.sin(gamma * cost))).toBeLessThan(tolerance);
  });
});

describe.each(cases)("QAOA with $mixer on $qubitCount qubits, weight $weight, low bits $lowBits", (row) => {
  const space = createDiagonalSpace(row);
  const costs = randomCosts(space.size, 11);
  const options = { space, costs, mixer: row.mixer, lowBits: row.lowBits } as QaoaEngineOptions;

  test.each([0, 1, 3, 4])("%i layers give the state of the circuit", async (layers) => {
    const angles = randomAngles(layers, 1, 5);
    await using reference = await createStateVectorEngine({ qubitCount: row.qubitCount });
    const expected = await reference.run(circuitOf(space, row.mixer, costs, angles));
    for (const backend of ["wasm", "typescript"] as const) {
      await using engine = await createQaoaEngine({ ...options, backend });
      const { real, imaginary } = await engine.amplitudes(angles);
      let norm = 0;
      listStates(space).forEach((bits, k) => {
        expect(Math.abs(real[k] - expected.real[bits])).toBeLessThan(rounding);
        expect(Math.abs(imaginary[k] - expected.imaginary[bits])).toBeLessThan(rounding);
        norm += real[k] ** 2 + imaginary[k] ** 2;
      });
      expect(Math.abs(norm - 1)).toBeLessThan(rounding);
    }
  });

  test.each<QaoaObjective>(["mean", { cvar: 0.3 }])(
    "gradients are slopes of the value (%o)",
    async (objective) => {
      await using engine = await createQaoaEngine(options);
      await using plain = await createQaoaEngine({ ...options, backend: "typescript" });
      await using threaded = await createQaoaEngine({ ...options, pool });
      const angles = randomAngles(3, engine.rotationCount, 21);
      const result = await engine.valueAndGradient(angles, objective);
      const expected = await plain.valueAndGradient(angles, objective);
      expect(Math.abs(result.value - expected.value)).toBeLessThan(rounding);
      expect(await engine.value(angles, objective)).toBe(result.value);
      result.betas.forEach((slope, at) => {
        expect(Math.abs(slope - expected.betas[at])).toBeLessThan(10 * rounding);
      });
      result.gammas.forEach((slope, at) => {
        expect(Math.abs(slope - expected.gammas[at])).toBeLessThan(10 * rounding);
      });
      expect(await threaded.valueAndGradient(angles, objective)).toEqual(result);
      // Central differences: an error of h² times a third derivative, some tens here, and 1e-15/h.
      const step = 1e-5;
      for (const [field, at] of [
        ["gammas", 1] as const,
        ["betas", 0] as const,
        ["betas", result.betas.length - 1] as const,
      ]) {
        const [up, down] = [1, -1].map((sign) => ({
          ...angles,
          [field]: angles[field].map((angle, index) => (index === at ? angle + sign * step : angle)),
        }));
        const slope =
          ((await engine.value(up, objective)) - (await engine.value(down, objective))) / (2 * step);
        expect(Math.abs(slope - result[field][at])).toBeLessThan(1e-6);
      }
      const shared = randomAngles(3, 1, 22);
      const sums = await engine.valueAndGradient(shared, objective);
      const multi = await engine.valueAndGradient(
        {
          ...shared,
          betas: shared.betas.flatMap((beta) => Array.from({ length: engine.rotationCount }, () => beta)),
        },
        objective,
      );
      expect(sums.value).toBe(multi.value);
      const first = multi.betas.subarray(0, engine.rotationCount).reduce((sum, slope) => sum + slope, 0);
      expect(Math.abs(sums.betas[0] - first)).toBeLessThan(rounding * engine.rotationCount);
    },
  );
});

test("the sector's state is that of the dense matrix", async () => {
  const space = createDiagonalSpace({ qubitCount: 5, weight: 2 });
  const costs = randomCosts(space.size, 3);
  const angles = randomAngles(2, 1, 4);
  const columns = circuitMatrix(circuitOf(space, "xy-ring", costs, angles));
  await using engine = await createQaoaEngine({ space, costs, mixer: "xy-ring" });
  const { real, imaginary } = await engine.amplitudes(angles);
  listStates(space).forEach((bits, k) => {
    const at = bits * 32;
    expect(Math.abs(real[k] - columns.real[at])).toBeLessThan(rounding);
    expect(Math.abs(imaginary[k] - columns.imaginary[at])).toBeLessThan(rounding);
  });
});

test("rotations by odd quarter turns need no infinite shears", async () => {
  const space = createDiagonalSpace({ qubitCount: 9 });
  const costs = randomCosts(space.size, 8);
  const angles = { gammas: [0.3, -0.2, 0.7], betas: [Math.PI / 2, -1.5 * Math.PI + 1e-9, 0.4] };
  await using engine = await createQaoaEngine({ space, costs, mixer: "x", lowBits: 5 });
  await using plain = await createQaoaEngine({ space, costs, mixer: "x", backend: "typescript" });
  const [result, expected] = [await engine.valueAndGradient(angles), await plain.valueAndGradient(angles)];
  expect(Math.abs(result.value - expected.value)).toBeLessThan(rounding);
  expect(expected.betas.every((slope) => Math.abs(slope) > 1e-6)).toBe(true);
  result.betas.forEach((slope, at) => {
    expect(Math.abs(slope - expected.betas[at])).toBeLessThan(100 * rounding);
  });
});

test("one layer on a regular graph without triangles has Wang's closed form", async () => {
  // Ring of 6: degree 2 (d = e = 1), no triangles. Wang, Hadfield, Jiang, Rieffel, PRA 97, 022304 (2018), theorem 1:
  // ⟨cut⟩ an edge = ½ + ¼ sin 4β sin γ (cos^d γ + cos^e γ) with phases exp(−iγ·cut).
  const qubitCount = 6;
  const space = createDiagonalSpace({ qubitCount });
  const cut = Float64Array.from({ length: space.size }, (_, k) => {
    let count = 0;
    for (let j = 0; j < qubitCount; j++) count += ((k >> j) ^ (k >> ((j + 1) % qubitCount))) & 1;
    return count;
  });
  await using engine = await createQaoaEngine({ space, costs: cut, mixer: "x" });
  const [gamma, beta] = [0.7, 0.3];
  const expected = qubitCount * (0.5 + 0.25 * Math.sin(4 * beta) * Math.sin(gamma) * (2 * Math.cos(gamma)));
  expect(Math.abs((await engine.value({ gammas: [gamma], betas: [beta] })) - expected)).toBeLessThan(
    rounding,
  );
});

describe("the Grover mixer", () => {
  test("with γ = β = π finds a marked state as Grover's algorithm does", async () => {
    const space = createDiagonalSpace({ qubitCount: 8, weight: 3 });
    const costs = new Float64Array(space.size);
    costs[17] = -1;
    await using engine = await createQaoaEngine({ space, costs, mixer: "grover" });
    const layers = 4;
    const angles = { gammas: Array(layers).fill(Math.PI), betas: Array(layers).fill(Math.PI) } as QaoaAngles;
    const expected = Math.sin((2 * layers + 1) * Math.asin(1 / Math.sqrt(space.size))) ** 2;
    expect(Math.abs(-(await engine.value(angles)) - expected)).toBeLessThan(rounding);
    expect(Math.abs((await engine.probabilities(angles))[17] - expected)).toBeLessThan(rounding);
  });

  test("has the slopes of finite differences, for mean and tail", async () => {
    const space = createDiagonalSpace({ qubitCount: 6 });
    const costs = randomCosts(space.size, 9).map((cost) => Math.round(cost));
    await using engine = await createQaoaEngine({ space, costs, mixer: "grover" });
    const angles = randomAngles(2, 1, 31);
    for (const objective of ["mean", { cvar: 0.25 }] as const) {
      const { gammas, betas } = await engine.valueAndGradient(angles, objective);
      const step = 1e-5;
      const shifted = (sign: number) =>
        engine.value(
          { gammas: angles.gammas, betas: [angles.betas[0] + sign * step, angles.betas[1]] },
          objective,
        );
      expect(Math.abs((await shifted(1)) - (await shifted(-1)) - 2 * step * betas[0])).toBeLessThan(1e-10);
      const turned = (sign: number) =>
        engine.value(
          { gammas: [angles.gammas[0], angles.gammas[1] + sign * step], betas: angles.betas },
          objective,
        );
      expect(Math.abs((await turned(1)) - (await turned(-1)) - 2 * step * gammas[1])).toBeLessThan(1e-10);
    }
  });
});

test("a tail's value is the mean of the lowest costs", async () => {
  const space = createDiagonalSpace({ qubitCount: 2 });
  await using engine = await createQaoaEngine({ space, costs: [4, 1, 3, 2], mixer: "x" });
  // Without layers each state has probability ¼: (¼·1 + ¼·2 + 0.1·3)/0.6.
  expect(await engine.value({ gammas: [], betas: [] }, { cvar: 0.6 })).toBeCloseTo(1.05 / 0.6, 12);
});

test("a start state is evolved instead of the uniform one", async () => {
  for (const row of [
    { mixer: "x", qubitCount: 6 },
    { mixer: "xy-ring", qubitCount: 6, weight: 2 },
  ] as const) {
    const space = createDiagonalSpace(row);
    const costs = randomCosts(space.size, 1);
    const start = { real: new Float64Array(space.size), imaginary: new Float64Array(space.size) };
    start.real[3] = 0.6;
    start.imaginary[7] = 0.8;
    const angles = randomAngles(2, 1, 2);
    await using engine = await createQaoaEngine({ space, costs, mixer: row.mixer, start, lowBits: 4 });
    await using plain = await createQaoaEngine({
      space,
      costs,
      mixer: row.mixer,
      start,
      backend: "typescript",
    });
    const [result, expected] = [await engine.amplitudes(angles), await plain.amplitudes(angles)];
    result.real.forEach((x, k) => {
      expect(Math.abs(x - expected.real[k])).toBeLessThan(rounding);
      expect(Math.abs(result.imaginary[k] - expected.imaginary[k])).toBeLessThan(rounding);
    });
  }
});

test("two threads give the same bits as one on usual chunks", async () => {
  for (const row of [
    { mixer: "x", qubitCount: 15 },
    { mixer: "xy-ring", qubitCount: 18, weight: 8 },
  ] as const) {
    const space = createDiagonalSpace(row);
    const costs = randomCosts(space.size, 2);
    const angles = randomAngles(2, 1, 6);
    await using one = await createQaoaEngine({ space, costs, mixer: row.mixer });
    await using two = await createQaoaEngine({ space, costs, mixer: row.mixer, pool });
    expect(two.threads).toBe(2);
    expect(await two.valueAndGradient(angles)).toEqual(await one.valueAndGradient(angles));
  }
});

test.each([
  { mixer: "xy-ring", qubitCount: 21, weight: 4 },
  { mixer: "xy-complete", qubitCount: 16, weight: 12 },
  { mixer: "xy-ring", qubitCount: 36, weight: 2 },
  { mixer: "xy-complete", qubitCount: 40, weight: 2 },
  { mixer: "xy-ring", qubitCount: 5, weight: 0 },
  { mixer: "xy-ring", qubitCount: 5, weight: 5 },
  { mixer: "xy-ring", qubitCount: 1, weight: 1 },
] as const)(
  "$mixer on $qubitCount choose $weight with usual blocks is the plain calculation",
  async (row) => {
    const space = createDiagonalSpace(row);
    const costs = randomCosts(space.size, 12);
    const angles = randomAngles(2, 1, 13);
    await using engine = await createQaoaEngine({ space, costs, mixer: row.mixer });
    await using plain = await createQaoaEngine({ space, costs, mixer: row.mixer, backend: "typescript" });
    const [result, expected] = [await engine.valueAndGradient(angles), await plain.valueAndGradient(angles)];
    expect(Math.abs(result.value - expected.value)).toBeLessThan(rounding);
    for (const field of ["gammas", "betas"] as const) {
      result[field].forEach((slope, layer) => {
        expect(Math.abs(slope - expected[field][layer])).toBeLessThan(100 * rounding);
      });
    }
  },
);

test("30 choose 5 keeps its norm, forth and back", async () => {
  const space = createDiagonalSpace({ qubitCount: 30, weight: 5 });
  const costs = randomCosts(space.size, 14);
  await using engine = await createQaoaEngine({ space, costs, mixer: "xy-ring" });
  const angles = randomAngles(3, 1, 15);
  const norm = (await engine.probabilities(angles)).reduce((sum, probability) => sum + probability, 0);
  // Roundings of 142,506 sums.
  expect(Math.abs(norm - 1)).toBeLessThan(1e-10);
  const { gammas } = await engine.valueAndGradient(angles);
  const step = 1e-5;
  const [up, down] = [1, -1].map((sign) => ({
    ...angles,
    gammas: angles.gammas.with(0, angles.gammas[0] + sign * step),
  }));
  const slope = ((await engine.value(up)) - (await engine.value(down))) / (2 * step);
  expect(Math.abs(gammas[0])).toBeGreaterThan(1e-4);
  expect(Math.abs(slope - gammas[0])).toBeLessThan(1e-8);
});

describe("spaces", () => {
  test("indices and bits are inverse and in ascending order", () => {
    const space = createDiagonalSpace({ qubitCount: 9, weight: 4 });
    const states = listStates(space);
    expect(states.length).toBe(126);
    states.forEach((bits, index) => {
      if (index > 0) expect(bits).toBeGreaterThan(states[index - 1]);
      expect(stateBits(space, index)).toBe(bits);
      expect(stateIndex(space, bits)).toBe(index);
    });
    const wide = createDiagonalSpace({ qubitCount: 40, weight: 5 });
    expect(wide.size).toBe(658008);
    const last = 31 * 2 ** 35;
    expect(listStates(wide)[658007]).toBe(last);
    expect([stateBits(wide, 658007), stateIndex(wide, last)]).toEqual([last, 658007]);
    expect(listStates(createDiagonalSpace({ qubitCount: 4, weight: 0 }))).toEqual(Float64Array.of(0));
  });

  test("what does not fit is refused by name", async () => {
    expect(() => createDiagonalSpace({ qubitCount: 28 })).toThrow(
      "qubitCount must be an integer in [1, 27], got 28",
    );
    expect(() => createDiagonalSpace({ qubitCount: 5, weight: 6 })).toThrow(
      "weight must be an integer in [0, 5], got 6",
    );
    expect(() => createDiagonalSpace({ qubitCount: 31, weight: 15 })).toThrow(StateVectorTooLargeError);
    const space = createDiagonalSpace({ qubitCount: 3 });
    const costs = new Float64Array(8);
    const bad: [Partial<QaoaEngineOptions>, string][] = [
      [{ costs: [1] }, "costs must have 8 entries, one a state, got 1"],
      [{ costs: [0, 0, NaN, 0, 0, 0, 0, 0] }, "costs[2] must be a finite number, got NaN"],
      [{ mixer: "xy-ring" }, "mixer xy-ring needs a space with a weight"],
      [{ mixer: "y" as never }, "mixer must be one of x, xy-ring, xy-complete, grover, got y"],
    ];
    for (const [options, message] of bad) {
      await expect(createQaoaEngine({ space, costs, mixer: "x", ...options })).rejects.toThrow(message);
    }
    await using engine = await createQaoaEngine({ space, costs, mixer: "x" });
    expect(() => engine.value({ gammas: [1], betas: [1, 2] })).toThrow(InvalidArgumentError);
    expect(() => engine.value({ gammas: [1], betas: [1] }, { cvar: 0 })).toThrow(
      "objective.cvar must be in (0, 1], got 0",
    );
  });
});

test.each(["x", "xy-ring", "xy-complete"] as const)(
  "energies with mixer %s are those of QOKit",
  async (mixer) => {
    const space = createDiagonalSpace({
      qubitCount: qokit.qubitCount,
      weight: mixer === "x" ? undefined : qokit.weight,
    });
    const costs = Float64Array.from(listStates(space), (bits) => qokit.costs[bits]);
    await using engine = await createQaoaEngine({ space, costs, mixer });
    const angles = { gammas: qokit.gammas.map((angle) => angle / 2), betas: qokit.betas };
    expect(Math.abs((await engine.value(angles)) - qokit.energies[mixer])).toBeLessThan(rounding);
  },
);

test("samples follow the probabilities and their seed", () => {
  const probabilities = Float64Array.of(0.1, 0, 0.6, 0.3);
  const shots = 10000;
  const counts = sampleIndices(probabilities, { shots, seed: 7 });
  expect(counts).toEqual(sampleIndices(probabilities, { shots, seed: 7 }));
  expect(counts.map(({ index }) => index)).toEqual([2, 3, 0]);
  for (const { index, count } of counts) {
    const expected = probabilities[index];
    // Five standard errors.
    expect(Math.abs(count / shots - expected)).toBeLessThan(
      5 * Math.sqrt((expected * (1 - expected)) / shots),
    );
  }
});

describe.each([
  { mixer: "x", qubitCount: 5 },
  { mixer: "xy-ring", qubitCount: 5, weight: 2 },
  { mixer: "xy-complete", qubitCount: 4, weight: 2 },
] as const)("$mixer with tilted axes", ({ mixer, ...sector }) => {
  const space = createDiagonalSpace(sector);
  const { qubitCount } = space;
  const costs = randomCosts(space.size, 3);
  const edges = mixer === "xy-ring" ? ringEdges(qubitCount) : completeEdges(qubitCount);
  const rotations = mixer === "x" ? Array.from({ length: qubitCount }, (_, qubit) => [qubit]) : edges;
  const random = createRandom(17);
  const tilts = rotations.map(() => Math.PI * random.uniform());

  /** exp(−iβ(sin θ·X + cos θ·Z)) on a qubit, or on the states 01 and 10 of a pair, whose first one has the lower qubit 1. */
  const rotation = (on: readonly number[], beta: number, tilt: number): Operation => {
    const size = 2 ** on.length;
    const [a, b] = on.length === 1 ? [0, 1] : [1, 2];
    const real: number[] = Array.from({ length: size ** 2 }, (_, at): number =>
      at % (size + 1) === 0 ? 1 : 0,
    );
    const imaginary: number[] = real.map(() => 0);
    real[a * size + a] = real[b * size + b] = Math.cos(beta);
    imaginary[a * size + a] = -Math.sin(beta) * Math.cos(tilt);
    imaginary[b * size + b] = Math.sin(beta) * Math.cos(tilt);
    imaginary[a * size + b] = imaginary[b * size + a] = -Math.sin(beta) * Math.sin(tilt);
    return unitary({ real, imaginary }, on);
  };

  test("gives the state of its circuit", async () => {
    const angles = randomAngles(2, 1, 9);
    const all = new Float64Array(2 ** qubitCount);
    listStates(space).forEach((bits, index) => (all[bits] = costs[index]));
    const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
    const operations = angles.gammas.flatMap((gamma, layer) => [
      diagonal(
        Array.from(all, (cost) => -gamma * cost),
        qubits,
      ),
      ...rotations.map((on, index) => rotation(on, angles.betas[layer], tilts[index])),
    ]);
    const prepare =
      space.weight === undefined
        ? createCircuit(
            qubitCount,
            qubits.map((qubit) => gate("h", [qubit])),
          )
        : prepareDickeState(qubitCount, space.weight);
    await using reference = await createStateVectorEngine({ qubitCount });
    const expected = await reference.run(composeCircuits(prepare, createCircuit(qubitCount, operations)));
    await using engine = await createQaoaEngine({ space, costs, mixer, tilts });
    const { real, imaginary } = await engine.amplitudes(angles);
    listStates(space).forEach((bits, k) => {
      expect(Math.abs(real[k] - expected.real[bits])).toBeLessThan(rounding);
      expect(Math.abs(imaginary[k] - expected.imaginary[bits])).toBeLessThan(rounding);
    });
  });

  test("gradients are central differences", async () => {
    await using engine = await createQaoaEngine({ space, costs, mixer, tilts });
    const angles = randomAngles(2, engine.rotationCount, 4);
    const { betas } = await engine.valueAndGradient(angles);
    const step = 1e-5;
    for (const at of [0, betas.length - 1]) {
      const value = (sign: number): Promise<number> =>
        engine.value({
          ...angles,
          betas: angles.betas.map((beta, k) => (k === at ? beta + sign * step : beta)),
        });
      expect(Math.abs(((await value(1)) - (await value(-1))) / (2 * step) - betas[at])).toBeLessThan(1e-7);
    }
  });

  test("axes at a right angle are the plain mixer", async () => {
    const angles = randomAngles(2, 1, 6);
    await using engine = await createQaoaEngine({ space, costs, mixer, tilts: tilts.map(() => Math.PI / 2) });
    await using plain = await createQaoaEngine({ space, costs, mixer });
    expect(Math.abs((await engine.value(angles)) - (await plain.value(angles)))).toBeLessThan(rounding);
  });

  test("other numbers of axes are refused", async () => {
    await expect(createQaoaEngine({ space, costs, mixer, tilts: [1] })).rejects.toThrow(
      /tilts must be \d+ finite/,
    );
  });
});
