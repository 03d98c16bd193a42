import { portfolioLimits, type PortfolioRequest } from "@ansatz/contract";
import {
  checkCovariance,
  estimateMoments,
  loadSampleUniverse,
  parseMoments,
  parsePriceTable,
  PortfolioTooLargeError,
  toReturns,
  type CovarianceCheck,
  type Estimator,
  type Moments,
  type ReturnTable,
} from "@ansatz/finance";

/** Expected returns and risks of the assets to choose from. */
export interface Market {
  readonly moments: Moments;
  /** Periods observed; null where the moments were given. */
  readonly observations: number | null;
  readonly covariance: CovarianceCheck;
  /** Sentences: what reading the tables found and what was done about it. */
  readonly findings: readonly string[];
  /** Those of the findings that may change a conclusion. */
  readonly warnings: readonly string[];
}

function estimatorOf({ estimator, halfLife, factors }: PortfolioRequest): Estimator {
  if (estimator === "exponential") return { kind: estimator, halfLife };
  if (estimator === "factor-model") return { kind: estimator, factors };
  return { kind: estimator };
}

function checkSize(count: number): void {
  if (count <= portfolioLimits.assets) return;
  throw new PortfolioTooLargeError(
    `a portfolio job chooses among up to ${portfolioLimits.assets} assets, got ${count}: leave some out`,
    { assetCount: count, limit: portfolioLimits.assets },
  );
}

function marketOfReturns(
  returns: ReturnTable,
  request: PortfolioRequest,
  found: Pick<Market, "findings" | "warnings">,
): Market {
  checkSize(returns.assets.length);
  const moments = estimateMoments(returns, estimatorOf(request));
  const covariance = checkCovariance(moments.covariance);
  return { moments, observations: moments.diagnostics.observationCount, covariance, ...found };
}

/**
 * The moments that a request gives or from which prices they are estimated.
 *
 * @throws PriceTableError, MomentsError, PortfolioTooLargeError.
 */
export async function readMarket(request: PortfolioRequest): Promise<Market> {
  const { moments: given, sample, frequency } = request;
  const period = frequency === undefined ? {} : { frequency };
  if (given) {
    const { moments, check, findings } = parseMoments(given.means, given.risk, {
      ...period,
      repair: request.repair,
    });
    checkSize(moments.assets.length);
    return { moments, observations: null, covariance: check, findings, warnings: [] };
  }
  if (sample !== undefined) {
    return marketOfReturns(toReturns(await loadSampleUniverse(sample)), request, {
      findings: [],
      warnings:
        sample === "synthetic" ? ["The prices are invented: they show the method, not any market."] : [],
    });
  }
  const { returns, findings } = parsePriceTable(request.prices!, period);
  const messages = (wanted: "information" | "warning"): string[] =>
    findings.filter(({ severity }) => severity === wanted).map(({ message }) => message);
  return marketOfReturns(returns, request, {
    findings: messages("information"),
    warnings: messages("warning"),
  });
}
