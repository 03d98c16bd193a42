import { describe, expect, test } from "vitest";
import { RiskModelError } from "../errors.ts";
import { analyseRisk } from "./analyse-risk.ts";
import { estimateClassically } from "./classical-monte-carlo.ts";
import { errorSeries, logLogSlope } from "./error-series.ts";
import { estimateExpectation } from "./estimate-expectation.ts";
import {
  estimateConditionalValueAtRisk,
  estimateExpectedLoss,
  estimateValueAtRisk,
} from "./estimate-risk.ts";
import { encodePayoff } from "./payoff-rotation.ts";
import { normalScenarios } from "./scenarios/continuous-models.ts";
import { creditScenarios } from "./scenarios/credit-model.ts";
import { riskMeasures } from "./scenarios/risk-measures.ts";
import { scenarioTable } from "./scenarios/scenario-distribution.ts";
import { largestPart } from "./verdict.ts";
import { normalCdf, normalDensity } from "./special-functions.ts";

const credit = creditScenarios({
  defaultProbabilities: [0.15, 0.25],
  sensitivities: [0.1, 0.05],
  lossesGivenDefault: [1, 2],
});
const normal = normalScenarios({ mean: 0.01, standardDeviation: 0.05 }, { qubitCount: 5 });
const exact = riskMeasures(credit, 0.95);

describe("the two-asset credit example", () => {
  test("expected loss, VaR and CVaR come out within their intervals", async () => {
    const loss = await estimateExpectedLoss(credit, { seed: 1 });
    expect(loss.exactOnGrid).toBeCloseTo(exact.expectedLoss, 14);
    expect(Math.abs(loss.estimate - exact.expectedLoss)).toBeLessThan(2 * loss.errorBudget.samplingHalfWidth);
    const valueAtRisk = await estimateValueAtRisk(credit, 0.95, {
      seed: 1,
      amplitudeEstimation: { method: "iterative", accuracy: 0.002 },
    });
    expect(valueAtRisk.estimate).toBe(2);
    expect(valueAtRisk.samplingInterval).toEqual([2, 2]);
    expect(valueAtRisk.steps).toHaveLength(2);
    const shortfall = await estimateConditionalValueAtRisk(credit, 0.95, { seed: 1, threshold: 2 });
    expect(shortfall.exactOnGrid).toBeCloseTo(exact.conditionalValueAtRisk, 14);
    expect(shortfall.errorBudget.payoffBias).toBeCloseTo(0, 12);
    expect(Math.abs(shortfall.estimate - exact.conditionalValueAtRisk)).toBeLessThan(
      2 * shortfall.errorBudget.samplingHalfWidth,
    );
  });

  test("every gate simulated gives the estimate of the rotation picture, shot for shot", async () => {
    const options = { seed: 5, amplitudeEstimation: { method: "iterative", accuracy: 0.01 } } as const;
    const rotation = await estimateExpectedLoss(credit, options);
    const circuit = await estimateExpectedLoss(credit, { ...options, picture: "circuit" });
    expect(circuit.picture).toBe("circuit");
    expect(circuit.amplitude.rounds).toEqual(rotation.amplitude.rounds);
    expect(circuit.estimate).toBeCloseTo(rotation.estimate, 12);
  });

  test("a threshold above the VaR raises CVaR by a bias that the budget names", async () => {
    const wrong = await estimateConditionalValueAtRisk(credit, 0.8, { seed: 1, threshold: 2.5 });
    const { conditionalValueAtRisk } = riskMeasures(credit, 0.8);
    expect(wrong.errorBudget.payoffBias).toBeGreaterThan(0.01);
    expect(wrong.exactOnGrid).toBeCloseTo(conditionalValueAtRisk, 14);
  });
});

describe("intervals that separate the parts of the error", () => {
  const payoff = normal.values.map((loss) => Math.max(0, loss - 0.03));
  // E[(L − k)⁺] = σ(φ(z) − z(1 − Φ(z))) with z = (k − μ)/σ = 0.4.
  const reference = {
    value: 0.05 * (normalDensity(0.4) - 0.4 * (1 - normalCdf(0.4))),
    method: "closed form",
  };

  test("corrected intervals hold the reference as often as they say, sampling intervals do not", async () => {
    const repetitions = 120;
    let [corrected, uncorrected, hull] = [0, 0, 0];
    for (let seed = 0; seed < repetitions; seed++) {
      const estimate = await estimateExpectation(normal, payoff, {
        seed,
        confidence: 0.9,
        rotation: { kind: "linear", rescaling: 0.5 },
        amplitudeEstimation: { method: "maximum-likelihood", doublings: 7 },
        reference,
      });
      const holds = ([low, high]: readonly [number, number]): number =>
        low <= reference.value && reference.value <= high ? 1 : 0;
      corrected += holds(estimate.correctedInterval);
      uncorrected += holds(estimate.samplingInterval);
      hull += holds(estimate.interval);
    }
    // Three standard deviations of 120 draws at 0.9 are 0.082.
    expect(corrected / repetitions).toBeGreaterThan(0.9 - 0.082);
    expect(hull).toBeGreaterThanOrEqual(corrected);
    expect(uncorrected / repetitions).toBeLessThan(0.5);
  });

  test("the bias of the linear rotation falls with the square of its rescaling", () => {
    const biases = [0.4, 0.2, 0.1].map((rescaling) =>
      Math.abs(encodePayoff(normal.probabilities, payoff, { kind: "linear", rescaling }).payoffBias),
    );
    expect(biases[0] / biases[1]).toBeGreaterThan(3.8);
    expect(biases[1] / biases[2]).toBeCloseTo(4, 1);
    expect(encodePayoff(normal.probabilities, payoff).payoffBias).toBe(0);
  });

  test("estimate = exact + payoff bias + sampling error", async () => {
    const { estimate, exactOnGrid, errorBudget } = await estimateExpectation(normal, payoff, {
      seed: 2,
      rotation: { kind: "linear", rescaling: 0.3 },
      reference,
    });
    expect(exactOnGrid + errorBudget.payoffBias + errorBudget.samplingError).toBeCloseTo(estimate, 14);
    expect(reference.value + errorBudget.discretisationBias!).toBeCloseTo(exactOnGrid, 14);
  });
});

