import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";

/** What a step saves, as `restoreStep` takes it. */
export interface SavedStep {
  readonly step: string;
  readonly state: unknown;
}

/** @throws ModelError where a table has other columns than the step was fitted to. */
export function checkColumns(step: string, features: FeatureMatrix, columnCount: number): void {
  if (features.columnCount !== columnCount) {
    throw new ModelError(
      `step ${step} must get the ${columnCount} columns it was fitted to, got ${features.columnCount}`,
    );
  }
}

/** @throws ModelError where an option of a step is no whole number of at least `least`. */
export function checkCount(step: string, name: string, value: number, least = 1): void {
  if (!Number.isInteger(value) || value < least) {
    throw new ModelError(`${name} of ${step} must be a whole number of at least ${least}, got ${value}`);
  }
}
