import type { DataSet } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import type { Kernel, KernelContext } from "../kernels/kernel.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";
import type { FitContext, Prediction, Settings } from "../models/model.ts";
import { sampleRows } from "../models/sample-rows.ts";
import {
  conditionOn,
  factorCovariance,
  predictObservations,
  type Posterior,
} from "./gaussian-process-posterior.ts";
import {
  crossGram,
  keepRows,
  kernelDiagonal,
  restoreRows,
  saveRows,
  trainingGram,
  type KernelModelOptions,
  type KernelRows,
  type SavedRows,
} from "./kernel-rows.ts";
import { fixedKernelLikelihood, radialLikelihood } from "./marginal-likelihood.ts";
import { maximiseLikelihood } from "./maximise-likelihood.ts";
import { isRadial, type RadialKernel } from "./radial-kernel.ts";
import { squaredDistances } from "./row-products.ts";
import { restoreFactor, storeFactor, type StoredFactor } from "./stored-factor.ts";

export interface RegressorFit {
  readonly rows: KernelRows;
  readonly posterior: Omit<Posterior, "factor">;
  readonly factor: StoredFactor;
  readonly mean: number;
  readonly scale: number;
  /** At its maximum, of the rows that the hyperparameters are learnt from. */
  readonly logLikelihood: number;
}

/** The hyperparameters are learnt from at most so many rows; all rows are then conditioned on. */
const learningRows = 700;

/** Of targets scaled to deviation 1. */
const signalBounds = { low: 1e-3, high: 1e4 };
const noiseBounds = { low: 1e-6, high: 10 };
/** Times √columns, of standardised columns. */
const lengthBounds = { low: 1e-2, high: 1e3 };

/**
 * Targets are scaled to mean 0 and deviation 1; signal, noise and (of a radial kernel) length scale maximise the marginal
 * likelihood. Constant targets are predicted as they are, with deviations of the order of 1e-6 of their size.
 */
export async function fitRegressor(
  kernel: Kernel,
  data: DataSet,
  settings: Settings,
  options: KernelModelOptions,
  context: FitContext,
): Promise<RegressorFit> {
  const { mean, scale, scaled } = scaleTargets(data.targets);
  const first = keepRows(kernel, data.features, settings, options);
  const sample = sampleRows({ ...data, features: first.rows, targets: scaled }, learningRows, context.seed);
  const learnt = isRadial(kernel)
    ? await learnRadial(kernel, sample.features, sample.targets, context)
    : await learnFixed({ ...first, rows: sample.features }, sample.targets, context);
  const rows = { ...first, settings: { ...settings, ...learnt.settings } };
  const [signal, noise] = learnt.hyperparameters;
  const { factor, ...posterior } = conditionOn(await trainingGram(rows, context), scaled, signal, noise);
  return { rows, posterior, factor: storeFactor(factor), mean, scale, logLikelihood: learnt.logLikelihood };
}

interface Learnt {
  readonly hyperparameters: Float64Array;
  readonly logLikelihood: number;
  readonly settings: Settings;
}

const noiseStarts = [0.01, 0.1, 0.5];

async function learnFixed(rows: KernelRows, targets: Float64Array, context: FitContext): Promise<Learnt> {
  const { values } = await trainingGram(rows, context);
  const likelihood = fixedKernelLikelihood(values, targets);
  const starts = [0.1, 1, 10].flatMap((signal) => noiseStarts.map((noise) => [signal, noise]));
  const maximum = await maximiseLikelihood(likelihood, [signalBounds, noiseBounds], starts, context.signal);
  return { ...maximum, settings: {} };
}

/** The length scale starts where the likelihood of fixed length scales, maximal over signal and noise, is best. */
async function learnRadial(
  kernel: RadialKernel,
  rows: FeatureMatrix,
  targets: Float64Array,
  context: FitContext,
): Promise<Learnt> {
  const squares = squaredDistances(rows, undefined).values.map((square) => square / rows.columnCount);
  const candidates: { start: number[]; value: number }[] = [];
  for (const settings of kernel.grid) {
    const lengthScale = Number(settings["lengthScale"]);
    const fixed = fixedKernelLikelihood(
      squares.map((square) => kernel.profile(square / lengthScale ** 2)),
      targets,
    );
    const starts = noiseStarts.map((noise) => [1, noise]);
    const found = await maximiseLikelihood(fixed, [signalBounds, noiseBounds], starts, context.signal);
    const [signal, noise] = found.hyperparameters;
    // At its bound the noise would hardly move again.
    candidates.push({ start: [signal, Math.max(noise, 1e-3), lengthScale], value: found.logLikelihood });
  }
  const best = candidates.reduce((a, b) => (b.value > a.value ? b : a));
  const maximum = await maximiseLikelihood(
    radialLikelihood(kernel, squares, targets),
    [signalBounds, noiseBounds, lengthBounds],
    [best.start],
    context.signal,
  );
  return { ...maximum, settings: { lengthScale: maximum.hyperparameters[2] } };
}

function scaleTargets(targets: Float64Array): { mean: number; scale: number; scaled: Float64Array } {
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  const isConstant = targets.every((target) => target === targets[0]);
  const square = targets.reduce((sum, target) => sum + (target - mean) ** 2, 0) / targets.length;
  const scale = isConstant ? 1e-6 * Math.max(Math.abs(mean), 1) : Math.sqrt(square);
  return { mean, scale, scaled: targets.map((target) => (isConstant ? 0 : (target - mean) / scale)) };
}

export async function predictRegressor(
  { rows, posterior, factor, mean, scale }: RegressorFit,
  features: FeatureMatrix,
  context: KernelContext,
): Promise<Prediction> {
  const cross = await crossGram(rows, features, context);
  const diagonal = await kernelDiagonal(rows, features, context);
  const { means, variances } = predictObservations(
    { ...posterior, factor: await factor.get(context) },
    cross,
    diagonal,
  );
  return {
    values: means.map((value) => mean + scale * value),
    deviations: variances.map((variance) => scale * Math.sqrt(variance)),
  };
}

export interface SavedRegressor {
  readonly task: "regression";
  readonly rows: SavedRows;
  readonly signal: number;
  readonly noise: number;
  readonly mean: number;
  readonly scale: number;
  readonly logLikelihood: number;
  readonly weights: EncodedArray;
  readonly factor: EncodedArray | null;
}

export function saveRegressor(fit: RegressorFit): SavedRegressor {
  const { rows, posterior, factor, mean, scale, logLikelihood } = fit;
  return {
    task: "regression",
    rows: saveRows(rows),
    signal: posterior.signal,
    noise: posterior.noise,
    mean,
    scale,
    logLikelihood,
    weights: encodeArray(posterior.weights),
    factor: factor.save(),
  };
}

export function restoreRegressor(kernel: Kernel, saved: SavedRegressor): RegressorFit {
  const { signal, noise, mean, scale, logLikelihood } = saved;
  const rows = restoreRows(kernel, saved.rows);
  const weights = decodeFloats(saved.weights);
  const factor = restoreFactor(saved.factor, weights.length, async (context) =>
    factorCovariance(await trainingGram(rows, context), signal, noise),
  );
  return { rows, posterior: { signal, noise, weights }, factor, mean, scale, logLikelihood };
}
