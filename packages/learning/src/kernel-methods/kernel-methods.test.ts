import { createRandom } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { createDataSet } from "../data/data-set.ts";
import { selectColumns, selectRows } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import type { Kernel } from "../kernels/kernel.ts";
import { logDeterminant } from "../linear-algebra/cholesky.ts";
import type { SavedModel } from "../models/model.ts";
import { sampleRows } from "../models/sample-rows.ts";
import { restoreFactor, storeFactor } from "./stored-factor.ts";
import { linearKernel, maternKernel, polynomialKernel, rbfKernel } from "./classical-kernels.ts";
import { coupleProbabilities } from "./couple-probabilities.ts";
import { conditionOn, factorCovariance, predictObservations } from "./gaussian-process-posterior.ts";
import { gaussianProcess } from "./gaussian-process.ts";
import { fitKernelPca, restoreKernelPca } from "./kernel-pca.ts";
import { createRidgeSolver, kernelRidge } from "./kernel-ridge.ts";
import { approximateLaplace, laplaceProbabilities, meanSigmoid } from "./laplace-approximation.ts";
import { fixedKernelLikelihood, radialLikelihood } from "./marginal-likelihood.ts";
import { fitPlattScaling } from "./platt-scaling.ts";
import { squaredDistances } from "./row-products.ts";
import {
  classifySupportVectors,
  decide,
  pairMachines,
  regressSupportVectors,
} from "./support-vector-machines.ts";
import { features, newFeatures, reference, referenceScale, table, worst } from "./test-reference.ts";

const kernels = {
  rbf: rbfKernel(),
  matern12: maternKernel(0.5),
  matern32: maternKernel(1.5),
  matern52: maternKernel(2.5),
};
const asGiven = { standardise: false };
const data = createDataSet(features, Float64Array.from(reference.targets));
const mean = reference.targets.reduce((a, b) => a + b) / reference.targets.length;
const deviation = Math.sqrt(
  reference.targets.reduce((sum, target) => sum + (target - mean) ** 2, 0) / reference.targets.length,
);
const standardised = Float64Array.from(reference.targets, (target) => (target - mean) / deviation);
const context = { seed: 1 };
const newFeaturesOfTwo = selectColumns(newFeatures, [0, 1]);

const gramOf = (kernel: Kernel) => kernel.gram(features, undefined, referenceScale, {});
const crossOf = (kernel: Kernel) => kernel.gram(newFeatures, features, referenceScale, {});

