import { createRandom } from "@ansatz/simulator";
import { evaluateBinaryQuadratic } from "../problems/binary-quadratic-problem.ts";
import { cardinalityRange, type ConstrainedBinaryProblem } from "../problems/constrained-binary-problem.ts";
import type { BinarySolution } from "./exact-result.ts";
import { type MoveEffect, SearchState } from "./search-state.ts";

/** Options of {@link searchLocally}. */
export interface LocalSearchOptions {
  readonly seed: number;
  /** Starts: the first greedy, the others at random; default 20. */
  readonly restarts?: number;
}

const tolerance = 1e-13;

function improves({ violation, objective }: MoveEffect, best: MoveEffect): boolean {
  return (
    violation < best.violation || (violation === best.violation && objective < best.objective - tolerance)
  );
}

/**
 * Whether constraints tie variables together, as "held" to the units of an asset: then two bits have to be set or cleared
 * at once.
 */
export function hasTies({ constraints }: ConstrainedBinaryProblem): boolean {
  return constraints.some(
    ({ coefficients }) => coefficients.some((value) => value < 0) && coefficients.some((value) => value > 0),
  );
}

/** Takes the best flip or swap (of tied variables the best two flips) until none lowers the violation or, at the same violation, the objective. */
export function descend(state: SearchState): void {
  const n = state.bits.length;
  const isTied = hasTies(state.problem);
  for (;;) {
    let best: MoveEffect = { objective: 0, violation: 0 };
    let move: readonly [number, number] | undefined;
    for (let i = 0; i < n; i++) {
      for (let j = -1; j < i; j++) {
        if (j >= 0 && !isTied && state.bits[i] === state.bits[j]) continue;
        const effect = state.effect(i, j);
        if (!improves(effect, best)) continue;
        best = effect;
        move = [i, j];
      }
    }
    if (!move) return;
    state.apply(best, ...move);
  }
}

/**
 * Sets the best bit again and again from nothing: only flips, each lowering the violation or the objective; of tied
 * variables two bits at once.
 */
function climbGreedily(state: SearchState): void {
  const isTied = hasTies(state.problem);
  for (;;) {
    let best: MoveEffect = { objective: 0, violation: 0 };
    let move: readonly [number, number] | undefined;
    for (let i = 0; i < state.bits.length; i++) {
      for (let j = -1; j < (isTied ? i : 0); j++) {
        if (j >= 0 && (state.bits[i] === 1 || state.bits[j] === 1)) continue;
        const effect = state.effect(i, j);
        if (!improves(effect, best)) continue;
        best = effect;
        move = [i, j];
      }
    }
    if (!move) return;
    state.apply(best, ...move);
  }
}

function toSolution(
  problem: ConstrainedBinaryProblem,
  bits: Uint8Array,
  method: string,
  start: number,
): BinarySolution {
  return {
    objective: evaluateBinaryQuadratic(problem.objective, bits),
    bits,
    method,
    proven: false,
    gap: undefined,
    seconds: (performance.now() - start) / 1000,
  };
}

/** A state by adding the best asset again and again; undefined where that ends outside the constraints. */
export function selectGreedily(problem: ConstrainedBinaryProblem): BinarySolution | undefined {
  const start = performance.now();
  const state = new SearchState(problem, new Uint8Array(problem.objective.variableCount));
  climbGreedily(state);
  return state.violation > 0 ? undefined : toSolution(problem, state.bits, "greedy", start);
}

/**
 * The best of several descents by flips and swaps of two bits, from a greedy and from random states (seeded);
 * constraints come before the objective. Undefined where no descent ends at a feasible state. No proof.
 */
export function searchLocally(
  problem: ConstrainedBinaryProblem,
  options: LocalSearchOptions,
): BinarySolution | undefined {
  const start = performance.now();
  const { seed, restarts = 20 } = options;
  const random = createRandom(seed);
  const n = problem.objective.variableCount;
  const { minimum, maximum } = cardinalityRange(problem);
  let best: SearchState | undefined;
  for (let restart = 0; restart < restarts; restart++) {
    const share = (Math.max(0, minimum) + Math.max(minimum, maximum)) / 2 / n;
    const bits = Uint8Array.from({ length: n }, () => (restart > 0 && random.uniform() < share ? 1 : 0));
    const state = new SearchState(problem, bits);
    if (restart === 0) climbGreedily(state);
    descend(state);
    if (state.violation === 0 && (!best || state.objective < best.objective)) best = state;
  }
  return best && toSolution(problem, best.bits, "local search", start);
}
