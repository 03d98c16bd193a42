import type { Evaluation } from "./evaluator.ts";
import { noiseFloor, searchLine } from "./line-search.ts";
import type { Optimizer, OptimizerState, StepContext } from "./optimizer.ts";
import { dot, infinityNorm, subtract } from "./vector.ts";

interface LBfgsState extends OptimizerState {
  readonly gradient: Float64Array;
  /** −H∇f at the iterate. */
  readonly direction: Float64Array;
  /** Correction pairs s = θ' − θ and y = ∇f' − ∇f, oldest first. */
  readonly steps: readonly Float64Array[];
  readonly gradientChanges: readonly Float64Array[];
  /** |f' − f| of the last step; null at the start. */
  readonly valueChange: number | null;
  readonly failed: boolean;
}

const defaultMemory = 20;

/** D·v, or a copy of v without D. */
function scaleByDiagonal(diagonal: ArrayLike<number> | undefined, vector: Float64Array): Float64Array {
  return diagonal ? vector.map((entry, index) => entry * diagonal[index]) : vector.slice();
}

/**
 * −H∇f by the two-loop recursion, with H₀ = γD, γ = sᵀy / yᵀDy of the newest pair.
 * Source: Nocedal and Wright, Numerical Optimization, 2nd ed. (2006), algorithm 7.4 and (7.20).
 */
function quasiNewtonDirection(
  gradient: Float64Array,
  steps: readonly Float64Array[],
  gradientChanges: readonly Float64Array[],
  diagonal: ArrayLike<number> | undefined,
): Float64Array {
  const remaining = gradient.slice();
  const weights: number[] = [];
  for (let pair = steps.length - 1; pair >= 0; pair--) {
    const y = gradientChanges[pair];
    const weight = dot(steps[pair], remaining) / dot(y, steps[pair]);
    weights[pair] = weight;
    for (let index = 0; index < remaining.length; index++) remaining[index] -= weight * y[index];
  }
  const direction = scaleByDiagonal(diagonal, remaining);
  if (steps.length > 0) {
    const s = steps[steps.length - 1];
    const y = gradientChanges[steps.length - 1];
    const scale = dot(s, y) / dot(y, scaleByDiagonal(diagonal, y));
    for (let index = 0; index < direction.length; index++) direction[index] *= scale;
  }
  for (let pair = 0; pair < steps.length; pair++) {
    const s = steps[pair];
    const y = gradientChanges[pair];
    const weight = weights[pair] - dot(y, direction) / dot(y, s);
    for (let index = 0; index < direction.length; index++) direction[index] += weight * s[index];
  }
  return direction.map((entry) => -entry);
}

function stateAt(
  { parameters, value, gradient }: Evaluation,
  pairs: Pick<LBfgsState, "steps" | "gradientChanges" | "valueChange" | "failed">,
  diagonal: ArrayLike<number> | undefined,
): LBfgsState {
  const direction = quasiNewtonDirection(gradient, pairs.steps, pairs.gradientChanges, diagonal);
  return { parameters, value, gradientNorm: infinityNorm(gradient), gradient, direction, ...pairs };
}

/** Searches along −H∇f; where that fails with a memory, forgets it and searches along −D∇f. */
async function nextPoint(
  context: StepContext,
  state: LBfgsState,
): Promise<[Evaluation | null, forgot: boolean]> {
  const { inverseDiagonal, maximumStep } = context.settings;
  const origin: Evaluation = state;
  const search = (direction: Float64Array, isScaled: boolean): Promise<Evaluation | null> =>
    searchLine((parameters) => context.evaluator.valueAndGradient(parameters), origin, direction, {
      firstLength: isScaled ? 1 : Math.min(1, 1 / Math.sqrt(dot(state.gradient, state.gradient))),
      largestLength: maximumStep === undefined ? Infinity : maximumStep / infinityNorm(direction),
    });
  const hasMemory = state.steps.length > 0;
  if (dot(state.gradient, state.direction) < 0) {
    const found = await search(state.direction, hasMemory || inverseDiagonal !== undefined);
    if (found || !hasMemory) return [found, false];
  }
  const steepest = quasiNewtonDirection(state.gradient, [], [], inverseDiagonal);
  return [await search(steepest, inverseDiagonal !== undefined), true];
}

/**
 * Limited-memory BFGS with a strong Wolfe line search: one evaluation of f and ∇f in most iterations.
 * Source: Nocedal and Wright, Numerical Optimization, 2nd ed. (2006), algorithm 7.5.
 */
export const lBfgs: Optimizer<LBfgsState> = {
  defaultMaxIterations: () => 1000,
  fields: {
    parameters: "vector",
    value: "number",
    gradientNorm: "number?",
    gradient: "vector",
    direction: "vector",
    steps: "vectors",
    gradientChanges: "vectors",
    valueChange: "number?",
    failed: "boolean",
  },

  async start(context, parameters) {
    const none = { steps: [], gradientChanges: [], valueChange: null, failed: false };
    return stateAt(
      await context.evaluator.valueAndGradient(parameters),
      none,
      context.settings.inverseDiagonal,
    );
  },

  async step(context, state) {
    const { inverseDiagonal, memory = defaultMemory } = context.settings;
    const [found, forgot] = await nextPoint(context, state);
    if (!found) return { ...state, failed: true, valueChange: 0 };
    const s = subtract(found.parameters, state.parameters);
    const y = subtract(found.gradient, state.gradient);
    // A pair without positive curvature would make H indefinite; it comes only from a step cut short.
    const isUsable = dot(s, y) > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y));
    const append = (kept: readonly Float64Array[], added: Float64Array): readonly Float64Array[] =>
      [...(forgot ? [] : kept), ...(isUsable ? [added] : [])].slice(-memory);
    return stateAt(
      found,
      {
        steps: append(state.steps, s),
        gradientChanges: append(state.gradientChanges, y),
        valueChange: Math.abs(found.value - state.value),
        failed: false,
      },
      inverseDiagonal,
    );
  },

  stop({ valueTolerance }, state) {
    if (state.valueChange === null) return null;
    const tolerance = Math.max(valueTolerance, noiseFloor(state.value));
    const expectedDecrease = Math.abs(dot(state.gradient, state.direction)) / 2;
    if (state.valueChange <= tolerance && expectedDecrease <= tolerance) return "value-tolerance";
    return state.failed ? "line-search-failed" : null;
  },
};
