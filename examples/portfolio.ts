/**
 * Five of twenty stocks by QAOA in the sector of five holdings, beside the proven optimum and a random draw.
 *
 *     node --conditions=@ansatz/source examples/portfolio.ts
 */
import { ok } from "node:assert/strict";
import {
  branchAndBound,
  createSelectionProblem,
  estimateMoments,
  loadSampleUniverse,
  solveQaoa,
  toReturns,
} from "@ansatz/finance";

export async function main(
  options: { readonly pick?: number; readonly layers?: number; readonly riskAversion?: number } = {},
): Promise<{
  selection: readonly string[];
  objective: number;
  optimum: number;
  approximationRatio: number;
  optimumProbability: number;
  uniformProbability: number;
}> {
  const { pick = 5, layers = 3, riskAversion = 0.5 } = options;
  const returns = toReturns(await loadSampleUniverse("us-stocks"));
  const moments = estimateMoments(returns, { kind: "ledoit-wolf" });
  const problem = createSelectionProblem({
    moments,
    objective: { kind: "mean-variance", riskAversion },
    pick,
  });

  // The reference first: milliseconds, and proven.
  const optimum = branchAndBound(problem);
  ok(optimum?.proven);

  const qaoa = await solveQaoa(
    { variableCount: moments.assets.length, cost: problem.objective, weight: pick },
    { mixer: "xy-ring", layers, seed: 1 },
  );
  const { bestFound, approximationRatio, optimumProbability, uniformProbability } = qaoa;
  ok(bestFound);
  ok(Math.abs(qaoa.optimum.cost - optimum.objective) < 1e-10);
  ok(optimumProbability > 2 * uniformProbability);
  return {
    selection: bestFound.selection.map((asset) => moments.assets[asset].name),
    objective: bestFound.cost,
    optimum: optimum.objective,
    approximationRatio,
    optimumProbability,
    uniformProbability,
  };
}

if (import.meta.main) console.log(await main());
