import { expect, test } from "vitest";
import { createRandom } from "./random.ts";

const count = 100_000;
const draw = (next: () => number): number[] => Array.from({ length: count }, next);
const moment = (values: readonly number[], power: number): number =>
  values.reduce((sum, value) => sum + value ** power, 0) / values.length;

test("a seed fixes the stream and another seed gives another stream", () => {
  const stream = (seed: number): number[] => {
    const random = createRandom(seed);
    return [random.uniform(), random.normal(), random.uniform(), random.normal()];
  };
  expect(stream(7)).toEqual(stream(7));
  expect(new Set([0, 1, -1, 0.5, 2 ** 32, 2 ** 32 + 1].map((seed) => stream(seed)[0])).size).toBe(6);
});

// A mean over n samples is off by five standard errors once in 3.5 million seeds; these seeds are fixed.
test("uniform numbers lie in [0, 1) with the moments of the uniform distribution", () => {
  const values = draw(createRandom(11).uniform);
  expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1);
  expect(Math.abs(moment(values, 1) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / count));
  expect(Math.abs(moment(values, 2) - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / count));
});

test("normal numbers have the first four moments of the standard normal distribution", () => {
  const values = draw(createRandom(13).normal);
  expect(Math.abs(moment(values, 1))).toBeLessThan(5 * Math.sqrt(1 / count));
  expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
  expect(Math.abs(moment(values, 3))).toBeLessThan(5 * Math.sqrt(15 / count));
  expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(5 * Math.sqrt(96 / count));
});

test("NaN is refused as a seed", () => {
  expect(() => createRandom(NaN)).toThrow(RangeError);
});
