import { createRandom, type Random } from "@ansatz/simulator";
import { selectSamples, type DataSet, type Task } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import type { FitContext, FittedModel, Model, Prediction, Settings } from "../models/model.ts";
import { classPrediction } from "../models/probabilities.ts";
import { createPacer } from "../models/responsive.ts";
import { savedState } from "../models/saved-model.ts";
import { axis, numberSetting, settingsGrid } from "../models/settings.ts";
import { checkFitted, checkTraining } from "../models/training-data.ts";
import { boostingLoss, type BoostingLoss } from "./boosting-loss.ts";
import { growTree, type TreeLimits } from "./trees/grow-tree.ts";
import { sortColumns } from "./trees/sorted-columns.ts";
import { findLeaf, restoreTrees, saveTrees, type SavedTrees, type Tree } from "./trees/tree.ts";

const name = "gradient-boosting";
const version = 1;
const tasks: readonly Task[] = ["regression", "classification"];

/** Share of the rows on which the number of rounds is chosen, and rounds without a gain after which the search ends. */
const heldShare = 0.15;
const patience = 25;
/** Below this many rows a held-out share says nothing: a fixed number of rounds. */
const leastRows = 20;
const fewRounds = 50;
const usualRowShare = 0.7;
/** Rows that a tree sees at most by default: many rounds of few rows learn as well as of many. */
const mostTreeRows = 14_000;

interface Boosting {
  readonly task: Task;
  readonly columnCount: number;
  readonly classCount: number;
  /** Score of each output before any tree. */
  readonly starts: readonly number[];
  /** Round by round, an output each; leaf values hold the learning rate. */
  readonly trees: readonly Tree[];
}

/**
 * Gradient boosting with second-order steps (Friedman (2001); Chen and Guestrin (2016), equations 5 to 7): squared error, or
 * log loss of two or more classes. Each tree sees `rowShare` of the rows (0.7, at most 14,000 rows) and tries `columnShare` of the columns at a split.
 * The number of rounds is chosen on 15 % of the training rows and all of them are then fitted with as many, `rounds` at
 * most. Constant targets are predicted as they are.
 */
export function gradientBoosting(): Model {
  const fitted = (fit: Boosting): FittedModel => ({
    predict: async (features) => await Promise.resolve(predictBoosting(fit, features)),
    save: () => ({ model: name, version, state: { ...fit, trees: saveTrees(fit.trees, 1) } }),
  });
  return {
    name,
    label: "gradient boosting",
    kind: "classical",
    tasks,
    grid: settingsGrid(axis("depth", [3, 5]), axis("learningRate", [0.05])),
    fit: async (data, settings, context) => fitted(await fitBoosting(data, settings, context)),
    restore: (saved) => {
      const state = savedState<Omit<Boosting, "trees"> & { trees: SavedTrees }>(saved, name, version);
      return fitted({ ...state, trees: restoreTrees(state.trees) });
    },
  };
}

interface RoundSettings {
  readonly limits: TreeLimits;
  readonly learningRate: number;
  readonly rowShare: number;
  readonly rounds: number;
}

function readSettings(settings: Settings, { columnCount, rowCount }: FeatureMatrix): RoundSettings {
  const read = (key: string, range: Parameters<typeof numberSetting>[3]): number =>
    numberSetting(name, settings, key, range);
  const columnShare = read("columnShare", { above: 0, most: 1, fallback: 0.5 });
  return {
    limits: {
      maximumDepth: read("depth", { least: 1, isWhole: true, fallback: 3 }),
      leastLeafRows: read("leastLeafRows", { least: 1, isWhole: true, fallback: 3 }),
      regularisation: read("regularisation", { least: 0, fallback: 1 }),
      columnsPerSplit: Math.max(1, Math.round(columnShare * columnCount)),
    },
    learningRate: read("learningRate", { above: 0, most: 1, fallback: 0.05 }),
    rowShare: read("rowShare", {
      above: 0,
      most: 1,
      fallback: Math.min(usualRowShare, mostTreeRows / rowCount),
    }),
    rounds: read("rounds", { least: 1, isWhole: true, fallback: 1000 }),
  };
}

async function fitBoosting(data: DataSet, settings: Settings, context: FitContext): Promise<Boosting> {
  checkTraining(name, tasks, data);
  const { columnCount, rowCount } = data.features;
  const rounds = readSettings(settings, data.features);
  const loss = boostingLoss(data);
  const random = createRandom(context.seed);
  let chosen = Math.min(rounds.rounds, fewRounds);
  if (rowCount >= leastRows) {
    const shuffled = Array.from({ length: rowCount }, (_, row) => ({ row, key: random.uniform() }));
    shuffled.sort((a, b) => a.key - b.key);
    const held = Math.round(heldShare * rowCount);
    const rows = shuffled.map(({ row }) => row);
    chosen = await chooseRounds(
      selectSamples(data, rows.slice(held)),
      selectSamples(data, rows.slice(0, held)),
      loss,
      rounds,
      random,
      context,
    );
  }
  const booster = new Booster(data, loss, rounds, random);
  const pace = createPacer(context);
  for (let round = 0; round < chosen; round++) {
    booster.addRound();
    await pace(0.5 + round / chosen / 2);
  }
  const { task, classes } = data;
  return { task, columnCount, classCount: classes.length, starts: booster.starts, trees: booster.trees };
}

