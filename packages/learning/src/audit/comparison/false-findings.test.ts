import { expect, test } from "vitest";
import { selectSamples } from "../../data/data-set.ts";
import { selectColumns } from "../../data/feature-matrix.ts";
import { randomData, ridgeModel } from "../../testing/small-models.ts";
import { createFolds } from "../../validation/folds/create-folds.ts";
import { trainRowsOf } from "../../validation/folds/fold.ts";
import { meanAbsoluteError } from "../../validation/metrics/regression-metrics.ts";
import { correctedTTest } from "./corrected-t-test.ts";

const ridge = ridgeModel();

/** Per-fold errors of ridge regression on one of two features that tell equally much of the target. */
async function differences(seed: number): Promise<number[]> {
  const data = randomData(40, 2, { seed, noise: 1, target: ([a, b]) => a + b });
  const found: number[] = [];
  for (const fold of createFolds(data, { kind: "repeated", folds: 5, repeats: 6, seed })) {
    const training = selectSamples(data, trainRowsOf(fold, 40));
    const heldOut = selectSamples(data, fold.testRows);
    const errors: number[] = [];
    for (const column of [0, 1]) {
      const of = (part: typeof data): typeof data => ({
        ...part,
        features: selectColumns(part.features, [column]),
      });
      const fitted = await ridge.fit(of(training), { penalty: 1 }, { seed: 1 });
      errors.push(meanAbsoluteError(heldOut.targets, (await fitted.predict(of(heldOut).features)).values));
    }
    found.push(errors[0] - errors[1]);
  }
  return found;
}

test("of equally good models the plain paired test finds differences far too often, the corrected one hardly does", async () => {
  const tables = 150;
  let [plain, corrected] = [0, 0];
  for (let seed = 1; seed <= tables; seed++) {
    const found = await differences(seed);
    if (correctedTTest(found, 0).pValue < 0.05) plain++;
    if (correctedTTest(found, 1 / 4).pValue < 0.05) corrected++;
  }
  expect(plain / tables).toBeGreaterThan(0.3);
  // The correction is approximate: nominally 5 %, with a standard error of 2 % over so many tables.
  expect(corrected / tables).toBeLessThan(0.12);
});
