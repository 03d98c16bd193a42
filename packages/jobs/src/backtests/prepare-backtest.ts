import type { BacktestRequest } from "@ansatz/contract";
import {
  estimateMoments,
  estimateQaoa,
  MandateError,
  periodsPerYear,
  planBacktest,
  PortfolioTooLargeError,
  type BacktestPlan,
  type BacktestSettings,
  type ReturnTable,
} from "@ansatz/finance";
import { formatBytes, usableMemoryBytes } from "../circuits/memory.ts";
import { estimatingStrategies, selectingStrategies } from "./backtest-strategies.ts";
import { estimatorOf } from "./estimator.ts";
import { readReturns, type ReadReturns } from "./read-returns.ts";

/** A request that was read and can be run. */
export interface PreparedBacktest extends ReadReturns {
  readonly plan: BacktestPlan;
  /** Periods that each decision looks back on, or at least, where all of the past counts. */
  readonly windowPeriods: number;
}

const defaultYears = 3;
/** Most variables of a state's mask. */
const greatestQaoaAssets = 31;
/** Weights that all decisions of all strategies may hold: they are stored and printed. */
const greatestWeightCount = 4_000_000;

function windowOf(request: BacktestRequest, { dates, frequency }: ReturnTable) {
  if (request.window !== undefined) return { periods: request.window, findings: [] };
  const wished = defaultYears * periodsPerYear[frequency];
  const half = Math.max(2, Math.floor(dates.length / 2));
  if (wished <= half) return { periods: wished, findings: [] };
  return {
    periods: half,
    findings: [
      `Each decision looks back on ${half} periods, half of the table: it is too short for ${defaultYears} years (${wished} periods).`,
    ],
  };
}

function settingsOf(request: BacktestRequest, periods: number): BacktestSettings {
  const { rebalancing, proportionalCosts, fixedCosts, turnoverLimit, initialCapital, cashRate } = request;
  return {
    window: request.expanding
      ? { kind: "expanding", minimum: periods }
      : { kind: "rolling", length: periods },
    rebalancing: typeof rebalancing === "number" ? { every: rebalancing } : rebalancing,
    costs: { proportional: proportionalCosts, fixedPerTrade: fixedCosts },
    turnoverLimit,
    initialCapital,
    cashRate,
    seed: request.seed,
  };
}

function checkPick({ pick, strategies }: BacktestRequest, assetCount: number): void {
  if (pick <= assetCount || !strategies.some((name) => selectingStrategies.has(name))) return;
  throw new MandateError(
    `pick must be in [1, ${assetCount}], the number of assets to choose from, got ${pick}`,
    { pick, assetCount },
  );
}

function checkQaoaSize(
  { pick, mixer, strategies }: BacktestRequest,
  assetCount: number,
  maximumBytes: number,
): void {
  if (!strategies.includes("qaoa")) return;
  const remedy = "choose among fewer assets, or leave the strategy qaoa out";
  if (assetCount > greatestQaoaAssets) {
    throw new PortfolioTooLargeError(
      `QAOA is simulated for up to ${greatestQaoaAssets} assets, got ${assetCount}: ${remedy}`,
      { assetCount, limit: greatestQaoaAssets },
    );
  }
  const { stateCount, bytes } = estimateQaoa({ variableCount: assetCount, weight: pick }, mixer);
  if (bytes <= maximumBytes) return;
  throw new PortfolioTooLargeError(
    `QAOA on ${stateCount.toLocaleString("en-US")} states needs ${formatBytes(bytes)}, and ${formatBytes(maximumBytes)} can be used here: ${remedy}`,
    { stateCount, bytesNeeded: bytes, bytesAvailable: maximumBytes },
  );
}

function checkWeightCount(windows: number, strategies: number, assets: number): void {
  const count = windows * strategies * assets;
  if (count <= greatestWeightCount) return;
  const text = (value: number): string => value.toLocaleString("en-US");
  throw new PortfolioTooLargeError(
    `a backtest decides on up to ${text(greatestWeightCount)} weights, got ${text(windows)} dates × ${strategies} strategies × ${assets} assets = ${text(count)}: rebalance less often or compare fewer strategies`,
    { weightCount: count, limit: greatestWeightCount },
  );
}

/** Estimates the first window's moments, so that an estimator that cannot be used is refused before anything runs. */
function checkEstimator(request: BacktestRequest, returns: ReturnTable, { windows }: BacktestPlan): void {
  if (!request.strategies.some((name) => estimatingStrategies.has(name))) return;
  const [{ firstRow, lastRow }] = windows;
  const columns = returns.assets.length;
  const seen = {
    ...returns,
    dates: returns.dates.slice(firstRow, lastRow + 1),
    returns: returns.returns.slice(firstRow * columns, (lastRow + 1) * columns),
  };
  estimateMoments(seen, estimatorOf(request));
}

/**
 * Reads a request's table and plans its windows.
 *
 * @throws PriceTableError, MomentsError, MandateError, PortfolioTooLargeError.
 */
export async function prepareBacktest(
  request: BacktestRequest,
  { memoryLimitBytes }: { readonly memoryLimitBytes: number | undefined },
): Promise<PreparedBacktest> {
  const read = await readReturns(request);
  const { returns } = read;
  const assetCount = returns.assets.length;
  checkPick(request, assetCount);
  checkQaoaSize(request, assetCount, memoryLimitBytes ?? usableMemoryBytes());
  const { periods, findings } = windowOf(request, returns);
  const plan = planBacktest(returns, settingsOf(request, periods));
  checkWeightCount(plan.windows.length, request.strategies.length, assetCount);
  checkEstimator(request, returns, plan);
  return { ...read, findings: [...read.findings, ...findings], plan, windowPeriods: periods };
}
