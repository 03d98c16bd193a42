import type { Task } from "../../data/data-set.ts";
import { ModelError } from "../../errors.ts";
import { dummyMean, dummyMedian, dummyPrior } from "../../classical/dummy.ts";
import { gradientBoosting } from "../../classical/gradient-boosting.ts";
import { ridgeRegression } from "../../classical/linear-regression.ts";
import { logisticRegression } from "../../classical/logistic-regression.ts";
import { nearestNeighbors } from "../../classical/nearest-neighbors.ts";
import { randomForest } from "../../classical/random-forest.ts";
import { hardwareEfficientMap } from "../../feature-maps/hardware-efficient-map.ts";
import type { FeatureMap } from "../../feature-maps/feature-map.ts";
import { iqpMap, zzMap } from "../../feature-maps/pauli-map.ts";
import { maternKernel, rbfKernel } from "../../kernel-methods/classical-kernels.ts";
import { gaussianProcess, gaussianProcessClassifier } from "../../kernel-methods/gaussian-process.ts";
import { fidelityKernel } from "../../kernels/fidelity-kernel.ts";
import type { Kernel } from "../../kernels/kernel.ts";
import { projectedKernel } from "../../kernels/projected-kernel.ts";
import type { Model } from "../../models/model.ts";
import { preparedModel } from "../../models/prepared-model.ts";
import type { PreprocessingStep } from "../../models/preprocessing-step.ts";
import { principalComponents } from "../../preprocessing/principal-components.ts";
import { standardScaler } from "../../preprocessing/scale-columns.ts";
import {
  dropRedundantColumns,
  selectRelevantColumns,
  selectForward,
} from "../../preprocessing/select-columns.ts";
import { quantumNeuralNetwork } from "../../qnn/neural-network-model.ts";
import { approximateModels, perceptronBeside, sampledModels } from "./further-models.ts";
import { machinesOf } from "./kernel-machines.ts";
import type { StandardModel, StandardModelOptions } from "./standard-model.ts";

/** Steps for models that see everything: columns that say nothing or the same go. */
export function wholeSteps(): PreprocessingStep[] {
  return [dropRedundantColumns(), standardScaler()];
}

/** Steps that leave `qubits` features of deviation 1. */
export function reducingSteps({
  qubits,
  reduction = "mutual-information",
  seed = 1,
}: StandardModelOptions): PreprocessingStep[] {
  if (!Number.isInteger(qubits) || qubits < 1 || qubits > 20) {
    throw new ModelError(`qubits must be an integer in [1, 20], got ${qubits}`, { field: "qubits" });
  }
  switch (reduction) {
    case "mutual-information":
      return [dropRedundantColumns(), selectRelevantColumns(qubits, { seed }), standardScaler()];
    case "pca":
      return [
        dropRedundantColumns(),
        standardScaler(),
        principalComponents({ count: qubits }),
        standardScaler(),
      ];
    case "forward-selection":
      return [dropRedundantColumns(), selectForward(qubits), standardScaler()];
  }
}

/** Every machine on a map's kernels, and the same on the map without entanglement as its twin. */
function quantumMachines(
  task: Task,
  map: FeatureMap,
  kernelOf: (map: FeatureMap) => Kernel,
  options: { readonly qubits: number; readonly withUncertainty: boolean; readonly isFidelity: boolean },
): { model: Model; kernel: Kernel; qubitCount: number | undefined; twin?: string }[] {
  const { qubits, withUncertainty, isFidelity } = options;
  const kernel = kernelOf(map);
  const plain = kernelOf(map.withoutEntanglement());
  const twins = machinesOf(task, plain, withUncertainty);
  const qubitCount = isFidelity ? map.qubitCount(qubits) : undefined;
  return [
    ...machinesOf(task, kernel, withUncertainty).map((model, k) => ({
      model,
      kernel,
      qubitCount,
      twin: twins[k].name,
    })),
    ...twins.map((model) => ({ model, kernel: plain, qubitCount })),
  ];
}

/**
 * The models of an audit: constant predictions; strong classical models on the whole description and on the quantum
 * models' features ("…-reduced"); quantum kernels (fidelity and projected), a quantum neural network, each with its twin
 * without entanglement, and a classical network of as many parameters; approximations for large tables; with `shots`, the fidelity
 * kernels from measurements. All preprocessing is the models' own and is fitted on training rows.
 *
 * Throws {@link ModelError} for a number of qubits out of range.
 */
export function standardModels(options: StandardModelOptions): StandardModel[] {
  const { task, qubits } = options;
  const reduced = reducingSteps(options);
  const whole = wholeSteps();
  const isRegression = task === "regression";
  const classical = (): Model[] => [
    isRegression ? ridgeRegression() : logisticRegression(),
    ...machinesOf(task, rbfKernel(), false),
    isRegression ? gaussianProcess(maternKernel()) : gaussianProcessClassifier(maternKernel()),
    randomForest(),
    gradientBoosting(),
    nearestNeighbors(),
  ];
  const dummies = isRegression ? [dummyMean(), dummyMedian()] : [dummyPrior()];
  const classicalKernels = new Map<string, Kernel>(
    [rbfKernel(), maternKernel()].flatMap((kernel) =>
      machinesOf(task, kernel, true).map((model) => [model.name, kernel]),
    ),
  );
  const quantum = [
    ...quantumMachines(task, zzMap(), fidelityKernel, { qubits, withUncertainty: true, isFidelity: true }),
    ...quantumMachines(task, iqpMap(), projectedKernel, {
      qubits,
      withUncertainty: false,
      isFidelity: false,
    }),
    ...quantumMachines(task, hardwareEfficientMap(), fidelityKernel, {
      qubits,
      withUncertainty: false,
      isFidelity: true,
    }),
  ];
  const network = quantumNeuralNetwork({ family: "reuploading" });
  const plainNetwork = quantumNeuralNetwork({ family: "unentangled" });
  return [
    ...dummies.map((model): StandardModel => ({ model: preparedModel(model, []), inputs: "all" })),
    ...classical().map((model): StandardModel => ({ model: preparedModel(model, whole), inputs: "all" })),
    ...classical().map((model): StandardModel => {
      const kernel = classicalKernels.get(model.name);
      const prepared = preparedModel(model, reduced, {
        name: `${model.name}-reduced`,
        label: `${model.label}, ${qubits} features`,
      });
      return {
        model: prepared,
        inputs: "reduced",
        ...(kernel && { kernel: { kernel, qubitCount: undefined } }),
      };
    }),
    ...quantum.map(({ model, kernel, qubitCount, twin }): StandardModel => ({
      model: preparedModel(model, reduced),
      inputs: "reduced",
      kernel: { kernel, qubitCount },
      ...(twin !== undefined && { twin }),
    })),
    { model: preparedModel(network, reduced), inputs: "reduced", twin: plainNetwork.name },
    { model: preparedModel(plainNetwork, reduced), inputs: "reduced" },
    perceptronBeside(qubits, reduced),
    ...approximateModels(task, reduced),
    ...sampledModels(options, reduced),
  ];
}
