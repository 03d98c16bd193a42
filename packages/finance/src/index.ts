export {
  MandateError,
  MomentsError,
  PortfolioTooLargeError,
  PriceTableError,
  RiskModelError,
  SolverError,
} from "./errors.ts";
export type { Moments } from "./moments/moments.ts";
export { periodsPerYear } from "./prices/price-table.ts";
export type { Asset, Frequency, PriceTable, ReturnTable } from "./prices/price-table.ts";

export { bootstrapDifference, bootstrapInterval } from "./performance/bootstrap-interval.ts";
export type { BootstrapDifference, BootstrapInterval } from "./performance/bootstrap-interval.ts";
export { optimalBlockLength } from "./performance/block-length.ts";
export { maximumDrawdown } from "./performance/drawdown.ts";
export type { Drawdown } from "./performance/drawdown.ts";
export { performanceFigureNames, performanceFigures } from "./performance/performance-figures.ts";
export type { PerformanceFigureName } from "./performance/performance-figures.ts";
export {
  annualisedReturn,
  annualisedVolatility,
  calmarRatio,
  hitRate,
  sharpeRatio,
  sortinoRatio,
} from "./performance/ratios.ts";
export { informationRatio, trackingError } from "./performance/relative.ts";
export type { AnnualisationOptions, ReturnSeries } from "./performance/return-series.ts";
export type { BootstrapOptions } from "./performance/stationary-bootstrap.ts";
export { historicalConditionalValueAtRisk, historicalValueAtRisk } from "./performance/tail.ts";
export { oneWayTurnover } from "./performance/turnover.ts";

export { branchAndBound } from "./classical/branch-and-bound.ts";
export type { BranchAndBoundOptions, BranchAndBoundSolution } from "./classical/branch-and-bound.ts";
export {
  binomial,
  enumerateOptimum,
  hammingWeightCosts,
  visitFeasible,
  visitHammingWeight,
} from "./classical/enumerate.ts";
export type { Enumeration } from "./classical/enumerate.ts";
export type { BinarySolution, WeightSolution } from "./classical/exact-result.ts";
export { searchLocally, selectGreedily } from "./classical/local-search.ts";
export type { LocalSearchOptions } from "./classical/local-search.ts";
export { anneal } from "./classical/simulated-annealing.ts";
export type { AnnealOptions } from "./classical/simulated-annealing.ts";
export { solveMixedInteger } from "./classical/solve-mixed-integer.ts";
export type { MixedIntegerOptions } from "./classical/solve-mixed-integer.ts";
export {
  binaryQuadraticToPauliSum,
  bitsToMask,
  createBinaryQuadraticProblem,
  evaluateBinaryQuadratic,
  maskToBits,
} from "./problems/binary-quadratic-problem.ts";
export type {
  BinaryQuadraticProblem,
  BinaryQuadraticTerms,
  Bits,
} from "./problems/binary-quadratic-problem.ts";
export {
  brokenConstraints,
  cardinalityRange,
  constraintActivity,
  constraintViolation,
  createConstraint,
  isFeasible,
  portfolioObjective,
  toHammingSector,
} from "./problems/constrained-binary-problem.ts";
export type {
  ConstrainedBinaryProblem,
  HammingSector,
  Holdings,
  LinearConstraint,
  PortfolioProblem,
} from "./problems/constrained-binary-problem.ts";
export { assertMandateCanBeMet, findConflict } from "./problems/find-conflict.ts";
export { groupLimitsBySector } from "./problems/group-limit.ts";
export type { GroupLimit, SectorLimits } from "./problems/group-limit.ts";
export type { IntegerMandate } from "./problems/integer-problem.ts";
export { createLotProblem } from "./problems/lot-problem.ts";
export type { LotMandate } from "./problems/lot-problem.ts";
export { penalise } from "./problems/penalised-problem.ts";
export type { PenalisedProblem, PenaliseOptions, PenaltyCheck } from "./problems/penalised-problem.ts";
export { trackBenchmark, trackWeights } from "./problems/portfolio-objective.ts";
export type { PortfolioObjective, TrackingObjective } from "./problems/portfolio-objective.ts";
export { createSelectionProblem } from "./problems/selection-problem.ts";
export type { SelectionMandate } from "./problems/selection-problem.ts";
export { createWeightStepProblem } from "./problems/weight-step-problem.ts";
export type { WeightStepMandate } from "./problems/weight-step-problem.ts";