test("VaR intervals hold the VaR of the points at the stated confidence", async () => {
  const { valueAtRisk } = riskMeasures(normal, 0.9);
  const repetitions = 100;
  let covered = 0;
  for (let seed = 0; seed < repetitions; seed++) {
    const { samplingInterval } = await estimateValueAtRisk(normal, 0.9, {
      seed,
      confidence: 0.9,
      amplitudeEstimation: { method: "maximum-likelihood", doublings: 3, shotsPerRound: 40 },
    });
    if (samplingInterval[0] <= valueAtRisk && valueAtRisk <= samplingInterval[1]) covered++;
  }
  expect(covered / repetitions).toBeGreaterThan(0.81);
});

test("classical intervals hold the mean as often as they say", () => {
  let covered = 0;
  for (let seed = 0; seed < 300; seed++) {
    const { interval } = estimateClassically(normal, normal.values, {
      sampleCount: 200,
      seed,
      confidence: 0.9,
    });
    if (interval[0] <= 0.01 && 0.01 <= interval[1]) covered++;
  }
  expect(covered / 300).toBeGreaterThan(0.9 - 0.055);
  expect(covered / 300).toBeLessThan(0.9 + 0.055);
});

describe("errors against oracle calls", () => {
  for (const method of ["maximum-likelihood", "iterative", "canonical"] as const) {
    test(`${method}: 1/M against 1/√M`, async () => {
      const series = await errorSeries(credit, credit.values, {
        seed: 4,
        method,
        pointCount: 6,
        repetitions: 30,
      });
      expect(series.points).toHaveLength(6);
      // Each error has a relative standard error of 1/√60; six points over a factor of 20 in calls and more.
      expect(series.classicalSlope).toBeGreaterThan(-0.65);
      expect(series.classicalSlope).toBeLessThan(-0.35);
      expect(series.quantumSlope).toBeLessThan(-0.8);
      expect(series.quantumSlope).toBeGreaterThan(-1.25);
    });
  }

  test("a power law has its exponent as slope", () => {
    expect(logLogSlope([1, 10, 100], [2, 0.2, 0.02])).toBeCloseTo(-1, 12);
  });
});

test("an analysis holds all measures, its seed decides everything, and its verdict implies no speed-up", async () => {
  const options = { level: 0.95, seed: 9 };
  const analysis = await analyseRisk(normal, options);
  expect(await analyseRisk(normal, options)).toEqual(analysis);
  expect(structuredClone(analysis)).toEqual(analysis);
  expect(analysis.exact.valueAtRisk).toBe(analysis.valueAtRisk.exactOnGrid);
  expect(analysis.classical.expectedLossAtShots.sampleCount).toBe(analysis.expectedLoss.amplitude.shots);
  expect(analysis.classical.expectedLossAtCalls.sampleCount).toBe(
    analysis.expectedLoss.amplitude.statePreparations,
  );
  expect(analysis.valueAtRisk.reference!.value).toBeCloseTo(0.01 + 0.05 * 1.6448536, 8);
  expect(analysis.verdict).toContain("payoff approximation 0, discretisation 0)");
  expect(analysis.verdict).toContain("no speed-up in seconds is implied");
});

test("the part of the error that counts most is named", () => {
  const budget = { samplingHalfWidth: 0.01, samplingError: 0, payoffBias: 0, scenarioStandardError: 0 };
  const largest = (change: object) =>
    largestPart({ errorBudget: { ...budget, ...change }, confidence: 0.95 });
  expect(largest({})).toBe("sampling");
  expect(largest({ payoffBias: -0.02 })).toBe("payoff");
  expect(largest({ payoffBias: -0.02, discretisationBias: 0.03 })).toBe("discretisation");
  // 1.96 standard errors of 0.006 are 0.0118.
  expect(largest({ scenarioStandardError: 0.006 })).toBe("scenarios");
});

test("bad options name the field", async () => {
  await expect(estimateValueAtRisk(credit, 1.5, { seed: 1 })).rejects.toThrow(
    "level must be a finite number in (0, 1), got 1.5",
  );
  await expect(estimateExpectedLoss(credit, { seed: Number.NaN })).rejects.toThrow(RiskModelError);
  await expect(
    estimateExpectedLoss(credit, { seed: 1, rotation: { kind: "linear", rescaling: 2 } }),
  ).rejects.toThrow("rescaling must be a finite number in (0, 1], got 2");
  const constant = scenarioTable([1, 1], [0.5, 0.5]);
  await expect(errorSeries(constant, constant.values, { seed: 1 })).rejects.toThrow("payoff's range");
  expect(() => estimateClassically(credit, credit.values, { sampleCount: 0, seed: 1 })).toThrow(
    "sampleCount",
  );
});
