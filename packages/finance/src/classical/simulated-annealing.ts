import { createRandom } from "@ansatz/simulator";
import { MandateError } from "../errors.ts";
import { evaluateBinaryQuadratic } from "../problems/binary-quadratic-problem.ts";
import type { ConstrainedBinaryProblem } from "../problems/constrained-binary-problem.ts";
import type { BinarySolution } from "./exact-result.ts";
import { descend, hasTies, searchLocally } from "./local-search.ts";
import { SearchState } from "./search-state.ts";

/** Options of {@link anneal}. */
export interface AnnealOptions {
  readonly seed: number;
  /** Moves that are tried; default 50,000. */
  readonly steps?: number;
}

/**
 * A state by simulated annealing (Metropolis rule, geometric cooling) that flips a bit or swaps two and never
 * raises the violation of the constraints; it starts from a random descent and ends with a descent. The first
 * temperature is the mean size of an allowed move's effect, the last a hundredth of it. Undefined where no feasible state is met.
 */
export function anneal(
  problem: ConstrainedBinaryProblem,
  options: AnnealOptions,
): BinarySolution | undefined {
  const start = performance.now();
  const { seed, steps = 50_000 } = options;
  if (!Number.isInteger(steps) || steps < 1) {
    throw new MandateError(`steps of annealing must be a positive integer, got ${steps}`);
  }
  const random = createRandom(seed);
  const n = problem.objective.variableCount;
  const state = new SearchState(
    problem,
    searchLocally(problem, { seed, restarts: 4 })?.bits ?? new Uint8Array(n),
  );
  const pick = (): number => Math.floor(random.uniform() * n);
  const isTied = hasTies(problem);
  const drawMove = (): [number, number] => {
    const i = pick();
    if (random.uniform() < 0.25) return [i, -1];
    for (let attempt = 0; attempt < n; attempt++) {
      const j = pick();
      if (i !== j && (isTied || state.bits[i] !== state.bits[j])) return [i, j];
    }
    return [i, -1];
  };
  // Moves that the constraints forbid say nothing about the differences to climb over.
  let temperature = 0;
  for (let sample = 0, allowed = 0; sample < 400; sample++) {
    const { objective, violation } = state.effect(...drawMove());
    if (violation > 0) continue;
    allowed++;
    temperature += (Math.abs(objective) - temperature) / allowed;
  }
  const cooling = 1e-2 ** (1 / steps);
  let best = state.violation === 0 ? state.bits.slice() : undefined;
  let bestValue = best ? state.objective : Infinity;
  for (let step = 0; step < steps; step++, temperature *= cooling) {
    const move = drawMove();
    const effect = state.effect(...move);
    if (effect.violation > 0) continue;
    if (effect.violation === 0 && effect.objective > 0) {
      if (random.uniform() >= Math.exp(-effect.objective / temperature)) continue;
    }
    state.apply(effect, ...move);
    if (state.violation === 0 && state.objective < bestValue) {
      best = state.bits.slice();
      bestValue = state.objective;
    }
  }
  if (!best) return undefined;
  const end = new SearchState(problem, best);
  descend(end);
  return {
    objective: evaluateBinaryQuadratic(problem.objective, end.bits),
    bits: end.bits,
    method: "simulated annealing",
    proven: false,
    gap: undefined,
    seconds: (performance.now() - start) / 1000,
  };
}
