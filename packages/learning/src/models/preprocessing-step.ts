import type { DataSet } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";

/** A change of features whose constants come from the rows it is fitted to, such as scaling or PCA. */
export interface PreprocessingStep {
  /** Kebab-case, unique. */
  readonly name: string;
  fit(data: DataSet): FittedStep;
}

export interface FittedStep {
  apply(features: FeatureMatrix): FeatureMatrix;
  /** JSON-safe; `restoreStep` makes the step again. */
  save(): { readonly step: string; readonly state: unknown };
}
