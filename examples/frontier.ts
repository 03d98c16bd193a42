/**
 * The efficient frontier of twenty stocks, freely and with at most four of them.
 *
 *     node --conditions=@ansatz/source examples/frontier.ts
 */
import { ok } from "node:assert/strict";
import { cardinalityFrontier, estimateMoments, loadSampleUniverse, toReturns } from "@ansatz/finance";

export async function main(
  options: { readonly points?: number; readonly holdings?: number } = {},
): Promise<
  { expectedReturn: number; volatility: number; limitedVolatility: number | undefined; holdings: number }[]
> {
  const { points = 9, holdings = 4 } = options;
  const moments = estimateMoments(toReturns(await loadSampleUniverse("us-stocks")), { kind: "oas" });
  const frontier = await cardinalityFrontier(moments, { points, holdings: { maximum: holdings } });
  return frontier.map(({ targetReturn, continuousVariance, solution }) => {
    const limited = solution === undefined ? undefined : Math.sqrt(solution.objective);
    const volatility = Math.sqrt(continuousVariance);
    // A limit can only cost: what it costs is what this picture is for.
    ok(limited === undefined || limited >= volatility - 1e-9);
    ok(solution === undefined || solution.proven);
    return {
      expectedReturn: targetReturn,
      volatility,
      limitedVolatility: limited,
      holdings: solution?.weights.filter((weight) => weight > 1e-9).length ?? 0,
    };
  });
}

if (import.meta.main) console.table(await main());
