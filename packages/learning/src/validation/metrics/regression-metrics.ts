import { DataSetError } from "../../errors.ts";

/** @throws DataSetError where there are no rows or the lengths differ. */
export function checkPredicted(targets: ArrayLike<number>, predicted: ArrayLike<number>, perRow = 1): void {
  if (targets.length === 0 || predicted.length !== targets.length * perRow) {
    throw new DataSetError(
      `predictions must be ${perRow === 1 ? "one" : perRow} a target, of at least one, got ${predicted.length} for ${targets.length} targets`,
    );
  }
}

function meanOver(count: number, term: (row: number) => number): number {
  let sum = 0;
  for (let row = 0; row < count; row++) sum += term(row);
  return sum / count;
}

/** Mean absolute error, mean |y − ŷ|, in the targets' unit. Throws DataSetError where lengths differ. */
export function meanAbsoluteError(targets: ArrayLike<number>, predicted: ArrayLike<number>): number {
  checkPredicted(targets, predicted);
  return meanOver(targets.length, (row) => Math.abs(targets[row] - predicted[row]));
}

/** Root of the mean squared error, √(mean (y − ŷ)²). Throws DataSetError where lengths differ. */
export function rootMeanSquaredError(targets: ArrayLike<number>, predicted: ArrayLike<number>): number {
  checkPredicted(targets, predicted);
  return Math.sqrt(meanOver(targets.length, (row) => (targets[row] - predicted[row]) ** 2));
}

/**
 * Coefficient of determination R² = 1 − Σ(y − ŷ)²/Σ(y − ȳ)², with ȳ the mean of these very targets: 0 for predicting
 * their mean, negative for worse. Undefined where there is one target or all are equal. Throws DataSetError where
 * lengths differ.
 */
export function rSquared(targets: ArrayLike<number>, predicted: ArrayLike<number>): number | undefined {
  checkPredicted(targets, predicted);
  const mean = meanOver(targets.length, (row) => targets[row]);
  const total = meanOver(targets.length, (row) => (targets[row] - mean) ** 2);
  if (total === 0) return undefined;
  return 1 - meanOver(targets.length, (row) => (targets[row] - predicted[row]) ** 2) / total;
}
