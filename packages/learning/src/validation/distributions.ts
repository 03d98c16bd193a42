// Packages that check these sources as part of their own program find the types only by this reference.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./jstat.d.ts" />
import jStat from "jstat";

/** φ(x), the density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/**
 * Φ(x), the cumulative standard normal distribution, with a small relative error in the lower tail too: below −5 by the
 * continued fraction Φ(x) = φ(x)/(t + 1/(t + 2/(t + 3/…))), t = −x (Abramowitz and Stegun 26.2.14).
 */
export function normalCdf(x: number): number {
  if (x > -5) return jStat.normal.cdf(x, 0, 1);
  let tail = -x;
  for (let k = 60; k >= 1; k--) tail = -x + k / tail;
  return normalDensity(x) / tail;
}

/** Φ⁻¹(p) for p in [0, 1]; one Halley step brings the library's quantile to the accuracy of Φ. */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  const start = jStat.normal.inv(p, 0, 1);
  const step = (normalCdf(start) - p) / normalDensity(start);
  return Number.isFinite(step) ? start - step / (1 + 0.5 * start * step) : start;
}

/** The cumulative Student t distribution. */
export function studentTCdf(x: number, degreesOfFreedom: number): number {
  if (x === Infinity) return 1;
  if (x === -Infinity) return 0;
  return jStat.studentt.cdf(x, degreesOfFreedom);
}

/** The quantile of the Student t distribution. */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  return jStat.studentt.inv(p, degreesOfFreedom);
}
