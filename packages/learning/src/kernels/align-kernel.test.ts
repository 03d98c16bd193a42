import { describe, expect, test } from "vitest";
import { createRandom } from "@ansatz/simulator";
import { createDataSet, selectSamples } from "../data/data-set.ts";
import type { DataSet } from "../data/data-set.ts";
import { createFeatureMatrix } from "../data/feature-matrix.ts";
import { covariantMap } from "../feature-maps/covariant-map.ts";
import { zzMap } from "../feature-maps/pauli-map.ts";
import { reuploadingMap } from "../feature-maps/reuploading-map.ts";
import { kernelRidge } from "../kernel-methods/kernel-ridge.ts";
import type { SavedModel } from "../models/model.ts";
import { alignKernel, createAlignmentObjective } from "./align-kernel.ts";
import { alignedModel } from "./aligned-model.ts";
import { fidelityKernel } from "./fidelity-kernel.ts";
import { nystroemModel } from "./nystroem-model.ts";

/** Rows about the poles' meridians: on one qubit the second feature is half a rotation about z. */
function meridians(rowCount: number): DataSet {
  const random = createRandom(4);
  const classes = Float64Array.from({ length: rowCount }, (_, row) => row % 2);
  const values = Float64Array.from({ length: 2 * rowCount }, (_, at) =>
    at % 2 === 0 ? 0 : 0.5 * random.uniform() + 0.8 * classes[(at - 1) / 2],
  );
  return createDataSet(createFeatureMatrix(rowCount, 2, values), classes, ["low", "high"]);
}

test("the alignment's gradient is that of the closed form on one qubit", async () => {
  const data = meridians(6);
  const map = covariantMap({ qubits: 1, edges: [] });
  const weight = 0.7;
  const found = await createAlignmentObjective(map, data, 1, {}).valueAndGradient(Float64Array.of(weight));
  // k = 1 − sin²λ·sin²(b − b′); centred, only s = sin²λ scales it, so that the alignment does not depend on λ.
  expect(Math.abs(found.gradient[0])).toBeLessThan(1e-10);
  expect(found.value).toBeGreaterThan(0.5);
});

test("the alignment's gradient is the limit of difference quotients on three qubits", async () => {
  const random = createRandom(6);
  const values = Float64Array.from({ length: 8 * 6 }, () => random.normal());
  const data = createDataSet(
    createFeatureMatrix(8, 6, values),
    Float64Array.from({ length: 8 }, () => random.normal()),
  );
  const map = covariantMap({ qubits: 3, fiducial: [0.3, 0.9, 1.4] });
  const objective = createAlignmentObjective(map, data, 1, {});
  const weights = Float64Array.from(map.weights);
  const { gradient } = await objective.valueAndGradient(weights);
  for (let index = 0; index < 3; index++) {
    // Richardson's extrapolation of central differences, with other steps: error of order h⁶.
    const central = async (h: number): Promise<number> => {
      const [up, down] = [h, -h].map((change) =>
        weights.map((value, k) => (k === index ? value + change : value)),
      );
      return ((await objective.value(up)) - (await objective.value(down))) / (2 * h);
    };
    const [a, b, c] = [await central(0.02), await central(0.01), await central(0.005)];
    const [ab, bc] = [(4 * b - a) / 3, (4 * c - b) / 3];
    expect(Math.abs(gradient[index])).toBeGreaterThan(1e-4);
    expect(Math.abs(gradient[index] - (16 * bc - ab) / 15)).toBeLessThan(1e-9);
  }
});

test("the margin's gradient is the limit of difference quotients, and its optimum that of two rows", async () => {
  const random = createRandom(16);
  const values = Float64Array.from({ length: 10 * 6 }, () => random.normal());
  const targets = Float64Array.from({ length: 10 }, (_, row) => row % 2);
  const data = createDataSet(createFeatureMatrix(10, 6, values), targets, ["a", "b"]);
  const map = covariantMap({ qubits: 3, fiducial: [0.3, 0.9, 1.4] });
  const objective = createAlignmentObjective(map, data, 1, { objective: "margin", cost: 1 });
  const weights = Float64Array.from(map.weights);
  const { gradient } = await objective.valueAndGradient(weights);
  for (let index = 0; index < 3; index++) {
    const h = 1e-3;
    const [up, down] = [h, -h].map((change) =>
      weights.map((value, k) => (k === index ? value + change : value)),
    );
    const central = ((await objective.value(up)) - (await objective.value(down))) / (2 * h);
    expect(Math.abs(gradient[index])).toBeGreaterThan(1e-3);
    // The quotient's error is h²/6 of a third derivative.
    expect(Math.abs(gradient[index] - central)).toBeLessThan(1e-4);
  }
  // Two rows, one of each class: α₁ = α₂ = 1/(1 − k) for a great cost, and the optimum 1/(1 − k).
  const two = selectSamples(data, [0, 1]);
  const { values: gram } = await fidelityKernel(map).gram(two.features, undefined, { bandwidth: 1 }, {});
  const margin = createAlignmentObjective(map, two, 1, { objective: "margin", cost: 1000 });
  expect(Math.abs((await margin.value(weights)) + 1 / (1 - gram[1]))).toBeLessThan(1e-6);
});

