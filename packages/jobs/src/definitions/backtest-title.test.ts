import {
  backtestRequestSchema,
  optionRequestSchema,
  riskRequestSchema,
  type BacktestRequestInput,
  type OptionRequestInput,
  type RiskRequestInput,
} from "@ansatz/contract";
import { expect, test } from "vitest";
import { backtestTitle } from "./backtest-title.ts";
import { optionTitle, riskTitle } from "./risk-title.ts";

test.each<[BacktestRequestInput, string]>([
  [{ sample: "us-stocks", pick: 5 }, "us-stocks · backtest, monthly · pick 5 · 7 strategies"],
  [
    { prices: "a,b", name: "funds.csv", pick: 2, rebalancing: 10, strategies: ["qaoa"] },
    "funds.csv · backtest, every 10 periods · pick 2 · 1 strategy",
  ],
])("%j is called %s", (request, title) => {
  expect(backtestTitle(backtestRequestSchema.parse(request))).toBe(title);
});

const loan = { defaultProbability: 0.1, lossGivenDefault: 1 };

test.each<[RiskRequestInput, string]>([
  [{ sample: "us-stocks" }, "us-stocks · historical risk · level 0.95 · iterative, 7 qubits"],
  [
    { model: "credit", credit: [loan], level: 0.99, method: "canonical" },
    "1 obligor · credit risk · level 0.99 · canonical, 7 qubits",
  ],
  [{ prices: "a,b", model: "t" }, "Prices · t risk · level 0.95 · iterative, 7 qubits"],
])("%j is called %s", (request, title) => {
  expect(riskTitle(riskRequestSchema.parse(request))).toBe(title);
});

test.each<[Partial<OptionRequestInput>, string]>([
  [{}, "European call · spot 2, strike 1.9 · iterative, 12 qubits"],
  [
    { name: "hedge", kind: "barrier", barrier: 3, type: "put", knock: "in" },
    "hedge · Knock-in barrier put · spot 2, strike 1.9 · iterative, 12 qubits",
  ],
])("an option of %j is called %s", (more, title) => {
  const request = optionRequestSchema.parse({ spot: 2, strike: 1.9, volatility: 0.4, ...more });
  expect(optionTitle(request)).toBe(title);
});
