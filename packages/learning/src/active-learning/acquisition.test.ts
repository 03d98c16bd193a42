import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Acquisition, acquisitionOf, bestOf, expectedImprovement, type Goal } from "./acquisition.ts";

const reference = JSON.parse(
  readFileSync(new URL("./reference/acquisitions.json", import.meta.url), "utf8"),
) as Readonly<
  Record<
    | "mean"
    | "deviation"
    | "best"
    | "target"
    | "maximise"
    | "minimise"
    | "toTarget"
    | "probability"
    | "probabilityTarget",
    number
  >
>[];

const one = (acquisition: Acquisition, mean: number, deviation: number, goal: Goal, best: number): number =>
  acquisitionOf(acquisition, [mean], [deviation], { goal, best, seed: 1 })[0];

test.each(reference)("improvements are the integrals that define them: %#", (example) => {
  const { mean, deviation, best, target } = example;
  const improvement = { kind: "expected-improvement" } as const;
  const probability = { kind: "probability-of-improvement" } as const;
  // Rounding is relative to the deviation: the closed form is a difference.
  const tolerance = 1e-10 * deviation;
  expect(Math.abs(one(improvement, mean, deviation, "maximise", best) - example.maximise)).toBeLessThan(
    tolerance,
  );
  expect(Math.abs(one(improvement, mean, deviation, "minimise", best) - example.minimise)).toBeLessThan(
    tolerance,
  );
  expect(Math.abs(one(improvement, mean, deviation, { target }, best) - example.toTarget)).toBeLessThan(
    tolerance,
  );
  expect(one(probability, mean, deviation, "maximise", best)).toBeCloseTo(example.probability, 9);
  expect(one(probability, mean, deviation, { target }, best)).toBeCloseTo(example.probabilityTarget, 9);
});

test("expected improvement stays positive and falls far below the best value", () => {
  const found = [5, 10, 20, 29.9, 30.1, 35].map((z) => expectedImprovement(-z, 1, 0));
  for (const [k, value] of found.entries()) {
    expect(value).toBeGreaterThan(0);
    if (k > 0) expect(value).toBeLessThan(found[k - 1]);
  }
  // φ(10) (1/10² − 3/10⁴ + 15/10⁶ − 105/10⁸ + 945/10¹⁰ …), here by mpmath: 7.4745602545893e−25.
  expect(found[1] / 7.4745602545893e-25).toBeCloseTo(1, 9);
});

test("without deviation improvements are those of the value", () => {
  expect(expectedImprovement(3, 0, 2)).toBe(1);
  expect(expectedImprovement(1, 0, 2)).toBe(0);
  expect(one({ kind: "expected-improvement" }, 4, 0, { target: 5 }, 3)).toBe(1);
  expect(one({ kind: "probability-of-improvement" }, 4, 0, "minimise", 5)).toBe(1);
});

test("the confidence bound looks towards the goal and does not pass a target", () => {
  const bound = { kind: "confidence-bound", weight: 2 } as const;
  expect(one(bound, 5, 1, "maximise", 0)).toBe(7);
  expect(one(bound, 5, 1, "minimise", 0)).toBe(-3);
  expect(one(bound, 5, 1, { target: 10 }, 0)).toBe(-3);
  expect(Math.abs(one(bound, 5, 1, { target: 6 }, 0))).toBe(0);
});

test("Thompson draws have the predicted mean and deviation and are repeated by their seed", () => {
  const values = new Float64Array(4000).fill(3);
  const deviations = new Float64Array(4000).fill(0.5);
  const draw = (seed: number): Float64Array =>
    acquisitionOf({ kind: "thompson" }, values, deviations, { goal: "maximise", best: 0, seed });
  const drawn = draw(5);
  expect(draw(5)).toEqual(drawn);
  expect(draw(6)).not.toEqual(drawn);
  const mean = drawn.reduce((sum, value) => sum + value, 0) / 4000;
  const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4000;
  // Four standard errors.
  expect(Math.abs(mean - 3)).toBeLessThan((4 * 0.5) / Math.sqrt(4000));
  expect(Math.abs(variance - 0.25)).toBeLessThan(4 * 0.25 * Math.sqrt(2 / 4000));
});

test("the best value is the nearest to the goal", () => {
  expect([
    bestOf([1, 5, 3], "maximise"),
    bestOf([1, 5, 3], "minimise"),
    bestOf([1, 5, 3], { target: 3.4 }),
  ]).toEqual([5, 1, 3]);
  expect(() => bestOf([], "maximise")).toThrow(/at least one known value/);
});

test("deviations and settings out of range are refused", () => {
  const options = { goal: "maximise", best: 0, seed: 1 } as const;
  expect(() => acquisitionOf({ kind: "value" }, [1], [-1], options)).toThrow(
    /deviation 1 must be at least 0/,
  );
  expect(() => acquisitionOf({ kind: "value" }, [1], [], options)).toThrow(
    /a deviation a value, got 0 for 1/,
  );
  expect(() => acquisitionOf({ kind: "confidence-bound", weight: -1 }, [1], [1], options)).toThrow(
    /weight must be at least 0/,
  );
});
