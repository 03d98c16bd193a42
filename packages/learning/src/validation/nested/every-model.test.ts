import { expect, test } from "vitest";
import { fidelityKernel } from "../../kernels/fidelity-kernel.ts";
import { zzMap } from "../../feature-maps/pauli-map.ts";
import { kernelRidge } from "../../kernel-methods/kernel-ridge.ts";
import { supportVector } from "../../kernel-methods/support-vector.ts";
import { classicalModels } from "../../models/model-registry.ts";
import type { PreprocessingStep } from "../../models/preprocessing-step.ts";
import { principalComponents } from "../../preprocessing/principal-components.ts";
import { angleScaler, standardScaler } from "../../preprocessing/scale-columns.ts";
import {
  dropRedundantColumns,
  selectByMutualInformation,
  selectForward,
} from "../../preprocessing/select-columns.ts";
import { randomData } from "../../testing/small-models.ts";
import { leakageCheck } from "./leakage-check.ts";
import { runAudit } from "./run-audit.ts";

const regression = randomData(36, 6, { seed: 21, noise: 0.2, target: ([a, b]) => a + Math.sin(2 * b) });
const classification = randomData(36, 6, {
  seed: 22,
  noise: 0.2,
  target: ([a, b]) => a + b,
  classes: ["no", "yes"],
});
const quantum = fidelityKernel(zzMap());
const twin = fidelityKernel(zzMap().withoutEntanglement());
const outer = { kind: "k-fold", folds: 2, seed: 3 } as const;

test.each([
  ["regression", regression, [kernelRidge(quantum), kernelRidge(twin)]],
  ["classification", classification, [supportVector(quantum), supportVector(twin)]],
] as const)(
  "no model of a %s, and no step before it, sees anything of held-out rows",
  async (task, data, kernels) => {
    const steps: PreprocessingStep[] = [
      dropRedundantColumns(),
      standardScaler(),
      selectByMutualInformation(4),
      principalComponents({ count: 3 }),
      angleScaler(),
    ];
    const models = [...classicalModels(task), ...kernels];
    const report = await leakageCheck(
      data,
      (table) => ({ data: table, models, steps }),
      { outer, innerFolds: 2 },
      { permutations: 0 },
    );
    expect(report.findings).toEqual([]);
  },
);

test("forward selection sees nothing of held-out rows", async () => {
  const models = [kernelRidge(quantum)];
  const report = await leakageCheck(
    regression,
    (table) => ({ data: table, models, steps: [selectForward(2)] }),
    { outer, innerFolds: 2 },
    { permutations: 0 },
  );
  expect(report.findings).toEqual([]);
});

test("an audit with every classical model is JSON, repeats itself, and ends in a verdict", async () => {
  const models = [...classicalModels("regression"), kernelRidge(quantum), kernelRidge(twin)];
  const settings = { outer, innerFolds: 2, twins: { [kernelRidge(quantum).name]: kernelRidge(twin).name } };
  const run = async (): Promise<unknown> => {
    const result = await runAudit(regression, settings, {
      models,
      steps: [standardScaler(), selectByMutualInformation(3)],
    });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    return JSON.parse(
      JSON.stringify(result, (key, value: unknown) => (key === "seconds" ? undefined : value)),
    );
  };
  const first = await run();
  expect(await run()).toEqual(first);
  expect((first as { verdict: { text: string } }).verdict.text).not.toMatch(/advantage/);
});
