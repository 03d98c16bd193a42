import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createDataSet } from "../../data/data-set.ts";
import { createFeatureMatrix } from "../../data/feature-matrix.ts";
import { meanModel } from "../../testing/small-models.ts";
import { runAudit } from "./run-audit.ts";

const steels = new URL("../../../../../../shared/data/materials/matbench-steels.csv", import.meta.url);

test.skipIf(!existsSync(steels))(
  "the mean predictor has Matbench's published error on its folds of 312 steels (skipped without the table)",
  async () => {
    const lines = readFileSync(steels, "utf8").trim().split(/\r?\n/).slice(1);
    const targets = Float64Array.from(lines, (line) => Number(line.slice(line.lastIndexOf(",") + 1)));
    expect(targets).toHaveLength(312);
    const data = createDataSet(createFeatureMatrix(312, 1, new Float64Array(312)), targets);
    const { models, constant } = await runAudit(
      data,
      { outer: { kind: "matbench" } },
      { models: [meanModel] },
    );
    // Matbench v0.1 leaderboard, matbench_steels, dummy: mean MAE 229.7445, its standard deviation over folds 9.6958, mean RMSE 301.2211.
    expect(models[0].score.mean).toBeCloseTo(229.7445, 4);
    expect(models[0].score.deviation).toBeCloseTo(9.6958, 4);
    expect(constant).toEqual(models[0].score);
    expect(models[0].metrics.rmse!.mean).toBeCloseTo(301.2211, 4);
  },
);
