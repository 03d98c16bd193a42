import { createDataSet } from "../data/data-set.ts";
import { createFeatureMatrix, type FeatureMatrix } from "../data/feature-matrix.ts";
import type { Kernel } from "../kernels/kernel.ts";
import { maternKernel, rbfKernel } from "./classical-kernels.ts";

interface Reference {
  readonly features: number[][];
  readonly targets: number[];
  readonly binary: number[];
  readonly classes: number[];
  readonly newFeatures: number[][];
  readonly lengthScale: number;
  readonly gram_rbf: number[][];
  readonly gram_matern12: number[][];
  readonly gram_matern32: number[][];
  readonly gram_matern52: number[][];
  readonly gram_polynomial: number[][];
  readonly gram_linear: number[][];
  readonly kernelRidge: { alpha: number; predictions: number[] }[];
  readonly gaussianProcess: {
    kernel: "rbf" | "matern52" | "matern12";
    signal: number;
    noise: number;
    means: number[];
    deviations: number[];
    logLikelihood: number;
    gradient: number[];
  }[];
  readonly gaussianProcessOptimised: {
    kernel: "rbf" | "matern52" | "matern32";
    theta: number[];
    logLikelihood: number;
    means: number[];
    deviations: number[];
  }[];
  readonly supportVectorRegression: { cost: number; epsilon: number; predictions: number[] }[];
  readonly supportVectorBinary: { cost: number; decisions: number[] }[];
  readonly supportVectorClasses: { cost: number; decisions: number[][] }[];
  readonly gaussianProcessClassifier: {
    signal: number;
    logLikelihood: number;
    probabilities: number[];
    latentMeans: number[];
    latentVariances: number[];
    quadrature: number[];
  };
  readonly kernelPca: number[][];
  readonly kernelPcaValues: number[];
}

/** The case of reference/PROVENANCE.md, from the text of its file. */
export function referenceCase(text: string) {
  const reference = JSON.parse(text) as Reference;
  const features = table(reference.features);
  const data = createDataSet(features, Float64Array.from(reference.targets));
  const mean = reference.targets.reduce((a, b) => a + b) / reference.targets.length;
  const square = reference.targets.reduce((sum, target) => sum + (target - mean) ** 2, 0);
  const deviation = Math.sqrt(square / reference.targets.length);
  /** The reference's length scale in units of √columns. */
  const referenceScale = { lengthScale: reference.lengthScale / Math.sqrt(features.columnCount) };
  return {
    reference,
    features,
    newFeatures: table(reference.newFeatures),
    referenceScale,
    data,
    mean,
    deviation,
    standardised: data.targets.map((target) => (target - mean) / deviation),
    gramOf: (kernel: Kernel) => kernel.gram(features, undefined, referenceScale, {}),
  };
}

export const kernels = {
  rbf: rbfKernel(),
  matern12: maternKernel(0.5),
  matern32: maternKernel(1.5),
  matern52: maternKernel(2.5),
};

export function table(rows: readonly (readonly number[])[]): FeatureMatrix {
  return createFeatureMatrix(rows.length, rows[0].length, Float64Array.from(rows.flat()));
}

/** Largest difference, relative where the reference is above 1 in size. */
export function worst(values: ArrayLike<number>, expected: readonly number[]): number {
  if (values.length !== expected.length) return Infinity;
  return expected.reduce(
    (largest, value, k) => Math.max(largest, Math.abs(values[k] - value) / Math.max(1, Math.abs(value))),
    0,
  );
}
