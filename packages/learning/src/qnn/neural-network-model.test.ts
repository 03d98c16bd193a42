import { createComputePool } from "@ansatz/simulator/node";
import { createRandom } from "@ansatz/simulator";
import { afterAll, expect, test } from "vitest";
import { createDataSet } from "../data/data-set.ts";
import { createFeatureMatrix } from "../data/feature-matrix.ts";
import { networkFamilies, quantumNeuralNetwork } from "./neural-network-model.ts";

const pool = createComputePool({ threads: 2 });
afterAll(() => pool[Symbol.asyncDispose]());

const line = createFeatureMatrix(
  24,
  1,
  Float64Array.from({ length: 24 }, (_, row) => -2 + row / 6),
);
const waves = createDataSet(
  line,
  line.values.map((x) => 5 + 2 * Math.sin(1.5 * x)),
);

test("re-uploading learns a sine that no straight line fits", async () => {
  const model = quantumNeuralNetwork({
    family: "reuploading",
    qubitCount: 2,
    layers: 2,
    epochs: 150,
    batchSize: 8,
  });
  const fitted = await model.fit(waves, model.grid[0], { seed: 1 });
  const { values } = await fitted.predict(line);
  const error = values.reduce((sum, value, row) => sum + Math.abs(value - waves.targets[row]), 0) / 24;
  // A straight line misses by 0.9 on average.
  expect(error).toBeLessThan(0.15);
});

const { normal } = createRandom(2);
const points = createFeatureMatrix(
  60,
  2,
  Float64Array.from({ length: 120 }, () => normal()),
);
/** Whether the two features have the same sign: no single feature and no line tells. */
const parity = createDataSet(
  points,
  Float64Array.from({ length: 60 }, (_, row) =>
    points.values[2 * row] * points.values[2 * row + 1] > 0 ? 1 : 0,
  ),
  ["different", "same"],
);

test("an entangled network learns the parity of two signs, its twin without entanglement does not", async () => {
  const accuracy = async (family: "reuploading" | "unentangled"): Promise<number> => {
    const model = quantumNeuralNetwork({ family, layers: 3, epochs: 80, learningRate: 0.1 });
    const fitted = await model.fit(parity, model.grid[0], { seed: 4 });
    const { values } = await fitted.predict(points);
    return values.filter((value, row) => value === parity.targets[row]).length / 60;
  };
  expect(await accuracy("reuploading")).toBeGreaterThan(0.9);
  expect(await accuracy("unentangled")).toBeLessThan(0.75);
});

test.each(networkFamilies)(
  "a %s network gives the same numbers after a restore and on any number of threads",
  async (family) => {
    const model = quantumNeuralNetwork({ family, layers: 1, epochs: 2 });
    const fitted = await model.fit(parity, model.grid[0], { seed: 7 });
    const onThreads = await model.fit(parity, model.grid[0], { seed: 7, pool });
    const restored = model.restore(
      JSON.parse(JSON.stringify(fitted.save())) as ReturnType<typeof fitted.save>,
    );
    const expected = await fitted.predict(points);
    expect(await restored.predict(points)).toEqual(expected);
    expect(await onThreads.predict(points, { pool })).toEqual(expected);
    expect([...expected.probabilities!].every((value) => value > 0 && value < 1)).toBe(true);
  },
);

test("a constant target is predicted as it is, an aborted fit rejects with the reason", async () => {
  const model = quantumNeuralNetwork({ family: "reuploading", epochs: 5 });
  const constant = createDataSet(line, new Float64Array(24).fill(3));
  const { values } = await (await model.fit(constant, model.grid[0], { seed: 1 })).predict(line);
  expect(new Set(values)).toEqual(new Set([3]));
  await expect(
    model.fit(waves, model.grid[0], { seed: 1, signal: AbortSignal.abort(new Error("enough")) }),
  ).rejects.toThrow("enough");
});
