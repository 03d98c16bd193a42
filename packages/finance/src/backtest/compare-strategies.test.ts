import { expect, it } from "vitest";
import { holmAdjusted } from "./compare-strategies.ts";

it("Holm's correction by hand", () => {
  // Sorted 0.01·4, 0.02·3, 0.03·2, 0.9·1, each at least its predecessor.
  const adjusted = holmAdjusted([0.9, 0.01, 0.03, 0.02]);
  [0.9, 0.04, 0.06, 0.06].forEach((expected, i) => expect(adjusted[i]).toBeCloseTo(expected, 14));
  expect(holmAdjusted([0.7, 0.8])).toEqual([1, 1]);
  expect(holmAdjusted([])).toEqual([]);
});
