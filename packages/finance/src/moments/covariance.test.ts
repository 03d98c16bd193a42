import { describe, expect, test } from "vitest";
import { checkCovariance } from "./check-covariance.ts";
import { repairCovariance } from "./repair-covariance.ts";

describe("checkCovariance", () => {
  test.each([
    [[2, 1, 1, 2], "positive-definite", 1, 3, 2],
    [[1, 1, 1, 1], "singular", 0, 2, 1],
    [[1, 2, 2, 1], "indefinite", -1, 3, 1],
    [[0, 0, 0, 0], "singular", 0, 0, 0],
  ] as const)("%j is %s", (matrix, status, smallest, largest, rank) => {
    const check = checkCovariance(Float64Array.from(matrix));
    expect(check).toMatchObject({ status, rank });
    expect(check.smallestEigenvalue).toBeCloseTo(smallest, 13);
    expect(check.largestEigenvalue).toBeCloseTo(largest, 13);
  });

  test.each([
    [[1, 2, 3], "must be square, got 3 values"],
    [[1, 0.5, 0.6, 1], "must be symmetric, got 0.6 at (2, 1) and 0.5 at (1, 2)"],
    [[1, Number.NaN, Number.NaN, 1], "must be finite, got NaN at (2, 1)"],
    [[1, 0, 0, -1], "a variance must not be negative, got -1 for asset 2"],
  ])("%j is refused", (matrix, message) => {
    expect(() => checkCovariance(Float64Array.from(matrix))).toThrow(message);
  });
});

describe("repairCovariance", () => {
  test("gives the nearest correlation matrix that Higham (2002) prints on page 334", () => {
    const { covariance, converged } = repairCovariance(Float64Array.of(1, 1, 0, 1, 1, 1, 0, 1, 1));
    expect(converged).toBe(true);
    const printed = [1, 0.7607, 0.1573, 0.7607, 1, 0.7607, 0.1573, 0.7607, 1];
    // Four decimals are printed.
    for (const [at, value] of printed.entries()) expect(Math.abs(covariance[at] - value)).toBeLessThan(6e-5);
  });

  test("keeps variances, and leaves a covariance as it is", () => {
    const { covariance, largestChange } = repairCovariance(Float64Array.of(4, 1, 1, 9));
    expect(largestChange).toBeLessThan(1e-12);
    for (const [at, value] of [4, 1, 1, 9].entries()) expect(covariance[at]).toBeCloseTo(value, 12);
    const repaired = repairCovariance(Float64Array.of(4, 9, 9, 9)).covariance;
    for (const [at, value] of [4, 6, 6, 9].entries()) expect(repaired[at]).toBeCloseTo(value, 9);
  });

  test("the result has no eigenvalue below rounding", () => {
    const matrix = Float64Array.from({ length: 64 }, (_, at) => {
      const [i, j] = [Math.floor(at / 8), at % 8];
      return i === j ? 1 : 0.9 * Math.cos(3 * Math.abs(i - j) + (i + j));
    });
    expect(checkCovariance(matrix).status).toBe("indefinite");
    const { covariance } = repairCovariance(matrix);
    expect(checkCovariance(covariance, 1e-9).status).not.toBe("indefinite");
    for (let i = 0; i < 8; i++) expect(covariance[9 * i]).toBeCloseTo(1, 14);
  });
});
