import { createRandom } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { multilayerPerceptron } from "../classical/multilayer-perceptron.ts";
import { randomForest } from "../classical/random-forest.ts";
import { createDataSet, selectSamples, type DataSet, type Task } from "../data/data-set.ts";
import { createFeatureMatrix, selectColumns } from "../data/feature-matrix.ts";
import { DataSetError, LearningTooLargeError, ModelError } from "../errors.ts";
import { linearKernel, maternKernel, polynomialKernel } from "../kernel-methods/classical-kernels.ts";
import { gaussianProcess, gaussianProcessClassifier } from "../kernel-methods/gaussian-process.ts";
import { kernelRidge } from "../kernel-methods/kernel-ridge.ts";
import { supportVector } from "../kernel-methods/support-vector.ts";
import { classicalModels, createModelRegistry, findModel, restoreModel } from "./model-registry.ts";
import type { Model, Prediction, SavedModel } from "./model.ts";

const tasks: readonly Task[] = ["regression", "classification"];
const others = [
  kernelRidge(linearKernel()),
  kernelRidge(polynomialKernel()),
  gaussianProcess(linearKernel()),
  gaussianProcessClassifier(maternKernel(1.5)),
  supportVector(polynomialKernel()),
];
const context = { seed: 3 };

/** y = x₀ + x₁² with noise of 0.2; columns of very different sizes, the third useless; classes cut it in three. */
function draw(task: Task, count: number, seed: number, classCount = 3): DataSet {
  const random = createRandom(seed);
  const values = new Float64Array(count * 3);
  const targets = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const x = [random.normal(), random.normal(), random.normal()];
    values.set([100 * x[0], 0.01 * x[1] + 7, x[2]], 3 * row);
    targets[row] = x[0] + 0.7 * x[1] ** 2 + 0.2 * random.normal();
  }
  const features = createFeatureMatrix(count, 3, values);
  if (task === "regression") return createDataSet(features, targets);
  const cuts = classCount === 2 ? [0.5] : [0, 1];
  const labels = targets.map((target) => cuts.filter((cut) => target > cut).length);
  return createDataSet(features, labels, ["low", "middle", "high"].slice(0, classCount));
}

const cases = tasks.flatMap((task) =>
  [...classicalModels(task), ...others.filter((model) => model.tasks.includes(task))].map(
    (model) => [task, model.name, quick(model)] as const,
  ),
);

/** Fewer trees, so that a loop over all models takes seconds. */
function quick(model: Model): Model {
  return model.name === "random-forest" ? randomForest({ trees: 30 }) : model;
}

