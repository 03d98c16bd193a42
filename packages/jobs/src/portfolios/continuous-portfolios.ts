import {
  efficientFrontier,
  MandateError,
  maximiseSharpe,
  minimiseConditionalValueAtRisk,
  minimiseVariance,
  MomentsError,
  solveHierarchicalRiskParity,
  solveRiskParity,
  type Moments,
  type ReturnTable,
  type WeightMandate,
} from "@ansatz/finance";

/** A portfolio of continuous weights. */
export interface ContinuousPortfolio {
  readonly name: string;
  readonly weights: Float64Array;
  readonly expectedReturn: number;
  readonly volatility: number;
}

export interface ContinuousOptions {
  readonly mandate: WeightMandate;
  readonly returns: ReturnTable | undefined;
  readonly riskFreeRate?: number;
  readonly signal: AbortSignal;
}

/** Cells of a table of returns up to which the linear programme of CVaR is quick. */
const quickCells = 300_000;

export const tailConfidence = 0.95;

interface Solution {
  readonly weights: Float64Array;
  readonly expectedReturn: number;
  readonly variance: number;
}

/** Whether an error lies in what was asked for: no such portfolio then. */
function isMatterOfTheRequest(error: unknown): error is MandateError | MomentsError {
  return error instanceof MandateError || error instanceof MomentsError;
}

/**
 * Least variance, greatest Sharpe ratio, least CVaR (where returns are known) under the limits of weights, and risk
 * parity and HRP, which know no limits; `missing` says which of them there is none of, and why.
 */
export async function continuousPortfolios(
  moments: Moments,
  { mandate, returns, riskFreeRate = 0, signal }: ContinuousOptions,
): Promise<{ portfolios: ContinuousPortfolio[]; missing: string[] }> {
  const portfolios: ContinuousPortfolio[] = [];
  const missing: string[] = [];
  const add = async (name: string, solve: () => Solution | Promise<Solution>): Promise<void> => {
    signal.throwIfAborted();
    try {
      const { weights, expectedReturn, variance } = await solve();
      portfolios.push({ name, weights, expectedReturn, volatility: Math.sqrt(Math.max(0, variance)) });
    } catch (error) {
      if (!isMatterOfTheRequest(error)) throw error;
      missing.push(`${name}: ${error.message}`);
    }
  };
  const { lower, upper, groups } = mandate;
  const limits = {
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
    ...(groups === undefined ? {} : { groups }),
  };
  await add("Minimum variance", () => minimiseVariance(moments, mandate));
  await add("Maximum Sharpe ratio", () => maximiseSharpe(moments, { ...limits, riskFreeRate }));
  await add("Risk parity", () => solveRiskParity(moments));
  await add("Hierarchical risk parity", () => solveHierarchicalRiskParity(moments));
  if (returns && returns.returns.length <= quickCells) {
    await add("Minimum CVaR", () =>
      minimiseConditionalValueAtRisk(returns, { ...mandate, confidence: tailConfidence }),
    );
  }
  return { portfolios, missing };
}

/** Points of the efficient frontier, and why there are none. */
export async function frontierPoints(
  moments: Moments,
  mandate: WeightMandate,
  points: number,
  signal: AbortSignal,
): Promise<{ points: { expectedReturn: number; volatility: number }[]; missing: string | undefined }> {
  try {
    const frontier = await efficientFrontier(moments, { ...mandate, points, signal });
    return {
      points: frontier.map(({ expectedReturn, variance }) => ({
        expectedReturn,
        volatility: Math.sqrt(Math.max(0, variance)),
      })),
      missing: undefined,
    };
  } catch (error) {
    if (!isMatterOfTheRequest(error)) throw error;
    return { points: [], missing: `Efficient frontier: ${error.message}` };
  }
}
