import type { ClassicalEstimate } from "./classical-monte-carlo.ts";
import type { EstimatedQuantity } from "./error-budget.ts";
import { normalQuantile } from "./special-functions.ts";

/** A number for a sentence: four significant digits, from 10,000 on whole ones with commas. */
export function formatValue(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const isPlain = size >= 1e-4 && size < 1e15;
  const text =
    isPlain && Math.round(size) >= 1e4
      ? Math.round(value).toLocaleString("en-US")
      : isPlain
        ? value.toPrecision(4)
        : value.toExponential(3);
  return text.replaceAll("-", "−");
}

const partNames = {
  sampling: "sampling",
  payoff: "the approximation of the payoff",
  discretisation: "the discretisation",
  scenarios: "the sampling of the scenarios themselves",
} as const;

/** Which part of an error budget is the largest. */
export function largestPart({
  errorBudget,
  confidence,
}: Pick<EstimatedQuantity, "errorBudget" | "confidence">): keyof typeof partNames {
  const deviations = normalQuantile((1 + confidence) / 2);
  const parts = {
    sampling: errorBudget.samplingHalfWidth,
    payoff: Math.abs(errorBudget.payoffBias),
    discretisation: Math.abs(errorBudget.discretisationBias ?? 0),
    scenarios: deviations * errorBudget.scenarioStandardError,
  };
  return (Object.keys(parts) as (keyof typeof parts)[]).reduce((a, b) => (parts[b] > parts[a] ? b : a));
}

/** What every verdict ends with. */
export const noSpeedUp =
  "This counts oracle calls only: the simulator computes every scenario, the exact classical value takes less time, and no speed-up in seconds is implied.";

/** The three parts of an error budget in words. */
function describeBudget({ errorBudget, exactOnGrid }: EstimatedQuantity): string {
  // Rounding is no part of the error.
  const size = (value: number): string =>
    formatValue(Math.abs(value) < 1e-12 * Math.abs(exactOnGrid) ? 0 : Math.abs(value));
  return [
    `sampling ±${size(errorBudget.samplingHalfWidth)}`,
    `payoff approximation ${size(errorBudget.payoffBias)}`,
    ...(errorBudget.discretisationBias === undefined
      ? []
      : [`discretisation ${size(errorBudget.discretisationBias)}`]),
    ...(errorBudget.scenarioStandardError > 0
      ? [`scenarios that were themselves sampled ±${size(errorBudget.scenarioStandardError)}`]
      : []),
  ].join(", ");
}

/** Whether an estimate's sampling interval holds the truth, and what part of the error counts most. */
export function describeEstimate(name: string, quantity: EstimatedQuantity): string {
  const { estimate, samplingInterval, reference, exactOnGrid, confidence } = quantity;
  const truth = reference?.value ?? exactOnGrid;
  const isHeld = samplingInterval[0] <= truth && truth <= samplingInterval[1];
  const budget = describeBudget(quantity);
  const largest = /[1-9]/.test(budget)
    ? `the largest part of the error is ${partNames[largestPart(quantity)]} (${budget})`
    : "no part of the error is above 0";
  return (
    `${name}: ${formatValue(estimate)} against ${formatValue(truth)} by ${reference?.method ?? "enumeration of the scenarios"}. ` +
    `The ${Math.round(confidence * 1000) / 10} % sampling interval ${isHeld ? "holds" : "misses"} it; ${largest}.`
  );
}

/** The sampling error against that of as many classical samples as the state preparation was applied. */
export function compareSampling(
  quantity: EstimatedQuantity,
  statePreparations: number,
  classicalAtCalls: ClassicalEstimate,
): string {
  const deviations = normalQuantile((1 + quantity.confidence) / 2);
  const standardError = quantity.errorBudget.samplingHalfWidth / deviations;
  const start = `With ${statePreparations.toLocaleString("en-US")} applications of the state preparation`;
  if (!(standardError > 0 && classicalAtCalls.standardError > 0))
    return `${start} one of the sampling errors is 0.`;
  const ratio = classicalAtCalls.standardError / standardError;
  const than = "that of as many classical samples";
  if (ratio > 1.2)
    return `${start} its sampling error is about ${ratio.toPrecision(2)} times smaller than ${than}.`;
  if (ratio < 1 / 1.2) {
    return `${start} its sampling error is about ${(1 / ratio).toPrecision(2)} times larger than ${than}.`;
  }
  return `${start} its sampling error is about ${than}.`;
}