function expectConsistent(task: Task, prediction: Prediction, rowCount: number, classCount: number): void {
  expect(prediction.values.length).toBe(rowCount);
  expect(prediction.values.every(Number.isFinite)).toBe(true);
  if (task === "regression") {
    expect(prediction.probabilities).toBeUndefined();
    if (prediction.deviations !== undefined) {
      expect(prediction.deviations.length).toBe(rowCount);
      expect(prediction.deviations.every((deviation) => deviation > 0)).toBe(true);
    }
    return;
  }
  const probabilities = prediction.probabilities!;
  expect(probabilities.length).toBe(rowCount * classCount);
  for (let row = 0; row < rowCount; row++) {
    const own = probabilities.subarray(row * classCount, (row + 1) * classCount);
    expect(own.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(own.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
    expect(own[prediction.values[row]]).toBe(Math.max(...own));
  }
}

/** Share of the variance, or of the rows beyond the commonest class, that a prediction explains. */
function skill({ task, targets, classes }: DataSet, { values }: Prediction): number {
  if (task === "regression") {
    const mean = targets.reduce((a, b) => a + b) / targets.length;
    const error = targets.reduce((sum, target, row) => sum + (target - values[row]) ** 2, 0);
    return 1 - error / targets.reduce((sum, target) => sum + (target - mean) ** 2, 0);
  }
  const counts = classes.map((_, label) => targets.filter((target) => target === label).length);
  const right = targets.filter((target, row) => target === values[row]).length;
  return (right - Math.max(...counts)) / (targets.length - Math.max(...counts));
}

describe.each(cases)("%s by %s", (task, name, model) => {
  const training = draw(task, 90, 1);
  const fresh = draw(task, 60, 2);

  test("predictions are complete, repeat by seed, survive JSON and know the rows better than chance", async () => {
    const fit = await model.fit(training, model.grid[0], context);
    const prediction = await fit.predict(fresh.features);
    expectConsistent(task, prediction, 60, training.classes.length);
    const restored = model.restore(JSON.parse(JSON.stringify(fit.save())) as SavedModel);
    expect(await restored.predict(fresh.features)).toEqual(prediction);
    const again = await model.fit(training, model.grid[0], context);
    expect(again.save()).toEqual(fit.save());
    const isLinear = /^(linear|ridge|elastic-net|logistic|dummy)/.test(name);
    if (!name.startsWith("dummy")) expect(skill(fresh, prediction)).toBeGreaterThan(isLinear ? 0.25 : 0.4);
  });

  test("a grid's predictions are those of its fits", async () => {
    if (model.fitGrid === undefined || name === "random-forest") return;
    const small = selectSamples(
      training,
      Array.from({ length: 40 }, (_, row) => row),
    );
    const predictions = await model.fitGrid(small, fresh.features, context);
    expect(predictions.length).toBe(model.grid.length);
    for (const at of new Set([0, model.grid.length >> 1, model.grid.length - 1])) {
      const fit = await model.fit(small, model.grid[at], context);
      const { values } = await fit.predict(fresh.features);
      values.forEach((value, row) =>
        expect(Math.abs(value - predictions[at].values[row])).toBeLessThan(1e-9),
      );
    }
  });

  test("few rows, constant columns and other columns", async () => {
    const few = selectSamples(training, [0, 1, 2, 3, 4, 5, 6, 7]);
    const constant = {
      ...few.features,
      values: few.features.values.map((value, at) => (at % 3 === 2 ? 5 : value)),
    };
    const fit = await model.fit({ ...few, features: constant }, model.grid[0], context);
    expectConsistent(task, await fit.predict(fresh.features), 60, training.classes.length);
    if (!name.startsWith("dummy")) {
      await expect(fit.predict(selectColumns(fresh.features, [0]))).rejects.toThrow(ModelError);
    }
    expect(() => model.restore({ model: "other", version: 1, state: {} })).toThrow(/got other/);
  });

  test("what cannot be learnt from is refused by name", async () => {
    const none = selectSamples(training, []);
    await expect(model.fit(none, model.grid[0], context)).rejects.toThrow(DataSetError);
    if (task === "classification") {
      const rows = [...training.targets.keys()].filter((row) => training.targets[row] === 1);
      await expect(model.fit(selectSamples(training, rows), model.grid[0], context)).rejects.toThrow(
        /at least two classes, got \d+ rows of class middle only/,
      );
    } else {
      const constant = { ...training, targets: new Float64Array(90).fill(0.3) };
      const fit = await model.fit(constant, model.grid[0], context);
      const { values } = await fit.predict(fresh.features);
      values.forEach((value) => expect(Math.abs(value - 0.3)).toBeLessThan(1e-5));
    }
  });
});

test.each(cases.filter(([task]) => task === "classification"))(
  "%s by %s gives a class without rows no more than a trace, and tells two classes apart",
  async (_, name, model) => {
    const whole = draw("classification", 90, 1);
    const rows = [...whole.targets.keys()].filter((row) => whole.targets[row] !== 1);
    const fit = await model.fit(selectSamples(whole, rows), model.grid[0], context);
    const { probabilities } = await fit.predict(whole.features);
    for (let row = 0; row < 90; row++) expect(probabilities![3 * row + 1]).toBeLessThan(0.1);
    const two = draw("classification", 90, 1, 2);
    const fresh = draw("classification", 60, 2, 2);
    const pair = await model.fit(two, model.grid[0], context);
    const prediction = await pair.predict(fresh.features);
    expectConsistent("classification", prediction, 60, 2);
    if (!name.startsWith("dummy")) expect(skill(fresh, prediction)).toBeGreaterThan(0.25);
  },
);

describe("the registry", () => {
  test("names are unique, kebab-case, and found", () => {
    for (const task of tasks) {
      for (const model of classicalModels(task)) {
        expect(model.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(findModel(model.name)).toBe(model);
        expect(model.grid.length).toBeGreaterThan(0);
      }
    }
    expect(() => findModel("oracle")).toThrow(/must be one of dummy-mean, .*got oracle/);
    expect(() => createModelRegistry([multilayerPerceptron(), multilayerPerceptron()])).toThrow(ModelError);
  });

  test("a saved fit is restored by its name", async () => {
    const training = draw("regression", 20, 5);
    const fit = await findModel("ridge").fit(training, {}, context);
    const restored = restoreModel(JSON.parse(JSON.stringify(fit.save())) as SavedModel);
    expect(await restored.predict(training.features)).toEqual(await fit.predict(training.features));
  });
});

test("more rows than a kernel model can take are refused with their number", async () => {
  const count = 6001;
  const rows = createFeatureMatrix(
    count,
    1,
    Float64Array.from({ length: count }, (_, row) => row),
  );
  const many = createDataSet(rows, new Float64Array(count));
  const labelled = createDataSet(
    rows,
    Float64Array.from({ length: count }, (_, row) => row % 2),
    ["even", "odd"],
  );
  for (const model of [...classicalModels("regression"), ...classicalModels("classification")]) {
    if (!/kernel-ridge|support-vector|gaussian-process/.test(model.name)) continue;
    const set = model.tasks.includes("regression") ? many : labelled;
    await expect(model.fit(set, model.grid[0], context)).rejects.toThrow(
      /takes at most \d+ rows, got 6001: take a sample/,
    );
    if (model.fitGrid !== undefined) {
      await expect(model.fitGrid(set, rows, context)).rejects.toThrow(LearningTooLargeError);
    }
  }
});

test("a fit stops when it is aborted", async () => {
  const controller = new AbortController();
  const training = draw("regression", 200, 6);
  for (const name of ["random-forest", "gradient-boosting", "multilayer-perceptron", "rbf-kernel-ridge"]) {
    controller.abort(new Error("enough"));
    const model = findModel(name);
    const fitting =
      model.fitGrid === undefined
        ? model.fit(training, model.grid[0], { seed: 1, signal: controller.signal })
        : model.fitGrid(training, training.features, { seed: 1, signal: controller.signal });
    await expect(fitting).rejects.toThrow("enough");
  }
});
