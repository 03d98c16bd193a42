import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { selectRows } from "../data/feature-matrix.ts";
import type { Kernel } from "../kernels/kernel.ts";
import type { SavedModel } from "../models/model.ts";
import { linearKernel, polynomialKernel } from "./classical-kernels.ts";
import { conditionOn, predictObservations } from "./gaussian-process-posterior.ts";
import { gaussianProcess } from "./gaussian-process.ts";
import { fitKernelPca, restoreKernelPca } from "./kernel-pca.ts";
import { kernelRidge } from "./kernel-ridge.ts";
import { approximateLaplace, laplaceProbabilities, meanSigmoid } from "./laplace-approximation.ts";
import { fixedKernelLikelihood, radialLikelihood } from "./marginal-likelihood.ts";
import { squaredDistances } from "./row-products.ts";
import {
  classifySupportVectors,
  decide,
  pairMachines,
  regressSupportVectors,
} from "./support-vector-machines.ts";
import { kernels, worst, referenceCase } from "./test-reference.ts";

const { data, deviation, features, gramOf, mean, newFeatures, reference, referenceScale, standardised } =
  referenceCase(readFileSync(new URL("./reference/scikit-learn.json", import.meta.url), "utf8"));

const context = { seed: 1 };
const asGiven = { standardise: false };
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
