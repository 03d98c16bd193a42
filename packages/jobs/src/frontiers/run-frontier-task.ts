import { efficientFrontier, MandateError, solveCardinalityMeanVariance } from "@ansatz/finance";
import { numbersToText } from "../backtests/number-text.ts";
import { usableMemoryBytes } from "../circuits/memory.ts";
import type { TaskContext } from "../definitions/job-definition.ts";
import { findOptimum } from "../portfolios/find-optimum.ts";
import { unpackProblem } from "../portfolios/packed-problem.ts";
import { runQaoa } from "../portfolios/run-qaoa.ts";
import { onesOf, type FoundState } from "../portfolios/solve-classically.ts";
import { toWeightMandate } from "./frontier-mandate.ts";
import { unpackMoments } from "./packed-moments.ts";
import type { FrontierTask } from "./plan-frontier.ts";

/** A point's weights as a text of numbers, with how they were found. */
export interface FoundPoint {
  readonly weights: string;
  readonly proven: boolean;
  readonly gap: number;
  readonly seconds: number;
}

export interface FoundSelection {
  readonly riskAversion: number;
  readonly found: FoundState | null;
  readonly optimum: FoundState & { readonly proven: boolean };
  readonly optimumProbability: number;
  readonly uniformProbability: number;
}

/** What came out of a task; a point is null where nothing fulfils it or nothing was found in time. */
export type FrontierTaskOutput =
  | { readonly kind: "points" | "cardinality"; readonly points: readonly (FoundPoint | null)[] }
  | { readonly kind: "selection"; readonly selection: FoundSelection };

type PointsTask = Extract<FrontierTask, { kind: "points" | "cardinality" }>;
type SelectionTask = Extract<FrontierTask, { kind: "selection" }>;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function runPoints(task: PointsTask, { signal, onProgress }: TaskContext): Promise<FrontierTaskOutput> {
  const moments = unpackMoments(task.moments);
  const mandate = toWeightMandate(task.mandate);
  const solutions = await efficientFrontier(moments, {
    ...mandate,
    returns: task.returns,
    signal,
    onPoint: (done, total) => {
      onProgress({ stage: "frontier", message: `${done} of ${total} points`, fraction: done / total });
    },
  });
  return {
    kind: "points",
    points: solutions.map(({ weights, seconds }) => ({
      weights: numbersToText(weights),
      proven: true,
      gap: 0,
      seconds,
    })),
  };
}

async function runCardinality(task: PointsTask, context: TaskContext): Promise<FrontierTaskOutput> {
  const { signal, checkpoint, onCheckpoint, onProgress } = context;
  const moments = unpackMoments(task.moments);
  const mandate = toWeightMandate(task.mandate);
  const points = [...((checkpoint as (FoundPoint | null)[] | undefined) ?? [])];
  for (const targetReturn of task.returns.slice(points.length)) {
    signal.throwIfAborted();
    onProgress({
      stage: "cardinality-frontier",
      message: `Return ${targetReturn.toPrecision(4)} with at most ${task.holdings} holdings`,
      fraction: points.length / task.returns.length,
    });
    const solution = await solveCardinalityMeanVariance(moments, {
      ...mandate,
      holdings: { maximum: task.holdings },
      minimumHolding: task.mandate.minimumHolding,
      targetReturn,
      maximumSeconds: task.secondsPerPoint,
      signal,
    });
    points.push(
      solution
        ? {
            weights: numbersToText(solution.weights),
            proven: solution.proven,
            gap: solution.gap ?? 0,
            seconds: solution.seconds,
          }
        : null,
    );
    onCheckpoint(points);
    // Lets an abort come in.
    await pause();
  }
  return { kind: "cardinality", points };
}

async function runSelection(task: SelectionTask, context: TaskContext): Promise<FrontierTaskOutput> {
  const problem = unpackProblem(task.problem);
  const maximumBytes = context.memoryLimitBytes ?? usableMemoryBytes();
  const label = `Selection at a risk aversion of ${task.riskAversion.toPrecision(3)}`;
  const say = (message: string, fraction: number): void => {
    context.onProgress({ stage: "selections", message, fraction });
  };
  say(`${label}: proving the optimum`, 0.05);
  const { solution } = await findOptimum(problem, context.signal);
  await pause();
  const quantum = await runQaoa(problem, task.qaoa, maximumBytes, {
    ...context,
    onProgress: ({ message, fraction = 0 }) => {
      say(`${label}: ${message}`, fraction);
    },
  });
  if (!quantum) throw new MandateError(`no selection of ${task.qaoa.weight} assets fulfils the mandate`);
  const { bestFound, optimumProbability, optimumCount, feasibleCount, seconds, least } = quantum;
  const isProven = solution.proven;
  return {
    kind: "selection",
    selection: {
      riskAversion: task.riskAversion,
      found: bestFound ? { ones: bestFound.ones, objective: bestFound.objective, seconds } : null,
      // QAOA's survey of all states proves what a search did not.
      optimum: {
        ones: isProven ? onesOf(solution.bits) : quantum.leastOnes,
        objective: isProven ? solution.objective : least,
        seconds: solution.seconds,
        proven: true,
      },
      optimumProbability,
      uniformProbability: optimumCount / feasibleCount,
    },
  };
}

/** Runs a task's points or its selection. */
export function runFrontierTask(task: FrontierTask, context: TaskContext): Promise<FrontierTaskOutput> {
  switch (task.kind) {
    case "points":
      return runPoints(task, context);
    case "cardinality":
      return runCardinality(task, context);
    case "selection":
      return runSelection(task, context);
  }
}
