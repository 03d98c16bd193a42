import { readFileSync } from "node:fs";
import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { createDataSet } from "../data/data-set.ts";
import { selectColumns } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import { logDeterminant } from "../linear-algebra/cholesky.ts";
import { sampleRows } from "../models/sample-rows.ts";
import { restoreFactor, storeFactor } from "./stored-factor.ts";
import { linearKernel, polynomialKernel, rbfKernel } from "./classical-kernels.ts";
import { coupleProbabilities } from "./couple-probabilities.ts";
import { factorCovariance } from "./gaussian-process-posterior.ts";
import { gaussianProcess } from "./gaussian-process.ts";
import { fitKernelPca } from "./kernel-pca.ts";
import { createRidgeSolver, kernelRidge } from "./kernel-ridge.ts";
import { fixedKernelLikelihood, radialLikelihood } from "./marginal-likelihood.ts";
import { fitPlattScaling } from "./platt-scaling.ts";
import { squaredDistances } from "./row-products.ts";
import { kernels, table, worst, referenceCase } from "./test-reference.ts";

const { data, features, gramOf, newFeatures, standardised } = referenceCase(
  readFileSync(new URL("./reference/scikit-learn.json", import.meta.url), "utf8"),
);

const context = { seed: 1 };
const newFeaturesOfTwo = selectColumns(newFeatures, [0, 1]);

test.each(Object.entries(kernels))(
  "the likelihood's gradient of %s is that of finite differences",
  async (_, kernel) => {
    const squares = squaredDistances(features, undefined).values;
    const radial = radialLikelihood(kernel, squares, standardised);
    const fixed = fixedKernelLikelihood((await gramOf(kernel)).values, standardised);
    const point = Float64Array.of(0.4, -2.1, 0.3);
    for (const [likelihood, count] of [
      [radial, 3],
      [fixed, 2],
    ] as const) {
      const { gradient } = likelihood(point)!;
      for (let k = 0; k < count; k++) {
        const step = 1e-5;
        const forward = likelihood(point.map((value, j) => value + (j === k ? step : 0)))!.value;
        const backward = likelihood(point.map((value, j) => value - (j === k ? step : 0)))!.value;
        const slope = (forward - backward) / (2 * step);
        // Central differences: step² times the third derivative, and rounding of 1e-13/step.
        expect(Math.abs(gradient[k] - slope)).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)));
        expect(Math.abs(slope)).toBeGreaterThan(1e-2);
      }
    }
  },
);

test("Platt's sigmoid recovers the one that labels are drawn from", () => {
  const random = createRandom(11);
  const decisions = Float64Array.from({ length: 20_000 }, () => 2 * random.normal());
  const labels = decisions.map((value) => Number(random.uniform() < 1 / (1 + Math.exp(-1.5 * value + 0.4))));
  const { slope, shift } = fitPlattScaling(decisions, labels);
  // Four standard errors of about 0.025 each.
  expect(Math.abs(slope + 1.5)).toBeLessThan(0.1);
  expect(Math.abs(shift - 0.4)).toBeLessThan(0.1);
});

test("probabilities of pairs that agree are coupled to the classes' own", () => {
  const own = [0.6, 0.3, 0.1];
  const pairs = Float64Array.from({ length: 9 }, (_, k) => {
    const [i, j] = [Math.floor(k / 3), k % 3];
    return i === j ? 0 : own[i] / (own[i] + own[j]);
  });
  expect(worst(coupleProbabilities(pairs, 3), own)).toBeLessThan(1e-8);
});

test("an indefinite kernel matrix is solved as its nearest positive semidefinite one", () => {
  // Eigenvalues 3 and −1 with eigenvectors (1, 1)/√2 and (1, −1)/√2.
  const solver = createRidgeSolver({ rowCount: 2, columnCount: 2, values: Float64Array.of(1, 2, 2, 1) });
  const solution = solver.coefficients(Float64Array.of(2, 0), 0.5);
  const expected = [1 / 3.5 + 1 / 0.5, 1 / 3.5 - 1 / 0.5];
  expect(worst(solution, expected)).toBeLessThan(1e-13);
});

test("predicted deviations cover the noise of a smooth function", async () => {
  const random = createRandom(5);
  const draw = (count: number) => {
    const rows = Array.from({ length: count }, () => [4 * random.uniform() - 2]);
    return createDataSet(
      table(rows),
      Float64Array.from(rows, ([x]) => Math.sin(2 * x) + 0.2 * random.normal()),
    );
  };
  const fit = await gaussianProcess(rbfKernel()).fit(draw(80), {}, context);
  const fresh = draw(400);
  const { values, deviations } = await fit.predict(fresh.features);
  const squares = fresh.targets.map((target, row) => ((target - values[row]) / deviations![row]) ** 2);
  const meanSquare = squares.reduce((a, b) => a + b) / squares.length;
  // 1 within 4 standard errors of a mean of 400 squares, √(2/400), and the 80 rows' knowledge of the noise, √(2/80).
  expect(Math.abs(meanSquare - 1)).toBeLessThan(4 * Math.sqrt(2 / 400 + 2 / 80));
});

test("a factor that is not saved is computed again", async () => {
  const gram = await gramOf(kernels.rbf);
  const factor = factorCovariance(gram, 1.7, 0.05);
  const kept = restoreFactor(storeFactor(factor).save(), 40, () => Promise.reject(new Error("not needed")));
  expect(logDeterminant(await kept.get({}))).toBe(logDeterminant(factor));
  const computed = restoreFactor(
    null,
    40,
    async () => await Promise.resolve(factorCovariance(gram, 1.7, 0.05)),
  );
  expect((await computed.get({})).lower).toEqual(factor.lower);
  expect(await computed.get({})).toBe(await computed.get({}));
  expect(computed.save()).toBeNull();
  const large = { size: 1501, lower: new Float64Array(1501 ** 2) };
  expect(storeFactor(large).save()).toBeNull();
});

test("a grid of more rows than settings are compared on is of a sample of them", async () => {
  const random = createRandom(9);
  const rows = Array.from({ length: 1700 }, () => [random.normal(), random.normal()]);
  const many = createDataSet(
    table(rows),
    Float64Array.from(rows, ([x, y]) => Math.sin(x) + y),
  );
  const model = kernelRidge(linearKernel());
  const predictions = await model.fitGrid!(many, newFeaturesOfTwo, context);
  const sample = sampleRows(many, 1500, context.seed);
  expect(new Set(sample.targets).size).toBe(1500);
  const fit = await model.fit(sample, model.grid[0], context);
  expect(worst(predictions[0].values, Array.from((await fit.predict(newFeaturesOfTwo)).values))).toBeLessThan(
    1e-9,
  );
});

test("faults of kernels are told by name", async () => {
  await expect(rbfKernel().gram(features, undefined, { lengthScale: 0 }, {})).rejects.toThrow(
    /lengthScale of rbf must be a number in \(0, Infinity\], got 0/,
  );
  await expect(rbfKernel().gram(features, table([[1]]), {}, {})).rejects.toThrow(ModelError);
  await expect(polynomialKernel().gram(features, undefined, { degree: 1.5 }, {})).rejects.toThrow(
    /whole number/,
  );
  await expect(fitKernelPca(rbfKernel(), features, { count: 0 })).rejects.toThrow(ModelError);
  await expect(kernelRidge(rbfKernel()).fit(data, { penalty: -1 }, context)).rejects.toThrow(
    /penalty of rbf-kernel-ridge/,
  );
});
