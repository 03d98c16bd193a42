import type { DataSet, Task } from "../data/data-set.ts";
import type { Kernel, KernelMatrix } from "../kernels/kernel.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";
import type { FittedModel, Model, Prediction, Settings } from "../models/model.ts";
import { classPrediction } from "../models/probabilities.ts";
import { sampleRows } from "../models/sample-rows.ts";
import { savedState } from "../models/saved-model.ts";
import { axis, numberSetting, settingsGrid } from "../models/settings.ts";
import { checkRowLimit, checkTraining } from "../models/training-data.ts";
import { coupleProbabilities } from "./couple-probabilities.ts";
import {
  crossGram,
  keepRows,
  restoreRows,
  saveRows,
  trainingGram,
  type KernelModelOptions,
  type KernelRows,
  type SavedRows,
} from "./kernel-rows.ts";
import { plattProbability } from "./platt-scaling.ts";
import { decide, pairMachines, regressSupportVectors, type PairMachine } from "./support-vector-machines.ts";

const version = 1;
const rowLimit = 6000;
const gridRowLimit = 1500;
const remedy = "take a sample of the rows or a Nyström model of the kernel";

interface Regressor {
  readonly task: "regression";
  readonly coefficients: Float64Array;
  readonly offset: number;
}

interface Classifier {
  readonly task: "classification";
  readonly classCount: number;
  readonly present: readonly number[];
  readonly machines: readonly PairMachine[];
}

type Machine = Regressor | Classifier;

/**
 * Support vector regression and classification with a given kernel. Settings are those of the kernel, `cost` (C) and of a
 * regression `epsilon`, the error that costs nothing; both are in units of the targets' deviation, 0.1 by default.
 * Classes are told apart pair by pair; probabilities come from Platt's sigmoid of decision values on inner folds of the
 * training rows, coupled over the pairs. Constant targets are predicted as they are.
 *
 * The kernel matrix is shared over the costs of a grid; settings are compared on at most 1,500 of the rows. At most 6,000
 * rows.
 */
export function supportVector(kernel: Kernel, options: KernelModelOptions = {}): Model {
  const name = `${kernel.name}-support-vector`;
  const tasks: readonly Task[] = ["regression", "classification"];
  const costs = axis("cost", [1, 0.1, 10, 100]);

  const check = (data: DataSet): number[] => {
    checkRowLimit(name, data.features.rowCount, rowLimit, remedy);
    return checkTraining(name, tasks, data);
  };
  const solve = (
    matrix: KernelMatrix,
    data: DataSet,
    present: number[],
    settings: Settings,
    seed: number,
  ): Machine => {
    const cost = numberSetting(name, settings, "cost", { above: 0, fallback: 1 });
    const epsilon = numberSetting(name, settings, "epsilon", { least: 0, fallback: 0.1 });
    if (data.task === "regression") return fitRegressor(matrix, data.targets, cost, epsilon);
    const machines = pairMachines(matrix, data.targets, present, { cost }, seed);
    return { task: "classification", classCount: data.classes.length, present, machines };
  };
  const fitted = (rows: KernelRows, machine: Machine): FittedModel => ({
    predict: async (features, context = {}) => evaluate(machine, await crossGram(rows, features, context)),
    save: () => ({ model: name, version, state: { rows: saveRows(rows), machine: saveMachine(machine) } }),
  });

  return {
    name,
    label: `support vectors, ${kernel.label} kernel`,
    kind: kernel.kind,
    tasks,
    grid: settingsGrid(kernel.grid, costs),
    fit: async (data, settings, context) => {
      const present = check(data);
      const rows = keepRows(kernel, data.features, settings, options);
      return fitted(rows, solve(await trainingGram(rows, context), data, present, settings, context.seed));
    },
    fitGrid: async (whole, validation, context) => {
      check(whole);
      const training = sampleRows(whole, gridRowLimit, context.seed);
      const present = checkTraining(name, tasks, training);
      const predictions: Prediction[] = [];
      for (const [index, settings] of kernel.grid.entries()) {
        context.signal?.throwIfAborted();
        const rows = keepRows(kernel, training.features, settings, options);
        const matrix = await trainingGram(rows, context);
        const cross = await crossGram(rows, validation, context);
        for (const cost of costs) {
          predictions.push(evaluate(solve(matrix, training, present, cost, context.seed), cross));
        }
        context.onProgress?.((index + 1) / kernel.grid.length);
      }
      return predictions;
    },
    restore: (saved) => {
      const state = savedState<{ rows: SavedRows; machine: SavedMachine }>(saved, name, version);
      return fitted(restoreRows(kernel, state.rows), restoreMachine(state.machine));
    },
  };
}

/** Targets are scaled to deviation 1 for the solver; the scale is folded into the coefficients. */
function fitRegressor(matrix: KernelMatrix, targets: Float64Array, cost: number, epsilon: number): Regressor {
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  const square = targets.reduce((sum, target) => sum + (target - mean) ** 2, 0) / targets.length;
  if (targets.every((target) => target === targets[0])) {
    return { task: "regression", coefficients: new Float64Array(targets.length), offset: -targets[0] };
  }
  const scale = Math.sqrt(square);
  const machine = regressSupportVectors(
    matrix,
    targets.map((target) => (target - mean) / scale),
    { cost, epsilon },
  );
  return {
    task: "regression",
    coefficients: machine.coefficients.map((value) => scale * value),
    offset: scale * machine.offset - mean,
  };
}

function evaluate(machine: Machine, cross: KernelMatrix): Prediction {
  if (machine.task === "regression") return { values: decide(cross, machine) };
  const { classCount, present, machines } = machine;
  const decisions = machines.map((pair) => decide(cross, pair));
  const probabilities = new Float64Array(cross.rowCount * classCount);
  for (let row = 0; row < cross.rowCount; row++) {
    const pairs = new Float64Array(present.length ** 2);
    machines.forEach((pair, k) => {
      // Held away from 0 and 1, where the coupling has no unique solution.
      const share = Math.min(Math.max(plattProbability(pair, decisions[k][row]), 1e-7), 1 - 1e-7);
      const i = present.indexOf(pair.positive);
      const j = present.indexOf(pair.negative);
      pairs[i * present.length + j] = share;
      pairs[j * present.length + i] = 1 - share;
    });
    const coupled = present.length === 2 ? [pairs[1], pairs[2]] : coupleProbabilities(pairs, present.length);
    present.forEach((label, k) => (probabilities[row * classCount + label] = coupled[k]));
  }
  return classPrediction(probabilities, classCount);
}

type SavedMachine =
  | { readonly task: "regression"; readonly coefficients: EncodedArray; readonly offset: number }
  | (Omit<Classifier, "machines"> & {
      readonly machines: readonly (Omit<PairMachine, "coefficients"> & {
        readonly coefficients: EncodedArray;
      })[];
    });

function saveMachine(machine: Machine): SavedMachine {
  if (machine.task === "regression") return { ...machine, coefficients: encodeArray(machine.coefficients) };
  const machines = machine.machines.map((pair) => ({
    ...pair,
    coefficients: encodeArray(pair.coefficients),
  }));
  return { ...machine, machines };
}

function restoreMachine(saved: SavedMachine): Machine {
  if (saved.task === "regression") return { ...saved, coefficients: decodeFloats(saved.coefficients) };
  const machines = saved.machines.map((pair) => ({ ...pair, coefficients: decodeFloats(pair.coefficients) }));
  return { ...saved, machines };
}
