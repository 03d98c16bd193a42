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
export { decodeFloats, encodeArray } from "./models/encode-array.ts";
export type { EncodedArray } from "./models/encode-array.ts";
export { preparedModel } from "./models/prepared-model.ts";
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
  selectRelevantColumns,
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
export type { NetworkEvaluator, NetworkEvaluatorOptions } from "./qnn/network-outputs.ts";
export { networkFamilies, quantumNeuralNetwork } from "./qnn/neural-network-model.ts";
export type { NetworkFamily, NeuralNetworkOptions } from "./qnn/neural-network-model.ts";
export type { AngleSource, QuantumNetwork } from "./qnn/quantum-network.ts";
export { trainNetwork } from "./qnn/train-network.ts";
export type { TrainedWeights, TrainingOptions } from "./qnn/train-network.ts";
export { createFolds } from "./validation/folds/create-folds.ts";
export { trainRowsOf } from "./validation/folds/fold.ts";
export type { Fold } from "./validation/folds/fold.ts";
export { matbenchSeed } from "./validation/folds/fold-protocol.ts";
export type { FoldProtocol } from "./validation/folds/fold-protocol.ts";
export {
  metricNames,
  metricTable,
  scoreMetric,
  scorePrediction,
} from "./validation/metrics/score-prediction.ts";
export type { MetricFacts, MetricName, Scores } from "./validation/metrics/score-prediction.ts";
export type {
  AuditResult,
  DomainScores,
  FoldSummary,
  HeldOutPredictions,
  LearningCurve,
  LearningCurvePoint,
  ModelAudit,
} from "./validation/nested/audit-result.ts";
export type { AuditSettings, ResolvedAuditSettings } from "./validation/nested/audit-settings.ts";
export { combineAudit } from "./validation/nested/combine-audit.ts";
export type { CombineAuditOptions } from "./validation/nested/combine-audit.ts";
export { createFoldSplitCache } from "./validation/nested/fold-splits.ts";
export type { FoldSplitCache } from "./validation/nested/fold-splits.ts";
export { leakageCheck } from "./validation/nested/leakage-check.ts";
export type {
  LeakageCheckOptions,
  LeakageFinding,
  LeakageReport,
  Pipeline,
} from "./validation/nested/leakage-check.ts";
export { planAudit } from "./validation/nested/plan-audit.ts";
export type { AuditPlan, AuditTask, PlannedModel } from "./validation/nested/plan-audit.ts";
export { applySteps, fitSteps } from "./validation/nested/prepared-split.ts";
export { runAudit } from "./validation/nested/run-audit.ts";
export type { AuditProgress, RunAuditOptions } from "./validation/nested/run-audit.ts";
export { runAuditFold } from "./validation/nested/run-audit-fold.ts";
export type {
  AuditFoldOptions,
  AuditFoldOutput,
  ModelFoldOutput,
} from "./validation/nested/run-audit-fold.ts";
export { aucInterval, meanAucInterval } from "./audit/comparison/auc-interval.ts";
export type { AucInterval } from "./audit/comparison/auc-interval.ts";
export { bayesianCorrelatedTTest } from "./audit/comparison/bayesian-t-test.ts";
export type { CorrelatedPosterior } from "./audit/comparison/bayesian-t-test.ts";
export { compareModels } from "./audit/comparison/compare-models.ts";
export type { ComparisonPurpose, Contestant, ModelComparison } from "./audit/comparison/compare-models.ts";
export { correctedTTest } from "./audit/comparison/corrected-t-test.ts";
export type { CorrectedTTest } from "./audit/comparison/corrected-t-test.ts";
export { centreGram, kernelAlignment, targetAlignment } from "./audit/kernels/alignment.ts";
export { haarFidelity, kernelConcentration, shotsToResolve } from "./audit/kernels/concentration.ts";
export type { KernelConcentration, ShotsToResolve } from "./audit/kernels/concentration.ts";
export { diagnoseKernels } from "./audit/kernels/diagnose-kernels.ts";
export type {
  DiagnosedKernel,
  DiagnoseKernelsOptions,
  KernelDiagnosis,
  KernelDiagnostics,
  KernelPairDifference,
} from "./audit/kernels/diagnose-kernels.ts";
export { effectiveDimension, effectiveRank } from "./audit/kernels/effective-rank.ts";
export { geometricDifference, geometricDifferences } from "./audit/kernels/geometric-difference.ts";
export type { GeometricDifference } from "./audit/kernels/geometric-difference.ts";
export { kernelSpectrum } from "./audit/kernels/gram-matrix.ts";
export type { KernelSpectrum } from "./audit/kernels/gram-matrix.ts";
export { modelComplexity, standardisedTargets } from "./audit/kernels/model-complexity.ts";
export type { ModelComplexity } from "./audit/kernels/model-complexity.ts";
export { calibrate, gaussianCrps, recalibrationFactor } from "./audit/uncertainty/calibration.ts";
export type { Calibration, CoveragePoint } from "./audit/uncertainty/calibration.ts";
export { flagOutOfDomain } from "./audit/uncertainty/out-of-domain.ts";
export type { DomainFlags } from "./audit/uncertainty/out-of-domain.ts";
export { auditVerdict, verdictLevels } from "./audit/verdict/audit-verdict.ts";
export type { AuditVerdict, VerdictInput, VerdictLevel } from "./audit/verdict/audit-verdict.ts";

