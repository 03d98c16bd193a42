import { DataSetError } from "../../errors.ts";
import { normalQuantile } from "../../validation/distributions.ts";
import { midranks } from "../../validation/metrics/roc-auc.ts";

export interface AucInterval {
  readonly auc: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
}

/**
 * The area under a ROC curve with its interval on the logit scale, which keeps it within [0, 1]. The variance is DeLong's,
 * S₁₀/m + S₀₁/n, with S₁₀ and S₀₁ the variances of each positive's and each negative's share of pairs it wins, by ranks
 * in O(n log n). An area of exactly 0 or 1 has variance 0 and an interval of no width: it says nothing then.
 *
 * Source: DeLong et al., Biometrics 44, 837 (1988); Sun and Xu, IEEE Signal Process. Lett. 21, 1389 (2014).
 *
 * @throws DataSetError where there are fewer than two positives or negatives.
 */
export function aucInterval(
  isPositive: readonly boolean[],
  scores: ArrayLike<number>,
  level = 0.95,
): AucInterval {
  const chosen = (wanted: boolean): number[] =>
    Array.from(scores).filter((_, row) => isPositive[row] === wanted);
  const positives = chosen(true);
  const negatives = chosen(false);
  const [m, n] = [positives.length, negatives.length];
  if (m < 2 || n < 2 || scores.length !== isPositive.length) {
    throw new DataSetError(
      `an interval of an area under a ROC curve needs two rows of either class, got ${m} and ${n}`,
    );
  }
  const all = midranks([...positives, ...negatives]);
  const withinPositives = midranks(positives);
  const withinNegatives = midranks(negatives);
  const wins = Array.from({ length: m }, (_, k) => (all[k] - withinPositives[k]) / n);
  const losses = Array.from({ length: n }, (_, k) => 1 - (all[m + k] - withinNegatives[k]) / m);
  const auc = wins.reduce((sum, value) => sum + value, 0) / m;
  const variance = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + (value - auc) ** 2, 0) / (values.length - 1);
  const standardError = Math.sqrt(variance(wins) / m + variance(losses) / n);
  return { auc, standardError, ...logitInterval(auc, standardError, level), level };
}

/**
 * The mean of the areas of several folds with its interval: each fold's scores come from a model of its own, so they are
 * not ranked together. Folds hold out different rows; that their models share training rows is left out.
 *
 * @throws DataSetError as aucInterval, and where there is no fold.
 */
export function meanAucInterval(
  folds: readonly { readonly isPositive: readonly boolean[]; readonly scores: ArrayLike<number> }[],
  level = 0.95,
): AucInterval {
  if (folds.length === 0)
    throw new DataSetError("a mean area under ROC curves needs at least one fold, got none");
  const intervals = folds.map(({ isPositive, scores }) => aucInterval(isPositive, scores, level));
  const auc = intervals.reduce((sum, interval) => sum + interval.auc, 0) / folds.length;
  const variance = intervals.reduce((sum, { standardError }) => sum + standardError ** 2, 0);
  const standardError = Math.sqrt(variance) / folds.length;
  return { auc, standardError, ...logitInterval(auc, standardError, level), level };
}

function logitInterval(auc: number, standardError: number, level: number): { lower: number; upper: number } {
  if (auc <= 0 || auc >= 1) return { lower: auc, upper: auc };
  const logit = Math.log(auc / (1 - auc));
  const half = (normalQuantile(0.5 + level / 2) * standardError) / (auc * (1 - auc));
  const inverse = (value: number): number => 1 / (1 + Math.exp(-value));
  return { lower: inverse(logit - half), upper: inverse(logit + half) };
}
