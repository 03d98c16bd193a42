import { factorCholesky, solveCholesky } from "../linear-algebra/cholesky.ts";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.ts";
import { rotateBack, rotateInto, solveShifted, tridiagonalise } from "../linear-algebra/tridiagonal.ts";
import type { Kernel, KernelContext, KernelMatrix } from "../kernels/kernel.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";
import type { FittedModel, Model, Prediction, Settings } from "../models/model.ts";
import { sampleRows } from "../models/sample-rows.ts";
import { savedState } from "../models/saved-model.ts";
import { axis, numberSetting, settingsGrid } from "../models/settings.ts";
import { checkRowLimit, checkTraining } from "../models/training-data.ts";
import {
  crossGram,
  expand,
  keepRows,
  restoreRows,
  saveRows,
  trainingGram,
  type KernelModelOptions,
  type KernelRows,
  type SavedRows,
} from "./kernel-rows.ts";

const version = 1;
const rowLimit = 6000;
const gridRowLimit = 1500;
const remedy = "take a sample of the rows or a Nyström model of the kernel";

/** A factor of a Gram matrix, from which each penalty's coefficients cost n² operations. */
export interface RidgeSolver {
  /** (K + penalty)⁻¹·targets */
  coefficients(targets: Float64Array, penalty: number): Float64Array;
}

/**
 * Solves kernel ridge regression for all penalties after one reduction of K to tridiagonal form. Where K is not positive
 * semidefinite within the penalty (a kernel of finite shots), its negative eigenvalues are taken as 0: the nearest
 * positive semidefinite matrix.
 */
export function createRidgeSolver({ rowCount, values }: KernelMatrix): RidgeSolver {
  const form = tridiagonalise(values, rowCount);
  let eigen: ReturnType<typeof symmetricEigen> | undefined;
  return {
    coefficients: (targets, penalty) => {
      const solved = solveShifted(form, penalty, rotateInto(form, targets));
      if (solved !== undefined) return rotateBack(form, solved.solution);
      eigen ??= symmetricEigen(values, rowCount);
      const solution = new Float64Array(rowCount);
      for (let k = 0; k < rowCount; k++) {
        const vector = eigen.vectors.subarray(k * rowCount, (k + 1) * rowCount);
        const share = vector.reduce((sum, value, row) => sum + value * targets[row], 0);
        const factor = share / (Math.max(eigen.values[k], 0) + penalty);
        for (let row = 0; row < rowCount; row++) solution[row] += factor * vector[row];
      }
      return solution;
    },
  };
}

/** (K + penalty)⁻¹·targets for a single penalty: by Cholesky, eight times as fast as the tridiagonal form. */
export function solveRidge(matrix: KernelMatrix, targets: Float64Array, penalty: number): Float64Array {
  const { rowCount, values } = matrix;
  const shifted = values.slice();
  for (let k = 0; k < rowCount; k++) shifted[k * rowCount + k] += penalty;
  const factor = factorCholesky(shifted, rowCount);
  if (factor !== undefined) return solveCholesky(factor, targets);
  return createRidgeSolver(matrix).coefficients(targets, penalty);
}

interface State {
  readonly rows: SavedRows;
  readonly coefficients: EncodedArray;
  readonly mean: number;
}

/**
 * Kernel ridge regression with a given kernel: ŷ(x) = ȳ + Σᵢ αᵢ·k(x, xᵢ), (K + penalty)·α = y − ȳ. Settings are those
 * of the kernel and `penalty`. Constant targets are predicted as they are.
 *
 * The Gram matrix of each kernel setting is computed once for all penalties of a grid; settings are compared on at most
 * 1,500 of the rows. At most 6,000 rows.
 */
export function kernelRidge(kernel: Kernel, options: KernelModelOptions = {}): Model {
  const name = `${kernel.name}-kernel-ridge`;
  const penalties = axis("penalty", [0.1, 1e-4, 1e-3, 1e-2, 1, 10]);
  const grid = settingsGrid(kernel.grid, penalties);
  const penaltyOf = (settings: Settings): number =>
    numberSetting(name, settings, "penalty", { above: 0, fallback: 0.1 });

  const predict = async (
    state: FitState,
    features: Parameters<FittedModel["predict"]>[0],
    context: KernelContext,
  ) => {
    const matrix = await crossGram(state.rows, features, context);
    return { values: expand(matrix, state.coefficients, state.mean) };
  };
  const fitted = (state: FitState): FittedModel => ({
    predict: (features, context = {}) => predict(state, features, context),
    save: () => ({
      model: name,
      version,
      state: {
        rows: saveRows(state.rows),
        coefficients: encodeArray(state.coefficients),
        mean: state.mean,
      } satisfies State,
    }),
  });

  return {
    name,
    label: `kernel ridge, ${kernel.label} kernel`,
    kind: kernel.kind,
    tasks: ["regression"],
    grid,
    fit: async (data, settings, context) => {
      checkTraining(name, ["regression"], data);
      checkRowLimit(name, data.features.rowCount, rowLimit, remedy);
      const penalty = penaltyOf(settings);
      const rows = keepRows(kernel, data.features, settings, options);
      const { mean, centred } = centre(data.targets);
      const coefficients = solveRidge(await trainingGram(rows, context), centred, penalty);
      return fitted({ rows, coefficients, mean });
    },
    fitGrid: async (whole, validation, context) => {
      checkTraining(name, ["regression"], whole);
      checkRowLimit(name, whole.features.rowCount, rowLimit, remedy);
      const training = sampleRows(whole, gridRowLimit, context.seed);
      const { mean, centred } = centre(training.targets);
      const predictions: Prediction[] = [];
      for (const [index, settings] of kernel.grid.entries()) {
        context.signal?.throwIfAborted();
        const rows = keepRows(kernel, training.features, settings, options);
        const solver = createRidgeSolver(await trainingGram(rows, context));
        const matrix = await crossGram(rows, validation, context);
        for (const { penalty } of penalties) {
          predictions.push({ values: expand(matrix, solver.coefficients(centred, Number(penalty)), mean) });
        }
        context.onProgress?.((index + 1) / kernel.grid.length);
      }
      return predictions;
    },
    restore: (saved) => {
      const state = savedState<State>(saved, name, version);
      return fitted({
        rows: restoreRows(kernel, state.rows),
        coefficients: decodeFloats(state.coefficients),
        mean: state.mean,
      });
    },
  };
}

interface FitState {
  readonly rows: KernelRows;
  readonly coefficients: Float64Array;
  readonly mean: number;
}

function centre(targets: Float64Array): { mean: number; centred: Float64Array } {
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  return { mean, centred: targets.map((target) => target - mean) };
}
