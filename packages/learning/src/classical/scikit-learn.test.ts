import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { linearKernel } from "../kernel-methods/classical-kernels.ts";
import { kernelRidge } from "../kernel-methods/kernel-ridge.ts";
import { descend } from "./elastic-net.ts";
import { linearRegression, ridgeRegression } from "./linear-regression.ts";
import { logisticRegression } from "./logistic-regression.ts";
import { nearestNeighbors } from "./nearest-neighbors.ts";
import { predict, regression, table, referenceCase } from "./test-reference.ts";

const { binary, classified, data, newFeatures, reference } = referenceCase(
  readFileSync(new URL("./reference/scikit-learn.json", import.meta.url), "utf8"),
);

function worst(values: ArrayLike<number>, expected: readonly number[]): number {
  expect(values.length).toBe(expected.length);
  return expected.reduce(
    (largest, value, k) => Math.max(largest, Math.abs(values[k] - value) / Math.max(1, Math.abs(value))),
    0,
  );
}

describe("numbers of scikit-learn", () => {
  test("least squares, also with more columns than rows", async () => {
    const { values } = await predict(linearRegression(), data, {}, newFeatures);
    expect(worst(values, reference.linear)).toBeLessThan(1e-11);
    const wide = regression(reference.wideFeatures, reference.wideTargets);
    const fitted = await predict(linearRegression(), wide, {}, table(reference.wideNew));
    expect(worst(fitted.values, reference.wideLinear)).toBeLessThan(1e-9);
    const ridge = await predict(ridgeRegression(), wide, { penalty: 0.5 }, table(reference.wideNew));
    expect(worst(ridge.values, reference.wideRidge)).toBeLessThan(1e-11);
  });

  test.each(reference.ridge)("ridge with penalty $penalty", async ({ penalty, predictions }) => {
    const { values } = await predict(ridgeRegression(), data, { penalty }, newFeatures);
    expect(worst(values, predictions)).toBeLessThan(1e-11);
  });

  test("ridge of columns as they are is kernel ridge of the linear kernel on centred columns", async () => {
    const sizes = [1, 10, 0.1, 3];
    const unequal = {
      ...data,
      features: { ...data.features, values: data.features.values.map((v, at) => v * sizes[at % 4]) },
    };
    const ridge = await predict(
      ridgeRegression({ standardise: false }),
      unequal,
      { penalty: 2 },
      unequal.features,
    );
    const kernel = kernelRidge(linearKernel(), { standardise: false });
    // The kernel is x·y/4.
    const same = await predict(kernel, unequal, { penalty: 0.5 }, unequal.features);
    expect(worst(ridge.values, Array.from(same.values))).toBeLessThan(1e-9);
  });

  test.each(reference.elasticNet)(
    "elastic net, $penalty and $share",
    ({ penalty, share, predictions, nonZero }) => {
      const { rowCount, columnCount, values } = data.features;
      const intercept = reference.targets.reduce((a, b) => a + b) / rowCount;
      const products = new Float64Array(columnCount ** 2);
      const slopes = new Float64Array(columnCount);
      for (let row = 0; row < rowCount; row++) {
        const own = values.subarray(row * columnCount, (row + 1) * columnCount);
        own.forEach((a, i) => {
          slopes[i] += (a * (data.targets[row] - intercept)) / rowCount;
          own.forEach((b, j) => (products[i * columnCount + j] += (a * b) / rowCount));
        });
      }
      const weights = descend(products, slopes, penalty * share, penalty * (1 - share), 1e-14);
      const predicted = reference.newFeatures.map((row) =>
        row.reduce((sum, value, k) => sum + value * weights[k], intercept),
      );
      expect(worst(predicted, predictions)).toBeLessThan(1e-9);
      expect(weights.filter((weight) => weight !== 0).length).toBe(nonZero);
    },
  );

  // Both stop where the gradient is about 1e-7 of the mean loss; a large cost leaves the minimum flat.
  test.each(reference.logistic)("logistic regression, C = $cost", async ({ cost, probabilities }) => {
    const predicted = await predict(logisticRegression(), binary, { cost }, newFeatures);
    expect(worst(predicted.probabilities!, probabilities.flat())).toBeLessThan(1e-4);
  });

  test.each(reference.multinomial)("softmax regression, C = $cost", async ({ cost, probabilities }) => {
    const predicted = await predict(logisticRegression(), classified, { cost }, newFeatures);
    expect(worst(predicted.probabilities!, probabilities.flat())).toBeLessThan(1e-4);
  });

  test.each(reference.neighbors)("$neighbors neighbours, $weights", async (expected) => {
    const settings = { neighbors: expected.neighbors, weights: expected.weights };
    const { values } = await predict(nearestNeighbors(), data, settings, newFeatures);
    expect(worst(values, expected.values)).toBeLessThan(1e-12);
    const { probabilities } = await predict(nearestNeighbors(), classified, settings, newFeatures);
    expect(worst(probabilities!, expected.probabilities.flat())).toBeLessThan(1e-12);
  });
});
