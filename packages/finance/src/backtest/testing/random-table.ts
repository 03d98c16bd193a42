import { createRandom } from "@ansatz/simulator";
import type { Frequency, ReturnTable } from "../../prices/price-table.ts";

const stepDays: Readonly<Record<Frequency, number>> = {
  daily: 1,
  weekly: 7,
  monthly: 31,
  quarterly: 92,
  yearly: 366,
};

/** Normal returns with a common factor, means and risks that differ among assets; daily tables skip weekends. */
export function randomReturnTable(
  assetCount: number,
  rowCount: number,
  seed: number,
  options: { readonly frequency?: Frequency; readonly hasBenchmark?: boolean } = {},
): ReturnTable {
  const { frequency = "daily", hasBenchmark = false } = options;
  const random = createRandom(seed);
  const dates: string[] = [];
  for (let day = Date.UTC(2010, 0, 4); dates.length < rowCount; day += stepDays[frequency] * 86_400_000) {
    const date = new Date(day);
    if (frequency === "daily" && date.getUTCDay() % 6 === 0) continue;
    dates.push(date.toISOString().slice(0, 10));
  }
  const market = Float64Array.from(dates, () => 0.0003 + 0.008 * random.normal());
  const returns = Float64Array.from({ length: rowCount * assetCount }, (_, k) => {
    const a = k % assetCount;
    const beta = 0.5 + a / assetCount;
    const own = 0.004 + (0.012 * ((a * 7) % assetCount)) / assetCount;
    return beta * market[Math.floor(k / assetCount)] + own * random.normal();
  });
  return {
    assets: Array.from({ length: assetCount }, (_, a) => ({ name: `A${a}` })),
    dates,
    returns,
    frequency,
    ...(hasBenchmark ? { benchmark: { name: "market", returns: market } } : {}),
  };
}