/** Rounds after which the loss of the held-out rows is lowest. */
async function chooseRounds(
  training: DataSet,
  held: DataSet,
  loss: BoostingLoss,
  settings: RoundSettings,
  random: Random,
  context: FitContext,
): Promise<number> {
  const booster = new Booster(training, loss, settings, random);
  const scores = startScores(booster.starts, held.features.rowCount);
  const pace = createPacer(context);
  let lowest = loss.value(held.targets, scores);
  let best = 0;
  for (let round = 1; round <= settings.rounds && round <= best + patience; round++) {
    booster.addRound().forEach((tree, output) => addTree(tree, held.features, scores, output, loss.outputs));
    const value = loss.value(held.targets, scores);
    if (value < lowest) {
      lowest = value;
      best = round;
    }
    await pace(Math.min(0.5, round / settings.rounds / 2));
  }
  return best;
}

/** A growing sum of trees with its scores of the training rows. */
class Booster {
  readonly starts: readonly number[];
  readonly trees: Tree[] = [];
  readonly #data: DataSet;
  readonly #loss: BoostingLoss;
  readonly #settings: RoundSettings;
  readonly #random: Random;
  readonly #sorted: ReturnType<typeof sortColumns>;
  readonly #scores: Float64Array;

  constructor(data: DataSet, loss: BoostingLoss, settings: RoundSettings, random: Random) {
    this.#data = data;
    this.#loss = loss;
    this.#settings = settings;
    this.#random = random;
    this.#sorted = sortColumns(data.features);
    this.starts = loss.starts(data.targets);
    this.#scores = startScores(this.starts, data.features.rowCount);
  }

  /** Grows a tree for each output at the present scores. */
  addRound(): Tree[] {
    const { features, targets } = this.#data;
    const { outputs } = this.#loss;
    const { learningRate, rowShare, limits } = this.#settings;
    const isDrawn = Uint8Array.from({ length: features.rowCount }, () =>
      Number(rowShare === 1 || this.#random.uniform() < rowShare),
    );
    // Outputs of one round are grown at the same scores.
    const grown = Array.from({ length: outputs }, (_, output) => {
      const { gradients, curvatures } = this.#loss.slopes(targets, this.#scores, output);
      const weights = curvatures.map((value, row) => (isDrawn[row] === 1 ? Math.max(value, 1e-16) : 0));
      const tree = growTree(this.#sorted, { weights, sums: gradients, outputs: 1 }, limits, this.#random);
      return { ...tree, leafValues: tree.leafValues.map((value) => learningRate * value) };
    });
    grown.forEach((tree, output) => addTree(tree, features, this.#scores, output, outputs));
    this.trees.push(...grown);
    return grown;
  }
}

function startScores(starts: readonly number[], rowCount: number): Float64Array {
  return Float64Array.from({ length: rowCount * starts.length }, (_, at) => starts[at % starts.length]);
}

function addTree(
  tree: Tree,
  features: FeatureMatrix,
  scores: Float64Array,
  output: number,
  outputs: number,
): void {
  for (let row = 0; row < features.rowCount; row++) {
    scores[row * outputs + output] += tree.leafValues[findLeaf(tree, features, row)];
  }
}

function predictBoosting(
  { task, columnCount, classCount, starts, trees }: Boosting,
  features: FeatureMatrix,
): Prediction {
  checkFitted(name, features, columnCount);
  const outputs = starts.length;
  const scores = startScores(starts, features.rowCount);
  trees.forEach((tree, k) => addTree(tree, features, scores, k % outputs, outputs));
  if (task === "regression") return { values: scores };
  return classPrediction(scoresToProbabilities(scores, classCount), classCount);
}

function scoresToProbabilities(scores: Float64Array, classCount: number): Float64Array {
  const outputs = classCount === 2 ? 1 : classCount;
  const rowCount = scores.length / outputs;
  const probabilities = new Float64Array(rowCount * classCount);
  for (let row = 0; row < rowCount; row++) {
    const own = outputs === 1 ? [0, scores[row]] : [...scores.subarray(row * outputs, (row + 1) * outputs)];
    const largest = Math.max(...own);
    const total = own.reduce((sum, score) => sum + Math.exp(score - largest), 0);
    own.forEach((score, k) => (probabilities[row * classCount + k] = Math.exp(score - largest) / total));
  }
  return probabilities;
}
