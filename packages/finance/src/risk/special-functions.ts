// Packages that check these sources as part of their own program find the types only by this reference.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./jstat.d.ts" />
import jStat from "jstat";

/** φ(x), the density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** Φ(x), the cumulative standard normal distribution. */
export function normalCdf(x: number): number {
  return jStat.normal.cdf(x, 0, 1);
}

/** Φ⁻¹(p) for p in [0, 1]; one Halley step brings the library's quantile to the accuracy of Φ, 1e-16/φ(x). */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  const start = jStat.normal.inv(p, 0, 1);
  const step = (normalCdf(start) - p) / normalDensity(start);
  return Number.isFinite(step) ? start - step / (1 + 0.5 * start * step) : start;
}

/** The cumulative Student t distribution. */
export function studentTCdf(x: number, degreesOfFreedom: number): number {
  return jStat.studentt.cdf(x, degreesOfFreedom);
}

/** The density of the Student t distribution. */
export function studentTDensity(x: number, degreesOfFreedom: number): number {
  return jStat.studentt.pdf(x, degreesOfFreedom);
}

/** The quantile of the Student t distribution for p in (0, 1); two Newton steps refine the library's. */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  let x = jStat.studentt.inv(p, degreesOfFreedom);
  for (let step = 0; step < 2; step++) {
    const change = (studentTCdf(x, degreesOfFreedom) - p) / studentTDensity(x, degreesOfFreedom);
    if (Number.isFinite(change)) x -= change;
  }
  return x;
}

/** The quantile of the beta distribution B(a, b). */
export function betaQuantile(p: number, a: number, b: number): number {
  return jStat.beta.inv(p, a, b);
}

/** The quantile of χ² with one degree of freedom: (Φ⁻¹((1 + p)/2))². */
export function chiSquareOneQuantile(p: number): number {
  return normalQuantile((1 + p) / 2) ** 2;
}

/**
 * The exact (conservative) Clopper–Pearson interval of a proportion, for `successes` of `trials` at a confidence.
 * Source: Clopper and Pearson, Biometrika 26, 404 (1934).
 */
export function clopperPearson(successes: number, trials: number, confidence: number): [number, number] {
  const tail = (1 - confidence) / 2;
  const low = successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1);
  const high = successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes);
  return [low, high];
}
