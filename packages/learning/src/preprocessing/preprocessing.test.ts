import { readFileSync } from "node:fs";
import { createRandom } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { createDataSet, selectSamples, type DataSet } from "../data/data-set.ts";
import { createFeatureMatrix, type FeatureMatrix } from "../data/feature-matrix.ts";
import { DataSetError, ModelError } from "../errors.ts";
import type { PreprocessingStep } from "../models/preprocessing-step.ts";
import type { SavedStep } from "./fitted-step.ts";
import { mutualInformation } from "./mutual-information.ts";
import { pipeline } from "./pipeline.ts";
import { principalComponents } from "./principal-components.ts";
import { restoreStep } from "./restore-step.ts";
import { angleScaler, minMaxScaler, robustScaler, standardScaler } from "./scale-columns.ts";
import { leastRedundantColumns } from "./minimum-redundancy.ts";
import {
  dropRedundantColumns,
  selectByMutualInformation,
  selectForward,
  selectRelevantColumns,
} from "./select-columns.ts";

type Vectors =
  | "targets"
  | "classes"
  | "pcaShares"
  | "widePcaShares"
  | "mutualInformationRegression"
  | "mutualInformationRegression5"
  | "mutualInformationClassification";
type Tables =
  | "features"
  | "newFeatures"
  | "standard"
  | "minMax"
  | "minMaxClipped"
  | "robust"
  | "pca"
  | "wide"
  | "widePca";

const reference = JSON.parse(
  readFileSync(new URL("./reference/scikit-learn.json", import.meta.url), "utf8"),
) as Record<Vectors, number[]> & Record<Tables, number[][]>;
const features = table(reference.features);
const newFeatures = table(reference.newFeatures);
const data = createDataSet(features, Float64Array.from(reference.targets));
const classified = createDataSet(features, Float64Array.from(reference.classes), ["low", "middle", "high"]);

function table(rows: readonly (readonly number[])[]): FeatureMatrix {
  return createFeatureMatrix(rows.length, rows[0].length, Float64Array.from(rows.flat()));
}

function expectClose(values: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(values.length).toBe(expected.length);
  expected.forEach((value, k) =>
    expect(Math.abs(values[k] - value)).toBeLessThan(tolerance * Math.max(1, Math.abs(value))),
  );
}

describe("numbers of scikit-learn", () => {
  test.each([
    ["standard", standardScaler()],
    ["minMax", minMaxScaler({ low: -1, high: 2 })],
    ["minMaxClipped", minMaxScaler({ low: -1, high: 2, clip: true })],
    ["robust", robustScaler()],
    ["pca", principalComponents({ count: 3 })],
  ] as const)("%s", (name, step) => {
    expectClose(step.fit(data).apply(newFeatures).values, reference[name].flat(), 1e-11);
  });

  test("principal components of more columns than rows, with their shares of the variance", () => {
    const wide = createDataSet(table(reference.wide), new Float64Array(reference.wide.length));
    const step = principalComponents({ count: 4 }).fit(wide);
    expectClose(step.apply(wide.features).values, reference.widePca.flat(), 1e-11);
    const { varianceShares } = step.save().state as { varianceShares: number[] };
    expectClose(varianceShares, reference.widePcaShares, 1e-12);
  });

  // Both add tie-breaking noise of 1e-10; the columns have no ties, so that it hardly changes a neighbour.
  test("mutual information with a number and with classes", () => {
    expectClose(mutualInformation(data), reference.mutualInformationRegression, 1e-9);
    expectClose(mutualInformation(data, { neighbors: 5 }), reference.mutualInformationRegression5, 1e-9);
    expectClose(mutualInformation(classified), reference.mutualInformationClassification, 1e-9);
    expect(Math.max(...reference.mutualInformationRegression)).toBeGreaterThan(0.3);
  });
});

