import { expect, test } from "vitest";
import { binTargets, summarise } from "./bin-targets.ts";

test("every value is in one bin, the highest in the last", () => {
  const bins = binTargets(Float64Array.from({ length: 101 }, (_, index) => index));
  expect(bins).toHaveLength(11);
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(101);
  expect(bins.at(-1)!.to).toBeCloseTo(100, 12);
  expect(bins.at(-1)!.count).toBe(10);
});

test("equal values share one bin", () => {
  expect(binTargets(Float64Array.of(2, 2, 2))[0]).toEqual({ from: 2, to: 2, count: 3 });
});

test("the summary of 1, 2, 3, 10 has mean 4, median 2.5 and deviation √(50/3)", () => {
  const { mean, median, deviation, lowest, highest } = summarise(Float64Array.of(10, 1, 3, 2));
  expect([mean, median, lowest, highest]).toEqual([4, 2.5, 1, 10]);
  expect(deviation).toBeCloseTo(Math.sqrt(50 / 3), 12);
});
