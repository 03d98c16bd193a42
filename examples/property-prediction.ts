/**
 * Property prediction with its audit: bulk moduli of crystals from their formulas. Magpie descriptors of the compositions, four
 * models on the same folds (a constant, RBF kernel ridge, a quantum kernel of the ZZ map, and that kernel without its
 * entangling gates), and the verdict. Every step that looks at data, the choice of descriptors included, sees training rows
 * only.
 *
 *     node --conditions=@ansatz/source examples/property-prediction.ts
 */
import { ok } from "node:assert/strict";
import { createDataSet, runAudit, selectSamples, standardModels } from "@ansatz/learning";
import type { AuditResult } from "@ansatz/learning";
import { describeCompositions, loadSampleMaterials } from "@ansatz/materials";
import { createRandom } from "@ansatz/simulator";

export const modelNames = [
  "dummy-mean",
  "rbf-kernel-ridge-reduced",
  "zz-fidelity-kernel-ridge",
  "zz-unentangled-fidelity-kernel-ridge",
] as const;

export async function main(
  options: { readonly rows?: number; readonly qubits?: number } = {},
): Promise<AuditResult> {
  const { rows: count = 300, qubits = 6 } = options;
  const table = await loadSampleMaterials("bulk-moduli");
  const { uniform } = createRandom(1);
  const rows = Array.from(table.compositions, (_, row) => ({ row, key: uniform() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ row }) => row);
  const described = createDataSet(describeCompositions(table.compositions), table.targets);
  const chosen = standardModels({ task: "regression", qubits }).filter(({ model }) =>
    modelNames.some((wanted) => wanted === model.name),
  );
  return await runAudit(
    selectSamples(described, rows),
    {
      outer: { kind: "k-fold", folds: 5, seed: 1 },
      seed: 1,
      twins: Object.fromEntries(chosen.flatMap(({ model, twin }) => (twin ? [[model.name, twin]] : []))),
    },
    { models: chosen.map(({ model }) => model) },
  );
}

if (import.meta.main) {
  const { models, metric, verdict } = await main();
  for (const { label, score } of models) {
    console.log(
      `${label.padEnd(50)} ${metric.label} ${score.mean.toFixed(1)} ± ${score.deviation.toFixed(1)}`,
    );
  }
  console.log(verdict.text);
  const [dummy, ...others] = models;
  ok(
    others.every(({ score }) => score.mean < 0.8 * dummy.score.mean),
    "every model must beat the constant prediction by a fifth",
  );
}
