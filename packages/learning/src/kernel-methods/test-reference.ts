import { readFileSync } from "node:fs";
import { createFeatureMatrix, type FeatureMatrix } from "../data/feature-matrix.ts";

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

/** See reference/PROVENANCE.md. */
export const reference = JSON.parse(
  readFileSync(new URL("./reference/scikit-learn.json", import.meta.url), "utf8"),
) as Reference;

export function table(rows: readonly (readonly number[])[]): FeatureMatrix {
  return createFeatureMatrix(rows.length, rows[0].length, Float64Array.from(rows.flat()));
}

export const features = table(reference.features);
export const newFeatures = table(reference.newFeatures);
/** The reference's length scale in units of √columns. */
export const referenceScale = { lengthScale: reference.lengthScale / Math.sqrt(features.columnCount) };

/** Largest difference, relative where the reference is above 1 in size. */
export function worst(values: ArrayLike<number>, expected: readonly number[]): number {
  if (values.length !== expected.length) return Infinity;
  return expected.reduce(
    (largest, value, k) => Math.max(largest, Math.abs(values[k] - value) / Math.max(1, Math.abs(value))),
    0,
  );
}
