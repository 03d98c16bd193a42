export { DataSetError, LearningTooLargeError, ModelError } from "./errors.ts";
export { createDataSet, selectSamples } from "./data/data-set.ts";
export type { DataSet, Task } from "./data/data-set.ts";
export { createFeatureMatrix, selectColumns, selectRows } from "./data/feature-matrix.ts";
export type { FeatureMatrix } from "./data/feature-matrix.ts";
export type {
  FitContext,
  FittedModel,
  Model,
  ModelKind,
  Prediction,
  SavedModel,
  Settings,
} from "./models/model.ts";
export type { FittedStep, PreprocessingStep } from "./models/preprocessing-step.ts";
