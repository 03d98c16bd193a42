import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MomentsError } from "../../errors.ts";
import type { Moments } from "../moments.ts";
import { applyViews } from "./black-litterman.ts";

const reference = JSON.parse(
  readFileSync(new URL("../reference/black-litterman.json", import.meta.url), "utf8"),
) as {
  readonly assets: string[];
  readonly covariance: number[];
  readonly weights: number[];
  readonly riskAversion: number;
  readonly prior: number[];
  readonly P: number[][];
  readonly Q: number[];
  readonly cases: readonly {
    readonly omega: string;
    readonly tau: number;
    readonly confidences: number[] | null;
    readonly returns: number[];
    readonly covariance: number[];
  }[];
};

const moments: Moments = {
  assets: reference.assets.map((name) => ({ name })),
  mean: new Float64Array(5),
  covariance: Float64Array.from(reference.covariance),
  source: { estimator: "given" },
};
const marketWeights = reference.weights;
const riskAversion = reference.riskAversion;

// Two inverses of well-conditioned matrices of three rows.
const tolerance = 1e-11;

function expectClose(actual: Float64Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [at, value] of expected.entries()) expect(Math.abs(actual[at] - value)).toBeLessThan(tolerance);
}

describe("Black–Litterman", () => {
  test("without views the means are the market's equilibrium", () => {
    const { mean, covariance } = applyViews(moments, { views: [], marketWeights, riskAversion, tau: 0.1 });
    expectClose(mean, reference.prior);
    expectClose(
      covariance,
      reference.covariance.map((value) => 1.1 * value),
    );
  });

  test.each(reference.cases)("means and covariances are PyPortfolioOpt's, $omega, tau $tau", (example) => {
    const views = reference.P.map((row, k) => ({
      weights: Object.fromEntries(
        row.map((weight, at) => [reference.assets[at], weight] as const).filter(([, weight]) => weight !== 0),
      ),
      expectedReturn: reference.Q[k],
      ...(example.confidences === null ? {} : { confidence: example.confidences[k] }),
    }));
    const { mean, covariance } = applyViews(moments, {
      views,
      marketWeights,
      riskAversion,
      tau: example.tau,
    });
    expectClose(mean, example.returns);
    expectClose(covariance, example.covariance);
  });

  test.each([0, 0.25, 1])(
    "a single view of confidence %d moves its combination by that share",
    (confidence) => {
      const views = [{ weights: { B: 1, C: -1 }, expectedReturn: 0.3, confidence }];
      const { mean } = applyViews(moments, { views, marketWeights, riskAversion });
      const before = reference.prior[1] - reference.prior[2];
      expect(mean[1] - mean[2]).toBeCloseTo(before + confidence * (0.3 - before), 12);
    },
  );

  test("a given prior replaces the equilibrium", () => {
    const prior = [0.01, 0.02, 0.03, 0.04, 0.05];
    expectClose(applyViews(moments, { views: [], prior }).mean, prior);
  });

  test.each([
    [{ views: [{ weights: { Z: 1 }, expectedReturn: 0.1 }] }, "view 1 must be about known assets, got Z"],
    [{ views: [{ weights: {}, expectedReturn: 0.1 }] }, "view 1 must give a weight to at least one asset"],
    [
      { views: [{ weights: { A: 1 }, expectedReturn: 0.1, confidence: 2 }] },
      "confidence of view 1 must be in [0, 1], got 2",
    ],
    [
      { views: [{ weights: { A: 1 }, expectedReturn: Number.NaN }] },
      "expectedReturn of view 1 must be finite",
    ],
    [{ views: [], tau: 0 }, "tau must be above 0, got 0"],
    [{ views: [], marketWeights: [1, 2] }, "marketWeights must have 5 finite values, got 2"],
    [{ views: [], marketWeights: [1, -1, 1, 1, 1] }, "marketWeights must not be negative"],
    [
      {
        views: [
          { weights: { A: 1 }, expectedReturn: 0.1, confidence: 1 },
          { weights: { A: 2 }, expectedReturn: 0.3, confidence: 1 },
        ],
      },
      "certain views must be about different combinations",
    ],
  ])("bad views are refused: %#", (options, message) => {
    expect(() => applyViews(moments, options)).toThrow(MomentsError);
    expect(() => applyViews(moments, options)).toThrow(message);
  });
});
