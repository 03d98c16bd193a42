import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { StrategyWindow } from "../strategy.ts";
import {
  buyAndHold,
  equalWeight,
  hierarchicalRiskParity,
  minimumVariance,
  selectThenWeight,
} from "./built-in-strategies.ts";

interface VarianceReference {
  readonly maximumWeight: number;
  readonly weights: number[];
}
const reference = JSON.parse(
  readFileSync(new URL("./reference/strategies.json", import.meta.url), "utf8"),
) as {
  readonly returns: number[];
  readonly covariance: number[];
  readonly hrp: number[];
  readonly minimumVariance: VarianceReference;
  readonly minimumVarianceCapped: VarianceReference;
};

const window: StrategyWindow = {
  assets: Array.from({ length: 5 }, (_, i) => ({ name: `A${i}` })),
  dates: Array.from({ length: 60 }, (_, t) => new Date(Date.UTC(2020, 0, 1 + t)).toISOString().slice(0, 10)),
  returns: Float64Array.from(reference.returns),
  frequency: "daily",
  index: 0,
  seed: 1,
};
const fifths = new Float64Array(5).fill(0.2);

function difference(weights: ArrayLike<number> | "hold", expected: ArrayLike<number>): number {
  if (weights === "hold") throw new Error("a decision to hold has no weights");
  return Math.max(...Array.from(weights, (value, i) => Math.abs(value - expected[i])));
}

describe("built-in strategies", () => {
  it("equal weight buys the same share of all each time, buy and hold once", async () => {
    expect(await equalWeight().decide({ ...window, index: 1 })).toEqual({ weights: fifths });
    expect(await buyAndHold().decide(window)).toEqual({ weights: fifths });
    expect(await buyAndHold([0.5, 0.5, 0, 0, 0]).decide(window)).toEqual({ weights: [0.5, 0.5, 0, 0, 0] });
    expect(await buyAndHold().decide({ ...window, index: 1 })).toEqual({ weights: "hold" });
  });

  it("hierarchical risk parity on returns equals PyPortfolioOpt's", async () => {
    const { weights } = await hierarchicalRiskParity({ distance: "correlation" }).decide(window);
    expect(difference(weights, reference.hrp)).toBeLessThan(1e-12);
  });

  it.each(["minimumVariance", "minimumVarianceCapped"] as const)(
    "%s on returns equals PyPortfolioOpt's",
    async (kind) => {
      const { maximumWeight, weights: expected } = reference[kind];
      const { weights } = await minimumVariance({ upper: maximumWeight }).decide(window);
      // Two solvers of a flat optimum: the root of their tolerances.
      expect(difference(weights, expected)).toBeLessThan(1e-6);
      expect(difference(fifths, expected)).toBeGreaterThan(0.05);
    },
  );

  it("another estimator is used, by name or as a function", async () => {
    const identity = Float64Array.from({ length: 25 }, (_, k) => (k % 6 === 0 ? 1 : 0));
    const mean = new Float64Array(5);
    const estimator = () => ({
      assets: window.assets,
      mean,
      covariance: identity,
      source: { estimator: "given" },
    });
    const flat = await minimumVariance({ estimator }).decide(window);
    expect(difference(flat.weights, fifths)).toBeLessThan(1e-8);
    const shrunk = await minimumVariance({ estimator: { kind: "ledoit-wolf" } }).decide(window);
    const sample = await minimumVariance().decide(window);
    expect(difference(shrunk.weights, fifths)).toBeLessThan(difference(sample.weights, fifths));
  });

  it("a selection is weighted equally or by minimum variance among the chosen", async () => {
    const select = () => ({ selection: [3, 1], notes: { isProven: true } });
    const equal = await selectThenWeight({ name: "pick", select }).decide(window);
    expect(Array.from(equal.weights as Float64Array)).toEqual([0, 0.5, 0, 0.5, 0]);
    expect(equal.notes).toEqual({ isProven: true, selection: [3, 1] });
    const weighted = await selectThenWeight({ name: "pick", select, weighting: "minimum-variance" }).decide(
      window,
    );
    // Closed form for two assets, held to [0, 1]: w₁ = (σ₃² − σ₁₃)/(σ₁² + σ₃² − 2σ₁₃).
    const c = reference.covariance;
    const first = Math.min(1, Math.max(0, (c[18] - c[8]) / (c[6] + c[18] - 2 * c[8])));
    expect(difference(weighted.weights, [0, first, 0, 1 - first, 0])).toBeLessThan(1e-6);
  });

  it.each([[[]], [[1, 1]], [[5]], [[0.5]]])("selection %j is refused", async (selection) => {
    const strategy = selectThenWeight({ name: "pick", select: () => ({ selection }) });
    await expect((async () => strategy.decide(window))()).rejects.toThrow(
      /a selection must name assets in \[0, 4\]/,
    );
  });
});
