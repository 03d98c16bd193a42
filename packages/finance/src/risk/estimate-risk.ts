import { checkNumber } from "./check.ts";
import { composeEstimate } from "./error-budget.ts";
import type { EstimatedQuantity } from "./error-budget.ts";
import { completeOptions, estimateExpectation } from "./estimate-expectation.ts";
import type { EstimationOptions, ExpectationEstimate } from "./estimate-expectation.ts";
import { riskMeasures } from "./scenarios/risk-measures.ts";
import { expectationOf } from "./scenarios/scenario-distribution.ts";
import type { LossReference, ScenarioDistribution } from "./scenarios/scenario-distribution.ts";

/** E[L] by amplitude estimation; see `estimateExpectation`. */
export function estimateExpectedLoss(
  losses: ScenarioDistribution,
  options: EstimationOptions,
): Promise<ExpectationEstimate> {
  return estimateExpectation(losses, losses.values, {
    ...options,
    ...(losses.reference && { reference: referenceOf(losses.reference, losses.reference.mean) }),
    scenarioStandardError: sampleStandardError(losses, (loss) => loss),
  });
}

/** The standard error of the mean of f(L) over sampled scenarios; 0 where the model was not sampled. */
function sampleStandardError(
  { values, probabilities, discretisation: { sampleCount } }: ScenarioDistribution,
  f: (loss: number) => number,
): number {
  if (sampleCount === undefined) return 0;
  const results = values.map(f);
  const mean = expectationOf(probabilities, results);
  const squares = expectationOf(
    probabilities,
    results.map((result) => (result - mean) ** 2),
  );
  return Math.sqrt(squares / sampleCount);
}

/** Half the distance of the sample's quantiles one standard error √(α(1 − α)/N) of the level below and above α. */
function quantileStandardError(
  { reference, discretisation: { sampleCount } }: ScenarioDistribution,
  level: number,
): number {
  if (sampleCount === undefined || !reference) return 0;
  const shift = Math.sqrt((level * (1 - level)) / sampleCount);
  const at = (shifted: number): number =>
    reference.valueAtRisk(Math.min(1 - 1e-12, Math.max(1e-12, shifted)));
  return (at(level + shift) - at(level - shift)) / 2;
}

const referenceOf = ({ method }: LossReference, value: number) => ({ value, method });

/** One step of the bisection: P(L ≤ loss) by amplitude estimation. */
export interface BisectionStep {
  readonly loss: number;
  readonly estimate: number;
  readonly interval: readonly [number, number];
  readonly exact: number;
  readonly groverCalls: number;
}

export interface ValueAtRiskEstimate extends EstimatedQuantity {
  readonly level: number;
  readonly steps: readonly BisectionStep[];
  readonly shots: number;
  readonly groverCalls: number;
  readonly statePreparations: number;
}

/**
 * VaR_α, the smallest loss x with P(L ≤ x) ≥ α, by bisection over the different losses with the cumulative probability
 * of each estimated. The interval follows from the estimates' intervals at the visited losses, each at the confidence
 * 1 − (1 − c)/steps, so that all hold together with probability c. A comparator is exact: no payoff bias.
 * Throws {@link RiskModelError} for options out of range.
 * Source: Woerner and Egger, npj Quantum Inf. 5, 15 (2019), arXiv:1806.06893; Egger et al., arXiv:1907.03044.
 */
