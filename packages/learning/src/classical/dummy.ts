import type { DataSet } from "../data/data-set.ts";
import type { FittedModel, Model, Prediction } from "../models/model.ts";
import { classPrediction } from "../models/probabilities.ts";
import { savedState } from "../models/saved-model.ts";
import { checkTraining } from "../models/training-data.ts";

const version = 1;

/** The mean of the training targets, whatever the features: what every regression must beat. */
export function dummyMean(): Model {
  return dummyRegression(
    "dummy-mean",
    "mean of the targets",
    ({ targets }) => targets.reduce((sum, target) => sum + target, 0) / targets.length,
  );
}

/** The median of the training targets, which has the smallest absolute error of all constants. */
export function dummyMedian(): Model {
  return dummyRegression("dummy-median", "median of the targets", ({ targets }) => {
    const sorted = targets.slice().sort();
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  });
}

/** The classes' shares among the training rows, whatever the features. */
export function dummyPrior(): Model {
  const name = "dummy-prior";
  const fitted = (shares: readonly number[]): FittedModel => ({
    predict: async ({ rowCount }) => await Promise.resolve(repeatShares(shares, rowCount)),
    save: () => ({ model: name, version, state: shares }),
  });
  return {
    name,
    label: "shares of the classes",
    kind: "control",
    tasks: ["classification"],
    grid: [{}],
    fit: async (data) => {
      checkTraining(name, ["classification"], data);
      const shares = data.classes.map(
        (_, label) =>
          data.targets.reduce((sum, target) => sum + Number(target === label), 0) / data.targets.length,
      );
      return await Promise.resolve(fitted(shares));
    },
    restore: (saved) => fitted(savedState<readonly number[]>(saved, name, version)),
  };
}

function repeatShares(shares: readonly number[], rowCount: number): Prediction {
  const probabilities = Float64Array.from(
    { length: rowCount * shares.length },
    (_, at) => shares[at % shares.length],
  );
  return classPrediction(probabilities, shares.length);
}

function dummyRegression(name: string, label: string, constantOf: (data: DataSet) => number): Model {
  const fitted = (constant: number): FittedModel => ({
    predict: async ({ rowCount }) =>
      await Promise.resolve({ values: new Float64Array(rowCount).fill(constant) }),
    save: () => ({ model: name, version, state: constant }),
  });
  return {
    name,
    label,
    kind: "control",
    tasks: ["regression"],
    grid: [{}],
    fit: async (data) => {
      checkTraining(name, ["regression"], data);
      return await Promise.resolve(fitted(constantOf(data)));
    },
    restore: (saved) => fitted(savedState<number>(saved, name, version)),
  };
}
