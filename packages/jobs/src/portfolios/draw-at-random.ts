import { createRandom } from "@ansatz/simulator";
import { evaluateBinaryQuadratic, type PortfolioProblem } from "@ansatz/finance";

/** Least objective among `draws` selections of `pick` assets, each drawn uniformly. */
export function bestOfRandom(
  { objective }: PortfolioProblem,
  { pick, draws, seed }: { readonly pick: number; readonly draws: number; readonly seed: number },
): number {
  const { uniform } = createRandom(seed);
  const order = Array.from({ length: objective.variableCount }, (_, asset) => asset);
  let best = Infinity;
  for (let draw = 0; draw < draws; draw++) {
    const bits = new Uint8Array(order.length);
    // The first steps of a Fisher–Yates shuffle draw without replacement.
    for (let k = 0; k < pick; k++) {
      const other = k + Math.floor(uniform() * (order.length - k));
      [order[k], order[other]] = [order[other], order[k]];
      bits[order[k]] = 1;
    }
    best = Math.min(best, evaluateBinaryQuadratic(objective, bits));
  }
  return best;
}

/** 1 − (1 − p)^draws: the probability that at least one of so many draws is a hit. */
export function probabilityOfAnyHit(probability: number, draws: number): number {
  return probability >= 1 ? 1 : -Math.expm1(draws * Math.log1p(-probability));
}
