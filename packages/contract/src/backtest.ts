import { z } from "zod";
import { verdictSchema } from "./ground-state.ts";
import {
  estimatorFields,
  namesOneMarket,
  onePriceSourceMessage,
  priceFrequencies,
  priceSourceFields,
} from "./market.ts";

export const backtestStrategies = [
  "qaoa",
  "exact",
  "random",
  "equal-weight",
  "minimum-variance",
  "hierarchical-risk-parity",
  "buy-and-hold",
] as const;
export type BacktestStrategyName = (typeof backtestStrategies)[number];

export const backtestRequestSchema = z
  .strictObject({
    ...priceSourceFields,
    ...estimatorFields,
    pick: z.int().min(1).max(500).meta({ description: "Number of assets that selecting strategies hold" }),
    riskAversion: z.number().min(0).max(1e9).default(0.5),
    layers: z.int().min(1).max(50).default(3),
    mixer: z
      .enum(["xy-ring", "xy-complete", "grover"])
      .default("xy-ring")
      .meta({ description: "One that keeps the number of holdings" }),
    shots: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(1000)
      .meta({ description: "Samples of each window's QAOA state, and selections that random draws" }),
    strategies: z
      .array(z.enum(backtestStrategies))
      .min(1)
      .max(backtestStrategies.length)
      .default([...backtestStrategies])
      .refine((names) => new Set(names).size === names.length, { error: "must name each strategy once" }),
    window: z.int().min(2).max(100_000).optional().meta({
      description: "Periods a decision looks back on; default three years, or half of a shorter table",
    }),
    expanding: z.boolean().default(false).meta({ description: "All of the past from the first window on" }),
    rebalancing: z
      .union([z.enum(["monthly", "quarterly", "yearly"]), z.int().min(1).max(100_000)], {
        error: ({ input }) =>
          `must be monthly, quarterly, yearly or a whole number of periods from 1 to 100,000, got ${JSON.stringify(input)}`,
      })
      .default("monthly")
      .meta({
        description: "When, or every so many periods",
      }),
    proportionalCosts: z
      .number()
      .min(0)
      .max(0.2)
      .default(0.001)
      .meta({ description: "Share of the money traded" }),
    fixedCosts: z.number().min(0).max(1e9).default(0).meta({ description: "Money for each asset traded" }),
    turnoverLimit: z.number().gt(0).max(1).default(1).meta({ description: "One-way, of a rebalancing" }),
    initialCapital: z.number().positive().max(1e15).default(1_000_000),
    cashRate: z.number().min(-1).max(1).default(0).meta({ description: "A year" }),
    resamples: z.int().min(100).max(20_000).default(1000).meta({ description: "Of the bootstrap" }),
    seed: z.int().min(0).max(4_294_967_295).default(42),
  })
  .refine(namesOneMarket, { error: onePriceSourceMessage })
  .meta({
    id: "BacktestRequest",
    description: "Walk-forward rebalancing with costs against simple strategies",
  });
export type BacktestRequest = z.output<typeof backtestRequestSchema>;
export type BacktestRequestInput = z.input<typeof backtestRequestSchema>;

export const backtestStages = ["read-market", "windows", "bootstrap"] as const;
export const backtestProgressSchema = z.object({
  stage: z.enum(backtestStages),
  message: z.string(),
  fraction: z.number().min(0).max(1).optional(),
});
export type BacktestProgress = z.infer<typeof backtestProgressSchema>;

const interval = z.object({ estimate: z.number(), lower: z.number(), upper: z.number() });

const curve = {
  name: z.string(),
  /** At each of the result's dates; the first is the capital before the first trade. */
  equity: z.array(z.number()),
  /**
   * By name: annualisedReturn, annualisedVolatility, sharpeRatio, sortinoRatio, … with bootstrap intervals; a figure
   * that is undefined for this curve has no entry.
   */
  figures: z.record(z.string(), interval),
  drawdown: z.object({
    depth: z.number(),
    peak: z.string(),
    trough: z.string(),
    recovery: z.string().nullable(),
  }),
};

export const backtestResultSchema = z
  .object({
    dates: z.array(z.string()),
    strategies: z.array(
      z.object({
        ...curve,
        strategy: z.enum(backtestStrategies),
        /** One-way turnover a year, without the first purchase. */
        annualTurnover: z.number(),
        totalCosts: z.number(),
        seconds: z.number(),
        /** Holdings after each rebalancing. */
        rebalancings: z.array(
          z.object({
            date: z.string(),
            turnover: z.number(),
            cost: z.number(),
            weights: z.record(z.string(), z.number()),
          }),
        ),
      }),
    ),
    benchmark: z.object(curve).nullable(),
    /** Paired differences against `against` in sharpeRatio, annualisedReturn and annualisedVolatility, by curve. */
    comparisons: z.array(
      z.object({
        name: z.string(),
        figures: z.record(
          z.string(),
          interval.extend({
            /** Two-sided, after Holm's correction for the number of curves compared. */
            pValue: z.number(),
            isDistinguishable: z.boolean(),
            /** The smallest true difference that would be found in 80 % of such histories. */
            smallestDetectable: z.number(),
          }),
        ),
      }),
    ),
    against: z.string(),
    bootstrap: z.object({ resamples: z.int(), blockLength: z.number(), level: z.number() }),
    /** How the QAOA selections stood against the proven optimum of each window; null without the strategy. */
    quantum: z
      .object({
        windows: z.int(),
        /** Windows in which the best sample was the optimum. */
        optimal: z.int(),
        /** Of one sample of the state. */
        meanOptimumProbability: z.number(),
        /** Of one selection drawn uniformly. */
        uniformProbability: z.number(),
        shots: z.int(),
        /** Windows in which the best of as many uniform draws was the optimum; null without the strategy random. */
        randomOptimal: z.int().nullable(),
      })
      .nullable(),
    /** Decisions, and what each looked back on. */
    windows: z.int(),
    window: z.object({ periods: z.int(), expanding: z.boolean() }),
    frequency: z.enum(priceFrequencies),
    /** Periods from the last price that a decision knows to its trades. */
    executionDelay: z.int(),
    limits: z.array(z.string()),
    assets: z.int(),
    observations: z.int(),
    findings: z.array(z.string()),
    verdict: verdictSchema,
    warnings: z.array(z.string()),
    seed: z.int(),
    seconds: z.number(),
  })
  .meta({ id: "BacktestResult" });
export type BacktestResult = z.infer<typeof backtestResultSchema>;
