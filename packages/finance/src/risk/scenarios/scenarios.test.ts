import { createStateVectorEngine, probabilities as stateProbabilities } from "@ansatz/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RiskModelError } from "../../errors.ts";
import { logNormalScenarios, normalScenarios } from "./continuous-models.ts";
import { creditLossDistribution, creditLossScenarios, creditScenarios } from "./credit-model.ts";
import { copulaLosses, historicalLosses } from "./portfolio-losses.ts";
import { riskMeasures } from "./risk-measures.ts";
import { sampledScenarios } from "./sampled-scenarios.ts";
import { expectationOf, loadScenarios, scenarioTable } from "./scenario-distribution.ts";
import type { ScenarioDistribution } from "./scenario-distribution.ts";

const twoAssets = {
  defaultProbabilities: [0.15, 0.25],
  sensitivities: [0.1, 0.05],
  lossesGivenDefault: [1, 2],
};

async function loadedProbabilities(scenarios: ScenarioDistribution): Promise<Float64Array> {
  await using engine = await createStateVectorEngine({ qubitCount: scenarios.qubitCount });
  return stateProbabilities(await engine.run(loadScenarios(scenarios)));
}

test("the two-asset credit example of Qiskit Finance has the published measures", () => {
  // Qiskit Finance tutorial "Credit Risk Analysis" (2 factor qubits, range 2, linear rotations; exact simulation).
  const published = creditScenarios(twoAssets, { factorQubits: 2, factorRange: 2, rotation: "linear" });
  const measures = riskMeasures(published, 0.95);
  expect(measures.expectedLoss).toBeCloseTo(0.6409, 4);
  expect(measures.valueAtRisk).toBe(2);
  expect(measures.probabilityUpToValueAtRisk).toBeCloseTo(0.9591, 4);
  expect(measures.meanBeyondValueAtRisk).toBeCloseTo(3, 12);
});

test("the expected credit loss is Σ p λ whatever the sensitivities", () => {
  const exact = creditLossScenarios(twoAssets);
  expect(expectationOf(exact.probabilities, exact.values)).toBeCloseTo(0.15 + 2 * 0.25, 12);
  expect(Array.from(exact.values)).toEqual([0, 1, 2, 3]);
});

test("the joint default probability is the bivariate normal distribution", () => {
  // scipy.stats.multivariate_normal 1.17.1, correlation √(0.1·0.05), at (Φ⁻¹(0.15), Φ⁻¹(0.25)).
  const { probabilities } = creditLossDistribution(twoAssets);
  expect(probabilities[3]).toBeCloseTo(0.042868699073330796, 6);
});

test("more factor qubits bring the grid to the exact distribution", () => {
  const exact = creditLossDistribution(twoAssets);
  const errors = [2, 5, 8].map((factorQubits) => {
    const grid = creditScenarios(twoAssets, { factorQubits, factorRange: 6 });
    const three = grid.probabilities.filter((_, k) => grid.values[k] === 3).reduce((sum, p) => sum + p, 0);
    return Math.abs(three - exact.probabilities[3]);
  });
  expect(errors[0]).toBeGreaterThan(1e-4);
  expect(errors[2]).toBeLessThan(1e-7);
});

test("a large homogeneous portfolio has Vasicek's quantile", () => {
  const count = 400;
  const losses = creditLossDistribution({
    defaultProbabilities: new Float64Array(count).fill(0.02),
    sensitivities: new Float64Array(count).fill(0.2),
    lossesGivenDefault: new Float64Array(count).fill(1 / count),
  });
  // Φ((Φ⁻¹(p) + √ρ Φ⁻¹(α))/√(1 − ρ)) at p = 0.02, ρ = 0.2, α = 0.99; Vasicek, Risk 15, 160 (2002). The granularity of
  // 400 loans is of the order 1/count.
  expect(Math.abs(riskMeasures(losses, 0.99).valueAtRisk - 0.12860982493247136)).toBeLessThan(2.5 / count);
});

test("losses that are sums of the same amounts in other orders are one", () => {
  const losses = creditLossDistribution({
    defaultProbabilities: [0.1, 0.2, 0.3],
    sensitivities: [0.1, 0.1, 0.1],
    lossesGivenDefault: [0.1, 0.2, 0.3],
  });
  expect(losses.values).toHaveLength(7);
});