test("training for the margin lowers the optimum; only two classes have one", async () => {
  const random = createRandom(17);
  const values = Float64Array.from({ length: 12 * 4 }, () => random.normal());
  const targets = Float64Array.from({ length: 12 }, (_, row) => Number(values[4 * row] > 0));
  const data = createDataSet(createFeatureMatrix(12, 4, values), targets, ["a", "b"]);
  const map = covariantMap({ qubits: 2, fiducial: [0.3, 0.5] });
  const { history } = await alignKernel(map, data, { objective: "margin", maxIterations: 10 });
  expect(history.at(-1)!.value).toBeLessThan(history[0].value - 0.01);
  const regression = createDataSet(data.features, targets);
  await expect(alignKernel(map, regression, { objective: "margin" })).rejects.toThrow(
    "the objective margin needs two classes, got a regression: take alignment",
  );
});

describe.each(["l-bfgs", "spsa"] as const)("by %s", (optimizer) => {
  test("training raises the alignment, and repeats with its seed", async () => {
    const random = createRandom(8);
    const count = 10;
    const values = Float64Array.from({ length: 2 * count }, () => 2 * random.uniform() - 1);
    const targets = Float64Array.from({ length: count }, (_, row) => values[2 * row] * values[2 * row + 1]);
    const data = createDataSet(createFeatureMatrix(count, 2, values), targets);
    const map = reuploadingMap({ qubits: 2, columnCount: 2, layers: 2, seed: 3 });
    const options = { optimizer, maxIterations: optimizer === "spsa" ? 40 : 8, seed: 1, bandwidth: 1 };
    const aligned = await alignKernel(map, data, options);
    expect(aligned.alignment).toBeGreaterThan(aligned.initialAlignment + 0.05);
    expect(aligned.history[0].value).toBeLessThan(0);
    expect((await alignKernel(map, data, options)).map.weights).toEqual(aligned.map.weights);
  });
});

test("a map without weights is refused", async () => {
  await expect(alignKernel(zzMap(), meridians(4))).rejects.toThrow("the map zz has no weights to train");
});

test("an aligned model trains on its rows only, and a saved one predicts alike", async () => {
  const random = createRandom(5);
  const values = Float64Array.from({ length: 24 }, () => random.normal());
  const data = createDataSet(
    createFeatureMatrix(12, 2, values),
    values.filter((_, at) => at % 2 === 0).map((x) => x * x),
  );
  const map = covariantMap({ qubits: 1, edges: [], fiducial: [0.4] });
  const model = alignedModel(map, (kernel) => kernelRidge(kernel), { maxIterations: 3 });
  expect(model.name).toBe("aligned-covariant-unentangled-fidelity-kernel-ridge");
  const settings = { bandwidth: 1, penalty: 0.01 };
  const training = selectSamples(data, [0, 1, 2, 3, 4, 5, 6, 7]);
  const fitted = await model.fit(training, settings, { seed: 0 });
  const held = selectSamples(data, [8, 9, 10, 11]).features;
  const predicted = await fitted.predict(held);
  const saved = JSON.parse(JSON.stringify(fitted.save())) as SavedModel;
  expect(await model.restore(saved).predict(held)).toEqual(predicted);
  const { map: trained } = await alignKernel(map, training, { bandwidth: 1, maxIterations: 3, seed: 0 });
  const direct = await kernelRidge(fidelityKernel(trained)).fit(training, settings, { seed: 0 });
  expect(await direct.predict(held)).toEqual(predicted);
});

test("a linear model on as many landmarks as rows predicts like its kernel", async () => {
  const random = createRandom(7);
  const values = Float64Array.from({ length: 60 }, () => random.normal());
  const targets = Float64Array.from(
    { length: 20 },
    (_, row) => Math.sin(values[3 * row]) + values[3 * row + 1],
  );
  const data = createDataSet(createFeatureMatrix(20, 3, values), targets);
  const kernel = fidelityKernel(zzMap());
  const linear = {
    ...kernelRidge(
      {
        name: "dot",
        label: "dot",
        kind: "classical",
        grid: [{}],
        gram: (left, right = left) =>
          Promise.resolve({
            rowCount: left.rowCount,
            columnCount: right.rowCount,
            values: Float64Array.from({ length: left.rowCount * right.rowCount }, (_, at) => {
              const [i, j] = [Math.floor(at / right.rowCount), at % right.rowCount];
              let sum = 0;
              for (let k = 0; k < left.columnCount; k++) {
                sum += left.values[i * left.columnCount + k] * right.values[j * left.columnCount + k];
              }
              return sum;
            }),
          }),
      },
      { standardise: false },
    ),
  };
  const settings = { bandwidth: 0.5, penalty: 0.1 };
  const model = nystroemModel(kernel, linear, { landmarks: 20 });
  const training = selectSamples(
    data,
    Array.from({ length: 15 }, (_, row) => row),
  );
  const held = selectSamples(data, [15, 16, 17, 18, 19]).features;
  const approximate = await model.fit(training, settings, { seed: 0 });
  const predicted = (await approximate.predict(held)).values;
  const exact = (await (await kernelRidge(kernel).fit(training, settings, { seed: 0 })).predict(held)).values;
  // Eigenvalues below 1e-10 of the greatest are left out of the features.
  predicted.forEach((value, k) => expect(Math.abs(value - exact[k])).toBeLessThan(1e-6));
  const saved = JSON.parse(JSON.stringify(approximate.save())) as SavedModel;
  expect((await model.restore(saved).predict(held)).values).toEqual(predicted);
  const grid = await model.fitGrid!(training, held, { seed: 0 });
  expect(grid).toHaveLength(model.grid.length);
  const single = await (await model.fit(training, model.grid[0], { seed: 0 })).predict(held);
  // A grid may factor its matrices otherwise: rounding.
  single.values.forEach((value, k) => expect(Math.abs(value - grid[0].values[k])).toBeLessThan(1e-9));
});
