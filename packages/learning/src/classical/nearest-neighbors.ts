import type { DataSet, Task } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { squaredDistances } from "../kernel-methods/row-products.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";
import type { FittedModel, Model, Prediction, Settings } from "../models/model.ts";
import { classPrediction, normaliseRows } from "../models/probabilities.ts";
import { savedState } from "../models/saved-model.ts";
import { axis, choiceSetting, numberSetting, settingsGrid } from "../models/settings.ts";
import { restoreStandardisation, standardiser, type Standardisation } from "../models/standardisation.ts";
import { checkFitted, checkTraining } from "../models/training-data.ts";

const name = "nearest-neighbors";
const version = 1;
const tasks: readonly Task[] = ["regression", "classification"];

interface Neighborhood {
  readonly task: Task;
  /** Classes; 0 for a regression. */
  readonly classCount: number;
  readonly standardisation: Standardisation;
  /** Standardised. */
  readonly rows: FeatureMatrix;
  readonly targets: Float64Array;
}

interface Rule {
  readonly neighbors: number;
  readonly weights: "uniform" | "distance";
}

/**
 * The mean target, or the classes' shares, of the nearest training rows in standardised columns. Settings are `neighbors`
 * (all rows where there are fewer) and `weights`: uniform or 1/distance, where rows at distance 0 count alone.
 */
export function nearestNeighbors(): Model {
  const grid = settingsGrid(axis("neighbors", [5, 1, 3, 10, 20]), axis("weights", ["distance", "uniform"]));
  const fitted = (fit: Neighborhood, rule: Rule): FittedModel => ({
    predict: async (features) => {
      checkFitted(name, features, fit.rows.columnCount);
      return await Promise.resolve(predictAll(fit, features, [rule])[0]);
    },
    save: () => ({ model: name, version, state: saveNeighborhood(fit, rule) }),
  });
  return {
    name,
    label: "nearest neighbours",
    kind: "classical",
    tasks,
    grid,
    fit: async (data, settings) => {
      checkTraining(name, tasks, data);
      return await Promise.resolve(fitted(keep(data), readRule(settings)));
    },
    fitGrid: async (training, validation) => {
      checkTraining(name, tasks, training);
      checkFitted(name, validation, training.features.columnCount);
      return await Promise.resolve(predictAll(keep(training), validation, grid.map(readRule)));
    },
    restore: (saved) => {
      const state = savedState<SavedNeighborhood>(saved, name, version);
      return fitted(restoreNeighborhood(state), state.rule);
    },
  };
}

function readRule(settings: Settings): Rule {
  return {
    neighbors: numberSetting(name, settings, "neighbors", { least: 1, isWhole: true, fallback: 5 }),
    weights: choiceSetting(name, settings, "weights", ["distance", "uniform"]),
  };
}

function keep({ task, features, targets, classes }: DataSet): Neighborhood {
  const standardisation = standardiser(features);
  return {
    task,
    classCount: classes.length,
    standardisation,
    rows: standardisation.apply(features),
    targets,
  };
}

/** Predictions by each rule, over one search. */
function predictAll(fit: Neighborhood, features: FeatureMatrix, rules: readonly Rule[]): Prediction[] {
  const { task, classCount, standardisation, rows, targets } = fit;
  const width = task === "regression" ? 1 : classCount;
  const tables = rules.map(() => new Float64Array(features.rowCount * width));
  const seen = standardisation.apply(features);
  const order = new Int32Array(rows.rowCount);
  for (let row = 0; row < seen.rowCount; row++) {
    const values = seen.values.subarray(row * seen.columnCount, (row + 1) * seen.columnCount);
    const { values: squares } = squaredDistances({ ...seen, rowCount: 1, values }, rows);
    for (let k = 0; k < order.length; k++) order[k] = k;
    // Of rows at the same distance the earlier comes first.
    order.sort((a, b) => squares[a] - squares[b] || a - b);
    rules.forEach((rule, k) => {
      const weights = neighborWeights(squares, order, rule);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      weights.forEach((weight, place) => {
        const target = targets[order[place]];
        if (task === "regression") tables[k][row] += (weight / total) * target;
        else tables[k][row * width + target] += weight;
      });
    });
  }
  return tables.map((table) =>
    task === "regression" ? { values: table } : classPrediction(normaliseRows(table, width), width),
  );
}

function neighborWeights(
  squares: Float64Array,
  order: Int32Array,
  { neighbors, weights }: Rule,
): Float64Array {
  const count = Math.min(neighbors, order.length);
  if (weights === "uniform") return new Float64Array(count).fill(1);
  if (squares[order[0]] === 0)
    return Float64Array.from({ length: count }, (_, k) => Number(squares[order[k]] === 0));
  return Float64Array.from({ length: count }, (_, k) => 1 / Math.sqrt(squares[order[k]]));
}

interface SavedNeighborhood {
  readonly task: Task;
  readonly classCount: number;
  readonly standardisation: ReturnType<Standardisation["save"]>;
  readonly columns: readonly string[];
  readonly values: EncodedArray;
  readonly targets: EncodedArray;
  readonly rule: Rule;
}

function saveNeighborhood(
  { task, classCount, standardisation, rows, targets }: Neighborhood,
  rule: Rule,
): SavedNeighborhood {
  return {
    task,
    classCount,
    standardisation: standardisation.save(),
    columns: rows.names,
    values: encodeArray(rows.values),
    targets: encodeArray(targets),
    rule,
  };
}

function restoreNeighborhood(saved: SavedNeighborhood): Neighborhood {
  const targets = decodeFloats(saved.targets);
  return {
    task: saved.task,
    classCount: saved.classCount,
    standardisation: restoreStandardisation(saved.standardisation),
    rows: {
      rowCount: targets.length,
      columnCount: saved.columns.length,
      values: decodeFloats(saved.values),
      names: saved.columns,
    },
    targets,
  };
}
