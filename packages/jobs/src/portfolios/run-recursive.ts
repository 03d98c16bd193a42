import { penalise, solveRecursively, type ConstrainedBinaryProblem } from "@ansatz/finance";
import type { TaskContext } from "../definitions/job-definition.ts";
import { checkStates } from "./memory-check.ts";
import type { RecursiveOutcome } from "./quantum-outcome.ts";

export interface RecursiveSettings {
  readonly layers: number;
  readonly seed: number;
}

/** Answers by eliminating variables one by one; demands are penalties, with slack bits where they leave a range. */
export async function runRecursively(
  problem: ConstrainedBinaryProblem,
  { layers, seed }: RecursiveSettings,
  maximumBytes: number,
  { pool, signal, onProgress }: Pick<TaskContext, "pool" | "signal" | "onProgress">,
): Promise<RecursiveOutcome> {
  const { problem: cost, penalty, slackCount } = penalise(problem);
  checkStates({ variableCount: cost.variableCount }, "x", maximumBytes);
  let eliminated = 0;
  const result = await solveRecursively(cost, {
    layers,
    seed,
    maximumBytes,
    signal,
    ...(pool ? { pool } : {}),
    onProgress: () => {
      eliminated++;
      onProgress({
        stage: "select",
        message: `Recursive QAOA: ${eliminated} of ${cost.variableCount} variables eliminated`,
        fraction: 0.3 + (0.65 * eliminated) / cost.variableCount,
      });
    },
  });
  const { variableCount } = problem.objective;
  const own = (selection: readonly number[]): number[] =>
    selection.filter((variable) => variable < variableCount);
  const how =
    penalty.proof === "enumeration"
      ? "every state was looked at"
      : "a lower bound of the objective proves it";
  return {
    ones: own(result.selection),
    control: own(result.control.selection),
    penalty:
      problem.constraints.length === 0
        ? null
        : {
            weight: penalty.weight,
            message: `demands are kept by a quadratic penalty of weight ${penalty.weight.toPrecision(4)}${slackCount > 0 ? ` with ${slackCount} slack bits` : ""}; ${penalty.isSafe ? `no state outside them lies below the optimum within: ${how}` : "it is not proven that no state outside them lies below the optimum within"}`,
          },
    eliminations: result.eliminations.length,
    seconds: result.seconds,
  };
}
