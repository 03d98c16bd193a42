import { z } from "zod";
import { verdictSchema } from "./ground-state.ts";
import {
  expectations,
  groupFields,
  marketFields,
  marketLimits,
  marketReport,
  namesOneMarket,
  oneMarketMessage,
} from "./market.ts";

export const portfolioAlgorithms = [
  "qaoa",
  "recursive-qaoa",
  "variational",
  "exact",
  "greedy",
  "local-search",
  "annealing",
] as const;
export const portfolioMixers = ["xy-ring", "xy-complete", "x", "grover"] as const;
export const portfolioForms = ["selection", "weights", "lots"] as const;
export const qaoaStarts = ["linear-ramp", "fixed-angles", "interp"] as const;

/** Limits of a portfolio job. */
export const portfolioLimits = { ...marketLimits, layers: 50, shots: 1_000_000, restarts: 64 } as const;

const count = z.int().min(0).max(marketLimits.assets);

export const portfolioRequestSchema = z
  .strictObject({
    ...marketFields,
    ...groupFields,
    form: z.enum(portfolioForms).default("selection").meta({
      description:
        "selection: K assets in equal parts; weights: shares in steps; lots: whole lots under a budget",
    }),
    pick: z
      .union([
        z.int().min(1).max(marketLimits.assets),
        z.strictObject({ minimum: count.optional(), maximum: count.optional() }),
      ])
      .optional()
      .meta({ description: "Number of assets to hold, or its limits; a selection needs it" }),
    steps: z.int().min(2).max(1000).default(10).meta({ description: "Parts of the budget; weights only" }),
    budget: z.number().positive().max(1e15).optional().meta({ description: "Money to spend; lots only" }),
    lotPrices: z
      .record(z.string(), z.number().positive())
      .optional()
      .meta({ description: "Price of a lot by asset; lots only; default the last price of the table" }),
    minimumWeight: z.number().min(0).max(1).default(0).meta({ description: "Of an asset that is held" }),
    maximumWeight: z.number().gt(0).max(1).default(1).meta({ description: "Of an asset; weights and lots" }),
    riskAversion: z.number().min(0).max(1e9).default(0.5).meta({
      description:
        "q in q·xᵀΣx − μᵀx over the bits x (over the weights for weights and lots), moments a year",
    }),
    objective: z.enum(["mean-variance", "tracking"]).default("mean-variance").meta({
      description: "tracking: least squared tracking error against the benchmark column",
    }),
    today: z
      .record(z.string(), z.number().min(0).max(1))
      .optional()
      .meta({ description: "Weights held today; what turnover, changes and costs are counted against" }),
    maximumChanges: count.optional().meta({ description: "Assets bought plus sold; selection only" }),
    maximumTurnover: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .meta({ description: "Greatest Σ|w − w(today)|/2; weights and lots" }),
    costs: z
      .strictObject({
        fixed: z.number().min(0).max(1e9).default(0),
        proportional: z.number().min(0).max(10).default(0),
      })
      .optional()
      .meta({
        description: "Added to the objective, in its units: for an asset traded, for a weight traded",
      }),
    algorithm: z.enum(portfolioAlgorithms).optional().meta({
      description: "Default: qaoa where its states are few enough, else exact, and a warning says so",
    }),
    mixer: z.enum(portfolioMixers).default("xy-ring"),
    layers: z.int().min(1).max(portfolioLimits.layers).default(3),
    start: z.enum(qaoaStarts).default("linear-ramp"),
    tail: z
      .number()
      .gt(0)
      .max(1)
      .default(1)
      .meta({ description: "CVaR objective: the mean of this share of best samples; 1 is the mean of all" }),
    warmStart: z.boolean().default(false).meta({ description: "Begins from the continuous optimum" }),
    multiAngle: z.boolean().default(false),
    restarts: z.int().min(0).max(portfolioLimits.restarts).default(0),
    shots: z
      .int()
      .min(1)
      .max(portfolioLimits.shots)
      .default(1000)
      .meta({ description: "Samples of the QAOA state, of which the best counts" }),
    noise: z.string().trim().min(1).max(100).optional().meta({
      description: "A noise preset: adds what a noisy machine would give, with and without mitigation",
    }),
    seed: z.int().min(0).max(4_294_967_295).default(42),
  })
  .refine(namesOneMarket, { error: oneMarketMessage })
  .refine(({ form, pick }) => form !== "selection" || pick !== undefined, {
    error: "must be the number of assets to hold, or its limits",
    path: ["pick"],
  })
  .refine(({ form, budget }) => (form === "lots") === (budget !== undefined), {
    error: "must be given with the form lots, and only then",
    path: ["budget"],
  })
  .meta({ id: "PortfolioRequest", description: "A portfolio by mean and variance under a mandate" });
export type PortfolioRequest = z.output<typeof portfolioRequestSchema>;
export type PortfolioRequestInput = z.input<typeof portfolioRequestSchema>;

export const portfolioStages = ["read-market", "classical-optimum", "select"] as const;

export const portfolioProgressSchema = z.object({
  stage: z.enum(portfolioStages),
  message: z.string(),
  /** Share of the job done, 0 to 1. */
  fraction: z.number().min(0).max(1).optional(),
  /** Of the angles' optimisation, counted through all restarts. */
  iteration: z.int().min(0).optional(),
  /** Objective that the iteration has reached: ⟨C⟩, or the mean of the best tail. */
  value: z.number().optional(),
  /** Objective of the classical optimum, once it is known. */
  optimum: z.number().optional(),
});
export type PortfolioProgress = z.infer<typeof portfolioProgressSchema>;

