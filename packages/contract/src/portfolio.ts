import { z } from "zod";
import { verdictSchema } from "./ground-state.ts";

export const portfolioAlgorithms = ["qaoa", "exact", "greedy", "annealing"] as const;
export const portfolioMixers = ["xy-ring", "xy-complete", "x", "grover"] as const;
export const portfolioEstimators = ["sample", "exponential", "ledoit-wolf", "oas", "factor-model"] as const;
export const portfolioSamples = ["us-stocks", "synthetic"] as const;
export const priceFrequencies = ["daily", "weekly", "monthly", "quarterly", "yearly"] as const;

/** Limits of a portfolio job. */
export const portfolioLimits = {
  /** Characters of a table; the HTTP API takes bodies of 1 MiB. */
  characters: 50_000_000,
  assets: 500,
  layers: 50,
  shots: 1_000_000,
} as const;

const table = z.string().min(1).max(portfolioLimits.characters);

export const portfolioRequestSchema = z
  .strictObject({
    prices: table.optional().meta({
      description: "Prices or returns as CSV: a date and a column an asset, or date, asset, price",
    }),
    moments: z.strictObject({ means: table, risk: table }).optional().meta({
      description:
        "Given instead of estimated: rows of mean and standard deviation; covariances or correlations as a matrix or as rows i, j, value",
    }),
    sample: z
      .enum(portfolioSamples)
      .optional()
      .meta({ description: "A price table that comes with the program" }),
    name: z.string().trim().min(1).max(100).optional().meta({ description: "What lists call the job" }),
    frequency: z
      .enum(priceFrequencies)
      .optional()
      .meta({ description: "Of the rows, where their dates do not tell; of given moments, default yearly" }),
    estimator: z.enum(portfolioEstimators).default("sample"),
    halfLife: z.number().positive().max(1e6).default(63).meta({ description: "Periods; exponential only" }),
    factors: z
      .int()
      .min(1)
      .max(portfolioLimits.assets)
      .default(3)
      .meta({ description: "Principal components; factor-model only" }),
    repair: z
      .boolean()
      .default(false)
      .meta({ description: "Replaces given risks that are no covariance by the nearest ones that are" }),
    pick: z.int().min(1).max(portfolioLimits.assets).meta({ description: "Number of assets to hold" }),
    riskAversion: z
      .number()
      .min(0)
      .max(1e9)
      .default(0.5)
      .meta({ description: "q in q·xᵀΣx − μᵀx over the bits x, moments a year" }),
    algorithm: z.enum(portfolioAlgorithms).default("qaoa"),
    mixer: z.enum(portfolioMixers).default("xy-ring"),
    layers: z.int().min(1).max(portfolioLimits.layers).default(3),
    shots: z
      .int()
      .min(1)
      .max(portfolioLimits.shots)
      .default(1000)
      .meta({ description: "Samples of the QAOA state, of which the best counts" }),
    seed: z.int().min(0).max(4_294_967_295).default(42),
  })
  .refine(
    ({ prices, moments, sample }) =>
      [prices, moments, sample].filter((source) => source !== undefined).length === 1,
    { error: "must hold exactly one of prices, moments and sample" },
  )
  .meta({ id: "PortfolioRequest", description: "Pick K of N assets by mean and variance" });
export type PortfolioRequest = z.output<typeof portfolioRequestSchema>;
export type PortfolioRequestInput = z.input<typeof portfolioRequestSchema>;

export const portfolioStages = ["read-market", "classical-optimum", "select"] as const;

export const portfolioProgressSchema = z.object({
  stage: z.enum(portfolioStages),
  message: z.string(),
  /** Share of the job done, 0 to 1. */
  fraction: z.number().min(0).max(1).optional(),
});
export type PortfolioProgress = z.infer<typeof portfolioProgressSchema>;

/** An asset that the selection or the optimum holds. */
export const portfolioHoldingSchema = z.object({
  name: z.string(),
  sector: z.string().nullable(),
  /** In the selection; 0 for an asset that only the optimum holds. */
  weight: z.number(),
  inOptimum: z.boolean(),
  /** Expected return and standard deviation a year; of given moments without a frequency, in their own period. */
  expectedReturn: z.number(),
  volatility: z.number(),
});
export type PortfolioHolding = z.infer<typeof portfolioHoldingSchema>;

/** What holding the assets in equal parts is expected to bring, over the period that holdings have. */
const expectations = { expectedReturn: z.number(), volatility: z.number() };

export const portfolioResultSchema = z
  .object({
    /** Names of the assets to hold, in the table's order. */
    selection: z.array(z.string()),
    /** Equal shares by name. */
    weights: z.record(z.string(), z.number()),
    /** q·xᵀΣx − μᵀx of the selection. */
    objective: z.number(),
    ...expectations,
    optimum: z.object({
      objective: z.number(),
      selection: z.array(z.string()),
      /** "enumeration" or "branch and bound". */
      method: z.string(),
      /** Whether no selection is better; else it is the best one known. */
      proven: z.boolean(),
      /** Objective less its lower bound; 0 where proven. */
      gap: z.number(),
      seconds: z.number(),
      ...expectations,
    }),
    /**
     * (E − max)/(min − max) over all selections of the size asked for: E is the energy of a QAOA state, else the
     * objective. Null where the worst selection is not known.
     */
    approximationRatio: z.number().nullable(),
    /** Probability that a sample of the QAOA state is optimal; null for a classical algorithm. */
    optimumProbability: z.number().nullable(),
    /** The same for a selection of the size asked for drawn at random. */
    uniformProbability: z.number(),
    /** Probability that a sample has the size asked for; null for a classical algorithm. */
    feasibleProbability: z.number().nullable(),
    /** The best of as many selections drawn at random as QAOA had samples. */
    randomDraw: z.object({ draws: z.int(), objective: z.number(), optimumProbability: z.number() }),
    /** ⟨C⟩ of the QAOA state, penalties included; null for a classical algorithm. */
    energy: z.number().nullable(),
    algorithm: z.enum(portfolioAlgorithms),
    mixer: z.enum(portfolioMixers).nullable(),
    layers: z.int().nullable(),
    shots: z.int().nullable(),
    /** Whether the angles' optimisation ended by its own rule. */
    converged: z.boolean().nullable(),
    evaluations: z.int().nullable(),
    /** Selections of the size asked for; more than 2⁵³ are rounded. */
    selections: z.number(),
    holdings: z.array(portfolioHoldingSchema),
    /** Assets to choose from. */
    assets: z.int(),
    /** Periods that the moments were estimated from; null where they were given. */
    observations: z.int().nullable(),
    estimator: z.string(),
    pick: z.int(),
    riskAversion: z.number(),
    covariance: z.object({
      status: z.enum(["positive-definite", "singular", "indefinite"]),
      smallestEigenvalue: z.number(),
      message: z.string(),
    }),
    /** What reading the table found, and what was done about it. */
    findings: z.array(z.string()),
    verdict: verdictSchema,
    warnings: z.array(z.string()),
    seed: z.int(),
    /** Of the algorithm alone; the optimum has its own. */
    algorithmSeconds: z.number(),
    seconds: z.number(),
    threads: z.int(),
  })
  .meta({ id: "PortfolioResult" });
export type PortfolioResult = z.infer<typeof portfolioResultSchema>;
