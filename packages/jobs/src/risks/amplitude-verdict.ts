import type { EstimatedQuantityResult, Verdict } from "@ansatz/contract";
import { isTruthHeld } from "./estimated-quantity.ts";

/** Share of the whole error above which something other than sampling decides it. */
const biasShare = 0.5;

/** Whether biases and sampled scenarios are small beside the sampling error. */
function isDominatedBySampling({ errorBudget }: EstimatedQuantityResult): boolean {
  const { samplingHalfWidth, payoffBias, discretisationBias, scenarioStandardError } = errorBudget;
  const others = Math.abs(payoffBias) + Math.abs(discretisationBias ?? 0) + scenarioStandardError;
  return others <= biasShare * samplingHalfWidth || others === 0;
}

/** Share of the largest quantity that a bias may have without changing a decision. */
const smallBias = 0.05;

const truthOf = ({ reference, exactOnGrid }: EstimatedQuantityResult): number =>
  reference?.value ?? exactOnGrid;

/**
 * A level for what amplitude-estimated quantities of one unit are worth; the text is the library's. excellent: sampling
 * decides every error and its intervals hold the true values; good: intervals with the biases hold them and the biases
 * are small; caution: otherwise, and where a tail is too thin.
 */
export function amplitudeVerdict(
  text: string,
  quantities: readonly EstimatedQuantityResult[],
  isThin = false,
): Verdict {
  const scale = Math.max(...quantities.map((quantity) => Math.abs(truthOf(quantity))));
  const isSound = quantities.every((quantity) => {
    const { payoffBias, discretisationBias } = quantity.errorBudget;
    const bias = Math.abs(payoffBias) + Math.abs(discretisationBias ?? 0);
    return isTruthHeld(quantity, quantity.interval) && bias <= smallBias * scale;
  });
  if (isThin || !isSound) return { level: "caution", text };
  const isExcellent = quantities.every(
    (quantity) => isTruthHeld(quantity) && isDominatedBySampling(quantity),
  );
  return { level: isExcellent ? "excellent" : "good", text };
}

/** A warning for each quantity whose sampling interval, which tutorials print, misses the truth. */
export function missedTruths(quantities: Readonly<Record<string, EstimatedQuantityResult>>): string[] {
  return Object.entries(quantities).flatMap(([name, quantity]) => {
    if (isTruthHeld(quantity)) return [];
    const { estimate, samplingInterval } = quantity;
    const infiniteShots = estimate - quantity.errorBudget.samplingError;
    const isBiased = samplingInterval[0] <= infiniteShots && infiniteShots <= samplingInterval[1];
    const percent = Math.round(1000 * (1 - quantity.confidence)) / 10;
    const why = isBiased
      ? "more samples would not help, more qubits or the exact payoff rotation would; the corrected interval takes the biases out"
      : `this happens by chance in ${percent} % of runs`;
    return [`The sampling interval of the ${name} misses its true value: ${why}.`];
  });
}
