import { checkPredicted } from "./regression-metrics.ts";

/** Ranks from 1 in ascending order; equal values share the mean of their ranks. */
export function midranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, k) => k).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    for (let k = start; k < end; k++) ranks[order[k]] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}

/**
 * Area under the ROC curve of scores for a yes or no: the share of (yes, no) pairs whose yes has the higher score, ties
 * counting half (Mann–Whitney). Undefined where all rows are yes or all no.
 */
export function binaryRocAuc(isPositive: readonly boolean[], scores: ArrayLike<number>): number | undefined {
  checkPredicted(scores, isPositive.map(Number));
  const ranks = midranks(scores);
  let positives = 0;
  let rankSum = 0;
  isPositive.forEach((positive, row) => {
    if (!positive) return;
    positives++;
    rankSum += ranks[row];
  });
  const negatives = scores.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * Area under the ROC curve: of two classes for the second's probability, of more the mean over classes of each against
 * all others. Undefined where some class has no row or all rows.
 *
 * @param probabilities Row-major, rows × classes.
 */
export function rocAuc(
  targets: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classCount: number,
): number | undefined {
  checkPredicted(targets, probabilities, classCount);
  let sum = 0;
  const classes = classCount === 2 ? [1] : Array.from({ length: classCount }, (_, k) => k);
  for (const k of classes) {
    const auc = binaryRocAuc(
      Array.from(targets, (target) => target === k),
      Array.from(targets, (_, row) => probabilities[row * classCount + k]),
    );
    if (auc === undefined) return undefined;
    sum += auc;
  }
  return sum / classes.length;
}
