import { z } from "zod";
import { verdictSchema } from "./ground-state.ts";
import { priceFrequencies, priceSourceFields } from "./market.ts";

export const amplitudeMethodNames = ["iterative", "maximum-likelihood", "canonical"] as const;

/** How an amplitude is estimated, shared by risks and options. */
export const amplitudeFields = {
  method: z.enum(amplitudeMethodNames).default("iterative"),
  accuracy: z
    .number()
    .gt(0)
    .max(0.5)
    .default(0.005)
    .meta({ description: "Half-width aimed at, of an amplitude; iterative only" }),
  rounds: z
    .int()
    .min(1)
    .max(14)
    .default(6)
    .meta({ description: "Doublings of the depth; maximum-likelihood only" }),
  evaluationQubits: z.int().min(1).max(14).default(7).meta({ description: "Canonical only" }),
  confidence: z.number().gt(0).lt(1).default(0.95),
  payoffRotation: z
    .enum(["exact", "linear"])
    .default("exact")
    .meta({ description: "linear is the small-angle rotation of the literature, with its bias" }),
  rotationScale: z.number().gt(0).max(1).default(0.1).meta({ description: "Of the linear rotation" }),
  errorSeries: z.boolean().default(true).meta({ description: "Also measures errors against oracle calls" }),
  seed: z.int().min(0).max(4_294_967_295).default(42),
};

const obligor = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  defaultProbability: z.number().gt(0).lt(1),
  lossGivenDefault: z.number().positive().max(1e15),
  sensitivity: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .meta({ description: "Share of the latent factor in its variance" }),
});

const greatestObligors = 12;
/** Scenario qubits of losses that are a table; obligors and their factor have registers of their own. */
const greatestTableQubits = 12;

export const riskModels = ["historical", "normal", "t", "credit"] as const;

export const riskRequestSchema = z
  .strictObject({
    ...priceSourceFields,
    model: z.enum(riskModels).default("historical").meta({
      description:
        "Past returns; normal or t-distributed returns (copula and margins) with the moments of the past; or defaults with a latent factor",
    }),
    weights: z
      .record(z.string(), z.number().min(-10).max(10))
      .optional()
      .meta({ description: "Of the portfolio, by asset; default equal parts" }),
    value: z.number().positive().max(1e15).default(1_000_000).meta({ description: "Money in the portfolio" }),
    horizon: z
      .int()
      .min(1)
      .max(1000)
      .default(1)
      .meta({ description: "Periods over which losses add up; not for credit" }),
    degreesOfFreedom: z.number().gt(2).max(1000).default(5).meta({ description: "t only" }),
    credit: z
      .array(obligor)
      .min(1)
      .max(greatestObligors, {
        error: ({ input }) =>
          `must hold at most ${greatestObligors} obligors, each of which takes a qubit, got ${(input as unknown[]).length}: put similar ones together`,
      })
      .optional()
      .meta({ description: "Obligors; credit only" }),
    level: z.number().gt(0).lt(1).default(0.95),
    qubits: z.int().min(2).max(16).default(7).meta({
      description:
        "Scenario qubits: 2ⁿ losses, up to 12; for credit up to 16, one an obligor, the rest (at least 2) for the latent factor",
    }),
    ...amplitudeFields,
  })
  .refine(
    (request) =>
      request.model === "credit"
        ? request.credit !== undefined && request.prices === undefined && request.sample === undefined
        : request.credit === undefined && (request.prices === undefined) !== (request.sample === undefined),
    { error: "must hold credit with the model credit, else exactly one of prices and sample" },
  )
  .refine(({ model, qubits }) => model === "credit" || qubits <= greatestTableQubits, {
    error: `must be at most ${greatestTableQubits}, or 16 with the model credit`,
    path: ["qubits"],
  })
  .meta({ id: "RiskRequest", description: "Expected loss, VaR and CVaR by amplitude estimation" });
export type RiskRequest = z.output<typeof riskRequestSchema>;
export type RiskRequestInput = z.input<typeof riskRequestSchema>;

export const riskStages = ["read-market", "scenarios", "estimate", "error-series"] as const;
export const riskProgressSchema = z.object({
  stage: z.enum(riskStages),
  message: z.string(),
  fraction: z.number().min(0).max(1).optional(),
});
export type RiskProgress = z.infer<typeof riskProgressSchema>;

const pair = z.tuple([z.number(), z.number()]);

/** An amplitude-estimated quantity; all in its own unit. */
export const estimatedQuantitySchema = z.object({
  estimate: z.number(),
  /** Exact on the 2ⁿ scenarios, by enumeration. */
  exactOnGrid: z.number(),
  /** Of the model that the scenarios discretise. */
  reference: z.object({ value: z.number(), method: z.string() }).nullable(),
  confidence: z.number(),
  /** Of sampling alone. */
  samplingInterval: pair,
  /** Less the known biases. */
  correctedInterval: pair,
  /** The hull of the two. */
  interval: pair,
  errorBudget: z.object({
    samplingHalfWidth: z.number(),
    samplingError: z.number(),
    payoffBias: z.number(),
    discretisationBias: z.number().nullable(),
    scenarioStandardError: z.number(),
  }),
  /** Applications of the Grover operator and of the state preparation, and measurements. */
  groverCalls: z.number(),
  statePreparations: z.number(),
  shots: z.number(),
});
export type EstimatedQuantityResult = z.infer<typeof estimatedQuantitySchema>;

