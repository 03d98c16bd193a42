import { createDataSet, type DataSet } from "../data/data-set.ts";
import { createFeatureMatrix, type FeatureMatrix } from "../data/feature-matrix.ts";
import type { Model, Settings } from "../models/model.ts";

interface Reference {
  readonly features: number[][];
  readonly targets: number[];
  readonly binary: number[];
  readonly classes: number[];
  readonly newFeatures: number[][];
  readonly linear: number[];
  readonly ridge: { penalty: number; predictions: number[] }[];
  readonly wideFeatures: number[][];
  readonly wideTargets: number[];
  readonly wideNew: number[][];
  readonly wideRidge: number[];
  readonly wideLinear: number[];
  readonly logistic: { cost: number; probabilities: number[][] }[];
  readonly multinomial: { cost: number; probabilities: number[][] }[];
  readonly elasticNet: { penalty: number; share: number; predictions: number[]; nonZero: number }[];
  readonly neighbors: {
    neighbors: number;
    weights: string;
    values: number[];
    probabilities: number[][];
  }[];
}

/** See reference/PROVENANCE.md. */
export interface Diabetes {
  readonly features: number[][];
  readonly targets: number[];
  readonly fold: number[];
  readonly forest: number[][];
  readonly forestThird: number[][];
  readonly boosting: number[][];
  readonly forestAuc: number[][];
  readonly boostingAuc: number[][];
  readonly supportVectorAuc: number[][];
  readonly logisticAuc: number[][];
}

/** The case of reference/PROVENANCE.md, from the text of scikit-learn.json. */
export function referenceCase(text: string) {
  const reference = JSON.parse(text) as Reference;
  const data = regression(reference.features, reference.targets);
  return {
    reference,
    newFeatures: table(reference.newFeatures),
    data,
    binary: createDataSet(data.features, Float64Array.from(reference.binary), ["no", "yes"]),
    classified: createDataSet(data.features, Float64Array.from(reference.classes), ["a", "b", "c"]),
  };
}

export const context = { seed: 1 };

export function table(rows: readonly (readonly number[])[]): FeatureMatrix {
  return createFeatureMatrix(rows.length, rows[0].length, Float64Array.from(rows.flat()));
}

export function regression(rows: readonly (readonly number[])[], targets: readonly number[]): DataSet {
  return createDataSet(table(rows), Float64Array.from(targets));
}

export async function predict(model: Model, training: DataSet, settings: Settings, features: FeatureMatrix) {
  return (await model.fit(training, settings, context)).predict(features);
}
