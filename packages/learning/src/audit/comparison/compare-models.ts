import { type MetricName, metricTable } from "../../validation/metrics/score-prediction.ts";
import { bayesianCorrelatedTTest, type CorrelatedPosterior } from "./bayesian-t-test.ts";
import { correctedTTest, type CorrectedTTest } from "./corrected-t-test.ts";

/** Who is compared: a model, or on each fold the one of a kind with the best inner score. */
export interface Contestant {
  readonly name: string;
  /** Of the metric, fold by fold. */
  readonly perFold: readonly number[];
}

/** Two contestants on the same folds. Differences are first − second, in the unit of the metric. */
export interface ModelComparison {
  readonly first: string;
  readonly second: string;
  /** What the pair is there for. */
  readonly purpose: ComparisonPurpose;
  readonly differences: readonly number[];
  readonly test: CorrectedTTest;
  readonly posterior: CorrelatedPosterior;
  /** Posterior probabilities that the first is better by more than what matters, equivalent, worse by more. */
  readonly probabilities: { readonly better: number; readonly equivalent: number; readonly worse: number };
  /** p corrected for all comparisons of the same purpose (Holm). */
  readonly correctedPValue: number;
  /** Better or worse at the corrected p below 0.05, else "undecided". */
  readonly outcome: "better" | "worse" | "undecided";
}

export type ComparisonPurpose =
  | "chosen-quantum-against-chosen-classical"
  | "quantum-against-best-classical"
  | "quantum-against-twin"
  | "chosen-against-constant"
  | "model-against-constant";

export interface ComparisonContext {
  readonly metric: MetricName;
  /** Held-out rows over training rows. */
  readonly testShare: number;
  readonly practicalDifference: number;
}

/** The highest p, corrected, at which models are said to differ. */
export const significance = 0.05;

/** A comparison whose p is not yet corrected for others. */
export function compareModels(
  first: Contestant,
  second: Contestant,
  purpose: ComparisonPurpose,
  { metric, testShare, practicalDifference }: ComparisonContext,
): ModelComparison {
  const differences = first.perFold.map((score, fold) => score - second.perFold[fold]);
  const test = correctedTTest(differences, testShare);
  const posterior = bayesianCorrelatedTTest(differences, testShare / (1 + testShare), practicalDifference);
  const { isHigherBetter } = metricTable[metric];
  const { below, within, above } = posterior;
  const comparison = {
    first: first.name,
    second: second.name,
    purpose,
    differences,
    test,
    posterior,
    probabilities: {
      better: isHigherBetter ? above : below,
      equivalent: within,
      worse: isHigherBetter ? below : above,
    },
  };
  return withCorrectedPValue(comparison, test.pValue, metric);
}

/** The comparison with another p, and the outcome that goes with it. */
export function withCorrectedPValue(
  comparison: Omit<ModelComparison, "correctedPValue" | "outcome">,
  correctedPValue: number,
  metric: MetricName,
): ModelComparison {
  const isHigher = comparison.test.mean > 0;
  const isBetter = isHigher === metricTable[metric].isHigherBetter;
  const outcome = correctedPValue > significance ? "undecided" : isBetter ? "better" : "worse";
  return { ...comparison, correctedPValue, outcome };
}
