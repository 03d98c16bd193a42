import type { Random } from "@ansatz/simulator";

/** log k! by Stirling's series beyond 15, exact products below. */
function logFactorial(k: number): number {
  if (k < 16) {
    let product = 1;
    for (let factor = 2; factor <= k; factor++) product *= factor;
    return Math.log(product);
  }
  const inverse = 1 / (k + 1);
  const z = inverse * inverse;
  const series = inverse * (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z / 1680)));
  return (k + 0.5) * Math.log(k + 1) - (k + 1) + 0.5 * Math.log(2 * Math.PI) + series;
}

/**
 * The number of successes in `trials` trials of probability `p`: inversion from the most likely number outwards, some
 * √(trials·p·(1 − p)) steps.
 */
export function sampleBinomial(trials: number, p: number, random: Random): number {
  const probability = Math.min(1, Math.max(0, p));
  if (probability === 0) return 0;
  if (probability === 1) return trials;
  const mode = Math.min(trials, Math.floor((trials + 1) * probability));
  const odds = probability / (1 - probability);
  const peak = Math.exp(
    logFactorial(trials) -
      logFactorial(mode) -
      logFactorial(trials - mode) +
      mode * Math.log(probability) +
      (trials - mode) * Math.log1p(-probability),
  );
  let rest = random.uniform() - peak;
  let [below, above] = [mode, mode];
  let [left, right] = [peak, peak];
  while (rest >= 0 && (below > 0 || above < trials)) {
    if (above < trials) {
      right *= ((trials - above) / (above + 1)) * odds;
      above++;
      rest -= right;
      if (rest < 0) return above;
    }
    if (below > 0) {
      left *= below / (trials - below + 1) / odds;
      below--;
      rest -= left;
      if (rest < 0) return below;
    }
  }
  return mode;
}
