import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { normalCdf, normalQuantile, studentTCdf, studentTQuantile } from "../distributions.ts";
import { binaryRocAuc, midranks } from "./roc-auc.ts";
import { type MetricName, metricNames, metricTable, scorePrediction } from "./score-prediction.ts";

interface Case extends Partial<Record<MetricName, number>> {
  readonly targets: number[];
  readonly predicted: number[];
  readonly probabilities?: number[];
}

const reference = JSON.parse(readFileSync(new URL("../reference/metrics.json", import.meta.url), "utf8")) as {
  readonly regression: Case;
  readonly binary: Case;
  readonly ternary: Case;
  readonly distributions: Readonly<
    Record<"normalCdf" | "normalQuantile", [number, number][]> &
      Record<"studentTCdf" | "studentTQuantile", [number, number, number][]>
  >;
};

/** Sums of some tens of terms in another order. */
const roundingTolerance = 1e-13;

test.each([
  ["regression", reference.regression, []],
  ["two classes with ties", reference.binary, ["a", "b"]],
  ["three classes", reference.ternary, ["a", "b", "c"]],
] as const)("every measure of %s is scikit-learn's", (_, example, classes) => {
  const task = classes.length === 0 ? "regression" : "classification";
  const scores = scorePrediction(
    { task, targets: Float64Array.from(example.targets), classes },
    {
      values: Float64Array.from(example.predicted),
      ...(example.probabilities && { probabilities: Float64Array.from(example.probabilities) }),
    },
  );
  const expected = metricNames.filter((name) => metricTable[name].task === task);
  expect(Object.keys(scores)).toEqual(expected);
  for (const name of expected) {
    expect(Math.abs(scores[name]! - example[name]!), name).toBeLessThan(
      roundingTolerance * Math.abs(example[name]!),
    );
  }
});

test("tied scores share the mean of their ranks and count half in the area", () => {
  expect(Array.from(midranks([3, 1, 3, 2, 3]))).toEqual([4, 1, 4, 2, 4]);
  expect(binaryRocAuc([true, false, false], [1, 1, 0])).toBe(0.75);
  expect(binaryRocAuc([true, true], [1, 0])).toBeUndefined();
});

test("R² of equal targets and the ROC area of one class have no entry", () => {
  const regression = { task: "regression", targets: Float64Array.of(2, 2), classes: [] } as const;
  expect(scorePrediction(regression, { values: Float64Array.of(1, 3) })).toEqual({ mae: 1, rmse: 1 });
  const oneClass = { task: "classification", targets: Float64Array.of(1, 1), classes: ["a", "b"] } as const;
  const probabilities = Float64Array.of(0.5, 0.5, 0.25, 0.75);
  expect(scorePrediction(oneClass, { values: Float64Array.of(0, 1), probabilities }).rocAuc).toBeUndefined();
});

test("predictions must be one a target", () => {
  const data = { task: "regression", targets: Float64Array.of(1, 2), classes: [] } as const;
  expect(() => scorePrediction(data, { values: Float64Array.of(1) })).toThrow(/got 1 for 2 targets/);
});

test("normal and Student t distributions are SciPy's", () => {
  const { distributions } = reference;
  // The library's own accuracy: better than 1e-9 for the normal, 1e-7 for t.
  for (const [x, value] of distributions.normalCdf)
    expect(normalCdf(x) / value - 1, `Φ(${x})`).toBeCloseTo(0, 9);
  for (const [p, value] of distributions.normalQuantile) expect(normalQuantile(p)).toBeCloseTo(value, 9);
  for (const [x, d, value] of distributions.studentTCdf) expect(studentTCdf(x, d)).toBeCloseTo(value, 7);
  for (const [p, d, value] of distributions.studentTQuantile)
    expect(studentTQuantile(p, d)).toBeCloseTo(value, 6);
});
