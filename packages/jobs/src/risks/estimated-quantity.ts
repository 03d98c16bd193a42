import type { EstimatedQuantityResult } from "@ansatz/contract";
import type { ClassicalEstimate, EstimatedQuantity } from "@ansatz/finance";

/** What an estimate took. */
type Effort = Pick<EstimatedQuantityResult, "groverCalls" | "statePreparations" | "shots">;

/** Rounding, relative to the value, that is no bias. */
const rounding = 1e-12;

/** A library's estimate as the contract has it. */
export function quantityOf(
  quantity: EstimatedQuantity,
  { groverCalls, statePreparations, shots }: Effort,
): EstimatedQuantityResult {
  const { estimate, exactOnGrid, reference, confidence, errorBudget } = quantity;
  const withoutRounding = (bias: number): number =>
    Math.abs(bias) <= rounding * Math.max(Math.abs(exactOnGrid), Math.abs(estimate)) ? 0 : bias;
  const { discretisationBias } = errorBudget;
  return {
    estimate,
    exactOnGrid,
    reference: reference ?? null,
    confidence,
    samplingInterval: [...quantity.samplingInterval],
    correctedInterval: [...quantity.correctedInterval],
    interval: [...quantity.interval],
    errorBudget: {
      samplingHalfWidth: errorBudget.samplingHalfWidth,
      samplingError: errorBudget.samplingError,
      payoffBias: withoutRounding(errorBudget.payoffBias),
      discretisationBias: discretisationBias === undefined ? null : withoutRounding(discretisationBias),
      scenarioStandardError: errorBudget.scenarioStandardError,
    },
    groverCalls,
    statePreparations,
    shots,
  };
}

export function classicalOf({ estimate, standardError, interval, sampleCount }: ClassicalEstimate) {
  return { estimate, standardError, interval: [...interval] as [number, number], sampleCount };
}

/** Whether an interval, by default that of sampling, holds the model's value, or without one that on the scenarios. */
export function isTruthHeld(
  { samplingInterval, reference, exactOnGrid }: EstimatedQuantityResult,
  [low, high]: readonly [number, number] = samplingInterval,
): boolean {
  const truth = reference?.value ?? exactOnGrid;
  const slack = rounding * Math.abs(truth);
  return low - slack <= truth && truth <= high + slack;
}
