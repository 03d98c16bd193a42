import type { FrontierRequest } from "@ansatz/contract";
import {
  assertMandateCanBeMet,
  createSelectionProblem,
  efficientFrontier,
  MandateError,
  type Moments,
  type WeightSolution,
} from "@ansatz/finance";
import { usableMemoryBytes } from "../circuits/memory.ts";
import { checkStates } from "../portfolios/memory-check.ts";
import { packProblem, type PackedProblem } from "../portfolios/packed-problem.ts";
import { readMarket, type Market } from "../portfolios/read-market.ts";
import { reduceProblem, type ReducedProblem } from "../portfolios/reduce-problem.ts";
import type { QaoaSettings } from "../portfolios/run-qaoa.ts";
import { frontierMandate, toWeightMandate, type FrontierMandate } from "./frontier-mandate.ts";
import { packMoments, type PackedMoments } from "./packed-moments.ts";

/** A request that was read and can be run. */
export interface FrontierPlan {
  readonly market: Market;
  readonly mandate: FrontierMandate;
}

/** What a task does, JSON-safe: points by return, or selections by risk aversion. */
export type FrontierTask =
  | {
      readonly kind: "points" | "cardinality";
      readonly moments: PackedMoments;
      readonly mandate: FrontierMandate;
      readonly returns: readonly number[];
      readonly holdings: number;
      readonly secondsPerPoint: number;
    }
  | {
      readonly kind: "selection";
      readonly problem: PackedProblem;
      readonly qaoa: QaoaSettings;
      readonly riskAversion: number;
    };

/** Tasks of a frontier's points: enough for threads and machines to share. */
const pointTasks = 16;
const cardinalityTasks = 50;
/** Risk aversions of the selections. */
const selectionCount = 8;
/** A return that lies so little beyond what can be reached, relative to the range, was rounded. */
const roundedReturn = 1e-6;

/**
 * @throws PriceTableError, MomentsError, MandateError, PortfolioTooLargeError.
 */
export async function planFrontier(
  request: FrontierRequest,
  { memoryLimitBytes }: { readonly memoryLimitBytes: number | undefined },
): Promise<FrontierPlan> {
  const market = await readMarket(request);
  const mandate = frontierMandate(request, market);
  // Names what conflicts, and refuses risks that are no covariance.
  await efficientFrontier(market.moments, { ...toWeightMandate(mandate), points: 2 });
  if (request.pick !== undefined) {
    const { problem } = reduceSelection(request, market, mandate, 1);
    await assertMandateCanBeMet(problem);
    const weight = problem.constraints.find(({ coefficients }) =>
      coefficients.every((value) => value === 1),
    )!.lower;
    checkStates(
      { variableCount: problem.objective.variableCount, weight },
      "xy-ring",
      memoryLimitBytes ?? usableMemoryBytes(),
    );
  }
  return { market, mandate };
}

/** The selection of `pick` assets in equal parts, shares of groups counted in holdings. */
export function reduceSelection(
  request: FrontierRequest,
  { moments }: Market,
  { groups, upper }: FrontierMandate,
  riskAversion: number,
): ReducedProblem {
  const pick = request.pick!;
  const names = moments.assets.map(({ name }) => name.toLowerCase());
  const required = (request.required ?? []).map((name) => names.indexOf(name.toLowerCase()));
  const excluded = upper.flatMap((limit, index) => (limit === 0 ? [index] : []));
  if (request.maximumWeight < 1 / pick - 1e-12) {
    throw new MandateError(
      `pick contradicts maximumWeight: ${pick} equal parts are above ${request.maximumWeight}`,
      { pick, maximumWeight: request.maximumWeight },
    );
  }
  return reduceProblem(
    createSelectionProblem({
      moments,
      objective: { kind: "mean-variance", riskAversion },
      pick,
      groups: groups.map(({ minimum, maximum, ...group }) => ({
        ...group,
        ...(minimum === undefined ? {} : { minimum: Math.ceil(minimum * pick - 1e-9) }),
        ...(maximum === undefined ? {} : { maximum: Math.floor(maximum * pick + 1e-9) }),
      })),
      required,
      excluded,
    }),
  );
}

