import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { diagnoseKernels } from "../../audit/kernels/diagnose-kernels.ts";
import { createDataSet, type DataSet } from "../../data/data-set.ts";
import { createFeatureMatrix, selectRows } from "../../data/feature-matrix.ts";
import { zzMap } from "../../feature-maps/pauli-map.ts";
import { rbfKernel } from "../../kernel-methods/classical-kernels.ts";
import { kernelRidge } from "../../kernel-methods/kernel-ridge.ts";
import { fidelityKernel } from "../../kernels/fidelity-kernel.ts";
import type { Kernel } from "../../kernels/kernel.ts";
import { classicalModels } from "../../models/model-registry.ts";
import { runAudit } from "./run-audit.ts";

const options = { bandwidths: [1] };
const quantum = fidelityKernel(zzMap(), options);
const twin = fidelityKernel(zzMap().withoutEntanglement(), options);

/** Rows at random angles, with targets that are a few values of the kernel added up, and little noise. */
async function dataFrom(kernel: Kernel, rowCount: number, seed: number): Promise<DataSet> {
  const { uniform, normal } = createRandom(seed);
  const columnCount = 3;
  const features = createFeatureMatrix(
    rowCount,
    columnCount,
    Float64Array.from({ length: rowCount * columnCount }, () => Math.PI * uniform()),
  );
  const centres = 8;
  const { values } = await kernel.gram(
    features,
    selectRows(
      features,
      Array.from({ length: centres }, (_, k) => k),
    ),
    kernel.grid[0],
    {},
  );
  const weights = Array.from({ length: centres }, normal);
  const targets = Float64Array.from({ length: rowCount }, (_, row) =>
    weights.reduce((sum, weight, k) => sum + weight * values[row * centres + k], 0.01 * normal()),
  );
  return createDataSet(features, targets);
}

const models = [
  ...classicalModels("regression").filter(({ name }) =>
    [
      "ridge",
      "nearest-neighbors",
      "rbf-kernel-ridge",
      "matern52-kernel-ridge",
      "rbf-support-vector",
    ].includes(name),
  ),
  kernelRidge(quantum),
  kernelRidge(twin),
];
const settings = {
  outer: { kind: "k-fold", folds: 5, seed: 2 },
  twins: { [kernelRidge(quantum).name]: kernelRidge(twin).name },
} as const;

test("data made by an entangled kernel show its advantage, which the geometric difference leaves room for", async () => {
  const data = await dataFrom(quantum, 140, 5);
  const diagnostics = await diagnoseKernels(data, [
    { kernel: rbfKernel() },
    { kernel: quantum, qubitCount: 3 },
  ]);
  const { verdict } = await runAudit(data, settings, { models, diagnostics });
  expect(verdict.level).toBe("advantage");
  expect(verdict.text).toMatch(/these targets are indeed simpler for it/);
});

test("data made by the same kernel without entanglement show none", async () => {
  const data = await dataFrom(twin, 140, 5);
  const { verdict } = await runAudit(data, settings, { models });
  expect(verdict.level).not.toBe("advantage");
  expect(verdict.text).not.toMatch(/advantage/);
});
