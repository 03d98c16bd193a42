import { describe, expect, test } from "vitest";
import { RiskModelError } from "../errors.ts";
import { estimateExpectation } from "../risk/estimate-expectation.ts";
import { encodePayoff } from "../risk/payoff-rotation.ts";
import { logNormalScenarios } from "../risk/scenarios/continuous-models.ts";
import { expectationOf } from "../risk/scenarios/scenario-distribution.ts";
import type { OptionContract } from "./option.ts";
import { optionScenarios } from "./path-scenarios.ts";
import { priceOption, referencePrice } from "./price-option.ts";

describe("the European call of the Qiskit Finance tutorial", () => {
  // S = 2, σ = 40 %, r = 5 %, T = 40/365, K = 1.896, 3 qubits over ±3 standard deviations, c = 0.25, undiscounted. Printed
  // there: exact value 0.1623, estimate 0.1687, 95 % interval [0.1637, 0.1737], which misses the exact value.
  const maturity = 40 / 365;
  const strike = 1.896;
  const scenarios = logNormalScenarios(
    {
      logMean: Math.log(2) + (0.05 - 0.4 ** 2 / 2) * maturity,
      logStandardDeviation: 0.4 * Math.sqrt(maturity),
    },
    { qubitCount: 3, rule: "density", deviations: 3 },
  );
  const payoff = scenarios.values.map((price) => Math.max(0, price - strike));
  const range = [0, scenarios.values[7] - strike] as const;
  const undiscounted = referencePrice(
    { spot: 2, volatility: 0.4, rate: 0.05 },
    { kind: "european", type: "call", strike, maturity },
  );
  const reference = { ...undiscounted, value: undiscounted.value * Math.exp(0.05 * maturity) };

  test("the exact value and the chance of exercise are the published ones", () => {
    expect(expectationOf(scenarios.probabilities, payoff)).toBeCloseTo(0.1623, 4);
    const delta = expectationOf(
      scenarios.probabilities,
      scenarios.values.map((price) => (price >= strike ? 1 : 0)),
    );
    expect(delta).toBeCloseTo(0.8098, 4);
  });

  test("the bias of its payoff explains why the published interval misses the truth", () => {
    const encoded = encodePayoff(scenarios.probabilities, payoff, { kind: "linear", rescaling: 0.25 }, range);
    const infiniteShots = encoded.exactValue + encoded.payoffBias;
    expect(infiniteShots).toBeGreaterThan(0.1637);
    expect(infiniteShots).toBeLessThan(0.1737);
    expect(encoded.payoffBias).toBeGreaterThan(0.1637 - 0.1623);
  });

  test("its sampling interval misses and the corrected one holds the Black–Scholes value", async () => {
    const estimate = await estimateExpectation(scenarios, payoff, {
      seed: 3,
      rotation: { kind: "linear", rescaling: 0.25 },
      range,
      reference,
      amplitudeEstimation: { method: "iterative", accuracy: 0.001 },
    });
    const holds = ([low, high]: readonly [number, number]): boolean =>
      low <= reference.value && reference.value <= high;
    expect(holds(estimate.samplingInterval)).toBe(false);
    expect(holds(estimate.correctedInterval)).toBe(true);
    expect(holds(estimate.interval)).toBe(true);
    expect(estimate.errorBudget.discretisationBias).toBeCloseTo(0.1623 - reference.value, 4);
    expect(Math.abs(estimate.errorBudget.discretisationBias!)).toBeGreaterThan(1e-4);
  });
});

const market = { spot: 100, volatility: 0.25, rate: 0.03, dividendYield: 0.01 };
const terms = { type: "call", strike: 100, maturity: 0.5 } as const;
const contracts: Record<string, OptionContract> = {
  "European call": { kind: "european", ...terms },
  "European put": { kind: "european", ...terms, type: "put" },
  "arithmetic Asian": { kind: "asian", average: "arithmetic", fixings: 3, ...terms },
  "geometric Asian with the spot": {
    kind: "asian",
    average: "geometric",
    fixings: 4,
    includesSpot: true,
    ...terms,
  },
  "up-and-out": { kind: "barrier", barrier: 125, direction: "up", knock: "out", observations: 3, ...terms },
  "down-and-in put": {
    kind: "barrier",
    barrier: 85,
    direction: "down",
    knock: "in",
    observations: 2,
    ...terms,
    type: "put",
  },
};

