import { marketLimits, type FrontierRequest, type PortfolioRequest } from "@ansatz/contract";
import {
  applyViews,
  checkCovariance,
  estimateMoments,
  loadSampleUniverse,
  MandateError,
  parseMoments,
  parsePriceTable,
  PortfolioTooLargeError,
  PriceTableError,
  toReturns,
  type Asset,
  type CovarianceCheck,
  type Moments,
  type PriceTable,
  type ReturnTable,
} from "@ansatz/finance";
import { estimatorOf } from "../backtests/estimator.ts";
import { assetNames } from "./asset-names.ts";

/** Expected returns and risks of the assets to choose from. */
export interface Market {
  readonly moments: Moments;
  /** Periods observed; null where the moments were given. */
  readonly observations: number | null;
  /** What the moments were estimated from; undefined where they were given. */
  readonly returns: ReturnTable | undefined;
  /** The last row of a table of prices. */
  readonly lastPrices: Float64Array | undefined;
  readonly covariance: CovarianceCheck;
  /** Sentences: what reading the tables found and what was done about it. */
  readonly findings: readonly string[];
  /** Those of the findings that may change a conclusion. */
  readonly warnings: readonly string[];
}

type MarketRequest = Pick<
  PortfolioRequest | FrontierRequest,
  | "prices"
  | "sample"
  | "moments"
  | "frequency"
  | "benchmark"
  | "sectors"
  | "estimator"
  | "halfLife"
  | "factors"
  | "repair"
  | "views"
>;

function checkSize(count: number): void {
  if (count <= marketLimits.assets) return;
  throw new PortfolioTooLargeError(
    `a job takes up to ${marketLimits.assets} assets, got ${count}: leave some out`,
    { assetCount: count, limit: marketLimits.assets },
  );
}

/** The moments with the sectors that a request names; throws {@link MandateError} for an asset that there is none of. */
function withSectors(moments: Moments, sectors: MarketRequest["sectors"]): Moments {
  if (sectors === undefined) return moments;
  const { indexOf } = assetNames(moments);
  const assets: Asset[] = [...moments.assets];
  for (const [name, sector] of Object.entries(sectors)) {
    const index = indexOf(name, "sectors");
    assets[index] = { ...assets[index], sector };
  }
  return { ...moments, assets };
}

/** The moments after a request's views, whose names are matched as those of its other fields. */
function withViews(moments: Moments, views: MarketRequest["views"]): Moments {
  if (views === undefined || views.length === 0) return moments;
  const { indexOf } = assetNames(moments);
  return applyViews(moments, {
    views: views.map(({ assets, expectedReturn, confidence }, index) => {
      const field = `views[${index}].assets`;
      const weights = Object.entries(assets).map(([name, weight]): [string, number] => [
        moments.assets[indexOf(name, field)].name,
        weight,
      ]);
      if (weights.length === 0) throw new MandateError(`${field} must name an asset`, { field });
      return { weights: Object.fromEntries(weights), expectedReturn, confidence };
    }),
  });
}

function lastRow({ prices, assets }: PriceTable): Float64Array {
  return prices.slice(prices.length - assets.length);
}

function marketOfReturns(
  returns: ReturnTable,
  request: MarketRequest,
  found: Pick<Market, "findings" | "warnings" | "lastPrices">,
): Market {
  checkSize(returns.assets.length);
  const estimated = estimateMoments(returns, estimatorOf(request));
  const moments = withViews(withSectors(estimated, request.sectors), request.views);
  const covariance = checkCovariance(moments.covariance);
  return { moments, observations: estimated.diagnostics.observationCount, returns, covariance, ...found };
}

async function readSample(request: MarketRequest): Promise<Market> {
  const { sample, benchmark } = request;
  const prices = await loadSampleUniverse(sample!);
  const own = prices.benchmark?.name;
  if (benchmark !== undefined && own?.toLowerCase() !== benchmark.toLowerCase()) {
    throw new PriceTableError(
      `benchmark must be the benchmark of the sample ${sample!}, ${own ?? "which has none"}, got "${benchmark}"`,
      { benchmark },
    );
  }
  return marketOfReturns(toReturns(prices), request, {
    lastPrices: lastRow(prices),
    findings: [],
    warnings:
      sample === "synthetic" ? ["The prices are invented: they show the method, not any market."] : [],
  });
}

/**
 * The moments that a request gives or from which prices they are estimated, after its views.
 *
 * @throws PriceTableError, MomentsError, MandateError, PortfolioTooLargeError.
 */
export async function readMarket(request: MarketRequest): Promise<Market> {
  const { moments: given, frequency, benchmark, sectors } = request;
  const period = frequency === undefined ? {} : { frequency };
  if (given) {
    const { moments, check, repair, findings } = parseMoments(given.means, given.risk, {
      ...period,
      repair: request.repair,
    });
    checkSize(moments.assets.length);
    return {
      moments: withViews(withSectors(moments, sectors), request.views),
      observations: null,
      returns: undefined,
      lastPrices: undefined,
      covariance: repair ? checkCovariance(moments.covariance) : check,
      findings,
      warnings: [
        ...(repair
          ? [
              `${check.message}: it was replaced by the nearest covariance, and correlations changed by up to ${repair.largestChange.toPrecision(3)}.`,
            ]
          : []),
        ...(request.estimator === "sample"
          ? []
          : [
              `The estimator ${request.estimator} was not used: it takes prices or returns, and moments were given.`,
            ]),
      ],
    };
  }
  if (request.sample !== undefined) return readSample(request);
  const report = parsePriceTable(request.prices!, {
    ...period,
    ...(benchmark === undefined ? {} : { benchmark }),
  });
  const messages = (wanted: "information" | "warning"): string[] =>
    report.findings.filter(({ severity }) => severity === wanted).map(({ message }) => message);
  return marketOfReturns(report.returns, request, {
    lastPrices: report.content === "prices" ? lastRow(report.prices) : undefined,
    findings: messages("information"),
    warnings: messages("warning"),
  });
}