const classicalEstimate = z.object({
  estimate: z.number(),
  standardError: z.number(),
  interval: pair,
  sampleCount: z.number(),
});

export const errorSeriesSchema = z.object({
  method: z.string(),
  repetitions: z.int(),
  points: z.array(z.object({ calls: z.number(), quantumError: z.number(), classicalError: z.number() })),
  quantumSlope: z.number(),
  classicalSlope: z.number(),
});

export const riskResultSchema = z
  .object({
    model: z.string(),
    level: z.number(),
    /** Losses and their probabilities, at most 2ⁿ. */
    scenarios: z.object({
      qubits: z.int(),
      losses: z.array(z.number()),
      probabilities: z.array(z.number()),
      message: z.string(),
      /** Probability of the model beyond the range of the scenarios. */
      truncatedProbability: z.number(),
      /** Observations or draws that stand for the model; null where it is known exactly. */
      sampleCount: z.int().nullable(),
    }),
    expectedLoss: estimatedQuantitySchema,
    valueAtRisk: estimatedQuantitySchema,
    conditionalValueAtRisk: estimatedQuantitySchema,
    classical: z.object({
      expectedLossAtShots: classicalEstimate,
      expectedLossAtCalls: classicalEstimate,
      /** E[(L − VaR)⁺], from which CVaR follows, at the calls that amplitude estimation took for it. */
      excessAtCalls: classicalEstimate,
      measuresAtCalls: z.object({
        expectedLoss: z.number(),
        valueAtRisk: z.number(),
        conditionalValueAtRisk: z.number(),
        sampleCount: z.number(),
      }),
    }),
    errorSeries: errorSeriesSchema.nullable(),
    /** Money; null where the request gave losses themselves. */
    value: z.number().nullable(),
    /** Shares by asset; null for credit. */
    weights: z.record(z.string(), z.number()).nullable(),
    /** Periods, and how long one is; null for credit. */
    horizon: z.object({ periods: z.int(), frequency: z.enum(priceFrequencies) }).nullable(),
    findings: z.array(z.string()),
    verdict: verdictSchema,
    warnings: z.array(z.string()),
    seed: z.int(),
    seconds: z.number(),
  })
  .meta({ id: "RiskResult" });
export type RiskResult = z.infer<typeof riskResultSchema>;

export const optionRequestSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    kind: z.enum(["european", "asian", "barrier"]).default("european"),
    type: z.enum(["call", "put"]).default("call"),
    spot: z.number().positive().max(1e12),
    strike: z.number().positive().max(1e12),
    maturity: z.number().positive().max(100).default(1).meta({ description: "Years" }),
    volatility: z.number().positive().max(10).meta({ description: "A year" }),
    rate: z.number().min(-1).max(10).default(0).meta({ description: "Continuously compounded, a year" }),
    dividendYield: z.number().min(-1).max(10).default(0),
    average: z.enum(["arithmetic", "geometric"]).default("arithmetic").meta({ description: "Asian only" }),
    dates: z
      .int()
      .min(1)
      .max(64)
      .default(3)
      .meta({ description: "Fixings or observations; Asian and barrier" }),
    barrier: z.number().positive().max(1e12).optional(),
    direction: z.enum(["up", "down"]).default("up").meta({ description: "Barrier only" }),
    knock: z.enum(["in", "out"]).default("out").meta({ description: "Barrier only" }),
    qubits: z
      .int()
      .min(2)
      .max(16)
      .default(12)
      .meta({ description: "Scenario qubits, shared among the dates" }),
    ...amplitudeFields,
  })
  .refine(({ kind, barrier }) => (kind === "barrier") === (barrier !== undefined), {
    error: "must hold a barrier with the kind barrier, and only then",
    path: ["barrier"],
  })
  .meta({ id: "OptionRequest", description: "An option's price by amplitude estimation" });
export type OptionRequest = z.output<typeof optionRequestSchema>;
export type OptionRequestInput = z.input<typeof optionRequestSchema>;

export const optionStages = ["scenarios", "estimate", "error-series"] as const;
export const optionProgressSchema = z.object({
  stage: z.enum(optionStages),
  message: z.string(),
  fraction: z.number().min(0).max(1).optional(),
});
export type OptionProgress = z.infer<typeof optionProgressSchema>;

export const optionResultSchema = z
  .object({
    price: estimatedQuantitySchema,
    /** Greeks and other closed forms would need a model of their own; the price's reference names its method. */
    continuousObservation: z
      .object({ price: z.number(), method: z.string(), observationDifference: z.number() })
      .nullable(),
    classical: z.object({ atShots: classicalEstimate, atCalls: classicalEstimate }),
    /** Discounted payoffs of the scenarios against the final or average price, for a picture. */
    scenarios: z.object({
      qubits: z.int(),
      prices: z.array(z.number()),
      probabilities: z.array(z.number()),
      payoffs: z.array(z.number()),
      message: z.string(),
    }),
    errorSeries: errorSeriesSchema.nullable(),
    verdict: verdictSchema,
    warnings: z.array(z.string()),
    seed: z.int(),
    seconds: z.number(),
  })
  .meta({ id: "OptionResult" });
export type OptionResult = z.infer<typeof optionResultSchema>;
