import type { DataSet } from "../data/data-set.ts";
import type { Kernel } from "../kernels/kernel.ts";
import type { FitContext, FittedModel, Model, Prediction, Settings } from "../models/model.ts";
import { sampleRows } from "../models/sample-rows.ts";
import { savedState } from "../models/saved-model.ts";
import { axis, numberSetting, settingsGrid } from "../models/settings.ts";
import { checkRowLimit, checkTraining } from "../models/training-data.ts";
import {
  classify,
  fitClassifier,
  predictClassifier,
  restoreClassifier,
  saveClassifier,
  type ClassifierFit,
  type SavedClassifier,
} from "./gaussian-process-classifier.ts";
import {
  fitRegressor,
  predictRegressor,
  restoreRegressor,
  saveRegressor,
  type RegressorFit,
  type SavedRegressor,
} from "./gaussian-process-regressor.ts";
import { crossGram, keepRows, kernelDiagonal, trainingGram, type KernelModelOptions } from "./kernel-rows.ts";
import { isRadial } from "./radial-kernel.ts";

const version = 1;
const rowLimit = 5000;
const gridRowLimit = 800;
const remedy = "take a sample of the rows or a Nyström model of the kernel";

/**
 * Gaussian process regression with a given kernel: predicted deviations include the noise. Signal and noise variance
 * maximise the marginal likelihood (of at most 700 of the rows), and so does the length scale of a radial kernel; other
 * kernel settings are the grid. At most 5,000 rows.
 */
export function gaussianProcess(kernel: Kernel, options: KernelModelOptions = {}): Model {
  const name = `${kernel.name}-gaussian-process`;
  const fitted = (fit: RegressorFit): FittedModel => ({
    predict: (features, context = {}) => predictRegressor(fit, features, context),
    save: () => ({ model: name, version, state: saveRegressor(fit) }),
  });
  return {
    name,
    label: `Gaussian process, ${kernel.label} kernel`,
    kind: kernel.kind,
    tasks: ["regression"],
    grid: isRadial(kernel) ? [{}] : kernel.grid,
    fit: async (data, settings, context) => {
      checkTraining(name, ["regression"], data);
      checkRowLimit(name, data.features.rowCount, rowLimit, remedy);
      return fitted(await fitRegressor(kernel, data, settings, options, context));
    },
    restore: (saved) => fitted(restoreRegressor(kernel, savedState<SavedRegressor>(saved, name, version))),
  };
}

/**
 * Gaussian process classification with a given kernel in Laplace's approximation; of more than two classes each against
 * the others. Settings are those of the kernel and `signal`, the variance of the latent function. The kernel matrix is
 * shared over the signals of a grid; settings are compared on at most 800 of the rows. At most 5,000 rows.
 */
export function gaussianProcessClassifier(kernel: Kernel, options: KernelModelOptions = {}): Model {
  const name = `${kernel.name}-gaussian-process-classifier`;
  const signals = axis("signal", [10, 1, 100]);
  const prepare = async (data: DataSet, settings: Settings, context: FitContext) => {
    const present = checkTraining(name, ["classification"], data);
    checkRowLimit(name, data.features.rowCount, rowLimit, remedy);
    const rows = keepRows(kernel, data.features, settings, options);
    const matrix = await trainingGram(rows, context);
    return {
      rows,
      fitTo: (signal: number) => fitClassifier(rows, matrix, data, present, signal),
    };
  };
  const fitted = (fit: ClassifierFit): FittedModel => ({
    predict: (features, context = {}) => predictClassifier(fit, features, context),
    save: () => ({ model: name, version, state: saveClassifier(fit) }),
  });
  return {
    name,
    label: `Gaussian process classifier, ${kernel.label} kernel`,
    kind: kernel.kind,
    tasks: ["classification"],
    grid: settingsGrid(kernel.grid, signals),
    fit: async (data, settings, context) => {
      const signal = numberSetting(name, settings, "signal", { above: 0, fallback: 10 });
      return fitted((await prepare(data, settings, context)).fitTo(signal));
    },
    fitGrid: async (whole, validation, context) => {
      checkRowLimit(name, whole.features.rowCount, rowLimit, remedy);
      const training = sampleRows(whole, gridRowLimit, context.seed);
      const predictions: Prediction[] = [];
      for (const [index, settings] of kernel.grid.entries()) {
        context.signal?.throwIfAborted();
        const { rows, fitTo } = await prepare(training, settings, context);
        const cross = await crossGram(rows, validation, context);
        const diagonal = await kernelDiagonal(rows, validation, context);
        for (const { signal } of signals)
          predictions.push(await classify(fitTo(Number(signal)), cross, diagonal, context));
        context.onProgress?.((index + 1) / kernel.grid.length);
      }
      return predictions;
    },
    restore: (saved) => fitted(restoreClassifier(kernel, savedState<SavedClassifier>(saved, name, version))),
  };
}