describe("circuits load the probabilities", () => {
  const cases: Record<string, ScenarioDistribution> = {
    table: scenarioTable([1, 2, 3], [0.5, 0.2, 0.3]),
    normal: normalScenarios({ mean: 0, standardDeviation: 1 }, { qubitCount: 4 }),
    credit: creditScenarios(twoAssets),
    product: {
      name: "product",
      qubitCount: 3,
      values: new Float64Array(8),
      probabilities: Float64Array.from(
        { length: 8 },
        (_, k) => [0.3, 0.7][k & 1] * [0.1, 0.2, 0.3, 0.4][k >> 1],
      ),
      loading: {
        kind: "product",
        registers: [Float64Array.of(0.3, 0.7), Float64Array.of(0.1, 0.2, 0.3, 0.4)],
      },
      discretisation: { rule: "exact", truncatedProbability: 0 },
    },
  };
  for (const [name, scenarios] of Object.entries(cases)) {
    test(name, async () => {
      const loaded = await loadedProbabilities(scenarios);
      scenarios.probabilities.forEach((p, k) => expect(loaded[k]).toBeCloseTo(p, 12));
    });
  }
});

test("cells of mass keep the mean and their risk measures tend to the closed forms", () => {
  const errors = [3, 6, 9, 12].map((qubitCount) => {
    const scenarios = normalScenarios({ mean: 0.3, standardDeviation: 2 }, { qubitCount, deviations: 6 });
    expect(scenarios.discretisation.meanError).toBeCloseTo(0, 9);
    const measures = riskMeasures(scenarios, 0.95);
    return [
      Math.abs(measures.valueAtRisk - scenarios.reference!.valueAtRisk(0.95)),
      Math.abs(measures.conditionalValueAtRisk - scenarios.reference!.conditionalValueAtRisk(0.95)),
    ];
  });
  expect(errors[0][0]).toBeGreaterThan(0.05);
  expect(errors[3][0]).toBeLessThan(0.006);
  expect(errors[3][1]).toBeLessThan(1e-4);
  // Standard normal: Φ⁻¹(0.95) = 1.6448536, φ(1.6448536)/0.05 = 2.0627128.
  const { reference } = normalScenarios({ mean: 0, standardDeviation: 1 }, { qubitCount: 2 });
  expect(reference!.valueAtRisk(0.95)).toBeCloseTo(1.6448536, 7);
  expect(reference!.conditionalValueAtRisk(0.95)).toBeCloseTo(2.0627128, 7);
});

test("log-normal cells keep the mean; the reference agrees with a fine grid", () => {
  const scenarios = logNormalScenarios(
    { logMean: 0.1, logStandardDeviation: 0.4 },
    { qubitCount: 14, deviations: 8 },
  );
  expect(scenarios.discretisation.meanError).toBeCloseTo(0, 8);
  expect(scenarios.discretisation.standardDeviationError).toBeCloseTo(0, 3);
  const measures = riskMeasures(scenarios, 0.9);
  expect(measures.conditionalValueAtRisk / scenarios.reference!.conditionalValueAtRisk(0.9)).toBeCloseTo(
    1,
    5,
  );
});

test("binned history keeps the mean and names how far its spread is off", () => {
  const samples = [0.01, -0.02, 0.005, 0.03, -0.01, 0, 0.002, -0.05];
  const scenarios = sampledScenarios(samples, { qubitCount: 2 });
  expect(expectationOf(scenarios.probabilities, scenarios.values)).toBeCloseTo(-0.033 / 8, 14);
  expect(scenarios.discretisation.standardDeviationError).toBeLessThan(0);
  expect(scenarios.discretisation.sampleCount).toBe(8);
  expect(scenarios.reference!.valueAtRisk(0.75)).toBe(0.005);
});

const moments = {
  assets: [{ name: "A" }, { name: "B" }],
  mean: Float64Array.of(0.08, 0.05),
  covariance: Float64Array.of(0.04, 0.012, 0.012, 0.09),
  source: { estimator: "given" },
};

