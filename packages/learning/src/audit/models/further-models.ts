import { ridgeRegression } from "../../classical/linear-regression.ts";
import { logisticRegression } from "../../classical/logistic-regression.ts";
import { multilayerPerceptron } from "../../classical/multilayer-perceptron.ts";
import type { Task } from "../../data/data-set.ts";
import { hardwareEfficientMap } from "../../feature-maps/hardware-efficient-map.ts";
import { zzMap } from "../../feature-maps/pauli-map.ts";
import { rbfKernel } from "../../kernel-methods/classical-kernels.ts";
import { fidelityKernel } from "../../kernels/fidelity-kernel.ts";
import type { Kernel } from "../../kernels/kernel.ts";
import { nystroemModel } from "../../kernels/nystroem-model.ts";
import { sampledKernel } from "../../kernels/sampled-kernel.ts";
import type { Model } from "../../models/model.ts";
import { preparedModel } from "../../models/prepared-model.ts";
import type { PreprocessingStep } from "../../models/preprocessing-step.ts";
import { networkParameterCount } from "../../qnn/neural-network-model.ts";
import { machinesOf } from "./kernel-machines.ts";
import type { StandardModel, StandardModelOptions } from "./standard-model.ts";

/** A classical network of as many parameters as the quantum one, as nearly as whole hidden units allow. */
export function perceptronBeside(qubits: number, reduced: readonly PreprocessingStep[]): StandardModel {
  const parameterCount = networkParameterCount(qubits);
  const model = multilayerPerceptron({ parameterCount });
  return {
    model: preparedModel(model, reduced, {
      name: `${model.name}-reduced`,
      label: `${model.label}, ${qubits} features, about ${parameterCount} parameters`,
    }),
    inputs: "reduced",
  };
}

/** Linear models on Nyström features of a kernel, for tables too large for the kernel's matrix. */
export function approximateModels(task: Task, reduced: readonly PreprocessingStep[]): StandardModel[] {
  const linear = task === "regression" ? ridgeRegression() : logisticRegression();
  const approximate = (kernel: Kernel): Model => nystroemModel(kernel, linear);
  const twin = approximate(fidelityKernel(zzMap().withoutEntanglement()));
  return [
    { model: approximate(fidelityKernel(zzMap())), twin: twin.name },
    { model: twin },
    { model: approximate(rbfKernel()) },
  ].map(({ model, ...rest }): StandardModel => ({
    model: preparedModel(model, reduced),
    inputs: "reduced",
    isApproximate: true,
    ...rest,
  }));
}

/** The fidelity kernels as measured with so many shots an entry, repaired to be positive semidefinite. */
export function sampledModels(
  options: StandardModelOptions,
  reduced: readonly PreprocessingStep[],
): StandardModel[] {
  const { task, shots, seed = 1 } = options;
  if (shots === undefined) return [];
  return [zzMap(), hardwareEfficientMap()].map((map): StandardModel => {
    const [exact] = machinesOf(task, fidelityKernel(map), false);
    const [twin] = machinesOf(task, fidelityKernel(map.withoutEntanglement()), false);
    const [model] = machinesOf(task, sampledKernel(map, { shots, seed }), false);
    return {
      model: preparedModel(model, reduced),
      inputs: "reduced",
      twin: twin.name,
      sampled: exact.name,
    };
  });
}
