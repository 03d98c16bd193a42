import { expect, test } from "vitest";
import { histogram } from "./histogram.ts";

test("a histogram keeps the whole probability, each value in the bin that holds it", () => {
  const values = Array.from({ length: 500 }, (_, index) => Math.sin(index) * 10);
  const probabilities = values.map(() => 1 / values.length);
  const bins = histogram(values, probabilities, 20);
  expect(bins.length).toBe(20);
  expect(bins.reduce((sum, { size }) => sum + size, 0)).toBeCloseTo(1, 12);
  for (const { from, to, size } of bins) {
    const inside = values.filter((value) => value >= from && value < to).length / values.length;
    expect(Math.abs(size - inside)).toBeLessThan(0.005);
  }
});

test("a few values have a bar each", () => {
  expect(histogram([0, 1, 3], [0.5, 0.25, 0.25]).map(({ size }) => size)).toEqual([0.5, 0.25, 0.25]);
});
