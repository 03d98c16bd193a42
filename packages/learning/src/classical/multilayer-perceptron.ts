import type { DataSet, Task } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";
import type { FitContext, FittedModel, Model, Prediction, Settings } from "../models/model.ts";
import { classPrediction } from "../models/probabilities.ts";
import { savedState } from "../models/saved-model.ts";
import { axis, numberSetting } from "../models/settings.ts";
import { restoreStandardisation, standardiser, type Standardisation } from "../models/standardisation.ts";
import { checkFitted, checkTraining } from "../models/training-data.ts";
import { hiddenUnitsFor, networkOutputs, type NetworkShape } from "./perceptron-network.ts";
import { trainPerceptron } from "./train-perceptron.ts";

const name = "multilayer-perceptron";
const version = 1;
const tasks: readonly Task[] = ["regression", "classification"];

export interface MultilayerPerceptronOptions {
  /** Weights and biases, as nearly as whole hidden units allow: to compare with a quantum network of as many. */
  readonly parameterCount?: number;
  /** Instead of `parameterCount`; default 16. */
  readonly hiddenUnits?: number;
}

interface Perceptron {
  readonly task: Task;
  readonly shape: NetworkShape;
  readonly standardisation: Standardisation;
  readonly parameters: Float64Array;
  /** Of a regression's targets. */
  readonly mean: number;
  readonly scale: number;
}

/**
 * A network of one hidden layer of tanh units, on standardised columns and targets, trained by Adam with early stopping on
 * 15 % of the training rows. Settings are `penalty` (of squared weights), `learningRate` and `epochs`. Constant targets are
 * predicted as they are, but for rounding of the training.
 *
 * @throws ModelError where both sizes are given, or one is no whole number of at least 1.
 */
export function multilayerPerceptron(options: MultilayerPerceptronOptions = {}): Model {
  checkSize(options);
  const fitted = (fit: Perceptron): FittedModel => ({
    predict: async (features) => await Promise.resolve(predictPerceptron(fit, features)),
    save: () => ({
      model: name,
      version,
      state: {
        ...fit,
        standardisation: fit.standardisation.save(),
        parameters: encodeArray(fit.parameters),
      } satisfies SavedPerceptron,
    }),
  });
  return {
    name,
    label: "neural network",
    kind: "classical",
    tasks,
    grid: axis("penalty", [1e-2, 1e-4]),
    fit: async (data, settings, context) => fitted(await fitPerceptron(data, settings, options, context)),
    restore: (saved) => {
      const state = savedState<SavedPerceptron>(saved, name, version);
      return fitted({
        ...state,
        standardisation: restoreStandardisation(state.standardisation),
        parameters: decodeFloats(state.parameters),
      });
    },
  };
}

type SavedPerceptron = Omit<Perceptron, "standardisation" | "parameters"> & {
  readonly standardisation: ReturnType<Standardisation["save"]>;
  readonly parameters: EncodedArray;
};

function checkSize({ parameterCount, hiddenUnits }: MultilayerPerceptronOptions): void {
  if (parameterCount !== undefined && hiddenUnits !== undefined) {
    throw new ModelError(`${name} must get at most one of parameterCount and hiddenUnits, got both`);
  }
  for (const [option, value] of Object.entries({ parameterCount, hiddenUnits })) {
    if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
      throw new ModelError(`${option} of ${name} must be a whole number of at least 1, got ${value}`);
    }
  }
}

async function fitPerceptron(
  data: DataSet,
  settings: Settings,
  { parameterCount, hiddenUnits = 16 }: MultilayerPerceptronOptions,
  context: FitContext,
): Promise<Perceptron> {
  checkTraining(name, tasks, data);
  const training = {
    penalty: numberSetting(name, settings, "penalty", { least: 0, fallback: 1e-2 }),
    learningRate: numberSetting(name, settings, "learningRate", { above: 0, fallback: 0.01 }),
    epochs: numberSetting(name, settings, "epochs", { least: 1, isWhole: true, fallback: 500 }),
  };
  const { task, features, targets, classes } = data;
  const inputs = features.columnCount;
  const outputs = task === "regression" ? 1 : classes.length;
  const hidden = parameterCount === undefined ? hiddenUnits : hiddenUnitsFor(parameterCount, inputs, outputs);
  const shape = { inputs, hidden, outputs };
  const standardisation = standardiser(features);
  const { mean, scale } = task === "regression" ? spreadOf(targets) : { mean: 0, scale: 1 };
  const batch = {
    values: standardisation.apply(features).values,
    targets: targets.map((target) => (target - mean) / scale),
    isClassification: task === "classification",
  };
  const parameters = await trainPerceptron(shape, batch, training, context);
  return { task, shape, standardisation, parameters, mean, scale };
}

function spreadOf(targets: Float64Array): { mean: number; scale: number } {
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  const square = targets.reduce((sum, target) => sum + (target - mean) ** 2, 0) / targets.length;
  const isConstant = targets.every((target) => target === targets[0]);
  return isConstant
    ? { mean: targets[0], scale: 1e-6 * Math.max(Math.abs(mean), 1) }
    : { mean, scale: Math.sqrt(square) };
}

function predictPerceptron(
  { task, shape, standardisation, parameters, mean, scale }: Perceptron,
  features: FeatureMatrix,
): Prediction {
  checkFitted(name, features, shape.inputs);
  const rows = Int32Array.from({ length: features.rowCount }, (_, row) => row);
  const outputs = networkOutputs(shape, parameters, standardisation.apply(features).values, rows);
  if (task === "regression") return { values: outputs.map((value) => mean + scale * value) };
  for (let start = 0; start < outputs.length; start += shape.outputs) {
    const own = outputs.subarray(start, start + shape.outputs);
    const largest = own.reduce((a, b) => Math.max(a, b), -Infinity);
    const total = own.reduce((sum, score) => sum + Math.exp(score - largest), 0);
    own.forEach((score, k) => (own[k] = Math.exp(score - largest) / total));
  }
  return classPrediction(outputs, shape.outputs);
}
