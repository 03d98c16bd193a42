import { checkNumber, checkNumbers } from "./check.ts";
import { RiskModelError } from "../errors.ts";
import { expectationOf } from "./scenarios/scenario-distribution.ts";

/** How a function of the scenario becomes the probability of the objective qubit. */
export type PayoffRotation =
  /** ry(2 arcsin √g): the probability is g itself. */
  | { readonly kind: "exact" }
  /**
   * An angle linear in g: probability sin²(π/4 + (π c/2)(g − ½)) ≈ ½ + (π c/2)(g − ½), as adders and linear rotations give it. A small c
   * makes the bias small (c² relative) and the sampling error large (1/c).
   */
  | { readonly kind: "linear"; readonly rescaling: number };

/** A function of the scenario as probabilities of the objective, and back. */
export interface EncodedPayoff {
  /** The objective's probability in each scenario. */
  readonly goodProbabilities: Float64Array;
  /** Σ p·goodProbabilities: what amplitude estimation estimates. */
  readonly amplitude: number;
  /** The expected payoff that an amplitude stands for; affine and increasing. */
  readonly toValue: (amplitude: number) => number;
  /** Payoff per amplitude: the slope of `toValue`. */
  readonly valuePerAmplitude: number;
  /** Σ p·payoff. */
  readonly exactValue: number;
  /** toValue(amplitude) − exactValue: 0 for the exact rotation. */
  readonly payoffBias: number;
}

/**
 * The payoff f scaled to g = (f − least)/(most − least) and encoded.
 * Throws {@link RiskModelError} for a rescaling outside (0, 1] and a range that does not hold every payoff.
 * Source: Woerner and Egger, npj Quantum Inf. 5, 15 (2019), arXiv:1806.06893, section "Quantum risk analysis"; Stamatopoulos et
 * al., Quantum 4, 291 (2020), arXiv:1905.02666, section 3.3.
 */
export function encodePayoff(
  probabilities: Float64Array,
  payoff: Float64Array,
  rotation: PayoffRotation = { kind: "exact" },
  range?: readonly [least: number, most: number],
): EncodedPayoff {
  checkNumbers("payoff", payoff, { length: probabilities.length });
  let [least, most] = range ?? [Infinity, -Infinity];
  if (range) {
    checkNumber("range[0]", least);
    checkNumber("range[1]", most, { least });
  } else {
    payoff.forEach((value, scenario) => {
      // Scenarios of no probability must not stretch the scale.
      if (probabilities[scenario] === 0) return;
      least = Math.min(least, value);
      most = Math.max(most, value);
    });
  }
  const span = most - least;
  const scaled = payoff.map((value, scenario) => {
    const g = span > 0 ? (value - least) / span : 0;
    if (probabilities[scenario] > 0 && !(g >= -1e-12 && g <= 1 + 1e-12)) {
      throw new RiskModelError(`range must hold every payoff, got [${least}, ${most}] and ${value}`, {
        field: "range",
      });
    }
    return Math.min(1, Math.max(0, g));
  });
  const exactValue = expectationOf(probabilities, payoff);
  if (rotation.kind === "exact") {
    return {
      goodProbabilities: scaled,
      amplitude: Math.min(1, expectationOf(probabilities, scaled)),
      toValue: (amplitude) => least + span * amplitude,
      valuePerAmplitude: span,
      exactValue,
      payoffBias: 0,
    };
  }
  const { rescaling } = rotation;
  checkNumber("rescaling", rescaling, { above: 0, most: 1 });
  const slope = (Math.PI * rescaling) / 2;
  const goodProbabilities = scaled.map((g) => Math.sin(Math.PI / 4 + slope * (g - 0.5)) ** 2);
  const amplitude = expectationOf(probabilities, goodProbabilities);
  const toValue = (value: number): number => least + span * (0.5 + (value - 0.5) / slope);
  return {
    goodProbabilities,
    amplitude,
    toValue,
    valuePerAmplitude: span / slope,
    exactValue,
    payoffBias: toValue(amplitude) - exactValue,
  };
}
