import { createQaoaEngine, createRandom, diagonalMemoryBytes } from "@ansatz/simulator";
import type { QaoaMixer } from "@ansatz/simulator";
import { PortfolioTooLargeError } from "../errors.ts";
import { AngleSearch, toEngineAngles, toUnitAngles } from "./angle-search.ts";
import { resolveQaoaOptions } from "./qaoa-options.ts";
import type { SolveQaoaOptions } from "./qaoa-options.ts";
import { qaoaSpace, surveyProblem } from "./qaoa-problem.ts";
import type { QaoaProblem } from "./qaoa-problem.ts";
import { summariseDistribution } from "./qaoa-result.ts";
import type { QaoaResult } from "./qaoa-result.ts";
import { alignedTilts, warmStartState } from "./warm-start.ts";

export type { SolveQaoaOptions } from "./qaoa-options.ts";

/** Bytes a state beside the engine: mask, costs three times, feasibility, two distributions, an order for CVaR. */
const surveyBytes = 8 + 24 + 1 + 16 + 4;

/** Number of states and bytes that {@link solveQaoa} takes, before anything is allocated. */
export function estimateQaoa(
  problem: Pick<QaoaProblem, "variableCount" | "weight">,
  mixer: QaoaMixer,
): { readonly stateCount: number; readonly bytes: number } {
  const space = qaoaSpace(problem, mixer);
  return {
    stateCount: space.size,
    bytes: diagonalMemoryBytes(space, { withGradient: true }) + surveyBytes * space.size,
  };
}

/** Relative size of the disturbance of a restart. */
const disturbance = 0.4;

/**
 * Minimises a cost over bits by QAOA, simulated exactly, and says what came out beside the optimum, which the survey of
 * all states gives anyway.
 *
 * Angles are optimised for the cost divided by its standard deviation over the mixer's states (`unitAngles`).
 * Not converging is a result. Throws {@link MandateError} for options or costs out of range, and
 * {@link PortfolioTooLargeError} where the states exceed `maximumBytes`; rejects with the reason of `signal`.
 */
export async function solveQaoa(problem: QaoaProblem, options: SolveQaoaOptions = {}): Promise<QaoaResult> {
  return (await solveWithProbabilities(problem, options)).result;
}

/** {@link solveQaoa} with the probability of every state of the mixer's space. */
export async function solveWithProbabilities(
  problem: QaoaProblem,
  options: SolveQaoaOptions,
): Promise<{ readonly result: QaoaResult; readonly probabilities: Float64Array }> {
  const began = performance.now();
  const settings = resolveQaoaOptions(problem, options);
  const { mixer, layers, pool, signal } = settings;
  const { bytes, stateCount } = estimateQaoa(problem, mixer);
  if (bytes > settings.maximumBytes) {
    throw new PortfolioTooLargeError(
      `QAOA on ${stateCount} states needs ${bytes} bytes, more than maximumBytes = ${settings.maximumBytes}: take fewer ` +
        "variables, a weight, or the branch-and-bound solver",
      { stateCount, bytes },
    );
  }
  signal?.throwIfAborted();
  const landscape = surveyProblem(problem, mixer);
  const scale = landscape.deviation > 0 ? landscape.deviation : 1;
  const costs = landscape.costs.map((cost) => (cost - landscape.mean) / scale);
  const start = settings.warmStart && warmStartState(landscape, settings.warmStart);
  await using engine = await createQaoaEngine({
    space: landscape.space,
    costs,
    mixer,
    pool,
    ...(start ? { start } : {}),
    ...(settings.warmStart?.mixer === "aligned" ? { tilts: alignedTilts(mixer, settings.warmStart) } : {}),
  });
  const run = new AngleSearch(engine, settings, landscape.mean, scale, began);

  let unitAngles = await run.start();
  let best = await run.optimise(unitAngles, 0);
  const random = createRandom(settings.seed);
  for (let restart = 1; restart <= settings.restarts; restart++) {
    const disturb = (values: readonly number[]): number[] =>
      values.map((value) => value * (1 + disturbance * random.normal()));
    const disturbed = { gammas: disturb(unitAngles.gammas), betas: disturb(unitAngles.betas) };
    const found = await run.optimise(disturbed, restart);
    if (found.value < best.value) best = found;
  }
  unitAngles = toUnitAngles(best.parameters, layers);
  if (settings.multiAngle && engine.rotationCount > 1) {
    const freed = Float64Array.from([
      ...unitAngles.gammas,
      ...unitAngles.betas.flatMap((beta) => Array.from({ length: engine.rotationCount }, () => beta)),
    ]);
    best = await run.minimise(freed, layers, settings.restarts + 1);
  }
  const angles = toEngineAngles(best.parameters, layers);
  const probabilities = await engine.probabilities(angles);
  const before = await engine.probabilities({ gammas: [], betas: [] });
  const result: QaoaResult = {
    ...summariseDistribution(landscape, probabilities, settings),
    control: summariseDistribution(landscape, before, settings),
    mixer,
    layers,
    space: landscape.space,
    value: landscape.mean + scale * best.value,
    angles: { gammas: angles.gammas.map((gamma) => gamma / scale), betas: angles.betas },
    unitAngles,
    converged: best.converged,
    evaluations: run.evaluations,
    history: run.history,
    seconds: (performance.now() - began) / 1000,
    threads: engine.threads,
  };
  return { result, probabilities };
}
