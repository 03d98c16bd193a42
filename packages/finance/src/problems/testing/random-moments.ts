import { createRandom } from "@ansatz/simulator";
import type { Moments } from "../../moments/moments.ts";

/** Random moments from a factor model, for tests: means around 8%, volatilities around 20%, sectors A, B, C in turn. */
export function randomMoments(assetCount: number, seed: number): Moments {
  const random = createRandom(seed);
  const factors = Math.max(2, Math.floor(assetCount / 3));
  const loadings = Float64Array.from({ length: assetCount * factors }, () => 0.15 * random.normal());
  const covariance = new Float64Array(assetCount * assetCount);
  for (let i = 0; i < assetCount; i++) {
    for (let j = 0; j < assetCount; j++) {
      for (let f = 0; f < factors; f++) {
        covariance[i * assetCount + j] += (loadings[i * factors + f] * loadings[j * factors + f]) / factors;
      }
    }
    covariance[i * assetCount + i] += 0.01 + 0.03 * random.uniform();
  }
  return {
    assets: Array.from({ length: assetCount }, (_, i) => ({ name: `S${i}`, sector: "ABC"[i % 3] })),
    mean: Float64Array.from({ length: assetCount }, () => 0.08 + 0.06 * random.normal()),
    covariance,
    source: { estimator: "random factor model" },
  };
}