export { bornCircuit, diagonalObservable, trainBornMachine } from "./generative/born-machine.ts";
export type { BornMachine, BornMachineOptions, Closeness } from "./generative/born-machine.ts";
export { chowLiuTree, independentBits } from "./generative/classical-baselines.ts";
export {
  distributionOf,
  empiricalDistribution,
  kullbackLeibler,
  totalVariation,
} from "./generative/distribution.ts";
export type { BitDistribution } from "./generative/distribution.ts";

export { angleMap } from "./feature-maps/angle-map.ts";
export type { AngleMapOptions } from "./feature-maps/angle-map.ts";
export { covariantMap } from "./feature-maps/covariant-map.ts";
export type { CovariantMapOptions } from "./feature-maps/covariant-map.ts";
export type { Entanglement } from "./feature-maps/entanglement.ts";
export type { FeatureMap } from "./feature-maps/feature-map.ts";
export { hardwareEfficientMap } from "./feature-maps/hardware-efficient-map.ts";
export type { HardwareEfficientMapOptions } from "./feature-maps/hardware-efficient-map.ts";
export { iqpMap, pauliMap, zzMap } from "./feature-maps/pauli-map.ts";
export type { DiagonalMapOptions, PairEncoding, PauliMapOptions } from "./feature-maps/pauli-map.ts";
export { reuploadingMap } from "./feature-maps/reuploading-map.ts";
export type { ReuploadingMapOptions } from "./feature-maps/reuploading-map.ts";
export {
  linearKernel,
  maternKernel,
  polynomialKernel,
  rbfKernel,
} from "./kernel-methods/classical-kernels.ts";
export { gaussianProcess, gaussianProcessClassifier } from "./kernel-methods/gaussian-process.ts";
export { fitKernelPca, restoreKernelPca } from "./kernel-methods/kernel-pca.ts";
export type { FittedKernelPca, KernelPcaOptions } from "./kernel-methods/kernel-pca.ts";
export { kernelRidge } from "./kernel-methods/kernel-ridge.ts";
export type { KernelModelOptions } from "./kernel-methods/kernel-rows.ts";
export type { RadialKernel } from "./kernel-methods/radial-kernel.ts";
export { supportVector } from "./kernel-methods/support-vector.ts";
export { expressibility, haarFidelityHistogram } from "./audit/circuits/expressibility.ts";
export type { Expressibility, ExpressibilityOptions } from "./audit/circuits/expressibility.ts";
export { gradientVariance, varianceDecay } from "./audit/circuits/gradient-variance.ts";
export type { GradientVariance, VarianceDecay } from "./audit/circuits/gradient-variance.ts";
export { acquisitionOf, expectedImprovement } from "./active-learning/acquisition.ts";
export type { Acquisition, Goal } from "./active-learning/acquisition.ts";
export { combineReplays } from "./active-learning/combine-replays.ts";
export type { MeanInterval, ReplayCurve, ReplayResult } from "./active-learning/combine-replays.ts";
export { selectDiverseBatch } from "./active-learning/diverse-batch.ts";
export type { ProposalModel } from "./active-learning/fit-for-proposals.ts";
export { rankCandidates } from "./active-learning/rank-candidates.ts";
export type {
  Diversity,
  RankedCandidate,
  Ranking,
  RankingOptions,
} from "./active-learning/rank-candidates.ts";
export { runReplay } from "./active-learning/replay.ts";
export type { ReplayOutput, ReplayRun, ReplaySettings } from "./active-learning/replay.ts";