export async function estimateValueAtRisk(
  losses: ScenarioDistribution,
  level: number,
  options: EstimationOptions,
): Promise<ValueAtRiskEstimate> {
  checkNumber("level", level, { above: 0, below: 1 });
  const settings = completeOptions(options);
  const { values, probabilities } = losses;
  const candidates = Array.from(new Set(values.filter((_, k) => probabilities[k] > 0))).sort((a, b) => a - b);
  const mostSteps = Math.max(1, Math.ceil(Math.log2(candidates.length)));
  const stepConfidence = 1 - (1 - settings.confidence) / mostSteps;
  const steps: BisectionStep[] = [];
  let [shots, groverCalls, statePreparations] = [0, 0, 0];
  // The VaR lies in candidates[from … to]; the last one has P(L ≤ x) = 1 without a measurement.
  let [from, to] = [0, candidates.length - 1];
  let [surelyFrom, surelyTo] = [0, candidates.length - 1];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const loss = candidates[middle];
    const cumulative = await estimateExpectation(
      losses,
      values.map((value) => (value <= loss ? 1 : 0)),
      {
        ...settings,
        seed: settings.seed + steps.length * 0.6180339887498949,
        confidence: stepConfidence,
        rotation: { kind: "exact" },
        range: [0, 1],
      },
    );
    const [least, most] = cumulative.samplingInterval;
    steps.push({
      loss,
      estimate: cumulative.estimate,
      interval: [least, most],
      exact: cumulative.exactOnGrid,
      groverCalls: cumulative.amplitude.groverCalls,
    });
    shots += cumulative.amplitude.shots;
    groverCalls += cumulative.amplitude.groverCalls;
    statePreparations += cumulative.amplitude.statePreparations;
    if (cumulative.estimate >= level) to = middle;
    else from = middle + 1;
    if (most < level) surelyFrom = Math.max(surelyFrom, middle + 1);
    if (least >= level) surelyTo = Math.min(surelyTo, middle);
  }
  const exact = riskMeasures(losses, level).valueAtRisk;
  const { reference } = losses;
  return {
    ...composeEstimate({
      estimate: candidates[to],
      samplingInterval: [candidates[surelyFrom], candidates[surelyTo]],
      infiniteShots: exact,
      exactOnGrid: exact,
      reference: reference && referenceOf(reference, reference.valueAtRisk(level)),
      confidence: settings.confidence,
      scenarioStandardError: quantileStandardError(losses, level),
    }),
    level,
    steps,
    shots,
    groverCalls,
    statePreparations,
  };
}

export interface ConditionalValueAtRiskEstimate extends EstimatedQuantity {
  readonly level: number;
  /** The threshold v of v + E[(L − v)⁺]/(1 − α). */
  readonly threshold: number;
  readonly excess: ExpectationEstimate;
}

/**
 * CVaR_α = v + E[(L − v)⁺]/(1 − α) at v = VaR_α, with the expectation by amplitude estimation. `threshold` is an
 * estimate of VaR; the formula is least at the VaR, so that another threshold biases CVaR upwards, which is part of the
 * payoff bias here.
 * Throws {@link RiskModelError} for options out of range.
 * Source: Rockafellar and Uryasev, J. Bank. Finance 26, 1443 (2002), theorem 10; Woerner and Egger, arXiv:1806.06893.
 */
export async function estimateConditionalValueAtRisk(
  losses: ScenarioDistribution,
  level: number,
  options: EstimationOptions & { readonly threshold: number },
): Promise<ConditionalValueAtRiskEstimate> {
  checkNumber("level", level, { above: 0, below: 1 });
  const { threshold } = options;
  checkNumber("threshold", threshold);
  const excess = await estimateExpectation(
    losses,
    losses.values.map((loss) => Math.max(0, loss - threshold)),
    options,
  );
  const toMeasure = (value: number): number => threshold + value / (1 - level);
  const { reference } = losses;
  const { payoffBias } = excess.errorBudget;
  return {
    ...composeEstimate({
      estimate: toMeasure(excess.estimate),
      samplingInterval: [toMeasure(excess.samplingInterval[0]), toMeasure(excess.samplingInterval[1])],
      infiniteShots: toMeasure(excess.exactOnGrid + payoffBias),
      exactOnGrid: riskMeasures(losses, level).conditionalValueAtRisk,
      reference: reference && referenceOf(reference, reference.conditionalValueAtRisk(level)),
      confidence: excess.confidence,
      scenarioStandardError:
        sampleStandardError(losses, (loss) => Math.max(0, loss - threshold)) / (1 - level),
    }),
    level,
    threshold,
    excess,
  };
}
