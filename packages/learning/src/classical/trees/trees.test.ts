import { createRandom } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { createFeatureMatrix } from "../../data/feature-matrix.ts";
import { growTree, type TreeTargets } from "./grow-tree.ts";
import { sortColumns } from "./sorted-columns.ts";
import { findLeaf, restoreTrees, saveTrees, type SavedTrees } from "./tree.ts";

const random = createRandom(4);
const rowCount = 40;
const columnCount = 3;
// Halves, so that many values are equal.
const features = createFeatureMatrix(
  rowCount,
  columnCount,
  Float64Array.from({ length: rowCount * columnCount }, () => Math.round(4 * random.normal()) / 2),
);
const sorted = sortColumns(features);
const whole = { maximumDepth: Infinity, leastLeafRows: 1, columnsPerSplit: columnCount, regularisation: 0 };

function drawTargets(outputs: number): TreeTargets {
  const weights = Float64Array.from({ length: rowCount }, () => Math.floor(3 * random.uniform()));
  const sums = Float64Array.from(
    { length: rowCount * outputs },
    (_, at) => weights[Math.floor(at / outputs)] * random.normal(),
  );
  return { weights, sums, outputs };
}

/** Σ S²/(W + λ) of rows, over all outputs. */
function scoreOf(
  rows: readonly number[],
  { weights, sums, outputs }: TreeTargets,
  regularisation: number,
): number {
  const weight = rows.reduce((sum, row) => sum + weights[row], regularisation);
  let score = 0;
  for (let output = 0; output < outputs; output++) {
    score += rows.reduce((sum, row) => sum + sums[row * outputs + output], 0) ** 2 / weight;
  }
  return score;
}

describe.each([1, 3])("a tree of %i outputs", (outputs) => {
  test.each([
    [0, 1],
    [1.5, 1],
    [0, 4],
  ])(
    "splits where a search over all thresholds does, λ = %f, at least %i rows a leaf",
    (regularisation, leastLeafRows) => {
      for (let trial = 0; trial < 20; trial++) {
        const targets = drawTargets(outputs);
        const limits = { ...whole, maximumDepth: 1, leastLeafRows, regularisation };
        const tree = growTree(sorted, targets, limits, random);
        const rows = Array.from({ length: rowCount }, (_, row) => row).filter(
          (row) => targets.weights[row] > 0,
        );
        let best = -Infinity;
        for (let column = 0; column < columnCount; column++) {
          for (const threshold of new Set(rows.map((row) => features.values[row * columnCount + column]))) {
            const left = rows.filter((row) => features.values[row * columnCount + column] <= threshold);
            const right = rows.filter((row) => features.values[row * columnCount + column] > threshold);
            if (left.length < leastLeafRows || right.length < leastLeafRows) continue;
            best = Math.max(
              best,
              scoreOf(left, targets, regularisation) + scoreOf(right, targets, regularisation),
            );
          }
        }
        const left = rows.filter((row) => findLeaf(tree, features, row) === 0);
        const right = rows.filter((row) => findLeaf(tree, features, row) === 1);
        const found = scoreOf(left, targets, regularisation) + scoreOf(right, targets, regularisation);
        expect(Math.abs(found - best)).toBeLessThan(1e-10 * Math.max(best, 1));
        expect(left.length + right.length).toBe(rows.length);
      }
    },
  );

  test("a leaf's value is S/(W + λ) of its rows", () => {
    const targets = drawTargets(outputs);
    const tree = growTree(sorted, targets, { ...whole, maximumDepth: 3, regularisation: 0.5 }, random);
    for (let leaf = 0; leaf < tree.leafValues.length / outputs; leaf++) {
      const rows = Array.from({ length: rowCount }, (_, row) => row).filter(
        (row) => targets.weights[row] > 0 && findLeaf(tree, features, row) === leaf,
      );
      const weight = rows.reduce((sum, row) => sum + targets.weights[row], 0.5);
      for (let output = 0; output < outputs; output++) {
        const sum = rows.reduce((total, row) => total + targets.sums[row * outputs + output], 0);
        expect(Math.abs(tree.leafValues[leaf * outputs + output] - sum / weight)).toBeLessThan(1e-13);
      }
    }
  });
});

test("a whole tree gives each row its target unless a row with equal features has another", () => {
  const distinct = createFeatureMatrix(
    rowCount,
    1,
    Float64Array.from({ length: rowCount }, (_, row) => (7 * row) % rowCount),
  );
  const targets = Float64Array.from({ length: rowCount }, () => random.normal());
  const weights = new Float64Array(rowCount).fill(1);
  const limits = { ...whole, columnsPerSplit: 1 };
  const tree = growTree(sortColumns(distinct), { weights, sums: targets, outputs: 1 }, limits, random);
  for (let row = 0; row < rowCount; row++) {
    expect(tree.leafValues[findLeaf(tree, distinct, row)]).toBe(targets[row]);
  }
});

test("equal targets and constant columns make a single leaf", () => {
  const weights = new Float64Array(rowCount).fill(2);
  const equal = growTree(
    sorted,
    { weights, sums: weights.map((weight) => 0.1 * weight), outputs: 1 },
    whole,
    random,
  );
  expect(Array.from(equal.columns)).toEqual([-1]);
  expect(equal.leafValues[0]).toBeCloseTo(0.1, 14);
  const constant = createFeatureMatrix(rowCount, 1, new Float64Array(rowCount));
  const targets = drawTargets(1);
  expect(Array.from(growTree(sortColumns(constant), targets, whole, random).columns)).toEqual([-1]);
});

test("neighbouring doubles are told apart", () => {
  const low = 1;
  const high = 1 + Number.EPSILON;
  const close = createFeatureMatrix(2, 1, Float64Array.of(low, high));
  const targets = { weights: Float64Array.of(1, 1), sums: Float64Array.of(0, 1), outputs: 1 };
  const tree = growTree(sortColumns(close), targets, { ...whole, columnsPerSplit: 1 }, random);
  expect(tree.leafValues[findLeaf(tree, close, 0)]).toBe(0);
  expect(tree.leafValues[findLeaf(tree, close, 1)]).toBe(1);
});

test("trees are the same after saving as JSON", () => {
  const trees = [drawTargets(3), drawTargets(3)].map((targets) => growTree(sorted, targets, whole, random));
  expect(restoreTrees(JSON.parse(JSON.stringify(saveTrees(trees, 3))) as SavedTrees)).toEqual(trees);
});
