import type { HoldingsSearch } from "./holdings-relaxation.ts";

/** Assets that may enter, and that may leave. */
const candidates = 8;

/** η of the least squares fit slope ≈ λ + η·mean over some assets. */
function fitPrice(slopes: Float64Array, mean: Float64Array, assets: readonly number[]): number {
  const average = (values: Float64Array): number =>
    assets.reduce((sum, i) => sum + values[i], 0) / assets.length;
  const [slope, centre] = [average(slopes), average(mean)];
  let [covariance, variance] = [0, 0];
  for (const i of assets) {
    covariance += (slopes[i] - slope) * (mean[i] - centre);
    variance += (mean[i] - centre) ** 2;
  }
  return variance > 0 ? covariance / variance : 0;
}

/**
 * Selections with one holding exchanged: the lightest holdings for the assets outside whose derivative of the objective is
 * smallest, less what their mean return is worth where the return is fixed (`mean` given).
 */
export function promisingSwaps(
  { cost, matrix }: HoldingsSearch,
  weights: Float64Array,
  mean: Float64Array | undefined,
): number[][] {
  const n = weights.length;
  const slopes = Float64Array.from({ length: n }, (_, i) => {
    let slope = cost[i];
    for (let j = 0; matrix && j < n; j++) slope += 2 * matrix[i * n + j] * weights[j];
    return slope;
  });
  const assets = Array.from({ length: n }, (_, index) => index);
  const held = assets.filter((i) => weights[i] > 0);
  if (mean) {
    const price = fitPrice(slopes, mean, held);
    mean.forEach((value, i) => (slopes[i] -= price * value));
  }
  const entering = assets.filter((i) => weights[i] === 0).sort((a, b) => slopes[a] - slopes[b]);
  const leaving = [...held].sort((a, b) => weights[a] - weights[b]).slice(0, candidates);
  return entering
    .slice(0, candidates)
    .flatMap((asset) =>
      leaving.map((other) => [...held.filter((i) => i !== other), asset].sort((a, b) => a - b)),
    );
}
