import type { ComputePool } from "@ansatz/simulator";
import type { DataSet, Task } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";

/** Quantum models, classical ones, and controls: what neither learns nor entangles. */
export type ModelKind = "quantum" | "classical" | "control";

/** Hyperparameters of a model, JSON-safe. */
export type Settings = Readonly<Record<string, number | string | boolean>>;

/** What a fit gets beside its data. */
export interface FitContext {
  /** Of every random choice. */
  readonly seed: number;
  /** Threads; without it, the one it runs on. */
  readonly pool?: ComputePool | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Share done, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** What a model says of some rows. */
export interface Prediction {
  /** A value a row; of a classification the index of the likeliest class. */
  readonly values: Float64Array;
  /** Standard deviations of the values, noise included, where the model knows them; regression only. */
  readonly deviations?: Float64Array;
  /** Row-major, rows × classes, each row adding up to 1; classification only. */
  readonly probabilities?: Float64Array;
}

/** A fitted model as JSON: what `restore` of the model of this name takes. */
export interface SavedModel {
  readonly model: string;
  /** Of the layout of `state`. */
  readonly version: number;
  readonly state: unknown;
}

export interface FittedModel {
  predict(features: FeatureMatrix, context?: Pick<FitContext, "pool" | "signal">): Promise<Prediction>;
  save(): SavedModel;
}

/**
 * A way to learn, with the hyperparameters that are tried. It holds no state: `fit` gets whatever it may know, so that
 * nothing of a fold's held-out rows can reach it.
 */
export interface Model {
  /** Kebab-case, unique: what requests and saved models say. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  readonly kind: ModelKind;
  readonly tasks: readonly Task[];
  /** Settings to choose among on inner folds; the first is the default. At least one. */
  readonly grid: readonly Settings[];
  fit(data: DataSet, settings: Settings, context: FitContext): Promise<FittedModel>;
  /**
   * Predictions for `validation` by a fit of each of the grid's settings to `training`, in the grid's order. A model
   * whose settings share work (a Gram matrix, a decomposition) has it; others are fitted setting by setting.
   */
  fitGrid?(training: DataSet, validation: FeatureMatrix, context: FitContext): Promise<Prediction[]>;
  restore(saved: SavedModel): FittedModel;
}
