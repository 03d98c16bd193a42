import type { PortfolioRequest } from "@ansatz/contract";
import {
  solveVariationally,
  type ConstrainedBinaryProblem,
  type VariationalResult,
  penalisedCosts,
} from "@ansatz/finance";
import type { TaskContext, TaskProgress } from "../definitions/job-definition.ts";
import { quantumOutcome, type QuantumOutcome } from "./quantum-outcome.ts";
import { restartSeed } from "./restart-seed.ts";

/** How a variational circuit runs in one space of states; JSON-safe. */
export interface VariationalSettings extends Pick<PortfolioRequest, "layers" | "tail" | "seed"> {
  /** Number of set bits; null for all states. */
  readonly weight: number | null;
  readonly stateCount: number;
  readonly shots: number;
  /** Starts from random angles of this run, by number. */
  readonly restarts: readonly number[];
}

const usualIterations = 60;

/** The best of a run's starts; null where no state of the space meets the demands. */
export async function runVariationally(
  problem: ConstrainedBinaryProblem,
  { layers, tail, seed, weight, stateCount, shots, restarts }: VariationalSettings,
  { signal, onProgress }: Pick<TaskContext, "signal" | "onProgress">,
): Promise<QuantumOutcome | null> {
  const began = performance.now();
  const penalised = penalisedCosts(problem, weight ?? undefined, stateCount);
  if (!penalised) return null;
  let iterations = 0;
  let evaluations = 0;
  let best: { readonly result: VariationalResult; readonly restart: number } | undefined;
  for (const restart of restarts) {
    signal.throwIfAborted();
    // Lets an abort come in between two starts.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const result = await solveVariationally(
      {
        variableCount: problem.objective.variableCount,
        cost: penalised.costs,
        ...(weight === null ? {} : { weight }),
        ...(penalised.isFeasible ? { isFeasible: penalised.isFeasible } : {}),
      },
      {
        layers,
        objective: tail < 1 ? { cvar: tail } : "mean",
        starts: 1,
        seed: restartSeed(seed, restart),
        shots,
        signal,
        onProgress: ({ iteration, value }) => {
          iterations++;
          const news: TaskProgress & { iteration: number; value: number } = {
            stage: "select",
            message: `Variational state, iteration ${iteration}: ${tail < 1 ? "mean of the best tail" : "mean objective"} ${value.toPrecision(6)}`,
            fraction: 0.3 + 0.65 * (1 - Math.exp(-iterations / usualIterations / restarts.length)),
            iteration: iterations,
            value,
          };
          onProgress(news);
        },
      },
    );
    evaluations += result.evaluations;
    if (!best || result.value < best.result.value) best = { result, restart };
  }
  const { result, restart } = best!;
  return {
    ...quantumOutcome(problem, penalised, result, { weight, history: result.history, restart, evaluations }),
    angles: null,
    seconds: (performance.now() - began) / 1000,
    threads: 1,
  };
}
