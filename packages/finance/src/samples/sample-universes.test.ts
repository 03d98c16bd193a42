import { describe, expect, test } from "vitest";
import { createSyntheticUniverse } from "./synthetic-universe.ts";
import { loadSampleUniverse, sampleUniverses } from "./sample-universes.ts";

describe("sample universes", () => {
  test("every sample loads, has as many assets as it says, each with a sector, and a benchmark", async () => {
    for (const sample of sampleUniverses) {
      const table = await sample.load();
      expect(table.assets).toHaveLength(sample.assetCount);
      expect(table.assets.every(({ sector }) => sector !== undefined && sector !== "")).toBe(true);
      expect(table.frequency).toBe("daily");
      expect(table.prices).toHaveLength(table.assets.length * table.dates.length);
      expect(table.prices.every((price) => price > 0)).toBe(true);
      expect(table.benchmark!.prices).toHaveLength(table.dates.length);
      expect(table.dates).toEqual(table.dates.toSorted());
    }
  });

  test("the US sample holds ten years of the prices that skfolio publishes", async () => {
    const table = await loadSampleUniverse("us-stocks");
    // First and last line of the published file within the ten years.
    expect(table.dates[0]).toBe("2013-01-02");
    expect(table.dates.at(-1)).toBe("2022-12-28");
    expect(table.dates).toHaveLength(2516);
    expect(table.assets[0].name).toBe("AAPL");
    expect(table.prices[0]).toBe(16.814);
    expect(table.prices.at(-1)).toBe(106.627);
    expect(table.benchmark).toMatchObject({ name: "SP500" });
    expect(table.benchmark!.prices.at(-1)).toBe(3783.22);
  });

  test("the synthetic universe depends on its seed alone, and sector fellows move together more than strangers", () => {
    const table = createSyntheticUniverse(5);
    expect(createSyntheticUniverse(5).prices).toEqual(table.prices);
    expect(createSyntheticUniverse(6).prices).not.toEqual(table.prices);
    const count = table.assets.length;
    const moves = (asset: number): number[] =>
      table.dates
        .slice(1)
        .map((_, row) =>
          Math.log(table.prices[(row + 1) * count + asset] / table.prices[row * count + asset]),
        );
    const all = table.assets.map((_, asset) => standardise(moves(asset)));
    const means = { fellow: [] as number[], stranger: [] as number[] };
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < a; b++) {
        const correlation = all[a].reduce((sum, value, row) => sum + value * all[b][row], 0);
        (table.assets[a].sector === table.assets[b].sector ? means.fellow : means.stranger).push(correlation);
      }
    }
    const average = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(average(means.stranger)).toBeGreaterThan(0.1);
    expect(average(means.fellow)).toBeGreaterThan(average(means.stranger) + 0.1);
  });

  test("an unknown id is refused with the known ones", () => {
    expect(() => loadSampleUniverse("nasdaq" as "synthetic")).toThrow(
      "id must be one of us-stocks, synthetic, got nasdaq",
    );
  });
});

function standardise(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const norm = Math.hypot(...values.map((value) => value - mean));
  return values.map((value) => (value - mean) / norm);
}
