import { z } from "zod";
import { verdictSchema } from "./ground-state.ts";
import {
  expectations,
  marketFields,
  marketReport,
  namesOneMarket,
  oneMarketMessage,
  weightFields,
} from "./market.ts";

export const frontierRequestSchema = z
  .strictObject({
    ...marketFields,
    ...weightFields,
    points: z.int().min(2).max(500).default(50).meta({ description: "Along the frontier, ends included" }),
    returns: z
      .array(z.number().min(-1e6).max(1e6))
      .min(1)
      .max(5000)
      .optional()
      .meta({ description: "Expected returns to have the least variance of, instead of points of its own" }),
    cardinality: z
      .int()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: "Most assets to hold: adds a second frontier, by branch and bound" }),
    pick: z
      .int()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: "Adds the QAOA selections of K assets in equal parts at several risk aversions" }),
    layers: z.int().min(1).max(50).default(3),
    riskFreeRate: z.number().min(-1).max(1).default(0).meta({ description: "A year, of the Sharpe ratio" }),
    secondsPerPoint: z
      .number()
      .gt(0)
      .max(600)
      .default(10)
      .meta({ description: "Limit of a search with cardinality" }),
    seed: z.int().min(0).max(4_294_967_295).default(42),
  })
  .refine(namesOneMarket, { error: oneMarketMessage })
  .meta({
    id: "FrontierRequest",
    description: "The efficient frontier with and without a limited number of holdings",
  });
export type FrontierRequest = z.output<typeof frontierRequestSchema>;
export type FrontierRequestInput = z.input<typeof frontierRequestSchema>;

export const frontierStages = ["read-market", "frontier", "cardinality-frontier", "selections"] as const;
export const frontierProgressSchema = z.object({
  stage: z.enum(frontierStages),
  message: z.string(),
  fraction: z.number().min(0).max(1).optional(),
});
export type FrontierProgress = z.infer<typeof frontierProgressSchema>;

const weights = z.record(z.string(), z.number());

export const frontierPointSchema = z.object({
  ...expectations,
  /** The square of the volatility. */
  variance: z.number(),
  /** Of the assets held, by name. */
  weights,
});

export const frontierResultSchema = z
  .object({
    /** In ascending order of return, from the least variance of all; of asked returns, in their order. */
    frontier: z.array(frontierPointSchema),
    /** The limited number of holdings at the same returns; null where nothing fulfils it or nothing was found in time. */
    cardinalityFrontier: z
      .array(
        frontierPointSchema.extend({ proven: z.boolean(), gap: z.number(), seconds: z.number() }).nullable(),
      )
      .nullable(),
    /** Selections in equal parts by QAOA beside the proven optimum, by ascending risk aversion. */
    selections: z
      .array(
        frontierPointSchema.extend({
          riskAversion: z.number(),
          selection: z.array(z.string()),
          objective: z.number(),
          optimumObjective: z.number(),
          proven: z.boolean(),
          isOptimal: z.boolean(),
          optimumProbability: z.number(),
          uniformProbability: z.number(),
        }),
      )
      .nullable(),
    minimumVariance: frontierPointSchema,
    /** Greatest (μ − r)/σ; null where no return exceeds the risk-free rate. */
    maximumSharpe: frontierPointSchema.extend({ sharpeRatio: z.number() }).nullable(),
    /** Continuous portfolios beside the frontier. */
    comparisons: z.array(frontierPointSchema.extend({ name: z.string() })),
    /** Every asset alone. */
    assetPoints: z.array(z.object({ name: z.string(), sector: z.string().nullable(), ...expectations })),
    riskFreeRate: z.number(),
    cardinality: z.int().nullable(),
    pick: z.int().nullable(),
    /** What was asked: sentences, each constraint one. */
    mandate: z.array(z.string()),
    ...marketReport,
    verdict: verdictSchema,
    warnings: z.array(z.string()),
    seed: z.int(),
    seconds: z.number(),
    threads: z.int(),
  })
  .meta({ id: "FrontierResult" });
export type FrontierResult = z.infer<typeof frontierResultSchema>;
