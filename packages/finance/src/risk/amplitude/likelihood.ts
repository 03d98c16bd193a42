import { RiskModelError } from "../../errors.ts";

/** A maximum of a log-likelihood over θ in [0, π/2] and the region that a likelihood ratio test does not reject. */
export interface LikelihoodFit {
  readonly theta: number;
  readonly low: number;
  readonly high: number;
}

const greatestTerms = 5e7;
const greatestPoints = 5e6;

/** Throws {@link RiskModelError} for a grid of angles times terms of a likelihood that takes more than seconds. */
export function checkLikelihoodSize(points: number, terms: number): void {
  if (points > greatestPoints || points * terms > greatestTerms) {
    throw new RiskModelError(
      `the likelihood must have at most ${greatestPoints} angles and ${greatestTerms} terms, got ${points} angles × ${terms}; take fewer shots or a lower depth`,
      { points, terms },
    );
  }
}

const goldenRatio = (Math.sqrt(5) - 1) / 2;

/** The greatest value between two angles around one peak. */
function refine(logLikelihood: (theta: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 60 && high - low > 1e-14; step++) {
    const left = high - goldenRatio * (high - low);
    const right = low + goldenRatio * (high - low);
    if (logLikelihood(left) >= logLikelihood(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

/** Where the log-likelihood passes the level between an angle outside and one inside the region. */
function crossing(
  logLikelihood: (theta: number) => number,
  outside: number,
  inside: number,
  level: number,
): number {
  let [out, within] = [outside, inside];
  for (let step = 0; step < 50; step++) {
    const middle = (out + within) / 2;
    if (logLikelihood(middle) >= level) within = middle;
    else out = middle;
  }
  return out;
}

/**
 * The maximum of a log-likelihood over [0, π/2], found on a grid of `points` angles and refined there, and the hull of
 * the angles whose log-likelihood is within `drop` of it (half a quantile of χ²₁ for a likelihood ratio interval). The
 * grid must resolve the narrowest peak.
 */
export function fitLikelihood(
  logLikelihood: (theta: number) => number,
  points: number,
  drop: number,
): LikelihoodFit {
  const angle = (k: number): number => (Math.PI / 2) * (k / (points - 1));
  const values = Float64Array.from({ length: points }, (_, k) => logLikelihood(angle(k)));
  let best = 0;
  for (let k = 1; k < points; k++) if (values[k] > values[best]) best = k;
  let theta = refine(logLikelihood, angle(Math.max(0, best - 1)), angle(Math.min(points - 1, best + 1)));
  if (logLikelihood(theta) < values[best]) theta = angle(best);
  const level = logLikelihood(theta) - drop;
  const first = values.findIndex((value) => value >= level);
  const last = values.findLastIndex((value) => value >= level);
  const bracket = (outside: number, inside: number): number =>
    outside < 0 || outside >= points
      ? angle(inside)
      : crossing(logLikelihood, angle(outside), inside === -1 ? theta : angle(inside), level);
  // A peak narrower than the grid holds no point of it above the level.
  if (first === -1)
    return { theta, low: angle(Math.max(0, best - 1)), high: angle(Math.min(points - 1, best + 1)) };
  return {
    theta,
    low: Math.min(theta, bracket(first - 1, first)),
    high: Math.max(theta, bracket(last + 1, last)),
  };
}
