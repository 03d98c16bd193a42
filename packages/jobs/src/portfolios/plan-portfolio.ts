import type { PortfolioRequest } from "@ansatz/contract";
import {
  createSelectionProblem,
  estimateQaoa,
  MandateError,
  PortfolioTooLargeError,
  type PortfolioProblem,
} from "@ansatz/finance";
import { formatBytes, usableMemoryBytes } from "../circuits/memory.ts";
import { readMarket, type Market } from "./read-market.ts";

/** A request that was read and can be run. */
export interface PortfolioPlan {
  readonly market: Market;
  readonly problem: PortfolioProblem;
  /** Bytes that QAOA's states may take. */
  readonly maximumBytes: number;
}

/** Most variables of a state's mask. */
const greatestQaoaAssets = 31;

/** The number of holdings asked for. Throws {@link MandateError} for limits in its place. */
export function pickOf({ pick }: PortfolioRequest): number {
  if (typeof pick === "number") return pick;
  throw new MandateError("pick must be a number of assets", { pick });
}

function checkQaoaSize(request: PortfolioRequest, assetCount: number, maximumBytes: number): void {
  const { mixer } = request;
  const pick = pickOf(request);
  const remedy =
    "choose among fewer assets, or use the algorithm exact, which proves the optimum of such sizes";
  if (assetCount > greatestQaoaAssets) {
    throw new PortfolioTooLargeError(
      `QAOA is simulated for up to ${greatestQaoaAssets} assets, got ${assetCount}: ${remedy}`,
      { assetCount, limit: greatestQaoaAssets },
    );
  }
  let size: ReturnType<typeof estimateQaoa> | undefined;
  try {
    size = estimateQaoa({ variableCount: assetCount, weight: pick }, mixer);
  } catch (error) {
    throw new PortfolioTooLargeError(
      `QAOA with the mixer ${mixer} has too many states for ${assetCount} assets: ${remedy}`,
      { assetCount },
      { cause: error },
    );
  }
  if (size.bytes <= maximumBytes) return;
  throw new PortfolioTooLargeError(
    `QAOA on ${size.stateCount.toLocaleString("en-US")} states needs ${formatBytes(size.bytes)}, and ${formatBytes(maximumBytes)} can be used here: ${remedy}`,
    { stateCount: size.stateCount, bytesNeeded: size.bytes, bytesAvailable: maximumBytes },
  );
}

/**
 * Reads a request's tables and states its problem: min q·xᵀΣx − μᵀx over bits x with Σxᵢ = pick.
 *
 * @throws PriceTableError, MomentsError, MandateError, PortfolioTooLargeError.
 */
export async function planPortfolio(
  request: PortfolioRequest,
  { memoryLimitBytes }: { readonly memoryLimitBytes: number | undefined },
): Promise<PortfolioPlan> {
  const market = await readMarket(request);
  const assetCount = market.moments.assets.length;
  const { riskAversion } = request;
  const pick = pickOf(request);
  if (pick > assetCount) {
    throw new MandateError(
      `pick must be in [1, ${assetCount}], the number of assets to choose from, got ${pick}`,
      { pick, assetCount },
    );
  }
  const maximumBytes = memoryLimitBytes ?? usableMemoryBytes();
  if (request.algorithm === "qaoa") checkQaoaSize(request, assetCount, maximumBytes);
  const problem = createSelectionProblem({
    moments: market.moments,
    objective: { kind: "mean-variance", riskAversion },
    pick,
  });
  return { market, problem, maximumBytes };
}
