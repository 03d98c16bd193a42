import { checkNumber } from "../check.ts";

/** Measures of a discrete distribution of losses at a level α. */
export interface RiskMeasures {
  readonly expectedLoss: number;
  /** The smallest loss x with P(L ≤ x) ≥ α. */
  readonly valueAtRisk: number;
  /** P(L ≤ VaR). */
  readonly probabilityUpToValueAtRisk: number;
  /** VaR + E[(L − VaR)⁺]/(1 − α): the mean of the worst 1 − α, splitting the atom at VaR. */
  readonly conditionalValueAtRisk: number;
  /** E[L | L > VaR], the VaR itself where no loss is above: what tutorials often call CVaR. */
  readonly meanBeyondValueAtRisk: number;
}

/** Rounding of sums of probabilities that must not move a quantile to the next loss. */
const levelTolerance = 1e-12;

/**
 * Exact measures by enumeration of scenarios. Source of CVaR: Rockafellar and Uryasev, J. Bank. Finance 26, 1443
 * (2002), proposition 8.
 * Throws {@link RiskModelError} for a level outside (0, 1).
 */
export function riskMeasures(
  { values, probabilities }: { readonly values: Float64Array; readonly probabilities: Float64Array },
  level: number,
): RiskMeasures {
  checkNumber("level", level, { above: 0, below: 1 });
  const order = Uint32Array.from(values, (_, k) => k)
    .filter((k) => probabilities[k] > 0)
    .sort((a, b) => values[a] - values[b]);
  let expectedLoss = 0;
  for (const k of order) expectedLoss += probabilities[k] * values[k];
  let cumulated = 0;
  let valueAtRisk = values[order[order.length - 1]];
  for (const k of order) {
    cumulated += probabilities[k];
    if (cumulated >= level - levelTolerance) {
      valueAtRisk = values[k];
      break;
    }
  }
  let [upTo, excess, beyond] = [0, 0, 0];
  for (const k of order) {
    if (values[k] <= valueAtRisk) upTo += probabilities[k];
    else {
      beyond += probabilities[k];
      excess += probabilities[k] * (values[k] - valueAtRisk);
    }
  }
  return {
    expectedLoss,
    valueAtRisk,
    probabilityUpToValueAtRisk: upTo,
    conditionalValueAtRisk: valueAtRisk + excess / (1 - level),
    meanBeyondValueAtRisk: beyond > 0 ? valueAtRisk + excess / beyond : valueAtRisk,
  };
}
