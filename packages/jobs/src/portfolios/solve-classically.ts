import {
  anneal,
  searchLocally,
  selectGreedily,
  type BinarySolution,
  type ConstrainedBinaryProblem,
} from "@ansatz/finance";
import type { TaskContext } from "../definitions/job-definition.ts";
import { bestOfRandom } from "./draw-at-random.ts";
import { findOptimum, findWorst, isEnumerable } from "./find-optimum.ts";

/** A state that an algorithm found. */
export interface FoundState {
  /** Variables that are 1, ascending. */
  readonly ones: readonly number[];
  readonly objective: number;
  readonly seconds: number;
}

/** What classical algorithms make of a problem. */
export interface ClassicalOutcome {
  readonly optimum: FoundState & {
    readonly method: string;
    readonly proven: boolean;
    readonly gap: number | null;
  };
  /** By the names of the request; null where nothing was found. */
  readonly heuristics: Readonly<Record<"greedy" | "local-search" | "annealing", FoundState | null>>;
  readonly feasibleCount: number | null;
  readonly optimumCount: number | null;
  readonly worst: number | null;
  readonly random: { readonly draws: number; readonly objective: number } | null;
}

export interface ClassicalSettings {
  readonly seed: number;
  readonly draws: number;
  /** Whether the greatest objective is worth a search of its own. */
  readonly wantsWorst: boolean;
}

/** Bits beyond which a descent's n² moves are tried from few starts. */
const manyVariables = 150;

export function onesOf(bits: ArrayLike<number>): number[] {
  return Array.from(bits).flatMap((bit, index) => (bit === 1 ? [index] : []));
}

function found(solution: BinarySolution | undefined): FoundState | null {
  return solution
    ? { ones: onesOf(solution.bits), objective: solution.objective, seconds: solution.seconds }
    : null;
}

/** Proves the best state as far as it can be proven, and lets heuristics look for it. */
export async function solveClassically(
  problem: ConstrainedBinaryProblem,
  { seed, draws, wantsWorst }: ClassicalSettings,
  { signal, onProgress }: Pick<TaskContext, "signal" | "onProgress">,
): Promise<ClassicalOutcome> {
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  const known: { optimum?: number } = {};
  const say = async (message: string, fraction: number): Promise<void> => {
    // Every message tells the optimum: those that follow each other closely are thinned out.
    onProgress({ stage: "classical-optimum", message, fraction, ...known });
    // Lets an abort come in between the searches, which run without a break.
    await pause();
    signal.throwIfAborted();
  };
  await say("Proving the best portfolio", 0.02);
  const { solution, feasibleCount, optimumCount, worst: greatest } = await findOptimum(problem, signal);
  known.optimum = solution.objective;
  onProgress({
    stage: "classical-optimum",
    message: solution.proven
      ? `The optimum is ${solution.objective.toPrecision(6)}, by ${solution.method}`
      : `The best found by ${solution.method} is ${solution.objective.toPrecision(6)}`,
    fraction: 0.15,
    ...known,
  });
  await say("Greedy choice, local search and simulated annealing", 0.16);
  const isLarge = problem.objective.variableCount > manyVariables;
  const greedy = selectGreedily(problem);
  const local = searchLocally(problem, { seed, restarts: isLarge ? 3 : 20 });
  await say("Simulated annealing", 0.2);
  const annealed = anneal(problem, { seed });
  await say("Drawing portfolios at random", 0.23);
  const isVisitable = feasibleCount !== null && isEnumerable(problem);
  const random = bestOfRandom(problem, { draws, seed, visitable: isVisitable ? feasibleCount : null });
  const worst = greatest ?? (wantsWorst && solution.proven ? findWorst(problem) : null);
  return {
    optimum: {
      ones: onesOf(solution.bits),
      objective: solution.objective,
      seconds: solution.seconds,
      method: solution.method,
      proven: solution.proven,
      gap: solution.gap ?? null,
    },
    heuristics: { greedy: found(greedy), "local-search": found(local), annealing: found(annealed) },
    feasibleCount,
    optimumCount,
    worst,
    random: random === null ? null : { draws, objective: random },
  };
}
