/**
 * IBM's covariant quantum kernel on coset data: 7 qubits, rows are elements of SU(2)^7 near two cosets of the group that
 * leaves a graph state as it is. Alignment training finds the fiducial state, λ = π/2, from 20 rows, and a support vector
 * machine then classifies every held-out row correctly, as published (Glick et al., Nature Physics 20, 479 (2024),
 * arXiv:2105.03406, and its tutorial). Both the published objective, the margin of the machine by SPSA, and the centred
 * alignment by gradients find it. Not reproduced: the runs on a device.
 *
 * Needs the data set, a CSV of 14 features and a label ±1; says so and ends where it is not there.
 *
 *     node --conditions=@ansatz/source examples/covariant-kernel.ts [FILE]
 */
import { ok } from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  alignKernel,
  covariantMap,
  createDataSet,
  createFeatureMatrix,
  fidelityKernel,
  rbfKernel,
  selectSamples,
  supportVector,
} from "@ansatz/learning";
import type { DataSet, Kernel } from "@ansatz/learning";

export const covariantData = join(import.meta.dirname, "../../shared/data/qml/covariant-graph7.csv");

/** The graph of the published study; it is part of the problem's definition. */
const edges = [
  [0, 2],
  [3, 4],
  [2, 5],
  [1, 4],
  [2, 3],
  [4, 6],
] as const;

function readData(file: string): DataSet {
  const rows = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(",").map(Number));
  return createDataSet(
    createFeatureMatrix(rows.length, 14, Float64Array.from(rows.flatMap((row) => row.slice(0, 14)))),
    Float64Array.from(rows, (row) => (row[14] > 0 ? 1 : 0)),
    ["-1", "+1"],
  );
}

async function testAccuracy(kernel: Kernel, training: DataSet, test: DataSet): Promise<number> {
  const model = await supportVector(kernel).fit(training, { cost: 1000 }, { seed: 1 });
  const { values } = await model.predict(test.features);
  return values.filter((value, row) => value === test.targets[row]).length / values.length;
}

export async function main(options: { readonly file?: string } = {}): Promise<
  | {
      /** λ after training for the alignment, and for the margin as published. */
      readonly fiducial: number;
      readonly publishedFiducial: number;
      readonly alignment: { readonly before: number; readonly after: number };
      /** Shares of the held-out rows. */
      readonly accuracy: {
        readonly untrained: number;
        readonly trained: number;
        readonly published: number;
        readonly trainedAllRows: number;
        readonly unentangled: number;
        readonly rbf: number;
      };
    }
  | undefined
> {
  const file = options.file ?? covariantData;
  if (!existsSync(file)) return undefined;
  const data = readData(file);
  const rows = (from: number, end: number): DataSet =>
    selectSamples(
      data,
      Array.from({ length: end - from }, (_, k) => from + k),
    );
  // The tutorial's split: 10 rows of each class to train, 10 to test. All others are held out as well.
  const [training, test, others] = [rows(0, 20), rows(20, 40), rows(20, data.features.rowCount)];
  const map = covariantMap({ qubits: 7, edges, fiducial: [0.1] });
  const aligned = await alignKernel(map, training);
  const published = await alignKernel(map, training, { objective: "margin", optimizer: "spsa", seed: 1 });
  const twin = await alignKernel(map.withoutEntanglement(), training);
  return {
    fiducial: aligned.map.weights[0],
    publishedFiducial: published.map.weights[0],
    alignment: { before: aligned.initialAlignment, after: aligned.alignment },
    accuracy: {
      untrained: await testAccuracy(fidelityKernel(map), training, test),
      trained: await testAccuracy(fidelityKernel(aligned.map), training, test),
      published: await testAccuracy(fidelityKernel(published.map), training, test),
      trainedAllRows: await testAccuracy(fidelityKernel(aligned.map), training, others),
      unentangled: await testAccuracy(fidelityKernel(twin.map), training, others),
      rbf: await testAccuracy(rbfKernel(), training, others),
    },
  };
}

if (import.meta.main) {
  const found = await main({ file: process.argv.at(2) ?? covariantData });
  if (!found) {
    console.log(`Skipped: there is no ${process.argv.at(2) ?? covariantData}.`);
  } else {
    const { fiducial, publishedFiducial, alignment, accuracy } = found;
    console.log(
      `λ ${fiducial.toFixed(3)} by alignment, ${publishedFiducial.toFixed(3)} by the margin (π/2 is ${(Math.PI / 2).toFixed(3)})`,
    );
    console.log(`alignment ${alignment.before.toFixed(3)} → ${alignment.after.toFixed(3)}`);
    console.log(
      `accuracy on 20 held-out rows: untrained ${accuracy.untrained}, trained ${accuracy.trained} and ${accuracy.published}`,
    );
    console.log(
      `on all 108: trained ${accuracy.trainedAllRows.toFixed(3)}, without entanglement ${accuracy.unentangled.toFixed(3)}, RBF ${accuracy.rbf.toFixed(3)}`,
    );
    ok(accuracy.published === 1, `the published training must reach 1, got ${accuracy.published}`);
    ok(accuracy.trained === 1, `the trained kernel's test accuracy must be 1, got ${accuracy.trained}`);
  }
}