describe("numbers of scikit-learn", () => {
  test.each([
    ["gram_rbf", kernels.rbf, referenceScale],
    ["gram_matern12", kernels.matern12, referenceScale],
    ["gram_matern32", kernels.matern32, referenceScale],
    ["gram_matern52", kernels.matern52, referenceScale],
    ["gram_polynomial", polynomialKernel(), { degree: 3, offset: 1 }],
    ["gram_linear", linearKernel(), {}],
  ] as const)("%s", async (name, kernel, settings) => {
    const gram = await kernel.gram(newFeatures, selectRows(features, [0, 1, 2, 3, 4]), settings, {});
    expect(worst(gram.values, reference[name].flat())).toBeLessThan(1e-13);
  });

  test.each(reference.kernelRidge)("kernel ridge with penalty $alpha", async ({ alpha, predictions }) => {
    const model = kernelRidge(kernels.rbf, asGiven);
    const fit = await model.fit(data, { ...referenceScale, penalty: alpha }, context);
    // The condition number reaches 4e4.
    expect(worst((await fit.predict(newFeatures)).values, predictions)).toBeLessThan(1e-10);
  });

  test.each(reference.gaussianProcess)(
    "a Gaussian process of fixed hyperparameters, $kernel",
    async ({ kernel, signal, noise, means, deviations, logLikelihood, gradient }) => {
      const posterior = conditionOn(await gramOf(kernels[kernel]), standardised, signal, noise);
      const diagonal = new Float64Array(newFeatures.rowCount).fill(1);
      const predicted = predictObservations(posterior, await crossOf(kernels[kernel]), diagonal);
      expect(
        worst(
          predicted.means.map((value) => mean + deviation * value),
          means,
        ),
      ).toBeLessThan(1e-10);
      expect(
        worst(
          predicted.variances.map((value) => deviation * Math.sqrt(value)),
          deviations,
        ),
      ).toBeLessThan(1e-10);
      const logs = Float64Array.of(Math.log(signal), Math.log(noise), Math.log(reference.lengthScale));
      const radial = radialLikelihood(
        kernels[kernel],
        squaredDistances(features, undefined).values,
        standardised,
      )(logs)!;
      expect(Math.abs(radial.value - logLikelihood)).toBeLessThan(1e-9);
      expect(worst(radial.gradient, [gradient[0], gradient[2], gradient[1]])).toBeLessThan(1e-9);
      const fixed = fixedKernelLikelihood((await gramOf(kernels[kernel])).values, standardised)(logs)!;
      expect(Math.abs(fixed.value - logLikelihood)).toBeLessThan(1e-9);
      expect(worst(fixed.gradient, [gradient[0], gradient[2]])).toBeLessThan(1e-9);
    },
  );

  test.each(reference.gaussianProcessOptimised)(
    "a Gaussian process of learnt hyperparameters, $kernel",
    async ({ kernel, theta, logLikelihood, means, deviations }) => {
      const fit = await gaussianProcess(kernels[kernel], asGiven).fit(data, {}, context);
      const state = fit.save().state as {
        logLikelihood: number;
        signal: number;
        noise: number;
        rows: { settings: { lengthScale: number } };
      };
      // Both stop where the likelihood is flat to about 1e-8 and the hyperparameters to its root.
      expect(Math.abs(state.logLikelihood - logLikelihood)).toBeLessThan(1e-5);
      const found = [state.signal, state.rows.settings.lengthScale * Math.sqrt(3), state.noise];
      theta.forEach((value, k) => expect(Math.abs(found[k] / value - 1)).toBeLessThan(1e-2));
      const predicted = await fit.predict(newFeatures);
      expect(worst(predicted.values, means)).toBeLessThan(1e-3);
      expect(worst(predicted.deviations!, deviations)).toBeLessThan(1e-3);
    },
  );

  const solverTolerance = 1e-9;
  // libsvm, which scikit-learn calls, keeps kernel values in single precision: 6e-8 of each of some terms of size C.
  const singlePrecision = 5e-7;
  test.each(reference.supportVectorRegression)(
    "support vector regression, C = $cost, ε = $epsilon",
    async ({ cost, epsilon, predictions }) => {
      const gram = await gramOf(kernels.rbf);
      const targets = Float64Array.from(reference.targets);
      const machine = regressSupportVectors(gram, targets, { cost, epsilon, tolerance: solverTolerance });
      expect(machine.converged).toBe(true);
      expect(worst(decide(await crossOf(kernels.rbf), machine), predictions)).toBeLessThan(
        singlePrecision * Math.max(cost, 1),
      );
    },
  );

  test.each(reference.supportVectorBinary)(
    "decision values of two classes, C = $cost",
    async ({ cost, decisions }) => {
      const gram = await gramOf(kernels.rbf);
      const machine = classifySupportVectors(gram, reference.binary, { cost, tolerance: solverTolerance });
      expect(worst(decide(await crossOf(kernels.rbf), machine), decisions)).toBeLessThan(
        singlePrecision * Math.max(cost, 1),
      );
    },
  );

  test.each(reference.supportVectorClasses)(
    "decision values of three classes, C = $cost",
    async ({ cost, decisions }) => {
      const gram = await gramOf(kernels.rbf);
      const options = { cost, tolerance: solverTolerance };
      const machines = pairMachines(gram, Float64Array.from(reference.classes), [0, 1, 2], options, 1);
      const cross = await crossOf(kernels.rbf);
      machines.forEach((machine, pair) => {
        const column = decisions.map((row) => row[pair]);
        expect(worst(decide(cross, machine), column)).toBeLessThan(singlePrecision * Math.max(cost, 1));
      });
    },
  );

  test("Laplace's approximation", async () => {
    const expected = reference.gaussianProcessClassifier;
    const posterior = approximateLaplace(await gramOf(kernels.rbf), reference.binary, expected.signal);
    // Both stop when the likelihood changes by less than 1e-10.
    expect(Math.abs(posterior.logLikelihood - expected.logLikelihood)).toBeLessThan(1e-8);
    const diagonal = new Float64Array(newFeatures.rowCount).fill(1);
    const probabilities = laplaceProbabilities(posterior, await crossOf(kernels.rbf), diagonal);
    expect(worst(probabilities, expected.quadrature)).toBeLessThan(1e-6);
    // Its own sum of five error functions is an approximation.
    expect(worst(probabilities, expected.probabilities)).toBeLessThan(5e-3);
    expected.latentMeans.forEach((latent, k) =>
      expect(
        Math.abs(meanSigmoid(latent, Math.sqrt(expected.latentVariances[k])) - expected.quadrature[k]),
      ).toBeLessThan(1e-10),
    );
  });

  test("kernel principal components", async () => {
    const options = { ...asGiven, count: 3, settings: referenceScale };
    const fit = await fitKernelPca(kernels.rbf, features, options);
    expect(worst(fit.eigenvalues, reference.kernelPcaValues)).toBeLessThan(1e-12);
    const { values } = await fit.transform(newFeatures);
    // Signs of components are arbitrary: each is compared up to its own.
    for (let component = 0; component < 3; component++) {
      const column = reference.kernelPca.map((row) => row[component]);
      const own = column.map((_, row) => values[row * 3 + component]);
      const sign = Math.sign(own[0] * column[0]);
      expect(
        worst(
          own,
          column.map((value) => sign * value),
        ),
      ).toBeLessThan(1e-10);
    }
    const restored = restoreKernelPca(kernels.rbf, JSON.parse(JSON.stringify(fit.save())) as SavedModel);
    expect((await restored.transform(newFeatures)).values).toEqual(values);
  });
});

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
