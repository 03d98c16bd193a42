import { describe, expect, test } from "vitest";
import { RiskModelError } from "../../errors.ts";
import { clopperPearson, normalCdf, normalQuantile } from "../special-functions.ts";
import { estimateAmplitude } from "./estimate-amplitude.ts";
import type { AmplitudeSettings } from "./estimate-amplitude.ts";
import { exponentialSchedule, fisherInformation } from "./estimate-by-maximum-likelihood.ts";
import { estimateCanonically } from "./estimate-canonically.ts";
import { estimateIteratively } from "./estimate-iteratively.ts";
import { phaseOutcomeDistribution, rotationExperiment } from "./grover-experiment.ts";

const repetitions = 200;

/** Runs an estimator with seeds 1, 2, 3 …. */
async function repeat(amplitude: number, settings: AmplitudeSettings, confidence: number) {
  const experiment = rotationExperiment(amplitude);
  const estimates = [];
  for (let seed = 1; seed <= repetitions; seed++) {
    estimates.push(await estimateAmplitude(experiment, settings, { seed, confidence }));
  }
  return estimates;
}

const rms = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe("intervals hold the amplitude as often as they say", () => {
  // 200 binomial draws with p = 0.9 have a standard deviation of 2.1 %: 0.835 is three of them below.
  const settings: readonly AmplitudeSettings[] = [
    { method: "iterative", accuracy: 0.01 },
    { method: "iterative", accuracy: 0.01, intervals: "chernoff" },
    { method: "maximum-likelihood", doublings: 5 },
    { method: "canonical", evaluationQubits: 5, shots: 20 },
  ];
  for (const setting of settings) {
    for (const amplitude of [0.003, 0.2, 0.5, 0.91]) {
      test(`${JSON.stringify(setting)} at ${amplitude}`, async () => {
        const estimates = await repeat(amplitude, setting, 0.9);
        const covered = estimates.filter(
          ({ interval: [low, high] }) => low <= amplitude && amplitude <= high,
        ).length;
        expect(covered / repetitions).toBeGreaterThan(0.835);
        // Intervals that say nothing would cover as well.
        for (const { interval } of estimates) expect(interval[1] - interval[0]).toBeLessThan(0.12);
      });
    }
  }
});

test("iterative estimation reaches its accuracy within the published bound of oracle calls", async () => {
  const [accuracy, confidence] = [0.001, 0.95];
  const estimates = await repeat(0.3, { method: "iterative", accuracy, intervals: "chernoff" }, confidence);
  // Theorem 1 of arXiv:1912.05559: with Chernoff bounds at most 50/ε · ln(2/α · log2(π/4ε)) oracle calls.
  const bound = (50 / accuracy) * Math.log((2 / (1 - confidence)) * Math.log2(Math.PI / (4 * accuracy)));
  for (const estimate of estimates) {
    expect(estimate.converged).toBe(true);
    expect((estimate.interval[1] - estimate.interval[0]) / 2).toBeLessThanOrEqual(accuracy * (1 + 1e-9));
    expect(estimate.groverCalls).toBeLessThan(bound);
  }
  const exact = await repeat(0.3, { method: "iterative", accuracy }, confidence);
  const calls = (list: typeof exact): number => list.reduce((sum, { groverCalls }) => sum + groverCalls, 0);
  expect(calls(exact)).toBeLessThan(calls(estimates));
});

test("maximum-likelihood errors lie on the Cramér–Rao bound", async () => {
  for (const amplitude of [1 / 6, 1 / 3, 2 / 3]) {
    const powers = exponentialSchedule(6);
    const estimates = await repeat(amplitude, { method: "maximum-likelihood", powers }, 0.95);
    const error = rms(estimates.map((estimate) => estimate.amplitude - amplitude));
    const bound = 1 / Math.sqrt(fisherInformation(amplitude, powers, 100));
    // The relative standard error of a root mean square of 200 normal errors is 1/√400 = 5 %.
    expect(error / bound).toBeGreaterThan(0.85);
    expect(error / bound).toBeLessThan(1.2);
  }
});

