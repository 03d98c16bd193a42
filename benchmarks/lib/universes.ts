import { type Moments, type PriceTable, loadSampleUniverse } from "@ansatz/finance";
import { createRandom } from "@ansatz/simulator";

/**
 * Invented assets like those of the OR-Library's universes: mean and sample covariance of 290 weeks of returns from a
 * market, eight sectors and residuals, weekly volatilities around 4 %, the market's share around a third.
 */
export function weeklyUniverse(assetCount: number, seed: number): Moments {
  const random = createRandom(seed);
  const weeks = 290;
  const members = Array.from({ length: assetCount }, (_, index) => ({
    beta: 0.6 + 0.8 * random.uniform(),
    sector: index % 8,
    residual: 0.02 + 0.03 * random.uniform(),
    drift: 0.002 + 0.002 * random.normal(),
  }));
  const returns = Array.from({ length: weeks }, () => {
    const market = 0.025 * random.normal();
    const sectors = Array.from({ length: 8 }, () => 0.015 * random.normal());
    return members.map(
      ({ beta, sector, residual, drift }) =>
        drift + beta * market + sectors[sector] + residual * random.normal(),
    );
  });
  const mean = Float64Array.from(members, (_, i) => returns.reduce((sum, week) => sum + week[i], 0) / weeks);
  const covariance = new Float64Array(assetCount ** 2);
  for (const week of returns) {
    const deviations = week.map((value, i) => value - mean[i]);
    for (let i = 0; i < assetCount; i++) {
      for (let j = 0; j < assetCount; j++) {
        covariance[i * assetCount + j] += (deviations[i] * deviations[j]) / (weeks - 1);
      }
    }
  }
  return {
    assets: members.map((_, index) => ({ name: `S${String(index + 1)}` })),
    mean,
    covariance,
    source: { estimator: "sample of an invented universe" },
  };
}

/** Ten years of daily prices of 20 US stocks. */
export function tenYearsDaily(): Promise<PriceTable> {
  return loadSampleUniverse("us-stocks");
}
