import {
  estimateClassically,
  estimateRiskClassically,
  greatestSampleCount,
} from "./classical-monte-carlo.ts";
import type { ClassicalEstimate } from "./classical-monte-carlo.ts";
import { completeOptions } from "./estimate-expectation.ts";
import type { EstimationOptions, ExpectationEstimate } from "./estimate-expectation.ts";
import {
  estimateConditionalValueAtRisk,
  estimateExpectedLoss,
  estimateValueAtRisk,
} from "./estimate-risk.ts";
import type { ConditionalValueAtRiskEstimate, ValueAtRiskEstimate } from "./estimate-risk.ts";
import { riskMeasures } from "./scenarios/risk-measures.ts";
import type { RiskMeasures } from "./scenarios/risk-measures.ts";
import type { Discretisation, ScenarioDistribution } from "./scenarios/scenario-distribution.ts";
import { compareSampling, describeEstimate, noSpeedUp } from "./verdict.ts";

/** Monte Carlo beside an estimate: with as many samples as shots, and as many as applications of the preparation. */
export interface ClassicalComparison {
  readonly expectedLossAtShots: ClassicalEstimate;
  readonly expectedLossAtCalls: ClassicalEstimate;
  /** E[(L − VaR)⁺], from which CVaR follows, at the calls that amplitude estimation took for it. */
  readonly excessAtCalls: ClassicalEstimate;
  /** Measures of as many samples as the three quantum estimates applied the preparation together. */
  readonly measuresAtCalls: RiskMeasures & { readonly sampleCount: number };
}

export interface RiskAnalysis {
  readonly scenarios: {
    readonly name: string;
    readonly qubitCount: number;
    readonly discretisation: Discretisation;
  };
  readonly level: number;
  readonly seed: number;
  readonly expectedLoss: ExpectationEstimate;
  readonly valueAtRisk: ValueAtRiskEstimate;
  readonly conditionalValueAtRisk: ConditionalValueAtRiskEstimate;
  /** The exact measures of the scenarios. */
  readonly exact: RiskMeasures;
  readonly classical: ClassicalComparison;
  /** Applications of the state preparation and measurements of all three. */
  readonly statePreparations: number;
  readonly shots: number;
  readonly verdict: string;
}

/**
 * Expected loss, VaR and CVaR at a level by amplitude estimation, beside their exact values and classical Monte Carlo
 * at equal samples and equal oracle calls.
 * Throws {@link RiskModelError} for options out of range.
 */
export async function analyseRisk(
  losses: ScenarioDistribution,
  options: EstimationOptions & { readonly level: number },
): Promise<RiskAnalysis> {
  const { level } = options;
  const settings = completeOptions(options);
  const { seed, confidence } = settings;
  const expectedLoss = await estimateExpectedLoss(losses, settings);
  const valueAtRisk = await estimateValueAtRisk(losses, level, { ...settings, seed: seed + 0.25 });
  const conditionalValueAtRisk = await estimateConditionalValueAtRisk(losses, level, {
    ...settings,
    seed: seed + 0.5,
    threshold: valueAtRisk.estimate,
  });
  const { amplitude } = expectedLoss;
  const { amplitude: excess } = conditionalValueAtRisk.excess;
  const statePreparations =
    amplitude.statePreparations + valueAtRisk.statePreparations + excess.statePreparations;
  const sample = (sampleCount: number, shift: number): ClassicalEstimate =>
    estimateClassically(losses, losses.values, {
      sampleCount: Math.min(sampleCount, greatestSampleCount),
      seed: seed + shift,
      confidence,
    });
  const excessAtCalls = estimateClassically(
    losses,
    losses.values.map((loss) => Math.max(0, loss - valueAtRisk.estimate)),
    { sampleCount: Math.min(excess.statePreparations, greatestSampleCount), seed: seed + 0.9, confidence },
  );
  const expectedLossAtCalls = sample(amplitude.statePreparations, 0.7);
  return {
    scenarios: { name: losses.name, qubitCount: losses.qubitCount, discretisation: losses.discretisation },
    level,
    seed,
    expectedLoss,
    valueAtRisk,
    conditionalValueAtRisk,
    exact: riskMeasures(losses, level),
    classical: {
      expectedLossAtShots: sample(amplitude.shots, 0.6),
      expectedLossAtCalls,
      excessAtCalls,
      measuresAtCalls: estimateRiskClassically(losses, level, {
        sampleCount: Math.min(statePreparations, greatestSampleCount),
        seed: seed + 0.8,
      }),
    },
    statePreparations,
    shots: amplitude.shots + valueAtRisk.shots + excess.shots,
    verdict: [
      describeEstimate("Expected loss", expectedLoss),
      compareSampling(expectedLoss, amplitude.statePreparations, expectedLossAtCalls),
      describeEstimate(`VaR at ${level}`, valueAtRisk),
      describeEstimate(`CVaR at ${level}`, conditionalValueAtRisk),
      compareSampling(conditionalValueAtRisk.excess, excess.statePreparations, excessAtCalls),
      noSpeedUp,
    ].join(" "),
  };
}
