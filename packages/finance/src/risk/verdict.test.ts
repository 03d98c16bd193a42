import { expect, test } from "vitest";
import type { EstimatedQuantity } from "./error-budget.ts";
import { describeEstimate, formatValue } from "./verdict.ts";

test.each([
  [0, "0"],
  [0.123456, "0.1235"],
  [-623.84, "−623.8"],
  [9999.96, "10,000"],
  [-15253.4, "−15,253"],
  [2.5e9, "2,500,000,000"],
  [6.42e-8, "6.420e−8"],
  [1e18, "1.000e+18"],
])("%d is written as %s", (value, text) => {
  expect(formatValue(value)).toBe(text);
});

const certain: EstimatedQuantity = {
  estimate: 2000,
  exactOnGrid: 2000,
  reference: { value: 2000, method: "enumeration" },
  confidence: 0.95,
  interval: [2000, 2000],
  correctedInterval: [2000, 2000],
  samplingInterval: [2000, 2000],
  errorBudget: {
    samplingError: 0,
    samplingHalfWidth: 0,
    payoffBias: 0,
    discretisationBias: 0,
    scenarioStandardError: 0,
  },
};

test("of an estimate without an error no part is the largest", () => {
  expect(describeEstimate("VaR", certain)).toMatch(/holds it; no part of the error is above 0\.$/);
  const errorBudget = { ...certain.errorBudget, samplingHalfWidth: 12_345 };
  expect(describeEstimate("VaR", { ...certain, errorBudget })).toContain(
    "the largest part of the error is sampling (sampling ±12,345,",
  );
});
