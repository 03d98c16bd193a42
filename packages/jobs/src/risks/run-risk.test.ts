import {
  riskRequestSchema,
  riskResultSchema,
  type RiskRequestInput,
  type RiskResult,
} from "@ansatz/contract";
import { expect, test } from "vitest";
import { pricesCsv, weeklyPrices } from "../testing/weekly-prices.ts";
import { prepareRisk } from "./prepare-risk.ts";
import { runRisk } from "./run-risk.ts";

const table = weeklyPrices(300, 4);
const prices = pricesCsv(table);
const quiet = { signal: new AbortController().signal, onProgress: () => undefined } as unknown as Parameters<
  typeof runRisk
>[1];

async function run(request: RiskRequestInput): Promise<RiskResult> {
  const result = await runRisk(riskRequestSchema.parse({ errorSeries: false, ...request }), quiet);
  return riskResultSchema.strict().parse(result);
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Φ by Simpson's rule from −12, to about 1e-13. */
function cdf(z: number): number {
  const count = 4000;
  const step = (z + 12) / count;
  let sum = density(-12) + density(z);
  for (let k = 1; k < count; k++) sum += (k % 2 === 1 ? 4 : 2) * density(-12 + k * step);
  return (sum * step) / 3;
}

/** Φ⁻¹ by bisection. */
function quantile(p: number): number {
  let [low, high] = [-8, 8];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

// Egger, García Gutiérrez, Cahué Mestre and Woerner, arXiv:1907.03044, as in Qiskit Finance's tutorial of credit risk.
const loans = [
  { defaultProbability: 0.15, lossGivenDefault: 1, sensitivity: 0.1 },
  { defaultProbability: 0.25, lossGivenDefault: 2, sensitivity: 0.05 },
];

/** Probabilities of the losses 0, 1, 2 and 3 by enumeration of defaults over weighted values of the factor. */
function enumerateLosses(factor: readonly { readonly z: number; readonly weight: number }[]): number[] {
  const total = sumOf(factor.map(({ weight }) => weight));
  const losses = [0, 0, 0, 0];
  const thresholds = loans.map(({ defaultProbability }) => quantile(defaultProbability));
  for (const { z, weight } of factor) {
    const [a, b] = loans.map(({ sensitivity }, k) =>
      cdf((thresholds[k] - Math.sqrt(sensitivity) * z) / Math.sqrt(1 - sensitivity)),
    );
    losses[0] += (weight / total) * (1 - a) * (1 - b);
    losses[1] += (weight / total) * a * (1 - b);
    losses[2] += (weight / total) * (1 - a) * b;
    losses[3] += (weight / total) * a * b;
  }
  return losses;
}

/** Expected loss, VaR and CVaR of losses 0 to 3: the mean of the worst 1 − α, part of the VaR's atom included. */
function measuresOf(losses: readonly number[], level: number) {
  let cumulated = 0;
  const valueAtRisk = losses.findIndex((p) => (cumulated += p) >= level);
  const beyond = losses.map((p, loss) => (loss > valueAtRisk ? p : 0));
  const atom = 1 - level - sumOf(beyond);
  return {
    expectedLoss: sumOf(losses.map((p, loss) => p * loss)),
    valueAtRisk,
    conditionalValueAtRisk: (sumOf(beyond.map((p, loss) => p * loss)) + atom * valueAtRisk) / (1 - level),
  };
}

const names = ["expectedLoss", "valueAtRisk", "conditionalValueAtRisk"] as const;

test("the two-loan example has the measures of an enumeration, on the grid of the factor and without it", async () => {
  const result = await run({ model: "credit", credit: loans, qubits: 4, level: 0.95 });
  const grid = [-2, -2 / 3, 2 / 3, 2].map((z) => ({ z, weight: density(z) }));
  const fine = Array.from({ length: 1201 }, (_, k) => ({
    z: -9 + k * 0.015,
    weight: density(-9 + k * 0.015),
  }));
  const onGrid = measuresOf(enumerateLosses(grid), 0.95);
  const exact = measuresOf(enumerateLosses(fine), 0.95);
  expect(exact.expectedLoss).toBeCloseTo(0.15 + 2 * 0.25, 9);
  expect(onGrid.expectedLoss).not.toBeCloseTo(exact.expectedLoss, 4);
  for (const name of names) {
    expect(result[name].exactOnGrid).toBeCloseTo(onGrid[name], 8);
    expect(result[name].reference!.value).toBeCloseTo(exact[name], 8);
    const { samplingInterval, correctedInterval, errorBudget } = result[name];
    const bias = onGrid[name] - exact[name];
    expect(errorBudget.discretisationBias).toBeCloseTo(bias, 8);
    expect(correctedInterval[0]).toBeCloseTo(samplingInterval[0] - bias, 8);
    expect(correctedInterval[0]).toBeLessThanOrEqual(exact[name] + 1e-9);
    expect(correctedInterval[1]).toBeGreaterThanOrEqual(exact[name] - 1e-9);
  }
  expect(result.valueAtRisk.estimate).toBe(2);
  expect(result.scenarios.losses).toEqual([0, 1, 2, 3]);
  for (const [loss, p] of enumerateLosses(grid).entries()) {
    expect(result.scenarios.probabilities[loss]).toBeCloseTo(p, 10);
  }
  expect(result).toMatchObject({ value: null, weights: null, horizon: null });
});

test("more factor qubits take the discretisation bias away", async () => {
  const few = await run({ model: "credit", credit: loans, qubits: 4 });
  const many = await run({ model: "credit", credit: loans, qubits: 9 });
  const biasOf = ({ conditionalValueAtRisk }: RiskResult): number =>
    Math.abs(conditionalValueAtRisk.errorBudget.discretisationBias!);
  expect(biasOf(few)).toBeGreaterThan(1e-3);
  expect(biasOf(many)).toBeLessThan(1e-5);
});

/** Weekly losses of a portfolio with fixed shares, worked out from the prices. */
function weeklyLosses(shares: readonly number[], value: number): number[] {
  return table.prices
    .slice(1)
    .map(
      (row, week) =>
        -value * sumOf(row.map((price, asset) => shares[asset] * (price / table.prices[week][asset] - 1))),
    );
}

test("historical risk is that of the observed losses", async () => {
  const shares = [0.5, 0, 0, 0.25, 0, 0.25];
  const losses = weeklyLosses(shares, 2e6).sort((a, b) => a - b);
  const result = await run({
    prices,
    benchmark: "INDEX",
    weights: { ALPHA: 0.5, DELTA: 0.25, SIGMA: 0.25 },
    value: 2e6,
    level: 0.9,
    qubits: 10,
  });
  const valueAtRisk = losses[Math.ceil(0.9 * losses.length) - 1];
  const excess = sumOf(losses.map((loss) => Math.max(0, loss - valueAtRisk))) / losses.length;
  expect(result.expectedLoss.reference!.value).toBeCloseTo(sumOf(losses) / losses.length, 6);
  expect(result.valueAtRisk.reference!.value).toBeCloseTo(valueAtRisk, 6);
  expect(result.conditionalValueAtRisk.reference!.value).toBeCloseTo(valueAtRisk + excess / 0.1, 6);
  expect(result.scenarios.sampleCount).toBe(299);
  expect(sumOf(result.scenarios.probabilities)).toBeCloseTo(1, 12);
  expect(result.weights).toEqual({ ALPHA: 0.5, DELTA: 0.25, SIGMA: 0.25 });
});

test("a horizon adds up neighbouring losses without overlap, the newest included", async () => {
  const losses = weeklyLosses(new Array<number>(6).fill(1 / 6), 1e6);
  const blocks = Array.from({ length: 74 }, (_, k) => sumOf(losses.slice(3 + 4 * k, 7 + 4 * k)));
  const { losses: made, findings } = await prepareRisk(
    riskRequestSchema.parse({ prices, benchmark: "INDEX", horizon: 4, qubits: 12 }),
  );
  expect(made.discretisation.sampleCount).toBe(74);
  expect(made.reference!.mean).toBeCloseTo(sumOf(blocks) / 74, 6);
  expect(made.reference!.valueAtRisk(0.999)).toBeCloseTo(Math.max(...blocks), 6);
  expect(findings.join(" ")).toContain("equal parts");
});

test("normal risk has the closed form of the sample's moments, t the same variance and a fatter tail", async () => {
  const losses = weeklyLosses(new Array<number>(6).fill(1 / 6), 1e6);
  const mean = sumOf(losses) / losses.length;
  const deviation = Math.sqrt(sumOf(losses.map((loss) => (loss - mean) ** 2)) / (losses.length - 1));
  const common = { prices, benchmark: "INDEX", level: 0.99, qubits: 9 } as const;
  const normal = await run({ ...common, model: "normal" });
  const z = quantile(0.99);
  expect(normal.valueAtRisk.reference!.value / (mean + deviation * z)).toBeCloseTo(1, 9);
  expect(
    normal.conditionalValueAtRisk.reference!.value / (mean + (deviation * density(z)) / 0.01),
  ).toBeCloseTo(1, 8);
  const t = await run({ ...common, model: "t", degreesOfFreedom: 4 });
  // VaR and CVaR at 0.99 of t with 4 degrees of freedom and unit variance by scipy 1.17.1: 2.64949 and 3.69151 (normal:
  // 2.32635 and 2.66521). The library's incomplete beta function converges to 3e-7.
  expect(t.valueAtRisk.reference!.value / (mean + 2.6494919 * deviation)).toBeCloseTo(1, 5);
  expect(t.conditionalValueAtRisk.reference!.value / (mean + 3.6915105 * deviation)).toBeCloseTo(1, 5);
  // The draws' own error is part of the bias, whose standard error is 1 % here.
  const { discretisationBias, scenarioStandardError } = t.conditionalValueAtRisk.errorBudget;
  expect(discretisationBias).not.toBe(0);
  expect(Math.abs(discretisationBias!) / (3.69 * deviation)).toBeLessThan(0.04);
  expect(scenarioStandardError).toBe(0);
  expect(t.scenarios.message).toContain("of 100,000 draws of the model");
  expect(normal.conditionalValueAtRisk.errorBudget.scenarioStandardError).toBe(0);
});

test("a linear rotation's bias is told apart from sampling", async () => {
  const common = { model: "credit", credit: loans, qubits: 6, seed: 3 } as const;
  const exact = await run(common);
  const linear = await run({ ...common, payoffRotation: "linear", rotationScale: 0.5 });
  expect(exact.expectedLoss.errorBudget.payoffBias).toBe(0);
  const { payoffBias, samplingError } = linear.expectedLoss.errorBudget;
  expect(Math.abs(payoffBias)).toBeGreaterThan(1e-3);
  expect(linear.expectedLoss.estimate).toBeCloseTo(
    linear.expectedLoss.exactOnGrid + payoffBias + samplingError,
    10,
  );
});

test("an interval that misses the truth because of the grid is warned of and names the remedy", async () => {
  const result = await run({ model: "credit", credit: loans, qubits: 4, accuracy: 1e-5, seed: 2 });
  expect(result.warnings.join(" ")).toMatch(
    /sampling interval of the CVaR misses its true value: more samples would not help, more qubits/,
  );
  expect(result.verdict.level).toBe("good");
  const coarse = await run({ prices, benchmark: "INDEX", qubits: 2 });
  expect(coarse.verdict.level).toBe("caution");
});

test("a tail of a few observations is warned of", async () => {
  const { warnings, verdict } = await run({ prices, benchmark: "INDEX", level: 0.99 });
  expect(warnings.join(" ")).toMatch(/About 3 of 299 observations lie beyond the level 0.99/);
  expect(verdict.level).toBe("caution");
});

test("errors fall about as 1/calls, those of Monte Carlo about as 1/√calls", async () => {
  const { errorSeries } = await run({ model: "credit", credit: loans, errorSeries: true });
  expect(errorSeries!.points).toHaveLength(7);
  // Errors of 30 runs are themselves uncertain by 13 %; over two decades of calls the slope by about 0.05.
  expect(Math.abs(errorSeries!.quantumSlope + 1)).toBeLessThan(0.2);
  expect(Math.abs(errorSeries!.classicalSlope + 0.5)).toBeLessThan(0.2);
});

test("the same seed gives the same estimates, another one others", async () => {
  const common = { prices, benchmark: "INDEX", model: "t" } as const;
  const [first, second, other] = [await run(common), await run(common), await run({ ...common, seed: 8 })];
  expect({ ...second, seconds: 0 }).toEqual({ ...first, seconds: 0 });
  expect(other.expectedLoss.estimate).not.toBe(first.expectedLoss.estimate);
});

test("twelve loans work", async () => {
  const credit = Array.from({ length: 12 }, (_, k) => ({ ...loans[k % 2], lossGivenDefault: k + 1 }));
  const { scenarios, expectedLoss } = await run({ model: "credit", credit, qubits: 14 });
  expect(scenarios.qubits).toBe(14);
  // Every sum from 0 to 78 is possible.
  expect(scenarios.losses).toHaveLength(79);
  const expected = sumOf(
    credit.map(({ defaultProbability, lossGivenDefault }) => defaultProbability * lossGivenDefault),
  );
  expect(expectedLoss.reference!.value).toBeCloseTo(expected, 9);
});

test.each<[string, RiskRequestInput, string, RegExp]>([
  [
    "a weight of no asset",
    { prices, weights: { ALPH: 1 } },
    "mandate",
    /weights must name assets.*got "ALPH": did you mean ALPHA/,
  ],
  ["an asset named twice", { prices, weights: { ALPHA: 1, alpha: 1 } }, "risk-model", /got ALPHA twice/],
  ["weights of 0", { prices, weights: { ALPHA: 0 } }, "risk-model", /at least one share other than 0/],
  [
    "too long a horizon",
    { prices, horizon: 100 },
    "risk-model",
    /at least 10 losses without overlap, got 2 from 299/,
  ],
  [
    "a portfolio without risk",
    { prices, model: "normal", weights: { ALPHA: 1e-16 } },
    "risk-model",
    /portfolio with a risk/,
  ],
])("%s: refused by name", async (_, request, code, message) => {
  await expect(prepareRisk(riskRequestSchema.parse(request))).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message) as string,
  });
});
