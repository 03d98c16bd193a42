import { minimize } from "@ansatz/variational";
import type { DataSet } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";
import type { FitContext, FittedModel, Model } from "../models/model.ts";
import { classPrediction } from "../models/probabilities.ts";
import { savedState } from "../models/saved-model.ts";
import { axis, numberSetting } from "../models/settings.ts";
import {
  centring,
  restoreStandardisation,
  standardiser,
  type Standardisation,
} from "../models/standardisation.ts";
import { checkFitted, checkTraining } from "../models/training-data.ts";
import type { LinearModelOptions } from "./linear-regression.ts";

const name = "logistic";
const version = 1;

interface LogisticFit {
  readonly classCount: number;
  /** Classes with training rows; others have probability 0. */
  readonly present: readonly number[];
  readonly standardisation: Standardisation;
  /** Row-major, scores × (columns + 1), the intercept last; of two classes one score, that of the second. */
  readonly weights: Float64Array;
}

/**
 * Logistic regression on standardised (or centred) columns: min Σ −log p(class | row) + ‖w‖²/(2·cost), intercepts free. Two classes share
 * one score; more have one each (softmax).
 */
export function logisticRegression({ standardise = true }: LinearModelOptions = {}): Model {
  const fitted = (fit: LogisticFit): FittedModel => ({
    predict: async (features) => {
      checkFitted(name, features, fit.weights.length / scoreCount(fit.present) - 1);
      return await Promise.resolve(
        classPrediction(logisticProbabilities(fit, fit.standardisation.apply(features)), fit.classCount),
      );
    },
    save: () => ({
      model: name,
      version,
      state: {
        ...fit,
        standardisation: fit.standardisation.save(),
        weights: encodeArray(fit.weights),
      } satisfies SavedLogistic,
    }),
  });
  return {
    name,
    label: "logistic regression",
    kind: "classical",
    tasks: ["classification"],
    grid: axis("cost", [1, 0.01, 0.1, 10, 100]),
    fit: async (data, settings, context) => {
      const present = checkTraining(name, ["classification"], data);
      const cost = numberSetting(name, settings, "cost", { above: 0, fallback: 1 });
      return fitted(await fitLogistic(data, present, cost, standardise, context));
    },
    restore: (saved) => {
      const state = savedState<SavedLogistic>(saved, name, version);
      return fitted({
        ...state,
        standardisation: restoreStandardisation(state.standardisation),
        weights: decodeFloats(state.weights),
      });
    },
  };
}

interface SavedLogistic {
  readonly classCount: number;
  readonly present: readonly number[];
  readonly standardisation: ReturnType<Standardisation["save"]>;
  readonly weights: EncodedArray;
}

function scoreCount(present: readonly number[]): number {
  return present.length === 2 ? 1 : present.length;
}

async function fitLogistic(
  data: DataSet,
  present: readonly number[],
  cost: number,
  isStandardised: boolean,
  context: FitContext,
): Promise<LogisticFit> {
  const standardisation = isStandardised ? standardiser(data.features) : centring(data.features);
  const seen = standardisation.apply(data.features);
  const labels = Int32Array.from(data.targets, (target) => present.indexOf(target));
  const scores = scoreCount(present);
  const parameterCount = scores * (seen.columnCount + 1);
  const evaluate = (weights: Float64Array) => logisticLoss(seen, labels, scores, weights, cost);
  const { parameters } = await minimize(
    {
      parameterCount,
      value: async (weights) => await Promise.resolve(evaluate(weights).value),
      valueAndGradient: async (weights) => await Promise.resolve(evaluate(weights)),
    },
    new Float64Array(parameterCount),
    {
      optimizer: "l-bfgs",
      maxIterations: 500,
      valueTolerance: 1e-12,
      gradientTolerance: 1e-7,
      ...(context.signal && { signal: context.signal }),
    },
  );
  return { classCount: data.classes.length, present, standardisation, weights: parameters };
}

/** Mean of −log p over the rows, with ‖w‖²/(2·cost·rows), and its gradient. */
export function logisticLoss(
  { rowCount, columnCount, values }: FeatureMatrix,
  labels: Int32Array,
  scores: number,
  weights: Float64Array,
  cost: number,
): { value: number; gradient: Float64Array } {
  const width = columnCount + 1;
  const gradient = new Float64Array(weights.length);
  const own = new Float64Array(Math.max(scores, 2));
  let value = 0;
  for (let row = 0; row < rowCount; row++) {
    const start = row * columnCount;
    rowScores(values, start, columnCount, scores, weights, own);
    const logTotal = logSumExp(own);
    value += (logTotal - own[labels[row]]) / rowCount;
    for (let score = 0; score < scores; score++) {
      const label = scores === 1 ? 1 : score;
      const slope = (Math.exp(own[label] - logTotal) - Number(labels[row] === label)) / rowCount;
      for (let k = 0; k < columnCount; k++) gradient[score * width + k] += slope * values[start + k];
      gradient[score * width + columnCount] += slope;
    }
  }
  for (let at = 0; at < weights.length; at++) {
    if (at % width === columnCount) continue;
    value += weights[at] ** 2 / (2 * cost * rowCount);
    gradient[at] += weights[at] / (cost * rowCount);
  }
  return { value, gradient };
}

/** Scores of one row; with a single score that of the first class is 0. */
function rowScores(
  values: Float64Array,
  start: number,
  columnCount: number,
  scores: number,
  weights: Float64Array,
  own: Float64Array,
): void {
  own[0] = 0;
  for (let score = 0; score < scores; score++) {
    const base = score * (columnCount + 1);
    let sum = weights[base + columnCount];
    for (let k = 0; k < columnCount; k++) sum += weights[base + k] * values[start + k];
    own[scores === 1 ? 1 : score] = sum;
  }
}

function logSumExp(values: Float64Array): number {
  const largest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

function logisticProbabilities(
  { classCount, present, weights }: LogisticFit,
  { rowCount, columnCount, values }: FeatureMatrix,
): Float64Array {
  const probabilities = new Float64Array(rowCount * classCount);
  const own = new Float64Array(present.length);
  for (let row = 0; row < rowCount; row++) {
    rowScores(values, row * columnCount, columnCount, scoreCount(present), weights, own);
    const logTotal = logSumExp(own);
    present.forEach((label, k) => (probabilities[row * classCount + label] = Math.exp(own[k] - logTotal)));
  }
  return probabilities;
}
