import { z } from "zod";

export const portfolioEstimators = ["sample", "exponential", "ledoit-wolf", "oas", "factor-model"] as const;
export const portfolioSamples = ["us-stocks", "synthetic"] as const;
export const priceFrequencies = ["daily", "weekly", "monthly", "quarterly", "yearly"] as const;

/** Limits of a market that a request brings along. */
export const marketLimits = {
  /** Characters of a table; the HTTP API takes smaller bodies, see its `body-too-large`. */
  characters: 50_000_000,
  assets: 500,
} as const;

const table = z.string().min(1).max(marketLimits.characters);
const assetName = z.string().trim().min(1).max(100);

/** Where prices come from. */
export const priceSourceFields = {
  prices: table.optional().meta({
    description: "Prices or returns as CSV: a date and a column an asset, or date, asset, price",
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
  benchmark: assetName
    .optional()
    .meta({ description: "Column that is an index to compare with, not an asset to hold" }),
  sectors: z
    .record(assetName, z.string().trim().min(1).max(100))
    .optional()
    .meta({ description: "Sector of an asset by name, where the table has none" }),
};

/** How expected returns and covariances are estimated. */
export const estimatorFields = {
  estimator: z.enum(portfolioEstimators).default("sample"),
  halfLife: z.number().positive().max(1e6).default(63).meta({ description: "Periods; exponential only" }),
  factors: z
    .int()
    .min(1)
    .max(marketLimits.assets)
    .default(3)
    .meta({ description: "Principal components; factor-model only" }),
};

/** Prices, a sample or moments, and how moments are estimated where they are not given. */
export const marketFields = {
  ...priceSourceFields,
  ...estimatorFields,
  moments: z.strictObject({ means: table, risk: table.optional() }).optional().meta({
    description:
      "Given instead of estimated: rows of mean and standard deviation; covariances or correlations as a matrix or as rows i, j, value. Without risk, means holds a number of assets, their rows and the rows i, j, correlation",
  }),
  repair: z
    .boolean()
    .default(false)
    .meta({ description: "Replaces given risks that are no covariance by the nearest ones that are" }),
  views: z
    .array(
      z.strictObject({
        assets: z
          .record(assetName, z.number())
          .meta({ description: "A portfolio by weights: {A: 1} is a view of A, {A: 1, B: -1} of A over B" }),
        expectedReturn: z.number().min(-10).max(10).meta({ description: "A year" }),
        confidence: z.number().gt(0).max(1).default(0.5),
      }),
    )
    .max(100)
    .optional()
    .meta({ description: "Black–Litterman views, which move the expected returns" }),
};

/** Whether a request names its market exactly once. */
export function namesOneMarket(request: {
  readonly prices?: unknown;
  readonly moments?: unknown;
  readonly sample?: unknown;
}): boolean {
  return (
    [request.prices, request.moments, request.sample].filter((source) => source !== undefined).length === 1
  );
}
export const oneMarketMessage = "must hold exactly one of prices, moments and sample";
export const onePriceSourceMessage = "must hold exactly one of prices and sample";

const share = z.number().min(0).max(1);
const countOrShare = z.number().min(0).max(1e6);

/** Limits of holdings by groups of assets, which selections count and weights add up. */
export const groupFields = {
  sectorLimits: z
    .record(
      z.string(),
      z.strictObject({ minimum: countOrShare.optional(), maximum: countOrShare.optional() }),
    )
    .optional()
    .meta({
      description:
        "By sector, * for every sector without a limit of its own: numbers of holdings of a selection, else shares",
    }),
  groups: z
    .array(
      z.strictObject({
        name: assetName,
        assets: z.array(assetName).min(1).max(marketLimits.assets),
        minimum: countOrShare.optional(),
        maximum: countOrShare.optional(),
      }),
    )
    .max(100)
    .optional(),
  required: z.array(assetName).max(marketLimits.assets).optional().meta({ description: "Assets to hold" }),
  excluded: z
    .array(assetName)
    .max(marketLimits.assets)
    .optional()
    .meta({ description: "Assets not to hold" }),
};

/** Limits of continuous weights. */
export const weightFields = {
  ...groupFields,
  minimumWeight: share.default(0).meta({ description: "Of every asset; with a cardinality, of those held" }),
  maximumWeight: z.number().gt(0).max(1).default(1),
  today: z
    .record(assetName, share)
    .optional()
    .meta({ description: "Weights held today, which turnover and costs are counted against" }),
  maximumTurnover: share.optional().meta({ description: "Greatest Σ|w − w(today)|/2" }),
};

/** How moments came about, in every result that rests on them. */
export const marketReport = {
  assets: z.int(),
  /** Periods that the moments were estimated from; null where they were given. */
  observations: z.int().nullable(),
  estimator: z.string(),
  covariance: z.object({
    status: z.enum(["positive-definite", "singular", "indefinite"]),
    smallestEigenvalue: z.number(),
    message: z.string(),
  }),
  /** What reading the table found, and what was done about it. */
  findings: z.array(z.string()),
};

/** An expected return and a standard deviation, a year; of given moments without a frequency, in their own period. */
export const expectations = { expectedReturn: z.number(), volatility: z.number() };