export { parsePriceTable, parsePriceTableStream } from "./prices/parse-price-table.ts";
export type { PriceTableOptions, PriceTableReport } from "./prices/parse-price-table.ts";
export type { TableFinding } from "./prices/findings.ts";
export { toReturns } from "./prices/to-returns.ts";
export { loadSampleUniverse, sampleUniverses } from "./samples/sample-universes.ts";
export type { SampleUniverse } from "./samples/sample-universes.ts";
export { createSyntheticUniverse } from "./samples/synthetic-universe.ts";

export { combineBacktest } from "./backtest/combine-backtest.ts";
export type {
  BacktestCurve,
  BacktestResult,
  CombineBacktestOptions,
  StrategyBacktest,
} from "./backtest/combine-backtest.ts";
export { comparedFigures } from "./backtest/compare-strategies.ts";
export type { ComparedFigure, StrategyComparison } from "./backtest/compare-strategies.ts";
export { planBacktest } from "./backtest/plan-backtest.ts";
export type { BacktestPlan, BacktestWindow } from "./backtest/plan-backtest.ts";
export { runBacktestWindow } from "./backtest/run-backtest-window.ts";
export type { BacktestDecision, BacktestWindowResult } from "./backtest/run-backtest-window.ts";
export { runBacktest } from "./backtest/run-backtest.ts";
export type { BacktestProgress, RunBacktestOptions } from "./backtest/run-backtest.ts";
export type {
  BacktestSettings,
  RebalancingRule,
  ResolvedBacktestSettings,
  TradingCosts,
  WindowRule,
} from "./backtest/settings.ts";
export type { BacktestRebalancing, BacktestTrade } from "./backtest/simulate-strategy.ts";
export {
  buyAndHold,
  equalWeight,
  hierarchicalRiskParity,
  minimumVariance,
  selectThenWeight,
} from "./backtest/strategies/built-in-strategies.ts";
export type {
  AssetSelection,
  SelectionStrategyOptions,
  WindowEstimator,
} from "./backtest/strategies/built-in-strategies.ts";
export {
  exactSelection,
  qaoaSelection,
  randomSelection,
} from "./backtest/strategies/selection-strategies.ts";
export type { QaoaSelectionOptions, SelectionRule } from "./backtest/strategies/selection-strategies.ts";
export type { BacktestStrategy, StrategyDecision, StrategyWindow } from "./backtest/strategy.ts";

export { estimateQaoa, solveQaoa } from "./qaoa/solve-qaoa.ts";
export type { QaoaStart, SolveQaoaOptions } from "./qaoa/qaoa-options.ts";
export type { WarmStart } from "./qaoa/warm-start.ts";
export { penalisedCosts } from "./qaoa/constrained/penalised-costs.ts";
export type { PenalisedCosts } from "./qaoa/constrained/penalised-costs.ts";
export { penaliseStates } from "./qaoa/constrained/penalise-states.ts";
export type { PenalisedStates } from "./qaoa/constrained/penalise-states.ts";
export { solveConstrained } from "./qaoa/constrained/solve-constrained.ts";
export type { ConstrainedQaoaResult, ConstrainedRun } from "./qaoa/constrained/solve-constrained.ts";
export { measureQaoa } from "./qaoa/noisy/measure-qaoa.ts";
export type {
  MeasuredOutcome,
  MeasuredQaoa,
  MeasuredQaoaResult,
  MeasureQaoaOptions,
} from "./qaoa/noisy/measured-qaoa.ts";
export { qaoaCircuit } from "./qaoa/noisy/qaoa-circuit.ts";
export type { CircuitAngles, CircuitProblem } from "./qaoa/noisy/qaoa-circuit.ts";
export type { ShotValue } from "./qaoa/noisy/shot-statistics.ts";
export { relaxedWarmStart } from "./qaoa/relaxed-warm-start.ts";
export type { RelaxedWarmStart, RelaxedWarmStartOptions } from "./qaoa/relaxed-warm-start.ts";
export { solveVariationally } from "./qaoa/variational/solve-variationally.ts";
export type { SolveVariationallyOptions, VariationalResult } from "./qaoa/variational/solve-variationally.ts";
export type { VariationalAnsatz } from "./qaoa/variational/ansatz.ts";
export { solveRecursively } from "./qaoa/solve-recursively.ts";
export type {
  Elimination,
  RecursiveResult,
  RecursiveSolution,
  SolveRecursivelyOptions,
} from "./qaoa/solve-recursively.ts";
export type { QaoaOutcome, QaoaRecord, QaoaResult, QaoaState } from "./qaoa/qaoa-result.ts";
export type { QaoaProblem } from "./qaoa/qaoa-problem.ts";
export type { UnitAngles } from "./qaoa/unit-angles.ts";

