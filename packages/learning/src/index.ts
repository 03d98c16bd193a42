export { DataSetError, LearningTooLargeError, ModelError } from "./errors.ts";
export { createDataSet, selectSamples } from "./data/data-set.ts";
export type { DataSet, Task } from "./data/data-set.ts";
export { createFeatureMatrix, selectColumns, selectRows } from "./data/feature-matrix.ts";
export type { FeatureMatrix } from "./data/feature-matrix.ts";
export type {
  FitContext,
  FittedModel,
  Model,
  ModelKind,
  Prediction,
  SavedModel,
  Settings,
} from "./models/model.ts";
export type { FittedStep, PreprocessingStep } from "./models/preprocessing-step.ts";
export { pipeline } from "./preprocessing/pipeline.ts";
export { principalComponents } from "./preprocessing/principal-components.ts";
export type { PrincipalComponentsOptions } from "./preprocessing/principal-components.ts";
export { restoreStep } from "./preprocessing/restore-step.ts";
export { angleScaler, minMaxScaler, robustScaler, standardScaler } from "./preprocessing/scale-columns.ts";
export type { RangeOptions } from "./preprocessing/scale-columns.ts";
export {
  dropRedundantColumns,
  selectByMutualInformation,
  selectForward,
} from "./preprocessing/select-columns.ts";
export type { ForwardSelectionOptions, MutualInformationOptions } from "./preprocessing/select-columns.ts";
export { mutualInformation as featureInformation } from "./preprocessing/mutual-information.ts";
export type { SavedStep } from "./preprocessing/fitted-step.ts";

export { convolutionalNetwork } from "./qnn/circuits/convolutional.ts";
export type { ConvolutionalOptions } from "./qnn/circuits/convolutional.ts";
export { permutationEquivariantNetwork } from "./qnn/circuits/equivariant.ts";
export type { EquivariantOptions } from "./qnn/circuits/equivariant.ts";
export { reuploadingNetwork } from "./qnn/circuits/reuploading.ts";
export type { ReuploadingOptions } from "./qnn/circuits/reuploading.ts";
export { createNetworkEvaluator } from "./qnn/network-outputs.ts";
export type { NetworkEvaluator } from "./qnn/network-outputs.ts";
export { networkFamilies, quantumNeuralNetwork } from "./qnn/neural-network-model.ts";
export type { NetworkFamily, NeuralNetworkOptions } from "./qnn/neural-network-model.ts";
export type { AngleSource, QuantumNetwork } from "./qnn/quantum-network.ts";
export { trainNetwork } from "./qnn/train-network.ts";
export type { TrainedWeights, TrainingOptions } from "./qnn/train-network.ts";
