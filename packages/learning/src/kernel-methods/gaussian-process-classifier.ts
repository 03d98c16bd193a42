import type { DataSet } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import type { Kernel, KernelContext, KernelMatrix } from "../kernels/kernel.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";
import type { Prediction } from "../models/model.ts";
import { classPrediction, normaliseRows } from "../models/probabilities.ts";
import {
  crossGram,
  kernelDiagonal,
  restoreRows,
  saveRows,
  trainingGram,
  type KernelRows,
  type SavedRows,
} from "./kernel-rows.ts";
import {
  approximateLaplace,
  factorLaplace,
  laplaceProbabilities,
  type LaplacePosterior,
} from "./laplace-approximation.ts";
import { restoreFactor, storeFactor, type StoredFactor } from "./stored-factor.ts";

type StoredPosterior = Omit<LaplacePosterior, "factor"> & { readonly factor: StoredFactor };

/** One latent function for two classes, one a class against the others for more. */
export interface ClassifierFit {
  readonly rows: KernelRows;
  readonly classCount: number;
  /** The class that each latent function tells from all others. */
  readonly positives: readonly number[];
  readonly posteriors: readonly StoredPosterior[];
}

export function fitClassifier(
  rows: KernelRows,
  matrix: KernelMatrix,
  data: DataSet,
  present: readonly number[],
  signal: number,
): ClassifierFit {
  const positives = present.length === 2 ? [present[1]] : present;
  const posteriors = positives.map((positive): StoredPosterior => {
    const labels = data.targets.map((target) => Number(target === positive));
    const { factor, ...posterior } = approximateLaplace(matrix, labels, signal);
    return { ...posterior, factor: storeFactor(factor) };
  });
  const negative = present.length === 2 ? [present[0]] : [];
  return { rows, classCount: data.classes.length, positives: [...positives, ...negative], posteriors };
}

export async function classify(
  fit: ClassifierFit,
  cross: KernelMatrix,
  diagonal: Float64Array,
  context: KernelContext,
): Promise<Prediction> {
  const { classCount, positives, posteriors } = fit;
  const probabilities = new Float64Array(cross.rowCount * classCount);
  for (const [k, posterior] of posteriors.entries()) {
    const factor = await posterior.factor.get(context);
    laplaceProbabilities({ ...posterior, factor }, cross, diagonal).forEach((probability, row) => {
      probabilities[row * classCount + positives[k]] = probability;
      if (posteriors.length === 1) probabilities[row * classCount + positives[1]] = 1 - probability;
    });
  }
  return classPrediction(normaliseRows(probabilities, classCount), classCount);
}

export async function predictClassifier(
  fit: ClassifierFit,
  features: FeatureMatrix,
  context: KernelContext,
): Promise<Prediction> {
  const cross = await crossGram(fit.rows, features, context);
  return classify(fit, cross, await kernelDiagonal(fit.rows, features, context), context);
}

export interface SavedClassifier {
  readonly task: "classification";
  readonly rows: SavedRows;
  readonly classCount: number;
  readonly positives: readonly number[];
  readonly posteriors: readonly {
    readonly signal: number;
    readonly logLikelihood: number;
    readonly residuals: EncodedArray;
    readonly roots: EncodedArray;
    readonly factor: EncodedArray | null;
  }[];
}

export function saveClassifier({ rows, classCount, positives, posteriors }: ClassifierFit): SavedClassifier {
  return {
    task: "classification",
    rows: saveRows(rows),
    classCount,
    positives,
    posteriors: posteriors.map(({ signal, logLikelihood, residuals, roots, factor }) => ({
      signal,
      logLikelihood,
      residuals: encodeArray(residuals),
      roots: encodeArray(roots),
      factor: factor.save(),
    })),
  };
}

export function restoreClassifier(kernel: Kernel, saved: SavedClassifier): ClassifierFit {
  const { classCount, positives } = saved;
  const rows = restoreRows(kernel, saved.rows);
  const posteriors = saved.posteriors.map((posterior): StoredPosterior => {
    const { signal, logLikelihood } = posterior;
    const residuals = decodeFloats(posterior.residuals);
    const roots = decodeFloats(posterior.roots);
    const factor = restoreFactor(posterior.factor, residuals.length, async (context) =>
      factorLaplace(await trainingGram(rows, context), roots, signal),
    );
    return { signal, logLikelihood, residuals, roots, factor };
  });
  return { rows, classCount, positives, posteriors };
}