test("phase estimation is within its bound with probability 8/π²", () => {
  for (const amplitude of [0.01, 0.3, 0.77]) {
    const count = 64;
    const outcomes = phaseOutcomeDistribution(Math.asin(Math.sqrt(amplitude)), 6);
    const bound = (2 * Math.PI * Math.sqrt(amplitude * (1 - amplitude))) / count + (Math.PI / count) ** 2;
    let [total, within] = [0, 0];
    outcomes.forEach((probability, y) => {
      total += probability;
      if (Math.abs(Math.sin((Math.PI * y) / count) ** 2 - amplitude) <= bound) within += probability;
    });
    expect(total).toBeCloseTo(1, 12);
    expect(within).toBeGreaterThanOrEqual(8 / Math.PI ** 2);
  }
});

test("an amplitude on the grid of phases is found without error", async () => {
  const amplitude = Math.sin((Math.PI * 3) / 16) ** 2;
  const estimate = await estimateCanonically(rotationExperiment(amplitude), {
    evaluationQubits: 4,
    shots: 1,
    seed: 1,
  });
  expect(estimate.gridAmplitude).toBeCloseTo(amplitude, 12);
  expect(estimate.amplitude).toBeCloseTo(amplitude, 6);
  expect(estimate.groverCalls).toBe(15);
  expect(estimate.statePreparations).toBe(31);
});

test("amplitudes 0 and 1 are estimated", async () => {
  for (const amplitude of [0, 1]) {
    for (const method of ["iterative", "maximum-likelihood", "canonical"] as const) {
      const estimate = await estimateAmplitude(
        rotationExperiment(amplitude),
        { method },
        { seed: 3, confidence: 0.95 },
      );
      expect(Math.abs(estimate.amplitude - amplitude)).toBeLessThan(0.006);
    }
  }
});

test("the same seed gives the same estimate, another one another", async () => {
  const run = (seed: number) => estimateIteratively(rotationExperiment(0.37), { seed });
  expect(await run(5)).toEqual(await run(5));
  expect((await run(5)).amplitude).not.toBe((await run(6)).amplitude);
});

test("quantiles agree with SciPy 1.17.1", () => {
  // scipy.stats.norm.ppf, norm.cdf and beta.ppf
  expect(normalQuantile(1e-9)).toBeCloseTo(-5.9978070150076865, 7);
  expect(normalQuantile(0.15)).toBeCloseTo(-1.0364333894937898, 14);
  // The library's Φ is good to 1e-16 absolutely, which is 1e-7 of the density here.
  expect(normalCdf(-6) / 9.865876450376946e-10).toBeCloseTo(1, 8);
  const [low, high] = clopperPearson(3, 100, 0.95);
  expect(low).toBeCloseTo(0.006229971538306395, 9);
  expect(high).toBeCloseTo(0.08517605297428002, 9);
  expect(clopperPearson(0, 50, 0.95)[0]).toBe(0);
  expect(clopperPearson(50, 50, 0.95)[1]).toBe(1);
});

test("bad settings name the field and the range", async () => {
  const experiment = rotationExperiment(0.5);
  await expect(estimateIteratively(experiment, { accuracy: 0, seed: 1 })).rejects.toThrow(
    "accuracy must be a finite number in [1e-8, 0.5), got 0",
  );
  await expect(estimateIteratively(experiment, { shotsPerRound: 1.5, seed: 1 })).rejects.toThrow(
    RiskModelError,
  );
  await expect(estimateCanonically(experiment, { evaluationQubits: 20, seed: 1 })).rejects.toThrow(
    "evaluationQubits must be a whole number in [1, 14], got 20",
  );
  await expect(
    estimateCanonically(experiment, { evaluationQubits: 14, shots: 1_000_000, seed: 1 }),
  ).rejects.toThrow("the likelihood must have at most");
  await expect(
    estimateAmplitude(experiment, { method: "guess" as never }, { seed: 1, confidence: 0.9 }),
  ).rejects.toThrow("method must be one of iterative, maximum-likelihood, canonical, got guess");
  expect(() => rotationExperiment(1.2)).toThrow("amplitude must be a finite number in [0, 1], got 1.2");
});
