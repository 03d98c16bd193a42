import { createJobSchema, parseInput, type CreateJob, type PortfolioRequestInput } from "@ansatz/contract";
import { describe, expect, test } from "vitest";
import { marketOfRequest } from "../market-input/market-draft.ts";
import { parseWeights } from "../market-input/weight-lines.ts";
import { initialPortfolio, portfolioOfRequest, toPortfolioJob } from "./portfolio-draft.ts";
import { portfolioErrorPlaces } from "./portfolio-errors.ts";

const requests: [string, PortfolioRequestInput][] = [
  ["a selection from a sample", { sample: "us-stocks", pick: 5, riskAversion: 0.7 }],
  [
    "a mandate with everything",
    {
      prices: "Date,A,B\n1,1,2\n2,2,3",
      name: "prices.csv",
      frequency: "daily",
      benchmark: "B",
      sectors: { A: "One" },
      estimator: "exponential",
      halfLife: 21,
      pick: { minimum: 1, maximum: 2 },
      sectorLimits: { One: { maximum: 2 }, "*": { minimum: 1 } },
      groups: [{ name: "Two", assets: ["A", "B"], minimum: 1 }],
      required: ["A"],
      excluded: ["C"],
      today: { A: 0.07, B: 0.29 },
      maximumChanges: 2,
      costs: { fixed: 0.01, proportional: 0.002 },
      views: [{ assets: { A: 1, B: -1 }, expectedReturn: 0.03, confidence: 0.7 }],
      algorithm: "variational",
      mixer: "grover",
      layers: 5,
      start: "interp",
      tail: 0.25,
      warmStart: true,
      multiAngle: true,
      restarts: 4,
      shots: 500,
      noise: "superconducting",
      seed: 7,
    },
  ],
  [
    "lots of given moments",
    {
      moments: { means: "1 2", risk: "1" },
      repair: true,
      form: "lots",
      budget: 10_000,
      lotPrices: { A: 12.5, B: 3 },
      maximumWeight: 0.35,
      maximumTurnover: 0.3,
      sectorLimits: { Energy: { maximum: 0.4 } },
    },
  ],
];

describe("the portfolio form", () => {
  test.each(requests)("filled from %s sends the same request", (_, request) => {
    const job = parseInput(createJobSchema, { kind: "portfolio", request }) as Extract<
      CreateJob,
      { kind: "portfolio" }
    >;
    const { draft, tables } = marketOfRequest(job.request);
    const sent = toPortfolioJob(portfolioOfRequest(job.request), draft, tables);
    expect(parseInput(createJobSchema, sent)).toEqual(job);
  });

  test("errors of the server find the fields they speak of", () => {
    const { fieldOfPath, fieldsOfError } = portfolioErrorPlaces(["Mine"]);
    expect(fieldOfPath(["costs", "fixed"])).toBe("fixedCosts");
    expect(fieldOfPath(["moments", "risk"])).toBe("risk");
    expect(fieldOfPath(["groups", "0", "minimum"])).toBe("groups");
    const mandate = (message: string, details = {}) => fieldsOfError({ code: "mandate", message, details });
    expect(mandate("pick must be in [1, 20], got 50")).toEqual(["pick"]);
    expect(
      mandate("the mandate contradicts itself", {
        conflict: [
          "pick 5 of 20 assets",
          "Energy: at most 1 holdings",
          "Mine: at least 2 holdings",
          "hold A",
        ],
      }),
    ).toEqual(["pick", "sectorLimits", "groups", "required"]);
    expect(fieldsOfError({ code: "too-large", message: "QAOA on 10 states", details: {} })).toEqual([]);
    expect(initialPortfolio.pick).toBe(5);
  });

  test("weights are read from lines of several shapes and faults named by line", () => {
    expect(parseWeights("AAPL 20 %\nBRK.B\t12.5\nJ & J, 7\n\n")).toEqual({
      weights: { AAPL: 0.2, "BRK.B": 0.125, "J & J": 0.07 },
    });
    expect(parseWeights("AAPL 20\nMSFT lots")).toEqual({
      error: expect.stringContaining("Line 2") as string,
    });
    expect(parseWeights("A 1\nA 2")).toEqual({ error: "Line 2 names A a second time." });
  });
});
