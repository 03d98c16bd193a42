import type { DataSet } from "../data/data-set.ts";
import type { Model, Settings } from "../models/model.ts";
import { savedState } from "../models/saved-model.ts";
import { axis, numberSetting, settingsGrid } from "../models/settings.ts";
import { standardiser } from "../models/standardisation.ts";
import { checkTraining } from "../models/training-data.ts";
import { fittedLinear, linearValues, restoreLinear, type SavedLinearFit } from "./linear-fit.ts";
import { inner, transposedProduct } from "./linear-regression.ts";

const name = "elastic-net";
const version = 1;
const sweepsAllowed = 2000;

/**
 * Elastic net (Zou and Hastie, J. R. Stat. Soc. B 67, 301 (2005)): min ‖y − ȳ − Z·w‖²/(2n) + p·(share·‖w‖₁ +
 * (1 − share)·‖w‖²/2) over standardised columns Z and targets of deviation 1, by coordinate descent on ZᵀZ. Settings are
 * `penalty` p and `lassoShare`; 1 is the lasso.
 */
export function elasticNet(): Model {
  const grid = settingsGrid(axis("penalty", [0.03, 0.003, 0.01, 0.1, 0.3]), axis("lassoShare", [0.5, 1]));
  return {
    name,
    label: "elastic net",
    kind: "classical",
    tasks: ["regression"],
    grid,
    fit: async (data, settings) => {
      checkTraining(name, ["regression"], data);
      const { standardisation, intercept, solve } = prepare(data);
      const fit = { standardisation, weights: solve(settings), intercept };
      return await Promise.resolve(fittedLinear(name, version, fit));
    },
    fitGrid: async (training, validation) => {
      checkTraining(name, ["regression"], training);
      const { standardisation, intercept, solve } = prepare(training);
      const seen = standardisation.apply(validation);
      return await Promise.resolve(
        grid.map((settings) => ({ values: linearValues(seen, solve(settings), intercept) })),
      );
    },
    restore: (saved) =>
      fittedLinear(name, version, restoreLinear(savedState<SavedLinearFit>(saved, name, version))),
  };
}

function prepare({ features, targets }: DataSet) {
  const standardisation = standardiser(features);
  const seen = standardisation.apply(features);
  const count = targets.length;
  const intercept = targets.reduce((sum, target) => sum + target, 0) / count;
  const centred = targets.map((target) => target - intercept);
  const isConstant = targets.every((target) => target === targets[0]);
  const scale = isConstant ? 1 : Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0) / count);
  const products = inner(seen).map((value) => value / count);
  const size = seen.columnCount;
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) products[j * size + i] = products[i * size + j];
  const slopes = transposedProduct(seen, centred).map((value) => (isConstant ? 0 : value / count / scale));
  const solve = (settings: Settings): Float64Array => {
    const penalty = numberSetting(name, settings, "penalty", { above: 0, fallback: 0.03 });
    const share = numberSetting(name, settings, "lassoShare", { least: 0, most: 1, fallback: 0.5 });
    return descend(products, slopes, penalty * share, penalty * (1 - share)).map((weight) => scale * weight);
  };
  return { standardisation, intercept, solve };
}

/**
 * Coordinate descent for min ½·wᵀAw − bᵀw + lasso·‖w‖₁ + ½·ridge·‖w‖².
 *
 * @param products A, row-major and whole.
 */
export function descend(
  products: Float64Array,
  slopes: Float64Array,
  lasso: number,
  ridge: number,
  tolerance = 1e-7,
): Float64Array {
  const size = slopes.length;
  const weights = new Float64Array(size);
  // b − A·w
  const residual = slopes.slice();
  for (let sweep = 0; sweep < sweepsAllowed; sweep++) {
    let largest = 0;
    for (let k = 0; k < size; k++) {
      const own = products[k * size + k];
      if (own === 0) continue;
      const free = residual[k] + own * weights[k];
      const shrunk = Math.sign(free) * Math.max(Math.abs(free) - lasso, 0);
      const change = shrunk / (own + ridge) - weights[k];
      if (change === 0) continue;
      weights[k] += change;
      largest = Math.max(largest, Math.abs(change));
      for (let j = 0; j < size; j++) residual[j] -= change * products[k * size + j];
    }
    if (largest < tolerance) break;
  }
  return weights;
}