export { checkCovariance } from "./moments/check-covariance.ts";
export type { CovarianceCheck } from "./moments/check-covariance.ts";
export { applyViews } from "./moments/estimators/black-litterman.ts";
export type { BlackLittermanOptions, View } from "./moments/estimators/black-litterman.ts";
export { estimateMoments } from "./moments/estimators/estimate-moments.ts";
export type { EstimatedMoments, Estimator } from "./moments/estimators/estimate-moments.ts";
export type { GivenFactors } from "./moments/estimators/factor-model.ts";
export { parseMoments } from "./moments/parse-moments.ts";
export type { ParsedMoments, ParseMomentsOptions } from "./moments/parse-moments.ts";
export { repairCovariance } from "./moments/repair-covariance.ts";
export type { RepairedCovariance } from "./moments/repair-covariance.ts";

export { cardinalityFrontier } from "./classical/cardinality-frontier.ts";
export type {
  CardinalityFrontierOptions,
  CardinalityFrontierPoint,
} from "./classical/cardinality-frontier.ts";
export { solveCardinalityMeanVariance } from "./classical/cardinality-mean-variance.ts";
export type { CardinalityOptions, CardinalitySolution } from "./classical/cardinality-mean-variance.ts";
export { efficientFrontier } from "./classical/efficient-frontier.ts";
export type { FrontierOptions } from "./classical/efficient-frontier.ts";
export { solveHierarchicalRiskParity } from "./classical/hierarchical-risk-parity.ts";
export type {
  HierarchicalRiskParityOptions,
  HierarchicalRiskParitySolution,
} from "./classical/hierarchical-risk-parity.ts";
export { objectiveLowerBound } from "./classical/lower-bound.ts";
export {
  maximiseSharpe,
  minimiseTrackingError,
  minimiseVariance,
  solveMeanVariance,
} from "./classical/mean-variance.ts";
export type { MeanVarianceOptions, SharpeOptions } from "./classical/mean-variance.ts";
export { branchAndBoundQuadratic } from "./classical/quadratic-branch-and-bound.ts";
export type { QuadraticBranchAndBoundOptions } from "./classical/quadratic-branch-and-bound.ts";
export { solveExactly } from "./classical/solve-exactly.ts";
export type { SolveExactlyOptions } from "./classical/solve-exactly.ts";
export { minimiseConditionalValueAtRisk } from "./classical/minimise-cvar.ts";
export type { CvarOptions, CvarSolution } from "./classical/minimise-cvar.ts";
export { solveRiskParity } from "./classical/risk-parity.ts";
export type { RiskParityOptions, RiskParitySolution } from "./classical/risk-parity.ts";
export type { WeightMandate } from "./classical/weight-mandate.ts";

