import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createFolds } from "./create-folds.ts";
import { trainRowsOf } from "./fold.ts";
import { createLegacyRandomState } from "./legacy-random-state.ts";

const reference = JSON.parse(
  readFileSync(new URL("../reference/folds.json", import.meta.url), "utf8"),
) as Readonly<
  Record<
    | "kfold23"
    | "kfoldPlain11"
    | "matbench312"
    | "stratified97"
    | "stratifiedPlain22"
    | "stratifiedSeed3of22"
    | "grouped3"
    | "grouped4"
    | "repeated"
    | "repeatedStratified",
    number[][]
  >
> &
  Readonly<Record<"words" | "permutation10" | "classes97" | "classes22" | "groups", number[]>> & {
    readonly large106113: readonly unknown[];
  };

const regression = (rowCount: number): { task: "regression"; targets: Float64Array } => ({
  task: "regression",
  targets: Float64Array.from({ length: rowCount }, (_, row) => row),
});
const classification = (targets: readonly number[]): { task: "classification"; targets: Float64Array } => ({
  task: "classification",
  targets: Float64Array.from(targets),
});
const rowsOf = (folds: readonly { testRows: readonly number[] }[]): (readonly number[])[] =>
  folds.map(({ testRows }) => testRows);

test("words and permutations are NumPy's legacy stream", () => {
  const { nextWord } = createLegacyRandomState(18012019);
  expect(reference.words.map(() => nextWord())).toEqual(reference.words);
  expect(Array.from(createLegacyRandomState(7).permutation(10))).toEqual(reference.permutation10);
});

test.each([
  ["plain k-fold", regression(11), { kind: "k-fold", folds: 3 }, reference.kfoldPlain11],
  ["shuffled k-fold", regression(23), { kind: "k-fold", folds: 5, seed: 18012019 }, reference.kfold23],
  ["Matbench's regression", regression(312), { kind: "matbench" }, reference.matbench312],
  [
    "Matbench's classification",
    classification(reference.classes97),
    { kind: "matbench" },
    reference.stratified97,
  ],
  [
    "plain stratified",
    classification(reference.classes22),
    { kind: "stratified", folds: 4 },
    reference.stratifiedPlain22,
  ],
  [
    "shuffled stratified",
    classification(reference.classes22),
    { kind: "stratified", folds: 4, seed: 3 },
    reference.stratifiedSeed3of22,
  ],
  [
    "three grouped",
    regression(24),
    { kind: "grouped", folds: 3, groups: reference.groups },
    reference.grouped3,
  ],
  [
    "four grouped",
    regression(24),
    { kind: "grouped", folds: 4, groups: reference.groups },
    reference.grouped4,
  ],
  ["repeated", regression(10), { kind: "repeated", folds: 3, repeats: 2, seed: 42 }, reference.repeated],
  [
    "repeated stratified",
    classification(reference.classes22),
    { kind: "repeated", folds: 3, repeats: 2, seed: 42, isStratified: true },
    reference.repeatedStratified,
  ],
] as const)("%s folds are scikit-learn's, row for row", (_, subject, protocol, expected) => {
  expect(rowsOf(createFolds(subject, protocol))).toEqual(expected);
});

test("the folds of 106,113 rows are scikit-learn's by their sums and ends", () => {
  const folds = createFolds(regression(106113), { kind: "matbench" }).map(({ testRows }) => ({
    first: testRows[0],
    last: testRows[testRows.length - 1],
    size: testRows.length,
    sum: testRows.reduce((sum, row) => sum + row, 0),
    squares: testRows.reduce((sum, row) => sum + ((row * row) % 1000003), 0),
  }));
  expect(folds).toEqual(reference.large106113);
});

test("folds of any size and seed hold out each row once and differ by at most one row", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 60 }),
      fc.integer({ min: 2, max: 60 }),
      fc.nat(),
      (rows, folds, seed) => {
        fc.pre(folds <= rows && rows - Math.ceil(rows / folds) >= 2);
        const made = createFolds(regression(rows), { kind: "k-fold", folds, seed });
        expect(made.flatMap(({ testRows }) => testRows).sort((a, b) => a - b)).toEqual(
          Array.from({ length: rows }, (_, k) => k),
        );
        const sizes = made.map(({ testRows }) => testRows.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        for (const fold of made) expect(trainRowsOf(fold, rows).length + fold.testRows.length).toBe(rows);
      },
    ),
    { seed: 5, numRuns: 60 },
  );
});

test("given labels are folds in ascending order, and rows labelled as never are always trained on", () => {
  const folds = createFolds(regression(6), { kind: "given", labels: [10, 2, -1, 10, 2, -1], never: -1 });
  expect(rowsOf(folds)).toEqual([
    [1, 4],
    [0, 3],
  ]);
  expect(trainRowsOf(folds[0], 6)).toEqual([0, 2, 3, 5]);
});

test.each([
  [regression(4), { kind: "k-fold", folds: 5 }, /folds must be an integer in \[2, 4\], got 5/],
  [regression(4), { kind: "k-fold", folds: 1 }, /folds must be an integer in \[2, 4\], got 1/],
  [
    regression(4),
    { kind: "k-fold", folds: 2, seed: -1 },
    /seed of folds must be an integer in \[0, 4294967295\], got -1/,
  ],
  [regression(4), { kind: "stratified", folds: 2 }, /must be of a classification/],
  [regression(4), { kind: "given", labels: [1, 2] }, /labels must have one entry a row, got 2 for 4 rows/],
  [regression(4), { kind: "given", labels: [1, 1, 1, 1] }, /at least two different labels, got 1/],
  [
    regression(4),
    { kind: "grouped", folds: 3, groups: [1, 1, 2, 2] },
    /at most 2, the groups there are, got 3/,
  ],
  [
    regression(4),
    { kind: "repeated", folds: 2, repeats: 0, seed: 1 },
    /repeats must be an integer in \[1, 1000\], got 0/,
  ],
  [
    classification([0, 0, 0, 1, 1]),
    { kind: "stratified", folds: 3 },
    /at most 2, the rows of the rarest class, got 3/,
  ],
  [
    classification([0, 0, 1, 1]),
    { kind: "k-fold", folds: 2 },
    /fold 1 trains on must differ in their target, got 2 of one class only/,
  ],
  [
    { task: "regression", targets: Float64Array.of(3, 3, 3, 3) },
    { kind: "k-fold", folds: 2 },
    /fold 1 trains on must differ in their target, got 2 of the target 3 only/,
  ],
] as const)("folds that teach nothing are refused: %#", (subject, protocol, message) => {
  expect(() => createFolds(subject, protocol)).toThrow(message);
});
