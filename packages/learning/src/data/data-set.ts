import { DataSetError } from "../errors.ts";
import { selectRows, type FeatureMatrix } from "./feature-matrix.ts";

/** What is learnt: a number, or one of some classes. */
export type Task = "regression" | "classification";

/** Features with what is to be learnt from them. */
export interface DataSet {
  readonly task: Task;
  readonly features: FeatureMatrix;
  /** A target a row; of a classification the index of its class. */
  readonly targets: Float64Array;
  /** Names of the classes; empty for a regression. */
  readonly classes: readonly string[];
}

/**
 * A checked data set.
 *
 * @param classes Names of the classes, which make it a classification.
 * @throws DataSetError where lengths differ, a target is not finite or is no index of a class.
 */
export function createDataSet(
  features: FeatureMatrix,
  targets: Float64Array,
  classes: readonly string[] = [],
): DataSet {
  if (targets.length !== features.rowCount) {
    throw new DataSetError(
      `there must be a target a row, got ${targets.length} for ${features.rowCount} rows`,
    );
  }
  const isTarget = (target: number): boolean =>
    classes.length === 0
      ? Number.isFinite(target)
      : Number.isInteger(target) && target >= 0 && target < classes.length;
  const fault = targets.findIndex((target) => !isTarget(target));
  if (fault >= 0) {
    const wanted = classes.length === 0 ? "a finite number" : `the index of one of ${classes.length} classes`;
    throw new DataSetError(`the target of row ${fault + 1} must be ${wanted}, got ${targets[fault]}`, {
      row: fault + 1,
    });
  }
  return { task: classes.length === 0 ? "regression" : "classification", features, targets, classes };
}

/** Some rows of a data set, in the order of `rows`. */
export function selectSamples(data: DataSet, rows: ArrayLike<number>): DataSet {
  return {
    ...data,
    features: selectRows(data.features, rows),
    targets: Float64Array.from(rows, (row) => data.targets[row]),
  };
}
