import { InvalidArgumentError } from "../errors.ts";

/** A sample variance needs two shots. */
export const leastShotsPerGroup = 2;

/**
 * Distributes shots in proportion to weights, every part at least 2, by the largest remainder: the parts add up exactly.
 * Weights that are all 0 count as equal.
 * Throws {@link InvalidArgumentError} for fewer than 2 shots a part.
 */
export function allocateShots(shots: number, weights: readonly number[]): number[] {
  const least = leastShotsPerGroup * weights.length;
  if (!Number.isSafeInteger(shots) || shots < least) {
    throw new InvalidArgumentError(
      `shots must be an integer of at least ${least} (${leastShotsPerGroup} for each of ${weights.length} measurement groups), got ${shots}: take more shots or a coarser grouping`,
      { field: "shots", shots },
    );
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (weight: number): number => (total > 0 ? weight / total : 1 / weights.length);
  const free = shots - least;
  const ideal = weights.map((weight) => free * share(weight));
  const parts = ideal.map((value) => leastShotsPerGroup + Math.floor(value));
  const byRemainder = Array.from(weights.keys()).sort((a, b) => (ideal[b] % 1) - (ideal[a] % 1));
  let left = shots - parts.reduce((sum, part) => sum + part, 0);
  for (let at = 0; left > 0; at = (at + 1) % byRemainder.length, left--) parts[byRemainder[at]]++;
  return parts;
}
