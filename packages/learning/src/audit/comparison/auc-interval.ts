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
  if (auc <= 0 || auc >= 1) return { auc, standardError, lower: auc, upper: auc, level };
  const logit = Math.log(auc / (1 - auc));
  const half = (normalQuantile(0.5 + level / 2) * standardError) / (auc * (1 - auc));
  const inverse = (value: number): number => 1 / (1 + Math.exp(-value));
  return { auc, standardError, lower: inverse(logit - half), upper: inverse(logit + half), level };
}
