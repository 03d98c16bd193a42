import { DataSetError } from "../../errors.ts";
import { normalCdf, normalDensity, normalQuantile } from "../../validation/distributions.ts";

/** How often a normal interval of some nominal level holds the target. */
export interface CoveragePoint {
  readonly level: number;
  readonly observed: number;
}

/** How far predicted normal distributions fit what was measured. */
export interface Calibration {
  readonly count: number;
  /** At the levels 0.05, 0.1, …, 0.95 and 0.99. */
  readonly coverage: readonly CoveragePoint[];
  /** Area between observed and nominal coverage over levels 0 to 1: 0 is perfect, at most 0.5. */
  readonly miscalibrationArea: number;
  /** Signed: above 0 intervals are too wide, below 0 too narrow. */
  readonly signedArea: number;
  /** Root of the mean predicted variance, in the targets' unit. */
  readonly sharpness: number;
  /** Mean −ln of the predicted density at the target. */
  readonly negativeLogLikelihood: number;
  /** Mean continuous ranked probability score, in the targets' unit. */
  readonly crps: number;
  /** Root of the mean of squared errors in predicted deviations: 1 where deviations are right on average. */
  readonly standardisedError: number;
}

const levels = [...Array.from({ length: 19 }, (_, k) => (k + 1) / 20), 0.99];

/**
 * CRPS of a normal distribution: σ (z (2 Φ(z) − 1) + 2 φ(z) − 1/√π), z = (y − μ)/σ.
 * Source: Gneiting et al., Mon. Weather Rev. 133, 1098 (2005), equation 5.
 */
export function gaussianCrps(target: number, mean: number, deviation: number): number {
  const z = (target - mean) / deviation;
  return deviation * (z * (2 * normalCdf(z) - 1) + 2 * normalDensity(z) - 1 / Math.sqrt(Math.PI));
}

/**
 * Coverage, miscalibration area, sharpness, likelihood and CRPS of normal predictive distributions. The area is exact for
 * the step function of observed coverage: target i is held from the level 2 Φ(|z_i|) − 1 on.
 *
 * @throws DataSetError where lengths differ, there are no rows or a deviation is not positive.
 *
 * Source: Kuleshov et al., ICML 2018 (coverage of regression); Tran et al., Mach. Learn.: Sci. Technol. 1, 025006 (2020).
 */
export function calibrate(
  targets: ArrayLike<number>,
  values: ArrayLike<number>,
  deviations: ArrayLike<number>,
): Calibration {
  const count = targets.length;
  if (count === 0 || values.length !== count || deviations.length !== count) {
    throw new DataSetError(
      `calibration needs a value and a deviation a target, got ${values.length} and ${deviations.length} for ${count}`,
    );
  }
  const fault = Array.from(deviations).findIndex((deviation) => !(deviation > 0 && deviation < Infinity));
  if (fault >= 0) {
    throw new DataSetError(`deviation ${fault + 1} must be above 0 and finite, got ${deviations[fault]}`, {
      fault,
    });
  }
  const heldFrom = Float64Array.from(
    targets,
    (target, k) => 1 - 2 * normalCdf(-Math.abs((target - values[k]) / deviations[k])),
  );
  heldFrom.sort();
  let likelihood = 0;
  let crps = 0;
  let variance = 0;
  let standardised = 0;
  for (let k = 0; k < count; k++) {
    const z = (targets[k] - values[k]) / deviations[k];
    likelihood += 0.5 * Math.log(2 * Math.PI) + Math.log(deviations[k]) + (z * z) / 2;
    crps += gaussianCrps(targets[k], values[k], deviations[k]);
    variance += deviations[k] ** 2;
    standardised += z * z;
  }
  const { absolute, signed } = areaToDiagonal(heldFrom);
  return {
    count,
    coverage: levels.map((level) => ({
      level,
      observed: heldFrom.filter((from) => from <= level).length / count,
    })),
    miscalibrationArea: absolute,
    signedArea: signed,
    sharpness: Math.sqrt(variance / count),
    negativeLogLikelihood: likelihood / count,
    crps: crps / count,
    standardisedError: Math.sqrt(standardised / count),
  };
}

/** ∫ |F(p) − p| dp and ∫ (F(p) − p) dp over [0, 1] for the empirical distribution F of sorted values in [0, 1]. */
function areaToDiagonal(sorted: Float64Array): { absolute: number; signed: number } {
  let absolute = 0;
  let signed = 0;
  for (let k = 0; k <= sorted.length; k++) {
    const from = k === 0 ? 0 : sorted[k - 1];
    const to = k === sorted.length ? 1 : sorted[k];
    const height = k / sorted.length;
    const below = Math.min(Math.max(height, from), to);
    const over = (below - from) * (height - (below + from) / 2);
    const under = (to - below) * ((to + below) / 2 - height);
    absolute += over + under;
    signed += over - under;
  }
  return { absolute, signed };
}

/** The factor by which deviations must be multiplied so that an interval of `level` holds that share of these targets. */
export function recalibrationFactor(
  targets: ArrayLike<number>,
  values: ArrayLike<number>,
  deviations: ArrayLike<number>,
  level = 0.9,
): number {
  const ratios = Float64Array.from(
    targets,
    (target, k) => Math.abs(target - values[k]) / deviations[k],
  ).sort();
  const rank = Math.min(ratios.length, Math.ceil((ratios.length + 1) * level));
  return ratios[rank - 1] / normalQuantile(0.5 + level / 2);
}