test("mutual information of correlated normal deviates is −½·log(1 − ρ²)", () => {
  const random = createRandom(3);
  const count = 4000;
  const correlation = 0.8;
  const values = Float64Array.from({ length: count }, () => random.normal());
  const targets = values.map((x) => correlation * x + Math.sqrt(1 - correlation ** 2) * random.normal());
  const [information] = mutualInformation(createDataSet(createFeatureMatrix(count, 1, values), targets));
  // The estimator's spread is about 1/√n.
  expect(Math.abs(information + 0.5 * Math.log(1 - correlation ** 2))).toBeLessThan(3 / Math.sqrt(count));
});

/** Column 2 and 5 make the target, 0 is constant, 3 repeats 1 with a factor. */
function engineered(): DataSet {
  const random = createRandom(7);
  const rows = Array.from({ length: 80 }, () => {
    const x = Array.from({ length: 5 }, () => random.normal());
    return [4, x[0], x[1], -3 * x[0] + 1, x[2], x[3]];
  });
  const targets = rows.map((row) => row[2] + 0.5 * row[5] + 0.05 * random.normal());
  return createDataSet(table(rows), Float64Array.from(targets));
}

test("constant and repeated columns are dropped", () => {
  const applied = dropRedundantColumns().fit(engineered()).apply(engineered().features);
  expect(applied.names).toEqual(["x1", "x2", "x4", "x5"]);
});

test("mutual information and forward selection find the columns that make the target", () => {
  const set = engineered();
  expect(selectByMutualInformation(2).fit(set).apply(set.features).names).toEqual(["x2", "x5"]);
  expect(selectForward(2).fit(set).apply(set.features).names).toEqual(["x2", "x5"]);
  const labels = set.targets.map((target) => Number(target > 0));
  const classes = createDataSet(set.features, labels, ["low", "high"]);
  expect(selectForward(2).fit(classes).apply(set.features).names).toEqual(["x2", "x5"]);
  expect(selectForward(20).fit(set).apply(set.features).columnCount).toBe(6);
});

/** Columns 0, 1 and 3 are one quantity with little noise; 2, of less weight, and 4 are others, 4 of no weight. */
function redundant(): DataSet {
  const random = createRandom(11);
  const rows = Array.from({ length: 300 }, () => {
    const [a, b, c] = Array.from({ length: 3 }, () => random.normal());
    const noisy = (): number => a + 0.1 * random.normal();
    return [noisy(), -2 * noisy(), b, noisy(), c];
  });
  const targets = rows.map((row) => row[0] + 0.4 * row[2]);
  return createDataSet(table(rows), Float64Array.from(targets));
}

test("of columns that repeat each other one is kept, where mutual information alone keeps them all", () => {
  const set = redundant();
  const namesOf = (step: PreprocessingStep): readonly string[] => step.fit(set).apply(set.features).names;
  expect(namesOf(selectByMutualInformation(3))).toEqual(["x0", "x1", "x3"]);
  expect(namesOf(selectRelevantColumns(2))).toEqual(["x0", "x2"]);
  expect(leastRedundantColumns(set, 2)).toEqual([0, 2]);
  expect(namesOf(selectRelevantColumns(20))).toHaveLength(5);
});

test("each chosen column has the largest product of information and lack of redundancy, by a slow search", () => {
  const set = redundant();
  const { rowCount, columnCount, values } = set.features;
  const information = mutualInformation(set, { seed: 4 });
  const correlation = (a: number, b: number): number => {
    let [sumA, sumB, squaresA, squaresB, product] = [0, 0, 0, 0, 0];
    for (let row = 0; row < rowCount; row++) {
      const [x, y] = [values[row * columnCount + a], values[row * columnCount + b]];
      [sumA, sumB, squaresA, squaresB, product] = [
        sumA + x,
        sumB + y,
        squaresA + x * x,
        squaresB + y * y,
        product + x * y,
      ];
    }
    return (
      (rowCount * product - sumA * sumB) /
      Math.sqrt((rowCount * squaresA - sumA ** 2) * (rowCount * squaresB - sumB ** 2))
    );
  };
  const chosen = leastRedundantColumns(set, 5, { seed: 4 });
  expect([...chosen].sort()).toEqual([0, 1, 2, 3, 4]);
  chosen.forEach((column, place) => {
    const before = chosen.slice(0, place);
    const score = (candidate: number): number =>
      information[candidate] *
      (1 - Math.max(0, ...before.map((other) => Math.abs(correlation(candidate, other)))));
    for (const later of chosen.slice(place + 1))
      expect(score(column)).toBeGreaterThanOrEqual(score(later) - 1e-12);
  });
});

