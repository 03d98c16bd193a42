import { createJobSchema, parseInput, type CreateJob, type CreateJobInput } from "@ansatz/contract";
import { expect, test } from "vitest";
import { backtestOfRequest, toBacktestJob } from "../backtest-new/backtest-form.ts";
import { frontierOfRequest, toFrontierJob } from "../frontier-new/frontier-form.ts";
import { marketOfRequest, type MarketRequest } from "../market-input/market-draft.ts";
import { optionOfRequest, toOptionJob } from "../option-new/option-form.ts";
import { riskOfRequest, toRiskJob } from "../risk-new/risk-form.ts";

/** What the form of a job's kind sends when it is filled with the job. */
function sentAgain(job: CreateJob): unknown {
  const market = (request: MarketRequest) => {
    const { draft, tables } = marketOfRequest(request);
    return [draft, tables] as const;
  };
  switch (job.kind) {
    case "frontier":
      return toFrontierJob(frontierOfRequest(job.request), ...market(job.request));
    case "backtest":
      return toBacktestJob(backtestOfRequest(job.request), ...market(job.request));
    case "risk":
      return toRiskJob(riskOfRequest(job.request), ...market(job.request));
    case "option":
      return toOptionJob(optionOfRequest(job.request));
    default:
      throw new TypeError(`no form of finance for ${job.kind}`);
  }
}

test.each<CreateJobInput>([
  { kind: "frontier", request: { sample: "us-stocks" } },
  {
    kind: "frontier",
    request: {
      moments: { means: "1 2" },
      points: 20,
      cardinality: 4,
      pick: 3,
      layers: 2,
      minimumWeight: 0.05,
      maximumWeight: 0.35,
      riskFreeRate: 0.013,
      sectorLimits: { "*": { maximum: 0.4 } },
      groups: [{ name: "Two", assets: ["A", "B"], minimum: 0.1 }],
      required: ["A"],
      excluded: ["B"],
      today: { A: 0.29 },
      maximumTurnover: 0.57,
      views: [{ assets: { A: 1 }, expectedReturn: 0.07 }],
      seed: 3,
    },
  },
  { kind: "backtest", request: { sample: "synthetic", pick: 4 } },
  {
    kind: "backtest",
    request: {
      prices: "Date,A\n1,2",
      frequency: "weekly",
      estimator: "factor-model",
      factors: 2,
      pick: 2,
      mixer: "grover",
      strategies: ["equal-weight", "qaoa"],
      window: 100,
      expanding: true,
      rebalancing: 13,
      proportionalCosts: 0.0007,
      fixedCosts: 5,
      turnoverLimit: 0.3,
      initialCapital: 5000,
      cashRate: 0.021,
    },
  },
  { kind: "risk", request: { sample: "us-stocks", weights: { KO: 0.7, PEP: 0.3 }, level: 0.99, horizon: 5 } },
  {
    kind: "risk",
    request: { prices: "x", model: "t", degreesOfFreedom: 4, method: "canonical", evaluationQubits: 5 },
  },
  {
    kind: "risk",
    request: {
      model: "credit",
      credit: [{ name: "A", defaultProbability: 0.07, lossGivenDefault: 1000, sensitivity: 0.14 }],
      payoffRotation: "linear",
      rotationScale: 0.2,
      errorSeries: false,
    },
  },
  { kind: "option", request: { spot: 100, strike: 105, volatility: 0.23 } },
  {
    kind: "option",
    request: {
      kind: "barrier",
      type: "put",
      spot: 100,
      strike: 95,
      maturity: 0.5,
      volatility: 0.23,
      rate: 0.031,
      dividendYield: 0.01,
      dates: 4,
      barrier: 80,
      direction: "down",
      knock: "in",
      method: "maximum-likelihood",
      rounds: 4,
      confidence: 0.9,
      qubits: 8,
    },
  },
])("the form filled from %j sends the same request", (input) => {
  const job: CreateJob = parseInput(createJobSchema, input);
  const again = parseInput(createJobSchema, sentAgain(job));
  // A form lists strategies in one order.
  if (job.kind === "backtest")
    expect(new Set((again as typeof job).request.strategies)).toEqual(new Set(job.request.strategies));
  expect(again).toEqual(job);
});
