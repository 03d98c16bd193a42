import type { Random } from "../math/random.ts";

/** The index of one of a few weights that add up to 1, drawn with their probabilities. */
export function drawWeighted(weights: readonly number[], random: Random): number {
  const value = random.uniform();
  let sum = 0;
  let last = 0;
  for (let index = 0; index < weights.length; index++) {
    if (weights[index] === 0) continue;
    last = index;
    sum += weights[index];
    if (value < sum) return index;
  }
  return last;
}
