import { type DataSet, selectSamples } from "../../data/data-set.ts";
import { type FeatureMatrix, selectRows } from "../../data/feature-matrix.ts";
import type { FittedStep, PreprocessingStep } from "../../models/preprocessing-step.ts";

/** Rows to learn from and rows to predict, with preprocessing fitted to the former alone. */
export interface PreparedSplit {
  readonly training: DataSet;
  readonly heldOut: FeatureMatrix;
  readonly steps: readonly FittedStep[];
}

/** Preprocessing steps in turn, each fitted to what the one before makes of the data. */
export function fitSteps(
  data: DataSet,
  steps: readonly PreprocessingStep[],
): { readonly data: DataSet; readonly fitted: readonly FittedStep[] } {
  let current = data;
  const fitted = steps.map((step) => {
    const done = step.fit(current);
    current = { ...current, features: done.apply(current.features) };
    return done;
  });
  return { data: current, fitted };
}

/** Features through fitted steps in turn. */
export function applySteps(features: FeatureMatrix, steps: readonly FittedStep[]): FeatureMatrix {
  return steps.reduce((current, step) => step.apply(current), features);
}

/** Fits the steps to the training rows and applies them to the held-out ones. */
export function prepareSplit(
  data: DataSet,
  trainRows: ArrayLike<number>,
  heldOutRows: ArrayLike<number>,
  steps: readonly PreprocessingStep[],
): PreparedSplit {
  const { data: training, fitted } = fitSteps(selectSamples(data, trainRows), steps);
  return { training, heldOut: applySteps(selectRows(data.features, heldOutRows), fitted), steps: fitted };
}
