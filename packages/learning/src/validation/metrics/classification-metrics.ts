import { checkPredicted } from "./regression-metrics.ts";

/** Share of rows whose class is predicted. Throws DataSetError where lengths differ. */
export function accuracy(targets: ArrayLike<number>, predicted: ArrayLike<number>): number {
  checkPredicted(targets, predicted);
  let right = 0;
  for (let row = 0; row < targets.length; row++) if (targets[row] === predicted[row]) right++;
  return right / targets.length;
}

/** Mean over the classes that occur of the share of their rows that is predicted (recall). */
export function balancedAccuracy(targets: ArrayLike<number>, predicted: ArrayLike<number>): number {
  checkPredicted(targets, predicted);
  const counts = new Map<number, { total: number; right: number }>();
  for (let row = 0; row < targets.length; row++) {
    const count = counts.get(targets[row]) ?? { total: 0, right: 0 };
    count.total++;
    if (targets[row] === predicted[row]) count.right++;
    counts.set(targets[row], count);
  }
  let sum = 0;
  for (const { total, right } of counts.values()) sum += right / total;
  return sum / counts.size;
}

/**
 * Mean of −ln of the probability given to the true class; probabilities are kept at least 2⁻⁵² away from 0 and 1 and
 * divided by their sum, so that one certain error does not make it infinite.
 *
 * @param probabilities Row-major, rows × classes.
 */
export function logLoss(
  targets: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classCount: number,
): number {
  checkPredicted(targets, probabilities, classCount);
  const least = Number.EPSILON;
  let sum = 0;
  for (let row = 0; row < targets.length; row++) {
    let total = 0;
    for (let k = 0; k < classCount; k++) total += probabilities[row * classCount + k];
    const given = probabilities[row * classCount + targets[row]] / total;
    sum -= Math.log(Math.min(Math.max(given, least), 1 - least));
  }
  return sum / targets.length;
}

/**
 * Brier score: of two classes the mean of (p₁ − y)², of more the mean of Σ_k (p_k − [y = k])².
 *
 * @param probabilities Row-major, rows × classes.
 */
export function brierScore(
  targets: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classCount: number,
): number {
  checkPredicted(targets, probabilities, classCount);
  let sum = 0;
  for (let row = 0; row < targets.length; row++) {
    for (let k = classCount === 2 ? 1 : 0; k < classCount; k++) {
      sum += (probabilities[row * classCount + k] - (targets[row] === k ? 1 : 0)) ** 2;
    }
  }
  return sum / targets.length;
}