test("copula losses have the portfolio's mean and variance", () => {
  const weights = [0.6, 0.4];
  const sampleCount = 40_000;
  const variance = 0.36 * 0.04 + 2 * 0.24 * 0.012 + 0.16 * 0.09;
  for (const [copula, marginals] of [
    ["normal", "normal"],
    ["t", "t"],
  ] as const) {
    const losses = copulaLosses(moments, {
      weights,
      horizon: 1,
      copula,
      marginals,
      degreesOfFreedom: 8,
      sampleCount,
      seed: 7,
    });
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / sampleCount;
    const spread = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / sampleCount;
    // Four standard errors of the mean; of the variance 4·√((κ − 1)/N) with kurtosis κ = 3, 4.5 for t with 8 degrees.
    expect(Math.abs(mean + 0.068)).toBeLessThan(4 * Math.sqrt(variance / sampleCount));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(4 * Math.sqrt(3.5 / sampleCount));
  }
});

test("a t copula has the heavier joint tail", () => {
  const tail = (copula: "normal" | "t"): number => {
    const losses = copulaLosses(moments, {
      weights: [0.5, 0.5],
      copula,
      degreesOfFreedom: 3,
      sampleCount: 20_000,
      seed: 3,
    });
    const sample = { values: losses, probabilities: new Float64Array(20_000).fill(1 / 20_000) };
    return riskMeasures(sample, 0.995).conditionalValueAtRisk;
  };
  expect(tail("t")).toBeGreaterThan(1.05 * tail("normal"));
});

test("historical losses are the negated weighted returns", () => {
  const table = {
    assets: moments.assets,
    dates: ["2024-01-31", "2024-02-29"],
    returns: Float64Array.of(0.1, -0.2, 0.05, 0.3),
    frequency: "monthly" as const,
  };
  const losses = historicalLosses(table, [0.5, 0.5]);
  expect(losses[0]).toBeCloseTo(0.05, 15);
  expect(losses[1]).toBeCloseTo(-0.175, 15);
});

test("VaR is the least loss that reaches the level, CVaR the least value of Rockafellar and Uryasev's function", () => {
  const distribution = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(distribution, fc.integer({ min: 1, max: 19 }), (entries, twentieth) => {
      const level = twentieth / 20;
      const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
      const losses = {
        values: Float64Array.from(entries, ([loss]) => loss),
        probabilities: Float64Array.from(entries, ([, weight]) => weight / total),
      };
      const measures = riskMeasures(losses, level);
      const upTo = (x: number): number =>
        expectationOf(
          losses.probabilities,
          losses.values.map((loss) => (loss <= x ? 1 : 0)),
        );
      const reaching = [...losses.values].filter((x) => upTo(x) >= level - 1e-12);
      expect(measures.valueAtRisk).toBe(Math.min(...reaching));
      const conditional = [...losses.values].map(
        (v) =>
          v +
          expectationOf(
            losses.probabilities,
            losses.values.map((loss) => Math.max(0, loss - v)),
          ) /
            (1 - level),
      );
      expect(measures.conditionalValueAtRisk).toBeCloseTo(Math.min(...conditional), 9);
      expect(measures.meanBeyondValueAtRisk).toBeGreaterThanOrEqual(measures.valueAtRisk);
    }),
    { seed: 20260101 },
  );
});

test("bad parameters name the field and the range", () => {
  expect(() => creditScenarios({ ...twoAssets, defaultProbabilities: [0.15, 1] })).toThrow(
    "defaultProbabilities[1] must be a finite number in (0, 1), got 1",
  );
  expect(() => creditScenarios({ ...twoAssets, sensitivities: [0.1] })).toThrow(
    "sensitivities must be a list of 2 numbers",
  );
  expect(() => normalScenarios({ mean: 0, standardDeviation: -1 }, { qubitCount: 3 })).toThrow(
    RiskModelError,
  );
  expect(() => normalScenarios({ mean: 0, standardDeviation: 1 }, { qubitCount: 30 })).toThrow(
    "qubitCount must be a whole number in [1, 20], got 30",
  );
  expect(() => scenarioTable([1, 2], [0.5, 0.4])).toThrow("probabilities must add up to 1");
  expect(() => sampledScenarios([1, 1, 1], { qubitCount: 2 })).toThrow("at least two different values");
  expect(() => riskMeasures(scenarioTable([1, 2], [0.5, 0.5]), 1)).toThrow(
    "level must be a finite number in (0, 1)",
  );
  const indefinite = { ...moments, covariance: Float64Array.of(1, 2, 2, 1) };
  expect(() => copulaLosses(indefinite, { weights: [1, 0], sampleCount: 10, seed: 1 })).toThrow(
    "covariance must be positive semidefinite",
  );
});
