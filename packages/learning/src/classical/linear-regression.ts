import type { DataSet } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.ts";
import type { Model, Settings } from "../models/model.ts";
import { savedState } from "../models/saved-model.ts";
import { axis, numberSetting } from "../models/settings.ts";
import { centring, standardiser } from "../models/standardisation.ts";
import { checkTraining } from "../models/training-data.ts";
import { fittedLinear, linearValues, restoreLinear, type SavedLinearFit } from "./linear-fit.ts";

const version = 1;

export interface LinearModelOptions {
  /**
   * Whether columns are scaled to deviation 1 over the training rows, default true. Of features whose sizes mean something,
   * such as those of a kernel, false: a penalised fit of them is the kernel's own. They are centred in either case.
   */
  readonly standardise?: boolean;
}

/** Least squares; the shortest weights where there are more columns than rows or columns depend on each other. */
export function linearRegression(options: LinearModelOptions = {}): Model {
  return leastSquares("linear", "linear regression", [{}], () => 0, options);
}

/**
 * Ridge regression: min ‖y − ȳ − Z·w‖² + penalty·‖w‖² over standardised columns Z (or centred ones). All penalties of a grid come from one
 * eigendecomposition. Constant targets are predicted as they are.
 */
export function ridgeRegression(options: LinearModelOptions = {}): Model {
  const penalties = axis("penalty", [1, 1e-3, 1e-2, 0.1, 10, 100, 1000, 1e4]);
  const penaltyOf = (settings: Settings): number =>
    numberSetting("ridge", settings, "penalty", { above: 0, fallback: 1 });
  return leastSquares("ridge", "ridge regression", penalties, penaltyOf, options);
}

function leastSquares(
  name: string,
  label: string,
  grid: readonly Settings[],
  penaltyOf: (settings: Settings) => number,
  { standardise = true }: LinearModelOptions,
): Model {
  return {
    name,
    label,
    kind: "classical",
    tasks: ["regression"],
    grid,
    fit: async (data, settings) => {
      checkTraining(name, ["regression"], data);
      const penalty = penaltyOf(settings);
      const { standardisation, intercept, weightsOf } = decompose(data, standardise);
      const fit = { standardisation, weights: weightsOf(penalty), intercept };
      return await Promise.resolve(fittedLinear(name, version, fit));
    },
    fitGrid: async (training, validation) => {
      checkTraining(name, ["regression"], training);
      const { standardisation, intercept, weightsOf } = decompose(training, standardise);
      const seen = standardisation.apply(validation);
      return await Promise.resolve(
        grid.map((settings) => ({ values: linearValues(seen, weightsOf(penaltyOf(settings)), intercept) })),
      );
    },
    restore: (saved) =>
      fittedLinear(name, version, restoreLinear(savedState<SavedLinearFit>(saved, name, version))),
  };
}

/** Directions whose eigenvalue is below this share of the largest are none. */
const leastShare = 1e-12;

function decompose({ features, targets }: DataSet, isStandardised: boolean) {
  const standardisation = isStandardised ? standardiser(features) : centring(features);
  const seen = standardisation.apply(features);
  const { rowCount, columnCount } = seen;
  const intercept = targets.reduce((sum, target) => sum + target, 0) / rowCount;
  const centred = targets.map((target) => target - intercept);
  // ZᵀZ or ZZᵀ, whichever is smaller: w = Zᵀ(ZZᵀ + p)⁻¹y = (ZᵀZ + p)⁻¹Zᵀy.
  const isWide = columnCount > rowCount;
  const size = isWide ? rowCount : columnCount;
  const { values, vectors } = symmetricEigen(isWide ? outer(seen) : inner(seen), size);
  const right = isWide ? centred : transposedProduct(seen, centred);
  const shares = Float64Array.from({ length: size }, (_, k) =>
    right.reduce((sum, value, j) => sum + value * vectors[k * size + j], 0),
  );
  const weightsOf = (penalty: number): Float64Array => {
    const solution = new Float64Array(size);
    for (let k = 0; k < size; k++) {
      if (!(values[k] > leastShare * values[0])) continue;
      const factor = shares[k] / (values[k] + penalty);
      for (let j = 0; j < size; j++) solution[j] += factor * vectors[k * size + j];
    }
    return isWide ? transposedProduct(seen, solution) : solution;
  };
  return { standardisation, intercept, weightsOf };
}

/** Lower triangle of ZᵀZ. */
export function inner({ rowCount, columnCount, values }: FeatureMatrix): Float64Array {
  const products = new Float64Array(columnCount * columnCount);
  for (let row = 0; row < rowCount; row++) {
    const start = row * columnCount;
    for (let i = 0; i < columnCount; i++) {
      const value = values[start + i];
      for (let j = 0; j <= i; j++) products[i * columnCount + j] += value * values[start + j];
    }
  }
  return products;
}

/** Lower triangle of ZZᵀ. */
function outer({ rowCount, columnCount, values }: FeatureMatrix): Float64Array {
  const products = new Float64Array(rowCount * rowCount);
  for (let i = 0; i < rowCount; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < columnCount; k++) sum += values[i * columnCount + k] * values[j * columnCount + k];
      products[i * rowCount + j] = sum;
    }
  }
  return products;
}

/** Zᵀ·v */
export function transposedProduct(
  { rowCount, columnCount, values }: FeatureMatrix,
  vector: Float64Array,
): Float64Array {
  const product = new Float64Array(columnCount);
  for (let row = 0; row < rowCount; row++) {
    for (let k = 0; k < columnCount; k++) product[k] += vector[row] * values[row * columnCount + k];
  }
  return product;
}
