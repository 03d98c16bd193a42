import { readFileSync } from "node:fs";
import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { binaryRocAuc } from "../../validation/metrics/roc-auc.ts";
import { aucInterval, meanAucInterval } from "./auc-interval.ts";
import { bayesianCorrelatedTTest } from "./bayesian-t-test.ts";
import { correctedTTest } from "./corrected-t-test.ts";
import { holmCorrection } from "./holm.ts";

const reference = JSON.parse(
  readFileSync(new URL("../reference/comparison.json", import.meta.url), "utf8"),
) as {
  readonly correlated: readonly {
    readonly first: number[];
    readonly second: number[];
    readonly folds: number;
    readonly rope: number;
    /** Below, within (where rope > 0), above: of second − first. */
    readonly probabilities: number[];
    readonly pValue: number;
    readonly interval: [number, number];
  }[];
  readonly delong: {
    readonly positives: number[];
    readonly negatives: number[];
    readonly auc: number;
    readonly standardError: number;
  };
};

test.each(reference.correlated)(
  "posterior and interval of correlated differences are the reference's: %#",
  (example) => {
    const differences = example.second.map((value, k) => value - example.first[k]);
    const posterior = bayesianCorrelatedTTest(differences, 1 / example.folds, example.rope);
    const [below, ...rest] = example.probabilities;
    // The t distribution's own accuracy is 1e-7.
    expect(posterior.below).toBeCloseTo(below, 6);
    expect(posterior.above).toBeCloseTo(rest[rest.length - 1], 6);
    expect(posterior.below + posterior.within + posterior.above).toBeCloseTo(1, 12);
    const corrected = correctedTTest(
      differences.map((value) => -value),
      1 / (example.folds - 1),
    );
    expect(corrected.pValue).toBeCloseTo(example.pValue, 6);
    expect(corrected.lower).toBeCloseTo(example.interval[0], 8);
    expect(corrected.upper).toBeCloseTo(example.interval[1], 8);
    // Of the same data, ρ/(1 − ρ) is n_test/n_train: both intervals agree.
    expect(posterior.upper).toBeCloseTo(-corrected.lower, 12);
  },
);

test("without overlap the corrected test is the plain paired one", () => {
  // t = 2/√(1/3) = √12 of two degrees of freedom: p = 1 − t/√(t² + 2).
  const { statistic, pValue } = correctedTTest([1, 2, 3], 0);
  expect(statistic).toBeCloseTo(Math.sqrt(12), 12);
  expect(pValue).toBeCloseTo(1 - Math.sqrt(12 / 14), 7);
});

test("equal differences have an interval of no width", () => {
  expect(correctedTTest([2, 2, 2], 0.25)).toMatchObject({ lower: 2, upper: 2, pValue: 0 });
  expect(correctedTTest([0, 0, 0], 0.25)).toMatchObject({ mean: 0, pValue: 1 });
  expect(bayesianCorrelatedTTest([2, 2], 0.2, 1)).toMatchObject({ below: 0, within: 0, above: 1 });
});

test("differences that say nothing are refused", () => {
  expect(() => correctedTTest([1], 0.25)).toThrow(/at least two finite numbers, got \[1\]/);
  expect(() => correctedTTest([1, NaN], 0.25)).toThrow(/NaN/);
  expect(() => bayesianCorrelatedTTest([1, 2], 1, 0)).toThrow(/held-out share must be in \[0, 1\), got 1/);
  expect(() => bayesianCorrelatedTTest([1, 2], 0.2, -1)).toThrow(/rope must be at least 0/);
});

test("Holm's correction of a worked example", () => {
  // 4 × 0.01, 3 × 0.03 and 3 × 0.03 again, since 2 × 0.04 is less; 0.09 < 1 × 0.2.
  expect(holmCorrection([0.04, 0.01, 0.2, 0.03]).map((p) => Number(p.toFixed(12)))).toEqual([
    0.09, 0.04, 0.2, 0.09,
  ]);
  expect(holmCorrection([0.6, 0.7])).toEqual([1, 1]);
});

test("the variance of a ROC area by ranks is that by all pairs", () => {
  const { positives, negatives, auc, standardError } = reference.delong;
  const scores = [...negatives, ...positives];
  const interval = aucInterval(
    scores.map((_, k) => k >= negatives.length),
    scores,
  );
  expect(interval.auc).toBeCloseTo(auc, 12);
  expect(interval.standardError).toBeCloseTo(standardError, 12);
});

test("95 % intervals of ROC areas hold the true area in about 95 % of samples", () => {
  const random = createRandom(8);
  // Scores N(1, 1) against N(0, 1): the area is Φ(1/√2).
  const truth = 0.7602499389065233;
  const isPositive = Array.from({ length: 80 }, (_, k) => k % 2 === 0);
  const samples = 600;
  let held = 0;
  for (let k = 0; k < samples; k++) {
    const scores = isPositive.map((positive) => random.normal() + (positive ? 1 : 0));
    const { lower, upper, auc } = aucInterval(isPositive, scores);
    expect(auc).toBeCloseTo(binaryRocAuc(isPositive, scores)!, 12);
    if (lower <= truth && truth <= upper) held++;
  }
  // Four standard errors of a share of 0.95 in 600.
  expect(Math.abs(held / samples - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / samples));
});

test("the mean area of folds has the error of a mean of independent areas, and lies in [0, 1]", () => {
  const random = createRandom(9);
  const folds = Array.from({ length: 4 }, () => {
    const isPositive = Array.from({ length: 20 }, (_, k) => k % 2 === 0);
    return { isPositive, scores: isPositive.map((positive) => random.normal() + (positive ? 2 : 0)) };
  });
  const parts = folds.map(({ isPositive, scores }) => aucInterval(isPositive, scores));
  const whole = meanAucInterval(folds);
  expect(whole.auc).toBeCloseTo(parts.reduce((sum, { auc }) => sum + auc, 0) / 4, 12);
  expect(whole.standardError).toBeCloseTo(
    Math.hypot(...parts.map(({ standardError }) => standardError)) / 4,
    12,
  );
  expect(whole.lower).toBeLessThan(whole.auc);
  expect(whole.upper).toBeLessThan(1);
  expect(() => meanAucInterval([])).toThrow(/at least one fold/);
});

test("a ROC area of one row of a class has no interval", () => {
  expect(() => aucInterval([true, false, false], [1, 2, 3])).toThrow(/two rows of either class, got 1 and 2/);
});