/** Returns of the points: those asked for, a rounding beyond the ends taken back, or equal steps between the ends. */
function returnsOf(request: FrontierRequest, [least, greatest]: readonly WeightSolution[]): number[] {
  const [low, high] = [least.expectedReturn, greatest.expectedReturn];
  const range = Math.max(high - low, Math.abs(high) * 1e-9);
  // A hair inside what is reachable.
  const highest = high - 1e-12 * Math.max(range, Math.abs(high));
  if (request.returns) {
    return request.returns.map((target) =>
      target > highest && target <= high + roundedReturn * range ? highest : target,
    );
  }
  const { points } = request;
  return Array.from({ length: points }, (_, point) =>
    point === points - 1 ? highest : low + ((high - low) * point) / (points - 1),
  );
}

/** Risk aversions of wᵀΣw − μᵀw/λ along a frontier: λ = Δreturn/Δvariance between neighbouring points, ascending. */
function riskAversions(frontier: readonly WeightSolution[]): number[] {
  return frontier
    .slice(1)
    .flatMap(({ expectedReturn, variance }, index) => {
      const slope = (expectedReturn - frontier[index].expectedReturn) / (variance - frontier[index].variance);
      return Number.isFinite(slope) && slope > 0 ? [Number(slope.toPrecision(3))] : [];
    })
    .sort((a, b) => a - b);
}

function chunks(values: readonly number[], count: number): number[][] {
  const size = Math.max(1, Math.ceil(values.length / count));
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

async function selectionTasks(
  request: FrontierRequest,
  { market, mandate }: FrontierPlan,
  moments: Moments,
  signal: AbortSignal,
): Promise<FrontierTask[]> {
  const pick = request.pick!;
  const frontier = await efficientFrontier(moments, {
    ...toWeightMandate(mandate),
    points: selectionCount + 1,
    signal,
  });
  return riskAversions(frontier).map((aversion): FrontierTask => {
    // Over the bits x = pick·w the same trade-off is aversion/pick.
    const riskAversion = aversion / pick;
    const { problem } = reduceSelection(request, market, mandate, riskAversion);
    const weight = problem.constraints.find(({ coefficients }) =>
      coefficients.every((value) => value === 1),
    )!.lower;
    const space = { variableCount: problem.objective.variableCount, weight };
    return {
      kind: "selection",
      problem: packProblem(problem),
      riskAversion,
      qaoa: {
        mixer: "xy-ring",
        layers: request.layers,
        start: "linear-ramp",
        tail: 1,
        multiAngle: false,
        seed: request.seed,
        weight,
        stateCount: checkStates(space, "xy-ring", Infinity),
        shots: 1000,
        restarts: [0],
        warmStart: null,
      },
    };
  });
}

/** The tasks of a plan: the frontier's points, those with few holdings, and selections. */
export async function frontierTasks(
  plan: FrontierPlan,
  request: FrontierRequest,
  signal: AbortSignal,
): Promise<FrontierTask[]> {
  const { market, mandate } = plan;
  const { moments } = market;
  const ends = await efficientFrontier(moments, { ...toWeightMandate(mandate), points: 2, signal });
  const returns = returnsOf(request, ends);
  const common = {
    moments: packMoments(moments),
    mandate,
    holdings: request.cardinality ?? moments.assets.length,
    secondsPerPoint: request.secondsPerPoint,
  };
  const tasks: FrontierTask[] = chunks(returns, pointTasks).map((part) => ({
    ...common,
    kind: "points",
    returns: part,
  }));
  if (request.cardinality !== undefined) {
    for (const part of chunks(returns, cardinalityTasks)) {
      tasks.push({ ...common, kind: "cardinality", returns: part });
    }
  }
  if (request.pick !== undefined) tasks.push(...(await selectionTasks(request, plan, moments, signal)));
  return tasks;
}
