import { encodeArray, decodeFloats, type EncodedArray } from "../models/encode-array.ts";
import { ModelError } from "../errors.ts";
import type { DataSet, Task } from "../data/data-set.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import type { FittedModel, Model, ModelKind, Prediction, SavedModel, Settings } from "../models/model.ts";
import { convolutionalNetwork } from "./circuits/convolutional.ts";
import { permutationEquivariantNetwork } from "./circuits/equivariant.ts";
import { reuploadingNetwork } from "./circuits/reuploading.ts";
import { createNetworkEvaluator, weightCountOf } from "./network-outputs.ts";
import type { QuantumNetwork } from "./quantum-network.ts";
import { classProbabilities, networkTargets, trainNetwork, type NetworkTargets } from "./train-network.ts";

/** Circuits of quantum neural networks; the last one is the first without its entangling gates. */
export const networkFamilies = ["reuploading", "convolutional", "equivariant", "unentangled"] as const;
export type NetworkFamily = (typeof networkFamilies)[number];

export interface NeuralNetworkOptions {
  readonly family: NetworkFamily;
  /** Default: one a feature, at most 10. Not for the equivariant family, which takes one a feature. */
  readonly qubitCount?: number;
  /** Default 3. */
  readonly layers?: number;
  /** Default 60. */
  readonly epochs?: number;
  /** Default 0.05. */
  readonly learningRate?: number;
  /** Default 32. */
  readonly batchSize?: number;
}

const names: Readonly<Record<NetworkFamily, { name: string; label: string; kind: ModelKind }>> = {
  reuploading: { name: "quantum-neural-network", label: "Quantum neural network", kind: "quantum" },
  convolutional: {
    name: "quantum-convolutional-network",
    label: "Quantum convolutional network",
    kind: "quantum",
  },
  equivariant: {
    name: "quantum-equivariant-network",
    label: "Permutation-equivariant quantum network",
    kind: "quantum",
  },
  unentangled: {
    name: "unentangled-neural-network",
    label: "Neural network of single qubits",
    kind: "control",
  },
};

const mostQubits = 10;
const defaultLayers = 3;

interface State {
  readonly featureCount: number;
  readonly qubitCount: number;
  readonly layers: number;
  readonly task: Task;
  readonly classCount: number;
  readonly targets: NetworkTargets;
  readonly weights: EncodedArray;
}

function networkOf(
  family: NetworkFamily,
  { featureCount, qubitCount, layers, targets }: Omit<State, "weights">,
): QuantumNetwork {
  // More classes than qubits share the groups: the linear layer tells them apart.
  const outputs = Math.min(targets.outputs, qubitCount);
  switch (family) {
    case "reuploading":
    case "unentangled":
      return reuploadingNetwork({
        qubitCount,
        featureCount,
        layers,
        outputs,
        isEntangled: family === "reuploading",
      });
    case "convolutional":
      return convolutionalNetwork({ qubitCount, featureCount, outputs, convolutions: Math.min(layers, 10) });
    case "equivariant":
      return permutationEquivariantNetwork({ featureCount, layers });
  }
}

/** Trainable weights of the re-uploading network for so many features and one output, its linear layer included. */
export function networkParameterCount(featureCount: number): number {
  const network = reuploadingNetwork({
    qubitCount: Math.max(2, Math.min(mostQubits, featureCount)),
    featureCount,
    layers: defaultLayers,
  });
  return weightCountOf(network, 1);
}

/**
 * A quantum neural network as a model: its circuit's expectation values through a linear layer, trained by Adam on exact
 * gradients; squared errors of standardised targets or cross entropies. Features should have a scale of about 1, as they
 * are angles (radians).
 */
export function quantumNeuralNetwork(options: NeuralNetworkOptions): Model {
  const { family, epochs = 60, learningRate = 0.05, batchSize = 32 } = options;
  const { name, label, kind } = names[family];
  const settings: Settings = { layers: options.layers ?? defaultLayers, epochs, learningRate, batchSize };
  return {
    name,
    label,
    kind,
    tasks: ["regression", "classification"],
    grid: [settings],
    fit: async (data: DataSet, given, context) => {
      const merged = { ...settings, ...given };
      const featureCount = data.features.columnCount;
      const state = {
        featureCount,
        qubitCount:
          family === "equivariant"
            ? featureCount
            : (options.qubitCount ?? Math.max(2, Math.min(mostQubits, featureCount))),
        layers: Number(merged.layers),
        task: data.task,
        classCount: data.classes.length,
        targets: networkTargets(data),
      };
      const { weights } = await trainNetwork(
        networkOf(family, state),
        data,
        {
          epochs: Number(merged.epochs),
          learningRate: Number(merged.learningRate),
          batchSize: Number(merged.batchSize),
        },
        context,
      );
      return fittedNetwork(name, family, { ...state, weights: encodeArray(weights) });
    },
    restore: ({ model, version, state }: SavedModel) => {
      if (model !== name || version !== 1) {
        throw new ModelError(`a saved ${name} of version 1 is needed, got ${model} of version ${version}`);
      }
      return fittedNetwork(name, family, state as State);
    },
  };
}

function fittedNetwork(name: string, family: NetworkFamily, state: State): FittedModel {
  const network = networkOf(family, state);
  const weights = decodeFloats(state.weights);
  const { targets, task, classCount } = state;
  return {
    predict: async (features: FeatureMatrix, context = {}): Promise<Prediction> => {
      await using evaluator = createNetworkEvaluator(network, targets.outputs, context);
      const rows = Int32Array.from({ length: features.rowCount }, (_, row) => row);
      const outputs = await evaluator.outputs(features, rows, weights);
      if (task === "regression") {
        return { values: outputs.map((output) => targets.mean + targets.deviation * output) };
      }
      const probabilities = new Float64Array(features.rowCount * classCount);
      const values = new Float64Array(features.rowCount);
      for (let row = 0; row < features.rowCount; row++) {
        const own = classProbabilities(outputs.subarray(row * targets.outputs, (row + 1) * targets.outputs));
        probabilities.set(own, row * classCount);
        values[row] = own.indexOf(Math.max(...own));
      }
      return { values, probabilities };
    },
    save: () => ({ model: name, version: 1, state }),
  };
}