export { blackScholesPrice } from "./options/black-scholes.ts";
export { arithmeticAsianPrice, discreteBarrierPrice } from "./options/discrete-dates.ts";
export { geometricAsianPrice } from "./options/geometric-asian.ts";
export type {
  AsianOption,
  BarrierOption,
  EuropeanOption,
  OptionContract,
  OptionMarket,
} from "./options/option.ts";
export { optionScenarios } from "./options/path-scenarios.ts";
export type { OptionGrid, OptionScenarios } from "./options/path-scenarios.ts";
export { priceOption, referencePrice } from "./options/price-option.ts";
export type { OptionPrice } from "./options/price-option.ts";
export { continuousBarrierPrice } from "./options/reiner-rubinstein.ts";
export { amplitudeMethods } from "./risk/amplitude/amplitude-estimate.ts";
export type {
  AmplitudeEstimate,
  AmplitudeMethod,
  EstimationRound,
} from "./risk/amplitude/amplitude-estimate.ts";
export { estimateAmplitude } from "./risk/amplitude/estimate-amplitude.ts";
export type { AmplitudeSettings } from "./risk/amplitude/estimate-amplitude.ts";
export { estimateByMaximumLikelihood } from "./risk/amplitude/estimate-by-maximum-likelihood.ts";
export { estimateCanonically } from "./risk/amplitude/estimate-canonically.ts";
export { estimateIteratively } from "./risk/amplitude/estimate-iteratively.ts";
export {
  amplitudeCircuit,
  circuitExperiment,
  groverCircuit,
  phaseEstimationCircuit,
} from "./risk/amplitude/grover-circuit.ts";
export { phaseOutcomeDistribution, rotationExperiment } from "./risk/amplitude/grover-experiment.ts";
export type { GroverExperiment } from "./risk/amplitude/grover-experiment.ts";
export { analyseRisk } from "./risk/analyse-risk.ts";
export type { ClassicalComparison, RiskAnalysis } from "./risk/analyse-risk.ts";
export { estimateClassically, estimateRiskClassically } from "./risk/classical-monte-carlo.ts";
export type { ClassicalEstimate } from "./risk/classical-monte-carlo.ts";
export type { ErrorBudget, EstimatedQuantity, ReferenceValue } from "./risk/error-budget.ts";
export { errorSeries } from "./risk/error-series.ts";
export type { ErrorPoint, ErrorSeries, ErrorSeriesOptions } from "./risk/error-series.ts";
export { estimateExpectation } from "./risk/estimate-expectation.ts";
export type { EstimationOptions, ExpectationEstimate } from "./risk/estimate-expectation.ts";
export {
  estimateConditionalValueAtRisk,
  estimateExpectedLoss,
  estimateValueAtRisk,
} from "./risk/estimate-risk.ts";
export type {
  BisectionStep,
  ConditionalValueAtRiskEstimate,
  ValueAtRiskEstimate,
} from "./risk/estimate-risk.ts";
export type { PayoffRotation } from "./risk/payoff-rotation.ts";
export { logNormalScenarios, normalScenarios } from "./risk/scenarios/continuous-models.ts";
export { studentTReference } from "./risk/scenarios/student-t-reference.ts";
export type { ModelGridOptions } from "./risk/scenarios/continuous-models.ts";
export {
  creditLossDistribution,
  creditLossScenarios,
  creditScenarios,
} from "./risk/scenarios/credit-model.ts";
export type { CreditModel, CreditScenarioOptions, LossDistribution } from "./risk/scenarios/credit-model.ts";
export { copulaLosses, historicalLosses } from "./risk/scenarios/portfolio-losses.ts";
export type { CopulaOptions } from "./risk/scenarios/portfolio-losses.ts";
export { riskMeasures } from "./risk/scenarios/risk-measures.ts";
export type { RiskMeasures } from "./risk/scenarios/risk-measures.ts";
export { sampledScenarios } from "./risk/scenarios/sampled-scenarios.ts";
export { loadScenarios, scenarioTable } from "./risk/scenarios/scenario-distribution.ts";
export type {
  Discretisation,
  LossReference,
  ScenarioDistribution,
  ScenarioLoading,
} from "./risk/scenarios/scenario-distribution.ts";
