import type { Random } from "@ansatz/simulator";

/** The number of successes among `trials` of probability p, trial by trial. */
export function drawBinomial(random: Random, trials: number, p: number): number {
  let successes = 0;
  for (let trial = 0; trial < trials; trial++) if (random.uniform() < p) successes++;
  return successes;
}
