import type { PortfolioRequest } from "@ansatz/contract";
import {
  solveQaoa,
  type ConstrainedBinaryProblem,
  type QaoaProblem,
  type QaoaResult,
  type SolveQaoaOptions,
  type UnitAngles,
  penalisedCosts,
} from "@ansatz/finance";
import { createRandom, type QaoaMixer } from "@ansatz/simulator";
import type { TaskContext, TaskProgress } from "../definitions/job-definition.ts";
import { restartSeed } from "./restart-seed.ts";
import { quantumOutcome, type QuantumOutcome } from "./quantum-outcome.ts";

/** How QAOA runs in one space of states; JSON-safe. */
export interface QaoaSettings extends Pick<
  PortfolioRequest,
  "layers" | "start" | "tail" | "multiAngle" | "seed"
> {
  readonly mixer: QaoaMixer;
  /** Number of set bits; null for all states. */
  readonly weight: number | null;
  readonly stateCount: number;
  readonly shots: number;
  /** Restarts of this run: 0 is the one from the undisturbed start. */
  readonly restarts: readonly number[];
  /** For each variable how likely the first state has it at 1; null for the uniform one. */
  readonly warmStart: readonly number[] | null;
}

/** Relative size of the disturbance of a restart. */
const disturbance = 0.4;
/** Iterations after which about two thirds of the bar have passed. */
const usualIterations = 30;

function disturb({ gammas, betas }: UnitAngles, seed: number, restart: number): UnitAngles {
  const random = createRandom(restartSeed(seed, restart));
  const moved = (values: readonly number[]): number[] =>
    values.map((value) => value * (1 + disturbance * random.normal()));
  return { gammas: moved(gammas), betas: moved(betas) };
}

/** Optimises from given angles, one layer after another up to those asked for. */
async function optimiseFrom(
  problem: QaoaProblem,
  angles: UnitAngles,
  layers: number,
  options: SolveQaoaOptions,
): Promise<{ result: QaoaResult; history: QaoaResult["history"]; evaluations: number }> {
  const history: QaoaResult["history"][number][] = [];
  let evaluations = 0;
  let transferFrom = angles;
  for (let count = angles.gammas.length; ; count++) {
    const result = await solveQaoa(problem, {
      ...options,
      layers: count,
      start: "transfer",
      transferFrom,
      multiAngle: count === layers && options.multiAngle === true,
    });
    history.push(...result.history);
    evaluations += result.evaluations;
    if (count >= layers) return { result, history, evaluations };
    transferFrom = result.unitAngles;
  }
}

/** The best of a run's restarts; null where no state of the space meets the demands. */
export async function runQaoa(
  problem: ConstrainedBinaryProblem,
  settings: QaoaSettings,
  maximumBytes: number,
  { pool, signal, onProgress }: Pick<TaskContext, "pool" | "signal" | "onProgress">,
): Promise<QuantumOutcome | null> {
  const began = performance.now();
  const { mixer, layers, start, tail, multiAngle, seed, shots, restarts, weight, warmStart } = settings;
  const { variableCount } = problem.objective;
  const penalised = penalisedCosts(problem, weight ?? undefined, settings.stateCount);
  if (!penalised) return null;
  const qaoa: QaoaProblem = {
    variableCount,
    cost: penalised.costs,
    ...(weight === null ? {} : { weight }),
    ...(penalised.isFeasible ? { isFeasible: penalised.isFeasible } : {}),
  };
  let iterations = 0;
  const options: SolveQaoaOptions = {
    mixer,
    layers,
    start,
    multiAngle,
    seed,
    shots,
    maximumBytes,
    signal,
    ...(tail < 1 ? { objective: { cvar: tail } } : {}),
    ...(warmStart ? { warmStart: { probabilities: warmStart } } : {}),
    ...(pool ? { pool } : {}),
    onProgress: ({ iteration, value }) => {
      iterations++;
      const news: TaskProgress & { iteration: number; value: number } = {
        stage: "select",
        message: `QAOA, iteration ${iteration}: ${tail < 1 ? "mean of the best tail" : "mean objective"} ${value.toPrecision(6)}`,
        fraction: 0.3 + 0.65 * (1 - Math.exp(-iterations / usualIterations / restarts.length)),
        iteration: iterations,
        value,
      };
      onProgress(news);
    },
  };
  let best: Awaited<ReturnType<typeof optimiseFrom>> | undefined;
  let bestRestart = 0;
  let evaluations = 0;
  let undisturbed: UnitAngles | undefined;
  for (const restart of restarts) {
    signal.throwIfAborted();
    let found: NonNullable<typeof best>;
    if (restart === 0) {
      const result = await solveQaoa(qaoa, options);
      found = { result, history: result.history, evaluations: result.evaluations };
    } else {
      if (!undisturbed) {
        // "interp" begins with one layer.
        const first = { ...options, multiAngle: false, maxIterations: 0, shots: 0, topStates: 0 };
        const count = start === "interp" ? 1 : layers;
        const trial = await solveQaoa(qaoa, { ...first, layers: count });
        undisturbed = trial.unitAngles;
        evaluations += trial.evaluations;
      }
      found = await optimiseFrom(qaoa, disturb(undisturbed, seed, restart), layers, options);
    }
    evaluations += found.evaluations;
    if (best && found.result.value >= best.result.value) continue;
    best = found;
    bestRestart = restart;
  }
  const { result, history } = best!;
  return {
    ...quantumOutcome(problem, penalised, result, { weight, history, restart: bestRestart, evaluations }),
    angles: result.angles,
    seconds: (performance.now() - began) / 1000,
    threads: result.threads,
  };
}