/** An asset that the selection or the optimum holds. */
export const portfolioHoldingSchema = z.object({
  name: z.string(),
  sector: z.string().nullable(),
  /** In the answer; 0 for an asset that only the optimum holds. */
  weight: z.number(),
  /** In the optimum; 0 for an asset that it does not hold. */
  optimumWeight: z.number(),
  inOptimum: z.boolean(),
  /** Expected return and standard deviation a year; of given moments without a frequency, in their own period. */
  expectedReturn: z.number(),
  volatility: z.number(),
});
export type PortfolioHolding = z.infer<typeof portfolioHoldingSchema>;

/** An algorithm's answer to the same problem. */
export const portfolioAnswerSchema = z.object({
  name: z.string(),
  kind: z.enum(["quantum", "classical", "control"]),
  /** Null where it found nothing. */
  objective: z.number().nullable(),
  selection: z.array(z.string()),
  /** Objective less the least one known. */
  excess: z.number().nullable(),
  isOptimal: z.boolean(),
  proven: z.boolean(),
  seconds: z.number(),
});
export type PortfolioAnswer = z.infer<typeof portfolioAnswerSchema>;

export const portfolioResultSchema = z
  .object({
    /** Names of the assets to hold, in the table's order. */
    selection: z.array(z.string()),
    /** Shares by name. */
    weights: z.record(z.string(), z.number()),
    /** q·xᵀΣx − μᵀx of the selection; of the weights for weights and lots; costs included. */
    objective: z.number(),
    ...expectations,
    optimum: z.object({
      objective: z.number(),
      selection: z.array(z.string()),
      /** Shares by name. */
      weights: z.record(z.string(), z.number()),
      /** "enumeration", "branch and bound" or "convex branch and bound". */
      method: z.string(),
      /** Whether no selection is better; else it is the best one known. */
      proven: z.boolean(),
      /** Objective less its lower bound; 0 where proven. */
      gap: z.number(),
      seconds: z.number(),
      ...expectations,
    }),
    /**
     * (E − max)/(min − max) over all portfolios under the mandate: E is the energy of a quantum state, else the
     * objective. Null where the worst one is not known.
     */
    approximationRatio: z.number().nullable(),
    /**
     * Probability that a sample of the quantum state is optimal; null for an algorithm without one. Of a range of numbers
     * of holdings each has a state: figures are those of a sample from one of them, drawn with equal chances.
     */
    optimumProbability: z.number().nullable(),
    /** The same for a feasible portfolio drawn at random; null where they are not counted. */
    uniformProbability: z.number().nullable(),
    /** Probability that a sample fulfils the mandate; null for an algorithm without a quantum state. */
    feasibleProbability: z.number().nullable(),
    /** The best of as many feasible portfolios drawn at random as QAOA had samples; null where they cannot be drawn. */
    randomDraw: z
      .object({ draws: z.int(), objective: z.number(), optimumProbability: z.number().nullable() })
      .nullable(),
    /** ⟨C⟩ of the quantum state, penalties included; null for an algorithm without one. */
    energy: z.number().nullable(),
    algorithm: z.enum(portfolioAlgorithms),
    mixer: z.enum(portfolioMixers).nullable(),
    layers: z.int().nullable(),
    shots: z.int().nullable(),
    /** Whether the angles' optimisation ended by its own rule. */
    converged: z.boolean().nullable(),
    evaluations: z.int().nullable(),
    /** Feasible portfolios, where they were counted; more than 2⁵³ are rounded. */
    selections: z.number().nullable(),
    holdings: z.array(portfolioHoldingSchema),
    form: z.enum(portfolioForms),
    /** Lots by name; null for another form. */
    lots: z.record(z.string(), z.int()).nullable(),
    /** Share of the budget that is not spent; 0 but for lots. */
    cash: z.number(),
    /** Changes of weight against today's, by name, where the request told them. */
    trades: z.record(z.string(), z.number()).nullable(),
    turnover: z.number().nullable(),
    /** What was asked: sentences, each constraint one. */
    mandate: z.array(z.string()),
    /** Weight of the penalty of demands that the states do not keep, and how it was checked; null without one. */
    penalty: z.object({ weight: z.number(), message: z.string() }).nullable(),
    /** Every algorithm that ran on this problem, the answer's own included. */
    algorithms: z.array(portfolioAnswerSchema),
    /** The likeliest samples of the quantum state; null for a classical algorithm. */
    distribution: z
      .array(
        z.object({
          selection: z.array(z.string()),
          objective: z.number(),
          probability: z.number(),
          isFeasible: z.boolean(),
        }),
      )
      .nullable(),
    /** The state before the first layer: the uniform draw, or the classical part of a warm start. */
    control: z
      .object({ energy: z.number(), optimumProbability: z.number(), approximationRatio: z.number() })
      .nullable(),
    /** Of the optimisation that won, iteration by iteration. */
    convergence: z
      .array(z.object({ restart: z.int(), layers: z.int(), iteration: z.int(), value: z.number() }))
      .nullable(),
    /** The same circuit on a noisy machine, from shots. */
    noisy: z
      .object({
        preset: z.string(),
        energy: z.number(),
        energyError: z.number(),
        mitigatedEnergy: z.number(),
        mitigatedEnergyError: z.number(),
        idealEnergy: z.number(),
        optimumProbability: z.number(),
        feasibleProbability: z.number(),
        message: z.string(),
      })
      .nullable(),
    /** Continuous portfolios beside it: least variance, greatest Sharpe ratio, risk parity, least CVaR, HRP. */
    continuous: z.array(
      z.object({ name: z.string(), weights: z.record(z.string(), z.number()), ...expectations }),
    ),
    /** The efficient frontier under the same weights' limits, for a picture. */
    frontier: z.array(z.object(expectations)),
    pick: z.object({ minimum: z.int(), maximum: z.int() }).nullable(),
    riskAversion: z.number(),
    ...marketReport,
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
