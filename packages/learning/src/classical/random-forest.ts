import { createRandom, type Random } from "@ansatz/simulator";
import type { DataSet, Task } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import type { FitContext, FittedModel, Model, Prediction, Settings } from "../models/model.ts";
import { classPrediction, normaliseRows } from "../models/probabilities.ts";
import { createPacer } from "../models/responsive.ts";
import { savedState } from "../models/saved-model.ts";
import { axis, numberSetting } from "../models/settings.ts";
import { checkFitted, checkTraining } from "../models/training-data.ts";
import { growTree, type TreeLimits, type TreeTargets } from "./trees/grow-tree.ts";
import { sortColumns } from "./trees/sorted-columns.ts";
import { findLeaf, restoreTrees, saveTrees, type SavedTrees, type Tree } from "./trees/tree.ts";

const name = "random-forest";
const version = 1;
const tasks: readonly Task[] = ["regression", "classification"];

/** Trees times rows of a fit at most: a forest of more takes hundreds of megabytes. */
const mostTreeRows = 5_000_000;
const leastTrees = 50;
/** Rows of a table from which on leaves hold a second row, then a third. */
const rowsALeafRow = 20_000;

export interface RandomForestOptions {
  /** Trees of a fit, default 500. */
  readonly trees?: number;
  /** Trees of a fit that only compares settings, default 100. */
  readonly gridTrees?: number;
}

interface Forest {
  readonly task: Task;
  readonly columnCount: number;
  /** Classes; 1 for a regression. */
  readonly outputs: number;
  readonly trees: readonly Tree[];
  /** Deviations are this times the spread of the trees. */
  readonly deviationScale: number;
}

/**
 * Random forest of Breiman (2001): each tree is grown to pure leaves on a bootstrap sample of the rows, with a share of the
 * columns tried at each split (`columnShare`; of a classification its root of the number of columns where 0).
 *
 * A regression's deviations are the standard deviation over the trees, which are grown so deep that it holds the noise,
 * times one factor that makes the out-of-bag errors of the training rows fit them. A classification's probabilities are
 * the mean over the trees of the classes' shares in the leaf.
 *
 * Above 10,000 rows a forest has fewer trees (5,000,000 over the rows, at least 50), and leaves hold a row more at least for
 * every 20,000 rows: on 100,000 rows, 50 trees with leaves of 5 rows.
 */
export function randomForest(options: RandomForestOptions = {}): Model {
  const trees = checkTrees("trees", options.trees ?? 500);
  const gridTrees = checkTrees("gridTrees", options.gridTrees ?? Math.min(100, trees));
  // All columns suit few informative ones, a third or the root correlated ones.
  const grid = axis("columnShare", [1 / 3, 1]);
  const fitted = (forest: Forest): FittedModel => ({
    predict: async (features) => await Promise.resolve(predictForest(forest, features)),
    save: () => ({
      model: name,
      version,
      state: { ...forest, trees: saveTrees(forest.trees, forest.outputs) },
    }),
  });
  return {
    name,
    label: "random forest",
    kind: "classical",
    tasks,
    grid,
    fit: async (data, settings, context) => fitted(await fitForest(data, settings, trees, context)),
    fitGrid: async (training, validation, context) => {
      const predictions: Prediction[] = [];
      for (const settings of grid) {
        const forest = await fitForest(training, settings, gridTrees, context);
        predictions.push(predictForest(forest, validation));
      }
      return predictions;
    },
    restore: (saved) => {
      const state = savedState<Omit<Forest, "trees"> & { trees: SavedTrees }>(saved, name, version);
      return fitted({ ...state, trees: restoreTrees(state.trees) });
    },
  };
}

function checkTrees(option: string, count: number): number {
  if (!Number.isInteger(count) || count < 1) {
    throw new ModelError(`${option} of ${name} must be a whole number of at least 1, got ${count}`);
  }
  return count;
}