test("components hold the share of the variance asked for, and no more than the rank", () => {
  const [first, second] = reference.pcaShares;
  const within = principalComponents({ varianceShare: first + second - 1e-6 });
  const beyond = principalComponents({ varianceShare: first + second + 1e-6 });
  expect(within.fit(data).apply(features).columnCount).toBe(2);
  expect(beyond.fit(data).apply(features).columnCount).toBe(3);
  const standardised = { ...data, features: standardScaler().fit(data).apply(features) };
  expect(principalComponents({ varianceShare: 1 }).fit(standardised).apply(features).columnCount).toBe(5);
  const set = engineered();
  expect(principalComponents({ count: 6 }).fit(set).apply(set.features).columnCount).toBe(4);
});

test("angles stay in [0, π] for rows outside the training rows' range", () => {
  const step = angleScaler().fit(data);
  const trained = step.apply(features).values;
  expect(Math.min(...trained)).toBe(0);
  expect(Math.max(...trained)).toBeCloseTo(Math.PI, 12);
  const far = step.apply(table([[1e3, -1e3, 0, 1e5, -1e5]])).values;
  expect([far[0], far[1], far[3], far[4]]).toEqual([Math.PI, 0, Math.PI, 0]);
});

test("a constant column becomes 0 by every scaler of centre and width", () => {
  const constant = createDataSet(table([[0.1], [0.1], [0.1]]), Float64Array.of(1, 2, 3));
  for (const step of [standardScaler(), robustScaler(), minMaxScaler()]) {
    for (const value of step.fit(constant).apply(constant.features).values)
      expect(Math.abs(value)).toBeLessThan(1e-15);
  }
});

const everyStep: readonly PreprocessingStep[] = [
  standardScaler(),
  robustScaler(),
  minMaxScaler(),
  angleScaler(),
  dropRedundantColumns(),
  principalComponents({ count: 2 }),
  selectByMutualInformation(2),
  selectRelevantColumns(2),
  selectForward(2),
  pipeline([dropRedundantColumns(), standardScaler(), selectByMutualInformation(3), angleScaler()]),
  pipeline([]),
];

test.each(everyStep.map((step) => [step.name, step] as const))(
  "%s is the same after saving as JSON",
  (_, step) => {
    const fitted = step.fit(data);
    const restored = restoreStep(JSON.parse(JSON.stringify(fitted.save())) as SavedStep);
    expect(restored.apply(newFeatures)).toEqual(fitted.apply(newFeatures));
    expect(restored.save()).toEqual(fitted.save());
    expect(step.fit(data).save()).toEqual(fitted.save());
    if (step.name !== "pipeline") expect(() => fitted.apply(table([[1, 2]]))).toThrow(ModelError);
  },
);

test("faults are told by name", () => {
  expect(() => restoreStep({ step: "whiten", state: {} })).toThrow(
    /must be one of .*standard-scaler.*got whiten/,
  );
  expect(() => minMaxScaler({ low: 1, high: 1 })).toThrow(ModelError);
  expect(() => principalComponents({})).toThrow(/one of count and varianceShare/);
  expect(() => principalComponents({ count: 0 })).toThrow(/whole number of at least 1, got 0/);
  expect(() => principalComponents({ varianceShare: 1.5 })).toThrow(/\(0, 1\], got 1.5/);
  expect(() => selectForward(2, { folds: 1 })).toThrow(/at least 2, got 1/);
  expect(() => selectForward(2, { penalty: 0 })).toThrow(ModelError);
  expect(() => dropRedundantColumns({ correlation: 2 })).toThrow(ModelError);
  const constant = createDataSet(table([[1], [1]]), Float64Array.of(1, 2));
  expect(() => dropRedundantColumns().fit(constant)).toThrow(DataSetError);
  expect(() => standardScaler().fit(selectSamples(data, []))).toThrow(/at least one row/);
});
