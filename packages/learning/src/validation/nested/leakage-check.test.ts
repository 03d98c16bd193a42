import { expect, test } from "vitest";
import type { DataSet } from "../../data/data-set.ts";
import { selectColumns } from "../../data/feature-matrix.ts";
import type { PreprocessingStep } from "../../models/preprocessing-step.ts";
import { meanModel, randomData, ridgeModel } from "../../testing/small-models.ts";
import { leakageCheck, type Pipeline } from "./leakage-check.ts";

const models = [meanModel, ridgeModel("ridge", "classical", [1])];
/** Many features without any meaning. */
const noise = randomData(50, 200, { seed: 3, target: () => 0, noise: 1 });
const meaningful = randomData(50, 3, { seed: 4, noise: 0.1, target: ([a, b]) => a + b });
const labelled = randomData(60, 3, { seed: 5, noise: 0.1, target: ([a]) => a, classes: ["no", "yes"] });

/** The four columns that go best with the targets. */
function bestColumns({ features, targets }: DataSet): number[] {
  const { columnCount, rowCount, values } = features;
  const overlap = (column: number): number => {
    let sum = 0;
    for (let row = 0; row < rowCount; row++) sum += values[row * columnCount + column] * targets[row];
    return Math.abs(sum);
  };
  return Array.from({ length: columnCount }, (_, column) => column)
    .sort((a, b) => overlap(b) - overlap(a))
    .slice(0, 4);
}

const selection: PreprocessingStep = {
  name: "selection",
  fit: (data) => {
    const columns = bestColumns(data);
    return {
      apply: (features) => selectColumns(features, columns),
      save: () => ({ step: "selection", state: columns }),
    };
  },
};

test("selecting features on the whole table is caught, by all three checks", async () => {
  const { isLeaking, findings, permutedSkill } = await leakageCheck(noise, (table): Pipeline => ({
    data: { ...table, features: selectColumns(table.features, bestColumns(table)) },
    models,
  }));
  expect(isLeaking).toBe(true);
  expect(new Set(findings.map(({ check }) => check))).toEqual(
    new Set(["held-out-targets", "held-out-features", "permuted-targets"]),
  );
  expect(findings.every(({ model }) => model === "ridge")).toBe(true);
  expect(permutedSkill.find(({ model }) => model === "ridge")!.mean).toBeGreaterThan(0.2);
});

test("the same selection within the folds is not", async () => {
  const report = await leakageCheck(noise, (data): Pipeline => ({ data, models, steps: [selection] }));
  expect(report.findings).toEqual([]);
  expect(report.permutedSkill.find(({ model }) => model === "ridge")!.mean).toBeLessThan(0);
});

test("a step that keeps the whole table's targets to itself is caught", async () => {
  const { findings } = await leakageCheck(
    meaningful,
    (table): Pipeline => ({
      data: table,
      models,
      steps: [
        {
          name: "leaky",
          fit: () => ({
            // Every row whose first feature it has seen gets its target as a feature.
            apply: (features) => ({
              ...features,
              values: features.values.map((value, k) => {
                if (k % features.columnCount !== 2) return value;
                const row = table.features.values.indexOf(features.values[k - 2]) / 3;
                return table.targets[row] ?? value;
              }),
            }),
            save: () => ({ step: "leaky", state: null }),
          }),
        },
      ],
    }),
    {},
    { permutations: 2 },
  );
  expect(findings.map(({ check }) => check)).toContain("held-out-targets");
  expect(findings.map(({ check }) => check)).toContain("permuted-targets");
});

test("scaling by the whole table's features is caught without any use of targets", async () => {
  const { findings, permutedSkill } = await leakageCheck(
    meaningful,
    (table): Pipeline => {
      const largest = table.features.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const values = table.features.values.map((value) => value / largest);
      return { data: { ...table, features: { ...table.features, values } }, models };
    },
    {},
    { permutations: 0 },
  );
  expect(findings.map(({ check }) => check)).toEqual(["held-out-features"]);
  expect(permutedSkill).toEqual([]);
});

test.each([
  ["regression", meaningful],
  ["classification", labelled],
] as const)("an honest %s has no findings", async (_, data) => {
  const report = await leakageCheck(
    data,
    (table): Pipeline => ({ data: table, models }),
    {},
    { permutations: 3 },
  );
  expect(report.findings).toEqual([]);
  expect(report.permutedSkill).toHaveLength(2);
});

test("one permutation has no standard error and is refused", async () => {
  await expect(
    leakageCheck(meaningful, (data) => ({ data, models }), {}, { permutations: 1 }),
  ).rejects.toThrow(/permutations must be 0 or an integer in \[2, 1000\], got 1/);
});
