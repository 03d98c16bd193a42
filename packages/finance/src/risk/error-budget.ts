/** What separates an estimate from the truth, part by part, in the unit of the quantity. */
export interface ErrorBudget {
  /** Half-width of the sampling interval. */
  readonly samplingHalfWidth: number;
  /** The estimate less what infinitely many shots would give. */
  readonly samplingError: number;
  /** What infinitely many shots would give less the exact value on the 2ⁿ points; 0 for exact rotations. */
  readonly payoffBias: number;
  /** The exact value on the 2ⁿ points less that of the model; undefined without a reference. */
  readonly discretisationBias?: number;
  /** Standard error of sampled scenarios, in the unit of the quantity, where the model itself was sampled. */
  readonly scenarioStandardError: number;
}

/** The value of the model that was discretised. */
export interface ReferenceValue {
  readonly value: number;
  readonly method: string;
}

/** An estimated quantity with intervals that say what they hold. */
export interface EstimatedQuantity {
  readonly estimate: number;
  /** The exact value on the 2ⁿ points, by enumeration. */
  readonly exactOnGrid: number;
  readonly reference?: ReferenceValue;
  readonly confidence: number;
  /** Sampling alone: holds what infinitely many shots would give. This is the interval that tutorials print. */
  readonly samplingInterval: readonly [number, number];
  /**
   * The sampling interval less both biases: holds the reference (without one, the exact value on the points) at the
   * confidence. The biases are known here because a simulator sees all scenarios.
   */
  readonly correctedInterval: readonly [number, number];
  /** The hull of the two: what can be claimed of an uncorrected estimate when the biases are bounded by their size. */
  readonly interval: readonly [number, number];
  readonly errorBudget: ErrorBudget;
}

/** Puts an estimate, its sampling interval and its biases together. */
export function composeEstimate(parts: {
  readonly estimate: number;
  readonly samplingInterval: readonly [number, number];
  readonly infiniteShots: number;
  readonly exactOnGrid: number;
  readonly reference: ReferenceValue | undefined;
  readonly confidence: number;
  readonly scenarioStandardError: number;
}): EstimatedQuantity {
  const { estimate, samplingInterval, infiniteShots, exactOnGrid, reference, confidence } = parts;
  const payoffBias = infiniteShots - exactOnGrid;
  const discretisationBias = reference && exactOnGrid - reference.value;
  const bias = payoffBias + (discretisationBias ?? 0);
  const [low, high] = samplingInterval;
  return {
    estimate,
    exactOnGrid,
    ...(reference && { reference }),
    confidence,
    samplingInterval,
    correctedInterval: [low - bias, high - bias],
    interval: [Math.min(low, low - bias), Math.max(high, high - bias)],
    errorBudget: {
      samplingHalfWidth: (high - low) / 2,
      samplingError: estimate - infiniteShots,
      payoffBias,
      ...(discretisationBias !== undefined && { discretisationBias }),
      scenarioStandardError: parts.scenarioStandardError,
    },
  };
}
