import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MomentsError } from "../../errors.ts";
import type { ReturnTable } from "../../prices/price-table.ts";
import { computeDeviations } from "./deviations.ts";
import { estimateMoments } from "./estimate-moments.ts";
import type { EstimatedMoments, Estimator } from "./estimate-moments.ts";
import { modelGivenFactors } from "./factor-model.ts";

interface Case {
  readonly periods: number;
  readonly assets: number;
  readonly returns: number[];
  readonly sample: { readonly covariance: number[]; readonly mean: number[] };
  readonly ledoitWolf: { readonly covariance: number[]; readonly shrinkage: number };
  readonly oas: { readonly covariance: number[]; readonly shrinkage: number };
  readonly constantCorrelation: { readonly covariance: number[]; readonly shrinkage: number };
  readonly exponential: { readonly halfLife: number; readonly covariance: number[]; readonly mean: number[] };
  readonly principal: { readonly factorCount: number; readonly covariance: number[] };
  readonly givenFactors: {
    readonly factors: number[];
    readonly covariance: number[];
    readonly loadings: number[];
  };
}

const reference = JSON.parse(
  readFileSync(new URL("../reference/estimators.json", import.meta.url), "utf8"),
) as { readonly cases: readonly Case[] };

// Both sides add the same products in another order: differences stay near 1e-16 of the largest entry.
const relativeTolerance = 1e-11;

function makeTable(returns: readonly number[], assets: number): ReturnTable {
  return {
    assets: Array.from({ length: assets }, (_, index) => ({ name: `A${index}` })),
    dates: Array.from({ length: returns.length / assets }, (_, index) => `${1900 + index}-12-31`),
    returns: Float64Array.from(returns),
    frequency: "yearly",
  };
}

function expectClose(actual: Float64Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  expect(largest).toBeGreaterThan(0);
  const worst = Math.max(...expected.map((value, at) => Math.abs(value - actual[at])));
  expect(worst).toBeLessThan(relativeTolerance * largest);
}

describe.each(reference.cases)("$periods returns of $assets assets", (example) => {
  const table = makeTable(example.returns, example.assets);

  test("sample moments are numpy's", () => {
    const moments = estimateMoments(table, { kind: "sample" });
    expectClose(moments.covariance, example.sample.covariance);
    expectClose(moments.mean, example.sample.mean);
    expect(moments.diagnostics.observationsPerAsset).toBe(example.periods / example.assets);
  });

  test.each([
    ["Ledoit–Wolf and its shrinkage are scikit-learn's", { kind: "ledoit-wolf" }, example.ledoitWolf],
    ["OAS and its shrinkage are scikit-learn's", { kind: "oas" }, example.oas],
    [
      "constant correlation is PyPortfolioOpt's",
      { kind: "ledoit-wolf", target: "constant-correlation" },
      example.constantCorrelation,
    ],
  ] satisfies [string, Estimator, { covariance: number[]; shrinkage: number }][])(
    "%s",
    (_, estimator, expected) => {
      const moments = estimateMoments(table, estimator);
      expect(expected.shrinkage).toBeGreaterThan(0.05);
      expect(moments.source.shrinkage).toBeCloseTo(expected.shrinkage, 11);
      expectClose(moments.covariance, expected.covariance);
    },
  );

  test("exponential weights are pandas'", () => {
    const moments = estimateMoments(table, { kind: "exponential", halfLife: example.exponential.halfLife });
    expectClose(moments.covariance, example.exponential.covariance);
    expectClose(moments.mean, example.exponential.mean);
    expect(moments.diagnostics.effectiveObservations).toBeLessThan(example.periods);
  });

  test("principal factors are numpy's leading singular vectors", () => {
    const moments = estimateMoments(table, { kind: "factor-model", factors: example.principal.factorCount });
    expectClose(moments.covariance, example.principal.covariance);
    expect(moments.diagnostics.explained).toBeGreaterThan(0.3);
    expect(moments.diagnostics.explained).toBeLessThan(1);
  });

  test("given factors are numpy's least squares", () => {
    const { factors, covariance, loadings } = example.givenFactors;
    const given = { names: ["f", "g"], returns: Float64Array.from(factors) };
    expectClose(estimateMoments(table, { kind: "factor-model", factors: given }).covariance, covariance);
    expectClose(modelGivenFactors(computeDeviations(table), given).loadings, loadings);
  });
});

test("moments a year are those a period times the periods a year", () => {
  const table = makeTable(reference.cases[0].returns, 5);
  for (const estimator of [
    { kind: "sample" },
    { kind: "oas" },
    { kind: "exponential", halfLife: 20 },
  ] as const) {
    const yearly: EstimatedMoments = estimateMoments(table, estimator);
    const daily = estimateMoments({ ...table, frequency: "daily" }, estimator);
    expectClose(
      daily.covariance,
      [...yearly.covariance].map((value) => 252 * value),
    );
    expectClose(
      daily.mean,
      [...yearly.mean].map((value) => 252 * value),
    );
  }
});

test("an endless half-life weighs all periods alike", () => {
  const table = makeTable(reference.cases[0].returns, 5);
  const weighted = estimateMoments(table, { kind: "exponential", halfLife: 1e14 });
  expectClose(weighted.covariance, [...estimateMoments(table, { kind: "sample" }).covariance]);
  expect(weighted.diagnostics.effectiveObservations).toBeCloseTo(60, 8);
});

test("one asset has its variance under every estimator", () => {
  const table = makeTable([0.1, -0.05, 0.02, 0.03], 1);
  const sample = estimateMoments(table, { kind: "sample" }).covariance[0];
  for (const estimator of [
    { kind: "ledoit-wolf" },
    { kind: "oas" },
    { kind: "ledoit-wolf", target: "constant-correlation" },
  ] as const) {
    expect(estimateMoments(table, estimator).covariance[0]).toBeCloseTo((3 / 4) * sample, 15);
  }
});

describe("what cannot be estimated is refused", () => {
  const table = makeTable([0.1, 0.2, 0.3, -0.1, 0.2, 0.1], 2);
  test.each([
    [
      { ...table, dates: ["2020-12-31"], returns: Float64Array.of(0.1, 0.2) },
      { kind: "sample" },
      "at least 2 periods, got 1",
    ],
    [
      { ...table, returns: Float64Array.of(0.1, 0.2, Number.NaN, 0, 0, 0) },
      { kind: "oas" },
      "returns must be finite, got NaN for A0 on 1901-12-31",
    ],
    [{ ...table, returns: new Float64Array(5) }, { kind: "sample" }, "= 6 values, got 5"],
    [table, { kind: "exponential", halfLife: 0 }, "halfLife must be above 0 periods, got 0"],
    [table, { kind: "exponential", halfLife: 0.01 }, "halfLife must leave weight on more than one period"],
    [table, { kind: "factor-model", factors: 3 }, "factors must be an integer in [1, 2], got 3"],
    [
      table,
      { kind: "factor-model", factors: { names: ["f"], returns: new Float64Array(3) } },
      "factors f must vary",
    ],
    [
      table,
      { kind: "factor-model", factors: { names: ["f"], returns: new Float64Array(4) } },
      "factors must have returns for each of the 3 periods",
    ],
    [table, { kind: "mean" } as unknown as Estimator, "estimator must be sample, exponential"],
  ] satisfies [ReturnTable, Estimator, string][])("%#", (returns, estimator, message) => {
    expect(() => estimateMoments(returns, estimator)).toThrow(MomentsError);
    expect(() => estimateMoments(returns, estimator)).toThrow(message);
  });
});
