import type { ClassicalEstimate } from "./classical-monte-carlo.ts";
import type { EstimatedQuantity } from "./error-budget.ts";

/** A number for a sentence: four significant digits. */
export function formatValue(value: number): string {
  const text =
    Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6 ? value.toPrecision(4) : value.toExponential(3);
  return text.replace("-", "−");
}

const partNames = {
  sampling: "sampling",
  payoff: "the approximation of the payoff",
  discretisation: "the discretisation",
} as const;

/** Which part of an error budget is the largest. */
export function largestPart({ errorBudget }: EstimatedQuantity): keyof typeof partNames {
  const parts = {
    sampling: errorBudget.samplingHalfWidth,
    payoff: Math.abs(errorBudget.payoffBias),
    discretisation: Math.abs(errorBudget.discretisationBias ?? 0),
  };
  return (Object.keys(parts) as (keyof typeof parts)[]).reduce((a, b) => (parts[b] > parts[a] ? b : a));
}

/**
 * A verdict in words on an amplitude-estimated quantity: its part of the error that counts most, how it compares with
 * classical sampling at as many oracle calls, and that a simulator saves no time.
 */
export function describeEstimate(
  name: string,
  quantity: EstimatedQuantity & { readonly statePreparations: number },
  classicalAtCalls: ClassicalEstimate,
): string {
  const { estimate, samplingInterval, reference, exactOnGrid, confidence, errorBudget } = quantity;
  const truth = reference?.value ?? exactOnGrid;
  const [low, high] = samplingInterval;
  const isHeld = low <= truth && truth <= high;
  const part = largestPart(quantity);
  const size = (value: number): string => formatValue(Math.abs(value));
  const ratio = classicalAtCalls.standardError / (errorBudget.samplingHalfWidth / 2);
  const comparison =
    ratio > 1.2
      ? `its sampling error is about ${ratio.toPrecision(2)} times smaller than that of as many classical samples`
      : ratio < 1 / 1.2
        ? `its sampling error is about ${(1 / ratio).toPrecision(2)} times larger than that of as many classical samples`
        : "its sampling error equals that of as many classical samples";
  const biases = [
    `payoff approximation ${size(errorBudget.payoffBias)}`,
    ...(errorBudget.discretisationBias === undefined
      ? []
      : [`discretisation ${size(errorBudget.discretisationBias)}`]),
  ].join(", ");
  return [
    `${name}: ${formatValue(estimate)} against ${formatValue(truth)} by ${reference?.method ?? "enumeration of the scenarios"}.`,
    `The ${Math.round(confidence * 1000) / 10} % sampling interval ${isHeld ? "holds" : "misses"} it; the largest part of the error is ${partNames[part]} (sampling ±${size(errorBudget.samplingHalfWidth)}, ${biases}).`,
    `With ${quantity.statePreparations} applications of the state preparation ${Number.isFinite(ratio) ? comparison : "sampling leaves no error"}.`,
    "This counts oracle calls only: the simulator computes every scenario, the exact classical value takes less time, and no speed-up in seconds is implied.",
  ].join(" ");
}
