import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { createFeatureMatrix, type FeatureMatrix } from "../data/feature-matrix.ts";
import { nearestModel, randomData, ridgeModel, smallGaussianProcess } from "../testing/small-models.ts";
import { selectDiverseBatch } from "./diverse-batch.ts";
import { rankCandidates } from "./rank-candidates.ts";

const data = randomData(20, 2, { seed: 7, noise: 0.05, target: ([a, b]) => Math.sin(2 * a) + b });
const { normal } = createRandom(9);
const candidates = createFeatureMatrix(30, 2, Float64Array.from({ length: 60 }, normal));
const proposal = { model: smallGaussianProcess([1], 0.01) };
const context = { seed: 1 };

/** Each row twice. */
const doubled: FeatureMatrix = createFeatureMatrix(
  60,
  2,
  Float64Array.from({ length: 120 }, (_, k) => candidates.values[2 * Math.floor(k / 4) + (k % 2)]),
);

test("candidates come in the order of their acquisition", async () => {
  const { proposals, best } = await rankCandidates(proposal, data, candidates, { goal: "maximise" }, context);
  expect(proposals).toHaveLength(30);
  expect(new Set(proposals.map(({ candidate }) => candidate)).size).toBe(30);
  const merits = proposals.map(({ acquisition }) => acquisition);
  expect(merits).toEqual(merits.toSorted((a, b) => b - a));
  expect(best).toBe(Math.max(...data.targets));
});

test.each(["believer", "determinantal"] as const)(
  "a batch by %s holds fewer copies than the plain one",
  async (diversity) => {
    const distinct = async (kind: "none" | "believer" | "determinantal"): Promise<number> => {
      const { proposals } = await rankCandidates(
        proposal,
        data,
        doubled,
        { goal: "maximise", batch: 6, diversity: kind },
        context,
      );
      return new Set(proposals.map(({ candidate }) => Math.floor(candidate / 2))).size;
    };
    expect(await distinct("none")).toBe(3);
    expect(await distinct(diversity)).toBeGreaterThan(3);
  },
);

test("the first of any batch is the best candidate", async () => {
  const first = async (diversity: "none" | "believer" | "determinantal"): Promise<number> =>
    (await rankCandidates(proposal, data, candidates, { goal: "minimise", batch: 3, diversity }, context))
      .proposals[0].candidate;
  const best = await first("none");
  expect(await first("believer")).toBe(best);
  expect(await first("determinantal")).toBe(best);
});

test("the greedy batch raises the determinant most at each step", () => {
  const merits = Float64Array.from({ length: 12 }, normal);
  const features = createFeatureMatrix(12, 2, Float64Array.from({ length: 24 }, normal));
  const chosen = selectDiverseBatch(features, merits, 4);
  // The same kernel, and determinants by cofactors.
  const columns = [0, 1].map((c) => Array.from({ length: 12 }, (_, row) => features.values[2 * row + c]));
  const scales = columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / 12;
    return Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 12);
  });
  const [least, most] = [Math.min(...merits), Math.max(...merits)];
  const entry = (i: number, j: number): number => {
    const squared = columns.reduce((sum, column, c) => sum + ((column[i] - column[j]) / scales[c]) ** 2, 0);
    const quality = (row: number): number => Math.sqrt((merits[row] - least) / (most - least) + 1e-9);
    return quality(i) * Math.exp(-squared / 4) * quality(j);
  };
  const determinant = (matrix: number[][]): number =>
    matrix.length === 0
      ? 1
      : matrix[0].reduce(
          (sum, value, c) =>
            sum +
            (c % 2 === 0 ? 1 : -1) *
              value *
              determinant(matrix.slice(1).map((row) => row.filter((_, k) => k !== c))),
          0,
        );
  const volume = (rows: readonly number[]): number =>
    determinant(rows.map((i) => rows.map((j) => entry(i, j))));
  for (let size = 0; size < 4; size++) {
    const before = chosen.slice(0, size);
    const others = Array.from({ length: 12 }, (_, row) => row).filter((row) => !before.includes(row));
    const best = others.reduce((a, b) => (volume([...before, b]) > volume([...before, a]) ? b : a));
    expect(chosen[size]).toBe(best);
  }
});

test("candidates far from the data are flagged", async () => {
  const far = createFeatureMatrix(2, 2, Float64Array.of(0, 0, 50, 50));
  const { proposals } = await rankCandidates(proposal, data, far, { goal: "maximise" }, context);
  const flag = (row: number): boolean => proposals.find(({ candidate }) => candidate === row)!.isOutOfDomain;
  expect([flag(0), flag(1)]).toEqual([false, true]);
});

test("settings that are not given are chosen on inner folds of the data", async () => {
  const model = smallGaussianProcess([1e-3, 1, 2e-3], 0.01);
  const { settings } = await rankCandidates(
    { model },
    data,
    candidates,
    { goal: "maximise", batch: 1 },
    context,
  );
  expect(settings).toEqual({ length: 1 });
});

test("what cannot be ranked is refused", async () => {
  const wrong = createFeatureMatrix(1, 3, new Float64Array(3));
  await expect(rankCandidates(proposal, data, wrong, { goal: "maximise" }, context)).rejects.toThrow(
    /with the 2 columns of the data, got 1 with 3/,
  );
  await expect(
    rankCandidates(proposal, data, candidates, { goal: "maximise", batch: 31 }, context),
  ).rejects.toThrow(/batch must be an integer in \[1, 30\], got 31/);
  for (const model of [nearestModel(), ridgeModel()]) {
    await expect(rankCandidates({ model }, data, candidates, { goal: "maximise" }, context)).rejects.toThrow(
      /must predict deviations/,
    );
  }
});
