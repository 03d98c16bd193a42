import type { ScenarioDistribution } from "@ansatz/finance";

/** Losses relative to the largest that count as one: rounding of sums in another order. */
const tolerance = 1e-12;

/** The different losses of some probability in ascending order, and their probabilities. */
export function lossTable({ values, probabilities }: ScenarioDistribution): {
  losses: number[];
  probabilities: number[];
} {
  const order = Array.from(values.keys())
    .filter((k) => probabilities[k] > 0)
    .sort((a, b) => values[a] - values[b]);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const losses: number[] = [];
  const merged: number[] = [];
  for (const k of order) {
    const last = losses.length - 1;
    if (last >= 0 && values[k] - losses[last] <= tolerance * largest) merged[last] += probabilities[k];
    else {
      losses.push(values[k]);
      merged.push(probabilities[k]);
    }
  }
  return { losses, probabilities: merged };
}
