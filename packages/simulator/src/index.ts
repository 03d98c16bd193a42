export {
  InvalidArgumentError,
  KernelError,
  NumericalError,
  SectorTooLargeError,
  StateVectorTooLargeError,
} from "./errors.ts";
export { loadKernels, probeKernelBuild } from "./kernels/load-kernels.ts";
export type { KernelBuildName, KernelBuilds } from "./kernels/load-kernels.ts";
export { createRandom } from "./math/random.ts";
export type { Random } from "./math/random.ts";
export { workerModule } from "./workers/compute-pool.ts";
export type { ComputePool, GangCall, WorkerCall } from "./workers/compute-pool.ts";
export {
  bindParameters,
  createCircuit,
  isUnitaryCircuit,
  parameterNames,
  visitOperations,
  withOperations,
} from "./circuit/circuit.ts";
export type { Circuit, CircuitOptions, Register, Registers } from "./circuit/circuit.ts";
export { conditionBits, evaluateCondition } from "./circuit/classical-condition.ts";
export type { ClassicalCondition, Comparison } from "./circuit/classical-condition.ts";
export { composeCircuits, invertCircuit, invertOperation } from "./circuit/compose.ts";
export { decomposeCircuit } from "./circuit/decompose.ts";
export type { ComplexMatrix } from "./circuit/complex-matrix.ts";
export { gateMatrix, gateMatrixDerivative } from "./circuit/gate-matrix.ts";
export { uncontrolledGates } from "./circuit/uncontrolled-gates.ts";
export { absorbControls } from "./circuit/absorb-controls.ts";
export { circuitMatrix } from "./circuit/circuit-matrix.ts";
export { controlCircuit, controlOperation } from "./circuit/control-circuit.ts";
export type { ControlCircuitOptions } from "./circuit/control-circuit.ts";
export { embedCircuit } from "./circuit/embed-circuit.ts";
export type { EmbedCircuitOptions } from "./circuit/embed-circuit.ts";
export { haarUnitary } from "./circuit/library/haar-unitary.ts";
export { multiplexedRotation } from "./circuit/library/multiplexed-rotation.ts";
export type { MultiplexedRotationOptions } from "./circuit/library/multiplexed-rotation.ts";
export { prepareDickeState } from "./circuit/library/prepare-dicke-state.ts";
export { prepareState } from "./circuit/library/prepare-state.ts";
export type { Amplitudes, PrepareStateOptions } from "./circuit/library/prepare-state.ts";
export { quantumFourierTransform } from "./circuit/library/quantum-fourier-transform.ts";
export type { QuantumFourierTransformOptions } from "./circuit/library/quantum-fourier-transform.ts";
export { quantumVolumeCircuit } from "./circuit/library/quantum-volume-circuit.ts";
export type { QuantumVolumeCircuitOptions } from "./circuit/library/quantum-volume-circuit.ts";
export { prepareBasisState, prepareGhzState, prepareWState } from "./circuit/library/simple-states.ts";
export { powerCircuit } from "./circuit/power-circuit.ts";
export { powerOperation } from "./circuit/power-operation.ts";
export { repeatCircuit } from "./circuit/repeat-circuit.ts";
export { substituteParameters } from "./circuit/substitute-parameters.ts";
export { gateQubitCount, gateTable } from "./circuit/gate-table.ts";
export { gateLibraries } from "./circuit/gates/gate-libraries.ts";
export type { GateLibrary } from "./circuit/gates/gate-libraries.ts";
export type { GateRow } from "./circuit/gate-table.ts";
export {
  barrier,
  conditional,
  diagonal,
  gate,
  gateNames,
  isTableGate,
  isUnitaryOperation,
  measure,
  pauliGadget,
  permutation,
  reset,
  unitary,
} from "./circuit/operation.ts";
export type {
  BarrierOperation,
  Control,
  DiagonalOperation,
  GateName,
  GateOperation,
  IfOperation,
  MeasureOperation,
  Operation,
  PauliGadgetOperation,
  PermutationOperation,
  ResetOperation,
  UnitaryKindOperation,
  UnitaryOperation,
} from "./circuit/operation.ts";
export { addParameters, bindParameter, parameter, transformParameter } from "./circuit/parameter.ts";
export type {
  ParameterExpression,
  ParameterTerm,
  ParameterValue,
  ParameterValues,
} from "./circuit/parameter.ts";
export {
  createDiagonalSpace,
  diagonalMemoryBytes,
  listStates,
  stateBits,
  stateIndex,
} from "./diagonal/diagonal-space.ts";
export type { DiagonalSpace } from "./diagonal/diagonal-space.ts";
export { createQaoaEngine, qaoaMixers } from "./diagonal/qaoa-engine.ts";
export type {
  QaoaAngles,
  QaoaEngine,
  QaoaEngineOptions,
  QaoaMixer,
  QaoaObjective,
} from "./diagonal/qaoa-engine.ts";
export { mixerEdges } from "./diagonal/mixer-edges.ts";
export type { MixerEdge } from "./diagonal/mixer-edges.ts";
export { sampleIndices } from "./diagonal/sampling.ts";
export { blochTable, fidelityMatrix, gramMemoryBytes, overlapMatrix, prepareStates } from "./gram/gram.ts";
export type { GramOptions } from "./gram/gram.ts";
export type { CircuitPreparation, LayersPreparation, StatePreparation } from "./gram/state-preparation.ts";
export { drawCircuitSvg } from "./drawing/draw-circuit-svg.ts";
export type { DrawCircuitSvgOptions } from "./drawing/draw-circuit-svg.ts";
export { drawCircuitText } from "./drawing/draw-circuit-text.ts";
export type { DrawCircuitTextOptions } from "./drawing/draw-circuit-text.ts";
export { formatAngle, formatParameter } from "./drawing/format-parameter.ts";
export type { SvgTheme } from "./drawing/svg-theme.ts";
export { findOrbitalSymmetry } from "./sector/orbital-symmetry.ts";
export type { OrbitalSymmetry } from "./sector/orbital-symmetry.ts";
export type { SectorAnsatz, SectorExcitation } from "./sector/sector-ansatz.ts";
export { createSectorEngine, defaultThreadsThreshold } from "./sector/sector-engine.ts";
export type { SectorEngine, SectorEngineOptions } from "./sector/sector-engine.ts";
export type { SectorHamiltonian } from "./sector/sector-hamiltonian.ts";
export { createSectorSpace, sectorDeterminantCount, sectorMemoryBytes } from "./sector/sector-space.ts";
export type { SectorMemoryOptions, SectorSpace } from "./sector/sector-space.ts";
export type { LowestState, SolveLowestOptions } from "./sector/solve-lowest.ts";
export {
  ansatzParameterName,
  ansatzToCircuit,
  excitationToPauliGadgets,
} from "./operators/excitation-circuit.ts";
export { annihilation, creation, excitationGenerator } from "./operators/fermion-operator.ts";
export type {
  FermionOperator,
  FermionTerm,
  FermionicExcitation,
  LadderOperator,
} from "./operators/fermion-operator.ts";
export { jordanWigner } from "./operators/jordan-wigner.ts";
export { moleculeHamiltonianToPauliSum } from "./operators/molecule-hamiltonian.ts";
export type { MolecularIntegrals } from "./operators/molecule-hamiltonian.ts";
export {
  addPauliSums,
  createPauliSum,
  formatPauli,
  multiplyPauliSums,
  parsePauliSum,
} from "./operators/pauli-sum.ts";
export type { PauliSum, PauliTerm } from "./operators/pauli-sum.ts";
export { createStateVectorEngine, stateVectorMemoryBytes } from "./statevector/engine.ts";
export type {
  GradientOptions,
  ProgramDescription,
  RunOptions,
  StateVectorEngine,
  StateVectorEngineOptions,
} from "./statevector/engine.ts";
export type { Precision } from "./statevector/state-vector-machine.ts";
export type { StateVectorBackend } from "./statevector/kernels.ts";
export {
  basisState,
  formatBasisState,
  innerProduct,
  probabilities,
  sampleCounts,
} from "./statevector/state-vector.ts";
export type { StateVector } from "./statevector/state-vector.ts";
export { formatPauliString, parsePauliString } from "./stabilizer/pauli-string.ts";
export type { PauliString } from "./stabilizer/pauli-string.ts";
export { propagatePauliExpectation } from "./stabilizer/pauli-propagation.ts";
export {
  isCliffordCircuit,
  isCliffordOperation,
  simulateStabilizer,
  stabilizerState,
} from "./stabilizer/simulate-stabilizer.ts";
export type { StabilizerCounts } from "./stabilizer/simulate-stabilizer.ts";
export { StabilizerState } from "./stabilizer/stabilizer-state.ts";
export { amplitudesOf } from "./results/amplitudes.ts";
export type { Amplitude } from "./results/amplitudes.ts";
export { createAliasSampler } from "./results/alias-sampler.ts";
export type { AliasSampler } from "./results/alias-sampler.ts";
export { blochVector } from "./results/bloch-vector.ts";
export type { BlochVector } from "./results/bloch-vector.ts";
export { concurrence } from "./results/concurrence.ts";
export { densityEntropy, entanglementEntropy, mutualInformation } from "./results/entropy.ts";
export type { EntropyOptions } from "./results/entropy.ts";
export { marginalProbabilities } from "./results/marginal-probabilities.ts";
export { purity } from "./results/purity.ts";
export { reducedDensityMatrix } from "./results/reduced-density-matrix.ts";
export { schmidtCoefficients } from "./results/schmidt-coefficients.ts";
export { stateFidelity, traceDistance } from "./results/state-distance.ts";
export type { QuantumState } from "./results/state-distance.ts";
export {
  adjointPauliSum,
  anticommutator,
  commutator,
  isHermitianPauliSum,
  pauliProductsCommute,
  pauliProductsCommuteQubitWise,
  pauliSumSupport,
  pauliWeight,
  scalePauliSum,
  simplifyPauliSum,
} from "./operators/pauli-algebra.ts";
export type { ComplexNumber, PauliProduct } from "./operators/pauli-algebra.ts";
export { applyPauliSum, pauliSumExpectation, pauliSumVariance } from "./operators/pauli-expectation.ts";
export {
  formatSparsePauli,
  parseSparsePauli,
  pauliSumFromList,
  pauliSumFromSparse,
} from "./operators/pauli-text.ts";
export { diagonaliseProducts } from "./estimation/diagonalise-products.ts";
export type { DiagonalProduct, Diagonalisation } from "./estimation/diagonalise-products.ts";
export { estimateExpectation, estimateFromState } from "./estimation/estimate-expectation.ts";
export type { EstimateOptions, SampleCircuit } from "./estimation/estimate-expectation.ts";
export { shotAllocations } from "./estimation/group-statistics.ts";
export type {
  AllocationOptions,
  ExpectationEstimate,
  GroupEstimate,
  ShotAllocation,
} from "./estimation/group-statistics.ts";
export { groupTerms, groupings, groupingStrategies } from "./estimation/group-terms.ts";
export type { Grouping, GroupingOptions, GroupingStrategy } from "./estimation/group-terms.ts";
export { groupOutcome, measurementCircuits } from "./estimation/measurement-circuits.ts";
export type { MeasuredTerm, MeasurementGroup, MeasurementPlan } from "./estimation/measurement-circuits.ts";
export { predictEstimate } from "./estimation/predict-estimate.ts";
export type { ShotCounts } from "./estimation/read-counts.ts";
export { createStateVectorSampler } from "./estimation/state-vector-sampler.ts";
export { basisPresets } from "./synthesis/gate-basis.ts";
export type { BasisInput, BasisPreset } from "./synthesis/gate-basis.ts";
export { eulerAngles, oneQubitGates } from "./synthesis/euler-angles.ts";
export type { EulerAngles, EulerBasis, PhasedGates } from "./synthesis/euler-angles.ts";
export { synthesize, synthesizeCircuit } from "./synthesis/synthesize.ts";
export type { SynthesizeOptions } from "./synthesis/synthesize.ts";
export { entanglerCount } from "./synthesis/entanglers.ts";
export type { Entangler } from "./synthesis/entanglers.ts";
export { twoQubitGates } from "./synthesis/two-qubit-synthesis.ts";
export { canonicalGate, weylDecomposition } from "./synthesis/weyl-decomposition.ts";
export type { WeylDecomposition } from "./synthesis/weyl-decomposition.ts";
export { hessianVectorProduct } from "./gradients/hessian-vector-product.ts";
export type {
  HessianVectorProduct,
  HessianVectorProductOptions,
} from "./gradients/hessian-vector-product.ts";
export { hessian } from "./gradients/hessian.ts";
export type { EvaluateGradient, Hessian } from "./gradients/hessian.ts";
export { metricTensor, metricTensorKinds, metricTensorMemoryBytes } from "./gradients/metric-tensor.ts";
export type { MetricTensor, MetricTensorKind, MetricTensorOptions } from "./gradients/metric-tensor.ts";
export { naturalGradient } from "./gradients/natural-gradient.ts";
export type { NaturalGradientOptions } from "./gradients/natural-gradient.ts";
export { parameterShiftGradient } from "./gradients/parameter-shift.ts";
export type {
  Evaluation,
  EvaluateExpectation,
  ParameterShiftOptions,
  ShiftGradient,
} from "./gradients/parameter-shift.ts";
export { splitParameters } from "./gradients/split-occurrences.ts";
export type { Occurrence, SplitCircuit } from "./gradients/split-occurrences.ts";
export type { StateRunner } from "./results/state-runner.ts";
export { QasmError } from "./errors.ts";
export type { QasmErrorDetails } from "./errors.ts";
export { formatQasm } from "./qasm/format-qasm.ts";
export type { FormatQasmOptions } from "./qasm/format-qasm.ts";
export { defaultLimits as defaultQasmLimits } from "./qasm/limits.ts";
export type { QasmLimits } from "./qasm/limits.ts";
export { parseQasm } from "./qasm/parse-qasm.ts";
export type { ParseQasmOptions } from "./qasm/parse-qasm.ts";
export { SimulationTooLargeError } from "./errors.ts";
export { createBatchEvaluator } from "./backends/batch-evaluator.ts";
export type { BatchEvaluator, BatchOptions, BatchResult, StateRows } from "./backends/batch-evaluator.ts";
export { evaluateMany } from "./backends/evaluate-many.ts";
export type { CircuitEvaluation, EvaluationResult } from "./backends/evaluate-many.ts";
export { planSimulation } from "./backends/plan-simulation.ts";
export { simulate } from "./backends/simulate.ts";
export { simulationMethods } from "./backends/simulation.ts";
export type {
  SimulationMethod,
  SimulationOptions,
  SimulationPlan,
  SimulationPlanOptions,
  SimulationResult,
} from "./backends/simulation.ts";
export {
  densityMatrixExpectation,
  densityMatrixMarginal,
  densityMatrixOfState,
  densityMatrixProbabilities,
  partialTrace,
  sampleDensityMatrix,
} from "./density-matrix/density-matrix.ts";
export type { DensityMatrix } from "./density-matrix/density-matrix.ts";
export { createDensityMatrixEngine } from "./density-matrix/engine.ts";
export { densityMatrixMemoryBytes } from "./density-matrix/memory-bytes.ts";
export type {
  DensityMatrixEngine,
  DensityMatrixEngineOptions,
  DensityMatrixResult,
  DensityMatrixRunOptions,
} from "./density-matrix/engine.ts";
export {
  averageGateFidelity,
  channelSuperoperator,
  depolarizingProbability,
} from "./noise/channel-matrices.ts";
export { channelKinds, channelQubitCount } from "./noise/channel.ts";
export type { Channel } from "./noise/channel.ts";
export { checkChannel } from "./noise/check-channel.ts";
export { createNoiseModel } from "./noise/create-noise-model.ts";
export { krausOperators } from "./noise/kraus-operators.ts";
export type {
  ChannelPlacement,
  GateNoiseRule,
  IdleNoise,
  MeasurementNoiseRule,
  NoiseModel,
  NoisyGateName,
  ResetNoiseRule,
} from "./noise/noise-model.ts";
export { noisePreset, noisePresetNames } from "./noise/presets.ts";
export type { NoisePresetName } from "./noise/presets.ts";
export { runTrajectories, trajectoryMemoryBytes } from "./trajectories/run-trajectories.ts";
export type { Estimate, TrajectoryOptions, TrajectoryResult } from "./trajectories/run-trajectories.ts";
export { planCancellation, sampleCancellation } from "./mitigation/cancellation/cancellation-plan.ts";
export type {
  CancellationPlan,
  CancelledOperation,
  WeightedCircuit,
} from "./mitigation/cancellation/cancellation-plan.ts";
export { invertPauliChannel } from "./mitigation/cancellation/invert-channel.ts";
export type { InverseChannel } from "./mitigation/cancellation/invert-channel.ts";
export { probabilisticErrorCancellation } from "./mitigation/cancellation/probabilistic-error-cancellation.ts";
export type {
  CancellationDetails,
  CancellationOptions,
} from "./mitigation/cancellation/probabilistic-error-cancellation.ts";
export { cliffordDataRegression } from "./mitigation/clifford-data/clifford-data-regression.ts";
export type {
  CliffordDataDetails,
  CliffordDataOptions,
  TrainingPoint,
} from "./mitigation/clifford-data/clifford-data-regression.ts";
export { cliffordTrainingCircuits } from "./mitigation/clifford-data/training-circuits.ts";
export type { TrainingCircuit, TrainingOptions } from "./mitigation/clifford-data/training-circuits.ts";
export { decoupleIdleQubits } from "./mitigation/decoupling/decouple-idle-qubits.ts";
export type {
  DecoupledCircuit,
  DecouplingOptions,
  DecouplingSequence,
} from "./mitigation/decoupling/decouple-idle-qubits.ts";
export type {
  Counts,
  EstimateExpectation,
  MitigatedValue,
  SampleCounts,
  SamplingOverhead,
  ShotEstimate,
} from "./mitigation/executor.ts";
export { pauliNoiseOfModel } from "./mitigation/pauli-noise-of-model.ts";
export type { PauliNoiseOptions } from "./mitigation/pauli-noise-of-model.ts";
export { twirledPauliProbabilities } from "./mitigation/pauli-probabilities.ts";
export type { PauliNoise, PauliProbabilities } from "./mitigation/pauli-probabilities.ts";
export {
  calibrateReadout,
  estimateReadoutModel,
  readoutCalibrationCircuits,
} from "./mitigation/readout/calibration.ts";
export type { CalibrationLayout } from "./mitigation/readout/calibration.ts";
export { mitigateCounts, readoutMethods } from "./mitigation/readout/mitigate-counts.ts";
export type {
  MitigateCountsOptions,
  MitigatedCounts,
  ReadoutMethod,
} from "./mitigation/readout/mitigate-counts.ts";
export { mitigateReadoutExpectation } from "./mitigation/readout/mitigate-expectation.ts";
export type { BitObservable, ReadoutExpectationDetails } from "./mitigation/readout/mitigate-expectation.ts";
export type { Confusion, ReadoutModel } from "./mitigation/readout/readout-model.ts";
export { simulatedEstimate, simulatedSample } from "./mitigation/simulated-executors.ts";
export type { SimulatedOptions } from "./mitigation/simulated-executors.ts";
export { postselectCounts } from "./mitigation/symmetry/postselect-counts.ts";
export type { PostselectedCounts, Symmetry } from "./mitigation/symmetry/postselect-counts.ts";
export { symmetryVerification } from "./mitigation/symmetry/symmetry-verification.ts";
export type {
  SymmetryVerificationDetails,
  SymmetryVerificationOptions,
} from "./mitigation/symmetry/symmetry-verification.ts";
export { pauliTwirling } from "./mitigation/twirling/pauli-twirling.ts";
export type { TwirlingDetails, TwirlingOptions } from "./mitigation/twirling/pauli-twirling.ts";
export { twirlCircuit } from "./mitigation/twirling/twirl-circuit.ts";
export type { TwirledCircuit } from "./mitigation/twirling/twirl-circuit.ts";
export { extrapolateToZeroNoise, richardsonWeights } from "./mitigation/zero-noise/extrapolate.ts";
export type { Extrapolation, ExtrapolationModel, FitPoint } from "./mitigation/zero-noise/extrapolate.ts";
export { foldCircuit } from "./mitigation/zero-noise/fold-circuit.ts";
export type { FoldOptions, FoldedCircuit, Folding } from "./mitigation/zero-noise/fold-circuit.ts";
export { zeroNoiseExtrapolation } from "./mitigation/zero-noise/zero-noise-extrapolation.ts";
export type {
  ZeroNoiseDetails,
  ZeroNoiseOptions,
  ZeroNoisePoint,
} from "./mitigation/zero-noise/zero-noise-extrapolation.ts";
export { circuitMetrics } from "./transpile/circuit-metrics.ts";
export type { CircuitMetrics } from "./transpile/circuit-metrics.ts";
export {
  createCouplingMap,
  fullCoupling,
  gridCoupling,
  heavyHexCoupling,
  lineCoupling,
  ringCoupling,
} from "./transpile/coupling-map.ts";
export type { CouplingMap } from "./transpile/coupling-map.ts";
export { estimateFidelity } from "./transpile/estimate-fidelity.ts";
export type { FidelityEstimate, FidelityNoise, PairValue, PerQubit } from "./transpile/estimate-fidelity.ts";
export { transpile } from "./transpile/transpile.ts";
export type {
  CircuitLayout,
  OptimizationLevel,
  PassRecord,
  TranspiledCircuit,
  TranspileOptions,
} from "./transpile/transpile.ts";
export { estimateResources, rotationTCount } from "./resources/estimate-resources.ts";
export type {
  ResourceAssumptions,
  ResourceCounts,
  ResourceEstimate,
} from "./resources/estimate-resources.ts";
export { logicalCounts } from "./resources/logical-counts.ts";
export type { LogicalCounts } from "./resources/logical-counts.ts";
