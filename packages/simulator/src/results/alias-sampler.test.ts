import { expect, test } from "vitest";
import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { sampleCounts } from "../statevector/state-vector.ts";
import { randomState } from "../testing/random-state.ts";
import { createAliasSampler } from "./alias-sampler.ts";

/** The probability of each index that a sampler's cells add up to, by a stream that visits each cell on a fine grid. */
function exactProbabilities(weights: readonly number[], steps: number): number[] {
  const sampler = createAliasSampler(weights);
  const found = weights.map(() => 0);
  for (let k = 0; k < steps * weights.length; k++) {
    const value = (k + 0.5) / (steps * weights.length);
    found[sampler.sample({ uniform: () => value, normal: () => 0 })] += 1 / (steps * weights.length);
  }
  return found;
}

test.each([
  [[1]],
  [[0, 1]],
  [[0.25, 0.25, 0.25, 0.25]],
  [[8, 1, 0, 1, 0, 2, 4, 0]],
  [[0.1, 0.2, 0.3, 0.4]],
  [[1e-3, 1, 1e-3, 5, 0, 2e-3, 1, 1]],
])("the cells of %j hold the weights", (weights) => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // A cell's border may cut through a step of the grid: two borders a cell, each worth a step.
  const steps = 4000;
  exactProbabilities(weights, steps).forEach((probability, k) => {
    expect(Math.abs(probability - weights[k] / total)).toBeLessThan(1.5 / steps);
  });
});

test("frequencies pass a χ² test", () => {
  const random = createRandom(5);
  const weights = Float64Array.from({ length: 64 }, () => random.uniform() ** 3);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sampler = createAliasSampler(weights);
  const counts = new Float64Array(64);
  const shots = 200_000;
  for (let shot = 0; shot < shots; shot++) counts[sampler.sample(random)]++;
  let chiSquare = 0;
  let freedom = -1;
  weights.forEach((weight, k) => {
    const expected = (shots * weight) / total;
    if (expected < 5) return;
    chiSquare += (counts[k] - expected) ** 2 / expected;
    freedom++;
  });
  // Mean f, standard deviation √(2f): five of them.
  expect(freedom).toBeGreaterThan(40);
  expect(Math.abs(chiSquare - freedom)).toBeLessThan(5 * Math.sqrt(2 * freedom));
});

test("an index of weight 0 is never drawn, whatever rounding does to the rest", () => {
  for (let seed = 0; seed < 200; seed++) {
    const random = createRandom(seed);
    const weights = Float64Array.from({ length: 37 }, () => (random.uniform() < 0.5 ? 0 : random.uniform()));
    weights[seed % 37] = 1e-9;
    const sampler = createAliasSampler(weights);
    for (let shot = 0; shot < 300; shot++) expect(weights[sampler.sample(random)]).toBeGreaterThan(0);
  }
});

test.each<[string, readonly number[], string]>([
  ["no weight", [], "weights must have 1 to 2^31 entries, got 0"],
  ["a negative weight", [1, -1], "weights[1] must be finite and at least 0, got -1"],
  ["NaN", [NaN], "weights[0] must be finite and at least 0, got NaN"],
  ["infinity", [Infinity], "weights[0] must be finite and at least 0, got Infinity"],
  ["a sum of 0", [0, 0], "weights must have a finite sum above 0, got 0"],
])("%s is refused", (_what, weights, message) => {
  expect(() => createAliasSampler(weights)).toThrow(InvalidArgumentError);
  expect(() => createAliasSampler(weights)).toThrow(message);
});

test("few shots of many outcomes are counted as many shots of few are", () => {
  const state = randomState(17, 3);
  const probabilityOf = (outcome: number): number => state.real[outcome] ** 2 + state.imaginary[outcome] ** 2;
  for (const shots of [1000, 2 ** 17]) {
    const counts = sampleCounts(state, { shots, seed: 4 });
    const outcomes = [...counts.keys()];
    expect(outcomes).toEqual(outcomes.toSorted((a, b) => a - b));
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(shots);
    // Of a random state of N outcomes, the mean of N·p over drawn outcomes is 2, with a standard deviation of √2.
    const mean = [...counts].reduce((sum, [k, count]) => sum + count * probabilityOf(k) * 2 ** 17, 0) / shots;
    expect(Math.abs(mean - 2)).toBeLessThan((5 * Math.SQRT2) / Math.sqrt(shots));
  }
});
