import type { PortfolioRequest } from "@ansatz/contract";
import {
  anneal,
  MandateError,
  penalise,
  portfolioObjective,
  selectGreedily,
  solveQaoa,
  SolverError,
  type BinarySolution,
  type QaoaResult,
} from "@ansatz/finance";
import type { TaskContext } from "../definitions/job-definition.ts";
import type { KnownOptimum } from "./find-optimum.ts";
import { pickOf, type PortfolioPlan } from "./plan-portfolio.ts";

/** What an algorithm chose. */
export interface Selected {
  /** Assets by number, ascending. */
  readonly selection: readonly number[];
  readonly objective: number;
  readonly seconds: number;
  /** Undefined for a classical algorithm. */
  readonly qaoa: QaoaResult | undefined;
}

export function indicesOf(bits: ArrayLike<number>): number[] {
  return Array.from(bits).flatMap((bit, index) => (bit === 1 ? [index] : []));
}

function selectedBy({ bits, objective, seconds }: BinarySolution): Selected {
  return { selection: indicesOf(bits), objective, seconds, qaoa: undefined };
}

/** Iterations after which about two thirds of the bar have passed. */
const usualIterations = 30;

async function runQaoa(
  { problem, maximumBytes }: PortfolioPlan,
  request: PortfolioRequest,
  { pool, signal, onProgress }: TaskContext,
): Promise<Selected> {
  const { mixer, layers, shots, seed } = request;
  const pick = pickOf(request);
  // The transverse mixer leaves the selections of the size asked for; a penalty brings it back.
  const cost = mixer === "x" ? penalise(problem).problem : problem.objective;
  const result = await solveQaoa(
    { variableCount: problem.objective.variableCount, cost, weight: pick },
    {
      mixer,
      layers,
      shots,
      seed,
      maximumBytes,
      signal,
      ...(pool ? { pool } : {}),
      onProgress: ({ iteration, value }) => {
        onProgress({
          stage: "select",
          message: `QAOA, iteration ${iteration}: mean objective ${value.toPrecision(6)}`,
          fraction: 0.3 + 0.65 * (1 - Math.exp(-iteration / usualIterations)),
        });
      },
    },
  );
  const { bestFound, seconds } = result;
  if (!bestFound) {
    throw new MandateError(
      `none of the ${shots} samples holds ${pick} assets: take more shots or layers, or a mixer that keeps the number of holdings (xy-ring, xy-complete, grover)`,
      { shots, mixer },
    );
  }
  const { selection } = bestFound;
  const bits = new Uint8Array(problem.objective.variableCount);
  for (const asset of selection) bits[asset] = 1;
  return { selection, objective: portfolioObjective(problem, bits), seconds, qaoa: result };
}

/** Runs the algorithm asked for. */
export async function selectAssets(
  plan: PortfolioPlan,
  request: PortfolioRequest,
  optimum: KnownOptimum,
  context: TaskContext,
): Promise<Selected> {
  const { problem } = plan;
  switch (request.algorithm) {
    case "qaoa":
      return runQaoa(plan, request, context);
    case "exact":
      return selectedBy(optimum.solution);
    case "greedy":
    case "annealing": {
      const solution =
        request.algorithm === "greedy" ? selectGreedily(problem) : anneal(problem, { seed: request.seed });
      if (!solution) throw new SolverError(`the algorithm ${request.algorithm} found no selection`);
      return selectedBy(solution);
    }
    default:
      throw new MandateError(`the algorithm ${request.algorithm} is not available`);
  }
}
