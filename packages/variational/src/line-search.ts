import type { Evaluation } from "./evaluator.ts";
import { addScaled, dot } from "./vector.ts";

/** Sufficient decrease and curvature of the strong Wolfe conditions; 0.9 accepts most quasi-Newton steps at once. */
const sufficientDecrease = 1e-4;
const curvature = 0.9;
const maximumTrials = 20;

/** Changes of f smaller than this are rounding: 1e-12 |f|. */
export function noiseFloor(value: number): number {
  return 1e-12 * Math.abs(value);
}

/** f and its slope along the search direction at one step length. */
interface Trial {
  readonly length: number;
  readonly value: number;
  readonly slope: number;
  readonly evaluation: Evaluation;
}

/**
 * Minimiser of the cubic through two trials' values and slopes; the secant of the slopes where the values differ by
 * rounding only. NaN where neither has one.
 */
function interpolate(a: Trial, b: Trial, noise: number): number {
  if (Math.abs(a.value - b.value) <= noise) {
    return (a.length * b.slope - b.length * a.slope) / (b.slope - a.slope);
  }
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.length - b.length);
  const d2 = Math.sign(b.length - a.length) * Math.sqrt(d1 * d1 - a.slope * b.slope);
  return b.length - ((b.length - a.length) * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2);
}

/** A point between the bracket's ends, a tenth of its width away from both. */
function interpolateWithin(low: Trial, high: Trial, noise: number): number {
  const left = Math.min(low.length, high.length);
  const width = Math.abs(high.length - low.length);
  const length = interpolate(low, high, noise);
  if (Number.isNaN(length)) return left + width / 2;
  return Math.min(Math.max(length, left + width / 10), left + (width * 9) / 10);
}

/**
 * A point x + t·d, t > 0, that satisfies the strong Wolfe conditions
 *
 *   f(t) ≤ f(0) + 10⁻⁴ t f′(0) + noise,   |f′(t)| ≤ 0.9 |f′(0)|,
 *
 * or, where none is found within 20 trials, the lowest one that satisfies the first; null if there is none.
 * The first trial is `firstLength`; no trial exceeds `largestLength`.
 *
 * Source: Nocedal and Wright, Numerical Optimization, 2nd ed. (2006), algorithms 3.5 and 3.6, interpolation (3.59).
 */
export async function searchLine(
  evaluate: (parameters: Float64Array) => Promise<Evaluation>,
  origin: Evaluation,
  direction: Float64Array,
  { firstLength, largestLength }: { firstLength: number; largestLength: number },
): Promise<Evaluation | null> {
  const noise = noiseFloor(origin.value);
  const start: Trial = {
    length: 0,
    value: origin.value,
    slope: dot(origin.gradient, direction),
    evaluation: origin,
  };
  let trials = 0;
  let fallback: Trial | null = null;

  const tryLength = async (length: number): Promise<Trial> => {
    trials++;
    const evaluation = await evaluate(addScaled(origin.parameters, length, direction));
    const trial = { length, value: evaluation.value, slope: dot(evaluation.gradient, direction), evaluation };
    if (isLower(trial) && trial.value < (fallback?.value ?? start.value)) fallback = trial;
    return trial;
  };
  const isLower = (trial: Trial): boolean =>
    trial.value <= start.value + sufficientDecrease * trial.length * start.slope + noise;
  const isAccepted = (trial: Trial): boolean =>
    isLower(trial) && Math.abs(trial.slope) <= curvature * Math.abs(start.slope);

  let low: Trial = start;
  let high: Trial | null = null;
  let trial = await tryLength(Math.min(firstLength, largestLength));
  while (!high) {
    if (isAccepted(trial)) return trial.evaluation;
    if (!isLower(trial) || (low !== start && trial.value >= low.value + noise)) high = trial;
    else if (trial.slope >= 0) [low, high] = [trial, low];
    else {
      if (trial.length >= largestLength || trials >= maximumTrials) return trial.evaluation;
      const guess = interpolate(low, trial, noise);
      const next = Number.isNaN(guess) || guess <= trial.length ? 4 * trial.length : guess;
      low = trial;
      trial = await tryLength(
        Math.min(Math.max(next, 1.25 * trial.length), 10 * trial.length, largestLength),
      );
    }
  }
  while (trials < maximumTrials) {
    const length = interpolateWithin(low, high, noise);
    if (length === low.length || length === high.length) break;
    trial = await tryLength(length);
    if (isAccepted(trial)) return trial.evaluation;
    if (!isLower(trial) || trial.value >= low.value + noise) high = trial;
    else {
      if (trial.slope * (high.length - low.length) >= 0) high = low;
      low = trial;
    }
  }
  return (fallback as Trial | null)?.evaluation ?? null;
}
