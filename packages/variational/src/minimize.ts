import { adam } from "./adam.ts";
import { checkCheckpoint, decodeState, encodeState } from "./checkpoint.ts";
import { cobyla } from "./cobyla.ts";
import { OptimizerOptionError } from "./errors.ts";
import { EvaluationBudgetSignal, Evaluator } from "./evaluator.ts";
import { yieldToEventLoop } from "./event-loop.ts";
import { lBfgs } from "./l-bfgs.ts";
import { nelderMead } from "./nelder-mead.ts";
import type { Optimizer, OptimizerState, StepContext } from "./optimizer.ts";
import { resolveOptions } from "./options.ts";
import type { ResolvedOptions } from "./options.ts";
import { spsa } from "./spsa.ts";
import type {
  IterationRecord,
  MinimizeOptions,
  MinimizeResult,
  Objective,
  OptimizerName,
  StopReason,
} from "./types.ts";

type Run = (objective: Objective, start: Float64Array, options: ResolvedOptions) => Promise<MinimizeResult>;

const runs: Readonly<Record<OptimizerName, Run>> = {
  "l-bfgs": (...args) => run(lBfgs, ...args),
  adam: (...args) => run(adam, ...args),
  spsa: (...args) => run(spsa, ...args),
  cobyla: (...args) => run(cobyla, ...args),
  "nelder-mead": (...args) => run(nelderMead, ...args),
};

const convergedReasons: ReadonlySet<StopReason> = new Set([
  "value-tolerance",
  "gradient-tolerance",
  "trust-radius",
  "no-parameters",
]);

/**
 * Minimises f(θ) without bounds from a start vector, with the optimiser that the options name.
 *
 * Not converging is a result (`converged: false` and the reason), not an error. The same options, seed and objective
 * give the same bits, also across a checkpoint. The run yields to the event loop between iterations.
 *
 * Throws {@link OptimizerOptionError} for an option out of range, ObjectiveValueError when f or ∇f is not finite,
 * OptimizerCheckpointError for a checkpoint that does not fit, and rejects with `signal.reason` when aborted.
 */
export async function minimize(
  objective: Objective,
  start: Float64Array,
  options: MinimizeOptions = {},
): Promise<MinimizeResult> {
  options.signal?.throwIfAborted();
  const resolved = resolveOptions(objective, start, options);
  if (objective.parameterCount === 0) return evaluateOnly(objective, start, resolved);
  return runs[resolved.optimizer](objective, start, resolved);
}

/** The result of an objective without parameters: its value. */
async function evaluateOnly(
  objective: Objective,
  start: Float64Array,
  options: ResolvedOptions,
): Promise<MinimizeResult> {
  const began = performance.now();
  const evaluator = new Evaluator(objective, { maxEvaluations: 1, evaluations: 0, signal: options.signal });
  const value = await evaluator.value(start);
  const seconds = (performance.now() - began) / 1000;
  const record: IterationRecord = { iteration: 0, value, gradientNorm: 0, evaluations: 1, seconds };
  options.onIteration?.(record);
  return {
    parameters: start.slice(),
    value,
    gradientNorm: 0,
    iterations: 0,
    evaluations: 1,
    converged: true,
    stopReason: "no-parameters",
    history: [record],
  };
}

async function run<State extends OptimizerState>(
  optimizer: Optimizer<State>,
  objective: Objective,
  start: Float64Array,
  options: ResolvedOptions,
): Promise<MinimizeResult> {
  const { checkpoint, onCheckpoint, signal } = options;
  if (checkpoint) checkCheckpoint(checkpoint, options.optimizer, objective.parameterCount);
  const evaluator = new Evaluator(objective, {
    maxEvaluations: options.maxEvaluations,
    evaluations: checkpoint?.evaluations ?? 0,
    signal,
  });
  const context: StepContext = {
    evaluator,
    settings: options.settings,
    valueTolerance: options.valueTolerance,
    maxIterations: options.maxIterations ?? optimizer.defaultMaxIterations(objective.parameterCount),
    seed: options.seed,
  };
  const began = performance.now() - 1000 * (checkpoint?.seconds ?? 0);
  const seconds = (): number => (performance.now() - began) / 1000;
  const history: IterationRecord[] = [...(checkpoint?.history ?? [])];
  let state: State | null = checkpoint ? decodeState<State>(checkpoint, optimizer.fields) : null;
  /** Evaluations at the last completed iteration. */
  let completedEvaluations = evaluator.evaluations;
  let savedIteration = checkpoint ? history.length - 1 : -1;
  let savedSeconds = seconds();

  const save = (): void => {
    const iteration = history.length - 1;
    if (!onCheckpoint || !state || iteration === savedIteration) return;
    savedIteration = iteration;
    savedSeconds = seconds();
    onCheckpoint({
      version: 1,
      optimizer: options.optimizer,
      parameterCount: objective.parameterCount,
      iteration,
      evaluations: completedEvaluations,
      seconds: savedSeconds,
      state: encodeState(state, optimizer.fields),
      history: [...history],
    });
  };
  const complete = (next: State): void => {
    state = next;
    completedEvaluations = evaluator.evaluations;
    const record: IterationRecord = {
      iteration: history.length,
      value: next.value,
      gradientNorm: next.gradientNorm,
      evaluations: completedEvaluations,
      seconds: seconds(),
    };
    history.push(record);
    options.onIteration?.(record);
    if (seconds() - savedSeconds >= options.checkpointIntervalSeconds) save();
  };

  let stopReason: StopReason;
  let best: OptimizerState;
  try {
    if (!state) complete(await optimizer.start(context, start.slice()));
    for (;;) {
      const current: State = state!;
      const reason = stopReasonOf(optimizer, context, current, history, options);
      if (reason) {
        stopReason = reason;
        break;
      }
      await yieldToEventLoop();
      signal?.throwIfAborted();
      evaluator.best = null;
      complete(await optimizer.step(context, current, history.length));
    }
    best = optimizer.finish ? await optimizer.finish(context, state!) : state!;
  } catch (error) {
    if (!(error instanceof EvaluationBudgetSignal)) {
      save();
      throw error;
    }
    stopReason = "max-evaluations";
    best = lowest(state, evaluator.best, start);
  }
  save();
  return {
    parameters: best.parameters.slice(),
    value: best.value,
    gradientNorm: best.gradientNorm,
    iterations: Math.max(0, history.length - 1),
    evaluations: evaluator.evaluations,
    converged: convergedReasons.has(stopReason),
    stopReason,
    history,
  };
}

function stopReasonOf<State extends OptimizerState>(
  optimizer: Optimizer<State>,
  context: StepContext,
  state: State,
  history: readonly IterationRecord[],
  options: ResolvedOptions,
): StopReason | null {
  if (state.gradientNorm !== null && state.gradientNorm <= options.gradientTolerance) {
    return "gradient-tolerance";
  }
  return (
    optimizer.stop(context, state, history) ??
    (history.length - 1 >= context.maxIterations ? "max-iterations" : null)
  );
}

function lowest(
  state: OptimizerState | null,
  best: OptimizerState | null,
  start: Float64Array,
): OptimizerState {
  if (!state && !best) {
    throw new OptimizerOptionError("maxEvaluations must be at least 1, got 0", { parameters: start.length });
  }
  if (!state) return best!;
  return best && best.value < state.value ? best : state;
}
