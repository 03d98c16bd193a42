import type { DataSet, Task } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { DataSetError, LearningTooLargeError, ModelError } from "../errors.ts";

/**
 * Classes with at least one row, in rising order; empty for a regression.
 *
 * @throws ModelError where the model does not learn the task.
 * @throws DataSetError where there are no rows or columns, or rows of a single class only; names the class.
 */
export function checkTraining(model: string, tasks: readonly Task[], data: DataSet): number[] {
  if (!tasks.includes(data.task)) {
    throw new ModelError(`${model} learns ${tasks.join(" and ")}, got a ${data.task}`, { model });
  }
  const { rowCount, columnCount } = data.features;
  if (rowCount === 0 || columnCount === 0) {
    throw new DataSetError(
      `${model} must get at least one row and one column, got ${rowCount} rows and ${columnCount} columns`,
    );
  }
  if (data.task === "regression") return [];
  const present = [...new Set(data.targets)].sort((a, b) => a - b);
  if (present.length < 2) {
    throw new DataSetError(
      `${model} must get rows of at least two classes, got ${rowCount} rows of class ${data.classes[present[0]]} only: use fewer folds or stratified ones`,
      { class: data.classes[present[0]] },
    );
  }
  return present;
}

/** @throws ModelError where a table has other columns than the model was fitted to. */
export function checkFitted(model: string, features: FeatureMatrix, columnCount: number): void {
  if (features.columnCount !== columnCount) {
    throw new ModelError(
      `${model} must get the ${columnCount} columns it was fitted to, got ${features.columnCount}`,
      { model },
    );
  }
}

/** @throws LearningTooLargeError where a model whose cost grows with a power of the rows gets more than it can take. */
export function checkRowLimit(model: string, rowCount: number, limit: number, remedy: string): void {
  if (rowCount > limit) {
    throw new LearningTooLargeError(`${model} takes at most ${limit} rows, got ${rowCount}: ${remedy}`, {
      model,
      rowCount,
      limit,
    });
  }
}
