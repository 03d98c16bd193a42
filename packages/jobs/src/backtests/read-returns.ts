import { marketLimits, type BacktestRequest, type RiskRequest } from "@ansatz/contract";
import {
  loadSampleUniverse,
  parsePriceTable,
  PortfolioTooLargeError,
  PriceTableError,
  toReturns,
  type ReturnTable,
} from "@ansatz/finance";

/** Returns of a request's price table, and what reading it found. */
export interface ReadReturns {
  readonly returns: ReturnTable;
  readonly findings: readonly string[];
  /** Those of the findings that may change a conclusion. */
  readonly warnings: readonly string[];
}

type PriceSource = Pick<
  BacktestRequest | RiskRequest,
  "prices" | "sample" | "frequency" | "benchmark" | "sectors"
>;

async function readSample({ sample, benchmark }: PriceSource): Promise<ReadReturns> {
  const returns = toReturns(await loadSampleUniverse(sample!));
  if (benchmark !== undefined && returns.benchmark?.name.toLowerCase() !== benchmark.toLowerCase()) {
    const own = returns.benchmark === undefined ? "none" : returns.benchmark.name;
    throw new PriceTableError(
      `benchmark must be a benchmark of the sample ${sample!}, which has ${own}, got ${benchmark}`,
      { benchmark },
    );
  }
  return {
    returns,
    findings: [],
    warnings:
      sample === "synthetic" ? ["The prices are invented: they show the method, not any market."] : [],
  };
}

/**
 * The simple returns of the prices or the sample that a request names.
 *
 * @throws PriceTableError, PortfolioTooLargeError.
 */
export async function readReturns(request: PriceSource): Promise<ReadReturns> {
  if (request.sample !== undefined) return readSample(request);
  const { frequency, benchmark, sectors } = request;
  const { returns, findings } = parsePriceTable(request.prices!, {
    ...(frequency === undefined ? {} : { frequency }),
    ...(benchmark === undefined ? {} : { benchmark }),
    ...(sectors === undefined ? {} : { sectors }),
  });
  if (returns.assets.length > marketLimits.assets) {
    throw new PortfolioTooLargeError(
      `a job takes up to ${marketLimits.assets} assets, got ${returns.assets.length}: leave some out`,
      { assetCount: returns.assets.length, limit: marketLimits.assets },
    );
  }
  const messages = (wanted: "information" | "warning"): string[] =>
    findings.filter(({ severity }) => severity === wanted).map(({ message }) => message);
  return { returns, findings: messages("information"), warnings: messages("warning") };
}