async function fitForest(
  data: DataSet,
  settings: Settings,
  wantedTrees: number,
  context: FitContext,
): Promise<Forest> {
  checkTraining(name, tasks, data);
  const { rowCount, columnCount } = data.features;
  const treeCount = Math.min(wantedTrees, Math.max(leastTrees, Math.floor(mostTreeRows / rowCount)));
  const share = numberSetting(name, settings, "columnShare", { least: 0, most: 1, fallback: 1 / 3 });
  const leastLeafRows = numberSetting(name, settings, "leastLeafRows", {
    least: 1,
    isWhole: true,
    fallback: Math.max(1, Math.ceil(rowCount / rowsALeafRow)),
  });
  const wanted = share === 0 ? Math.sqrt(columnCount) : share * columnCount;
  const limits: TreeLimits = {
    maximumDepth: Infinity,
    leastLeafRows,
    columnsPerSplit: Math.max(1, Math.floor(wanted + 1e-9)),
    regularisation: 0,
  };
  const outputs = data.task === "regression" ? 1 : data.classes.length;
  const sorted = sortColumns(data.features);
  const random = createRandom(context.seed);
  const pace = createPacer(context);
  const held = new HeldOutPredictions(rowCount);
  const trees: Tree[] = [];
  for (let k = 0; k < treeCount; k++) {
    const targets = drawTargets(data, outputs, random);
    const tree = growTree(sorted, targets, limits, random);
    if (data.task === "regression") held.add(tree, data.features, targets.weights);
    trees.push(tree);
    await pace((k + 1) / treeCount);
  }
  const deviationScale = data.task === "regression" ? held.deviationScale(data.targets) : 1;
  return { task: data.task, columnCount, outputs, trees, deviationScale };
}

/** A bootstrap sample: rows drawn with replacement weigh as often as they were drawn. */
function drawTargets({ task, targets }: DataSet, outputs: number, random: Random): TreeTargets {
  const count = targets.length;
  const weights = new Float64Array(count);
  for (let k = 0; k < count; k++) weights[Math.floor(random.uniform() * count)]++;
  const sums = new Float64Array(count * outputs);
  for (let row = 0; row < count; row++) {
    if (task === "regression") sums[row] = weights[row] * targets[row];
    else sums[row * outputs + targets[row]] = weights[row];
  }
  return { weights, sums, outputs };
}

/** Means and spreads over the trees that have not seen a row. */
class HeldOutPredictions {
  readonly #counts: Float64Array;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;

  constructor(rowCount: number) {
    this.#counts = new Float64Array(rowCount);
    this.#sums = new Float64Array(rowCount);
    this.#squares = new Float64Array(rowCount);
  }

  add(tree: Tree, features: FeatureMatrix, weights: Float64Array): void {
    for (let row = 0; row < features.rowCount; row++) {
      if (weights[row] > 0) continue;
      const value = tree.leafValues[findLeaf(tree, features, row)];
      this.#counts[row]++;
      this.#sums[row] += value;
      this.#squares[row] += value * value;
    }
  }

  /** √(Σ error²/Σ spread²) over rows that at least two trees have not seen; 1 where there are none. */
  deviationScale(targets: Float64Array): number {
    let errors = 0;
    let spreads = 0;
    for (let row = 0; row < targets.length; row++) {
      const count = this.#counts[row];
      if (count < 2) continue;
      const mean = this.#sums[row] / count;
      errors += (targets[row] - mean) ** 2;
      spreads += Math.max(this.#squares[row] / count - mean * mean, 0) * (count / (count - 1));
    }
    return errors > 0 && spreads > 0 ? Math.sqrt(errors / spreads) : 1;
  }
}

function predictForest(forest: Forest, features: FeatureMatrix): Prediction {
  checkFitted(name, features, forest.columnCount);
  return forest.task === "regression" ? predictValues(forest, features) : predictClasses(forest, features);
}

function predictValues({ trees, deviationScale }: Forest, features: FeatureMatrix): Prediction {
  const values = new Float64Array(features.rowCount);
  const deviations = new Float64Array(features.rowCount);
  const leaves = new Float64Array(trees.length);
  for (let row = 0; row < features.rowCount; row++) {
    trees.forEach((tree, k) => (leaves[k] = tree.leafValues[findLeaf(tree, features, row)]));
    const mean = leaves.reduce((sum, value) => sum + value, 0) / trees.length;
    const square = leaves.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    values[row] = mean;
    deviations[row] = deviationScale * Math.sqrt(square / Math.max(trees.length - 1, 1));
  }
  return { values, deviations };
}

function predictClasses({ trees, outputs }: Forest, features: FeatureMatrix): Prediction {
  const probabilities = new Float64Array(features.rowCount * outputs);
  for (let row = 0; row < features.rowCount; row++) {
    for (const tree of trees) {
      const leaf = findLeaf(tree, features, row) * outputs;
      for (let k = 0; k < outputs; k++) probabilities[row * outputs + k] += tree.leafValues[leaf + k];
    }
  }
  return classPrediction(normaliseRows(probabilities, outputs), outputs);
}
