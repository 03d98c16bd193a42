import { createRandom } from "@ansatz/simulator";
import { ModelError } from "../errors.ts";
import { normalCdf, normalDensity } from "../validation/distributions.ts";

/** What is wanted of the property: the most, the least, or as near as can be to a value. */
export type Goal = "maximise" | "minimise" | { readonly target: number };

/**
 * How candidates are ranked; JSON-safe.
 *
 * - `expected-improvement` and `probability-of-improvement` over the best known value by more than `margin` (default 0).
 * - `confidence-bound`: the value plus `weight` (default 2) deviations towards the goal.
 * - `thompson`: a draw from each candidate's own normal distribution, correlations between candidates left out.
 * - `value`: the predicted value alone, without any exploration.
 */
export type Acquisition =
  | { readonly kind: "expected-improvement"; readonly margin?: number | undefined }
  | { readonly kind: "probability-of-improvement"; readonly margin?: number | undefined }
  | { readonly kind: "confidence-bound"; readonly weight?: number | undefined }
  | { readonly kind: "thompson" }
  | { readonly kind: "value" };

/** Higher is nearer to the goal. */
export function meritOf(value: number, goal: Goal): number {
  if (goal === "maximise") return value;
  if (goal === "minimise") return -value;
  return -Math.abs(value - goal.target);
}

/** The best known value: of equal merit the first. Throws ModelError where there is none. */
export function bestOf(values: ArrayLike<number>, goal: Goal): number {
  if (values.length === 0)
    throw new ModelError("there must be at least one known value to improve on, got none");
  return Array.from(values).reduce((best, value) =>
    meritOf(value, goal) > meritOf(best, goal) ? value : best,
  );
}

/**
 * E[max(0, Y − b)] for Y normal with that mean and deviation: σ (z Φ(z) + φ(z)), z = (μ − b)/σ. Where σ is 0, max(0, μ − b).
 * Source: Jones et al., J. Global Optim. 13, 455 (1998), equation 15.
 */
export function expectedImprovement(mean: number, deviation: number, best: number): number {
  if (deviation === 0) return Math.max(0, mean - best);
  const z = (mean - best) / deviation;
  // Far below, both terms cancel; the first terms of Φ's expansion in 1/z² leave φ(z)/z² (1 − 3/z²).
  if (z < -30) return (deviation * normalDensity(z) * (1 - 3 / (z * z))) / (z * z);
  return Math.max(0, deviation * (z * normalCdf(z) + normalDensity(z)));
}

/**
 * E[max(0, w − |Y − t|)]: the expected gain in distance to a target t over the best known distance w.
 * With a, c, b = (t − w − μ)/σ, (t − μ)/σ, (t + w − μ)/σ it is
 * w (Φ(b) − Φ(a)) − σ (2φ(c) − φ(a) − φ(b) + c (2Φ(c) − Φ(a) − Φ(b))).
 */
export function expectedTargetImprovement(
  mean: number,
  deviation: number,
  target: number,
  bestDistance: number,
): number {
  if (deviation === 0) return Math.max(0, bestDistance - Math.abs(mean - target));
  const [a, c, b] = [-bestDistance, 0, bestDistance].map((shift) => (target + shift - mean) / deviation);
  const [below, middle, above] = [a, c, b].map(normalCdf);
  const inside =
    2 * normalDensity(c) - normalDensity(a) - normalDensity(b) + c * (2 * middle - below - above);
  return Math.max(0, bestDistance * (above - below) - deviation * inside);
}

function improvement(mean: number, deviation: number, best: number, goal: Goal, margin: number): number {
  if (goal === "maximise") return expectedImprovement(mean, deviation, best + margin);
  if (goal === "minimise") return expectedImprovement(-mean, deviation, -best + margin);
  return expectedTargetImprovement(
    mean,
    deviation,
    goal.target,
    Math.max(0, Math.abs(best - goal.target) - margin),
  );
}

function probability(mean: number, deviation: number, best: number, goal: Goal, margin: number): number {
  const merit = meritOf(best, goal) + margin;
  if (deviation === 0) return Number(meritOf(mean, goal) > merit);
  if (goal === "maximise") return normalCdf((mean - merit) / deviation);
  if (goal === "minimise") return normalCdf((-mean - merit) / deviation);
  const width = Math.max(0, -merit);
  return (
    normalCdf((goal.target + width - mean) / deviation) - normalCdf((goal.target - width - mean) / deviation)
  );
}

/** The merit of the value that lies `weight` deviations nearer to the goal, a target not being passed. */
function optimisticMerit(mean: number, deviation: number, goal: Goal, weight: number): number {
  if (typeof goal === "string") return meritOf(mean, goal) + weight * deviation;
  return -Math.max(0, Math.abs(mean - goal.target) - weight * deviation);
}

/**
 * The acquisition of each candidate, higher is better, from predicted values and deviations.
 *
 * @param best The best known value.
 * @throws ModelError where lengths differ, a deviation is negative or not finite, or a weight or margin is negative.
 */
export function acquisitionOf(
  acquisition: Acquisition,
  values: ArrayLike<number>,
  deviations: ArrayLike<number>,
  options: { readonly goal: Goal; readonly best: number; readonly seed: number },
): Float64Array {
  const { goal, best, seed } = options;
  if (values.length !== deviations.length) {
    throw new ModelError(`there must be a deviation a value, got ${deviations.length} for ${values.length}`);
  }
  const fault = Array.from(deviations).findIndex((deviation) => !(deviation >= 0 && deviation < Infinity));
  if (fault >= 0)
    throw new ModelError(`deviation ${fault + 1} must be at least 0 and finite, got ${deviations[fault]}`);
  const checked = (name: string, value: number): number => {
    if (!(value >= 0 && value < Infinity))
      throw new ModelError(`${name} must be at least 0 and finite, got ${value}`);
    return value;
  };
  switch (acquisition.kind) {
    case "expected-improvement": {
      const margin = checked("margin", acquisition.margin ?? 0);
      return Float64Array.from(values, (value, k) => improvement(value, deviations[k], best, goal, margin));
    }
    case "probability-of-improvement": {
      const margin = checked("margin", acquisition.margin ?? 0);
      return Float64Array.from(values, (value, k) => probability(value, deviations[k], best, goal, margin));
    }
    case "confidence-bound": {
      const weight = checked("weight", acquisition.weight ?? 2);
      return Float64Array.from(values, (value, k) => optimisticMerit(value, deviations[k], goal, weight));
    }
    case "thompson": {
      const { normal } = createRandom(seed);
      return Float64Array.from(values, (value, k) => meritOf(value + deviations[k] * normal(), goal));
    }
    case "value":
      return Float64Array.from(values, (value) => meritOf(value, goal));
  }
}