describe("prices by amplitude estimation", () => {
  for (const [name, contract] of Object.entries(contracts)) {
    test(`${name}: the corrected interval holds the reference and the parts add up`, async () => {
      const result = await priceOption(market, contract, { seed: 12, confidence: 0.999 });
      const { price } = result;
      const reference = price.reference!.value;
      expect(reference).toBeGreaterThan(0.1);
      expect(price.correctedInterval[0]).toBeLessThanOrEqual(reference);
      expect(price.correctedInterval[1]).toBeGreaterThanOrEqual(reference);
      const { samplingError, payoffBias, discretisationBias } = price.errorBudget;
      expect(reference + samplingError + payoffBias + discretisationBias!).toBeCloseTo(price.estimate, 10);
      expect(result.classical.atShots.sampleCount).toBe(price.amplitude.shots);
      expect(result.classical.atCalls.sampleCount).toBe(price.amplitude.statePreparations);
      expect(result.verdict).toContain("no speed-up in seconds is implied");
      expect(structuredClone(result)).toEqual(result);
    });
  }

  test("discretisation biases vanish with more qubits", () => {
    for (const contract of Object.values(contracts)) {
      const reference = referencePrice(market, contract);
      const discount = Math.exp(-market.rate * contract.maturity);
      const bias = (qubitsPerStep: number): number => {
        const { scenarios, payoff } = optionScenarios(market, contract, { qubitsPerStep, deviations: 5 });
        return (
          Math.abs(discount * expectationOf(scenarios.probabilities, payoff) - reference.value) /
          reference.value
        );
      };
      expect(bias(6)).toBeLessThan(0.05);
      expect(bias(6)).toBeLessThan(bias(2));
    }
  });

  test("every gate simulated gives the rotation picture's estimate", async () => {
    const options = {
      seed: 2,
      qubitsPerStep: 2,
      amplitudeEstimation: { method: "maximum-likelihood", doublings: 3 },
    } as const;
    for (const rotation of [{ kind: "exact" }, { kind: "linear", rescaling: 0.3 }] as const) {
      const contract = contracts["arithmetic Asian"];
      const rotated = await priceOption(market, contract, { ...options, rotation });
      const circuit = await priceOption(market, contract, { ...options, rotation, picture: "circuit" });
      expect(circuit.price.qubitCount).toBe(7);
      expect(circuit.price.amplitude.rounds).toEqual(rotated.price.amplitude.rounds);
      expect(circuit.price.estimate).toBeCloseTo(rotated.price.estimate, 9);
    }
  });

  test("a barrier option tells what observing at dates changes", async () => {
    const result = await priceOption(market, contracts["up-and-out"], { seed: 1 });
    const { price, observationDifference } = result.continuousObservation!;
    expect(observationDifference).toBeGreaterThan(0);
    expect(price + observationDifference).toBeCloseTo(result.price.reference!.value, 12);
  });
});

test("bad parameters name the field and the range", async () => {
  const call = contracts["European call"];
  const price = (change: object, marketChange: object = {}, options: object = {}) =>
    priceOption(
      { ...market, ...marketChange },
      { ...call, ...change },
      {
        seed: 1,
        ...options,
      },
    );
  await expect(price({ strike: 0 })).rejects.toThrow("strike must be a finite number in (0, ∞), got 0");
  await expect(price({ type: "swap" })).rejects.toThrow("type must be one of call, put, got swap");
  await expect(price({}, { volatility: 0 })).rejects.toThrow(
    "volatility must be a finite number in (0, 10], got 0",
  );
  await expect(
    price({ kind: "barrier", barrier: 90, direction: "up", knock: "out", observations: 2 }),
  ).rejects.toThrow("barrier must be above the spot of 100");
  await expect(
    price({ kind: "asian", average: "arithmetic", fixings: 12 }, {}, { qubitsPerStep: 2 }),
  ).rejects.toThrow("dates times qubitsPerStep must be at most 20 qubits, got 12 × 2");
  await expect(price({ kind: "lookback" })).rejects.toThrow(RiskModelError);
});
