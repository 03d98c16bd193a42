import {
  optionRequestSchema,
  optionResultSchema,
  type OptionRequestInput,
  type OptionResult,
} from "@ansatz/contract";
import { blackScholesPrice } from "@ansatz/finance";
import { expect, test } from "vitest";
import { optionTaskOf } from "./option-contract.ts";
import { runOption } from "./run-option.ts";

const quiet = { signal: new AbortController().signal, onProgress: () => undefined } as unknown as Parameters<
  typeof runOption
>[1];
// Stamatopoulos et al., Quantum 4, 291 (2020), and Qiskit Finance's tutorial of a European call.
const tutorial = { spot: 2, strike: 1.896, maturity: 40 / 365, volatility: 0.4, rate: 0.05 } as const;

async function run(request: Partial<OptionRequestInput> = {}): Promise<OptionResult> {
  const parsed = optionRequestSchema.parse({ errorSeries: false, ...tutorial, ...request });
  return optionResultSchema.strict().parse(await runOption(parsed, quiet));
}

test("a European call has its Black–Scholes price beside, and the corrected interval holds it", async () => {
  const { price, scenarios } = await run({ qubits: 9 });
  const expected = blackScholesPrice(
    { spot: 2, volatility: 0.4, rate: 0.05 },
    { type: "call", strike: 1.896, maturity: 40 / 365 },
  );
  // E[(S − K)⁺] discounted, by Simpson's rule over the normal variable.
  const time = 40 / 365;
  const step = 1e-3;
  let integral = 0;
  for (let k = 0; k <= 16_000; k++) {
    const z = -8 + k * step;
    const end = 2 * Math.exp((0.05 - 0.08) * time + 0.4 * Math.sqrt(time) * z);
    const weight = (k === 0 || k === 16_000 ? 1 : k % 2 === 1 ? 4 : 2) * (step / 3);
    integral += (weight * Math.max(0, end - 1.896) * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  }
  // The payoff's kink leaves an error of the order of the step's square.
  expect(expected).toBeCloseTo(Math.exp(-0.05 * time) * integral, 6);
  expect(price.reference).toEqual({ value: expected, method: "Black–Scholes" });
  expect(price.correctedInterval[0]).toBeLessThan(expected);
  expect(price.correctedInterval[1]).toBeGreaterThan(expected);
  expect(scenarios).toMatchObject({ qubits: 9, message: "512 final prices" });
});

test("three qubits of the tutorial leave a discretisation bias that the sampling interval does not know of", async () => {
  const { price, warnings, verdict } = await run({ qubits: 3, accuracy: 1e-4 });
  expect(Math.abs(price.errorBudget.discretisationBias!)).toBeGreaterThan(
    5 * price.errorBudget.samplingHalfWidth,
  );
  expect(warnings.join(" ")).toContain("more samples would not help");
  expect(verdict.level).not.toBe("excellent");
});

test.each<[Partial<OptionRequestInput>, string]>([
  [{ kind: "asian", qubits: 12, dates: 3 }, "average prices"],
  [{ kind: "asian", average: "geometric", type: "put", qubits: 8, dates: 2 }, "average prices"],
  [{ kind: "barrier", barrier: 2.4, qubits: 12 }, "final prices"],
  [{ kind: "barrier", barrier: 1.7, direction: "down", knock: "in", qubits: 9 }, "final prices"],
])("the picture of %j has the price's mean", async (request, what) => {
  const { price, scenarios, continuousObservation } = await run(request);
  const total = scenarios.probabilities.reduce((sum, p) => sum + p, 0);
  const mean = scenarios.payoffs.reduce((sum, payoff, k) => sum + payoff * scenarios.probabilities[k], 0);
  expect(total).toBeCloseTo(1, 12);
  expect(mean).toBeCloseTo(price.exactOnGrid, 12);
  expect(scenarios.prices.length).toBeLessThanOrEqual(512);
  expect(scenarios.prices).toEqual([...scenarios.prices].sort((a, b) => a - b));
  expect(scenarios.message).toContain(what);
  expect(continuousObservation === null).toBe(request.kind !== "barrier");
});

test("the payoff of an Asian call is that of its average price", async () => {
  const { scenarios } = await run({ kind: "asian", qubits: 8, dates: 2 });
  const discount = Math.exp((-0.05 * 40) / 365);
  for (const [k, price] of scenarios.prices.entries()) {
    expect(scenarios.payoffs[k]).toBeCloseTo(discount * Math.max(0, price - 1.896), 9);
  }
});

test("knock-in and knock-out make a European option", async () => {
  const barrier = { kind: "barrier", barrier: 2.3, qubits: 9 } as const;
  const [out, into] = [await run({ ...barrier, knock: "out" }), await run({ ...barrier, knock: "in" })];
  const european = await run();
  expect(out.price.reference!.value + into.price.reference!.value).toBeCloseTo(
    european.price.reference!.value,
    7,
  );
});

test("an option that pays nothing on its scenarios is said to", async () => {
  const result = await run({ strike: 50, errorSeries: true });
  expect(result.errorSeries).toBeNull();
  expect(result.warnings.join(" ")).toContain("Every scenario pays 0");
});

test.each<[string, Partial<OptionRequestInput>, RegExp]>([
  [
    "a barrier below the spot",
    { kind: "barrier", barrier: 1.5 },
    /barrier must be above the spot of 2 .*got 1.5/,
  ],
  ["one above it", { kind: "barrier", barrier: 2.5, direction: "down" }, /barrier must be below the spot/],
  ["more dates than qubits", { kind: "asian", dates: 13 }, /dates must be at most .*12 .*got 13/],
])("%s: refused by name", (_, request, message) => {
  const parsed = optionRequestSchema.parse({ ...tutorial, ...request });
  expect(() => optionTaskOf(parsed)).toThrow(message);
});