export { alignKernel } from "./kernels/align-kernel.ts";
export type { AlignedKernel, AlignKernelOptions } from "./kernels/align-kernel.ts";
export { alignedModel } from "./kernels/aligned-model.ts";
export type { AlignedModelOptions } from "./kernels/aligned-model.ts";
export { survivalProbability, undoDepolarising } from "./kernels/depolarising-mitigation.ts";
export type { KernelMitigation } from "./kernels/depolarising-mitigation.ts";
export { engineerTargets } from "./kernels/engineer-targets.ts";
export { fidelityKernel } from "./kernels/fidelity-kernel.ts";
export type { QuantumKernelOptions } from "./kernels/fidelity-kernel.ts";
export type { TrainingObjective } from "./kernels/kernel-score.ts";
export type { Kernel, KernelContext, KernelMatrix } from "./kernels/kernel.ts";
export { chooseLandmarks, nystroemMap, restoreNystroem } from "./kernels/nystroem.ts";
export type { NystroemMap, SavedNystroem } from "./kernels/nystroem.ts";
export { nystroemModel } from "./kernels/nystroem-model.ts";
export type { NystroemOptions } from "./kernels/nystroem-model.ts";
export { projectedFeatures, projectedKernel } from "./kernels/projected-kernel.ts";
export type { ProjectedKernelOptions } from "./kernels/projected-kernel.ts";
export { repairGram } from "./kernels/repair-gram.ts";
export type { GramRepair } from "./kernels/repair-gram.ts";
export { sampledKernel } from "./kernels/sampled-kernel.ts";
export type { SampledKernelOptions } from "./kernels/sampled-kernel.ts";
export { typicalSettings } from "./audit/kernels/typical-settings.ts";
export { dummyMean, dummyMedian, dummyPrior } from "./classical/dummy.ts";
export { elasticNet } from "./classical/elastic-net.ts";
export { gradientBoosting } from "./classical/gradient-boosting.ts";
export { linearRegression, ridgeRegression } from "./classical/linear-regression.ts";
export type { LinearModelOptions } from "./classical/linear-regression.ts";
export { logisticRegression } from "./classical/logistic-regression.ts";
export { multilayerPerceptron } from "./classical/multilayer-perceptron.ts";
export type { MultilayerPerceptronOptions } from "./classical/multilayer-perceptron.ts";
export { nearestNeighbors } from "./classical/nearest-neighbors.ts";
export { randomForest } from "./classical/random-forest.ts";
export type { RandomForestOptions } from "./classical/random-forest.ts";
export { classicalModels, createModelRegistry, findModel, restoreModel } from "./models/model-registry.ts";
export type { ModelRegistry } from "./models/model-registry.ts";

export { reducingSteps, standardModels, wholeSteps } from "./audit/models/standard-models.ts";
export type {
  ModelInputs,
  Reduction,
  StandardModel,
  StandardModelOptions,
} from "./audit/models/standard-model.ts";
