import type { Evaluator } from "./evaluator.ts";
import type { IterationRecord, OptimizerSettings, StopReason } from "./types.ts";

/** What a field of an optimiser's state holds: "vector" is as long as the parameters, "matrix" any number of them. */
export type FieldKind = "number" | "number?" | "boolean" | "vector" | "vectors" | "numbers";

/** The whole of an optimiser between two iterations. A step makes a new one and leaves the old one as it is. */
export interface OptimizerState {
  readonly parameters: Float64Array;
  readonly value: number;
  readonly gradientNorm: number | null;
}

export interface StepContext {
  readonly evaluator: Evaluator;
  readonly settings: OptimizerSettings;
  readonly valueTolerance: number;
  readonly maxIterations: number;
  readonly seed: number;
}

/** An optimiser as a start, a step from state to state, and its own stop criterion. */
export interface Optimizer<State extends OptimizerState> {
  readonly defaultMaxIterations: (parameterCount: number) => number;
  /** The fields of the state, by which a checkpoint is read and checked. */
  readonly fields: Readonly<Record<keyof State & string, FieldKind>>;
  start(context: StepContext, parameters: Float64Array): Promise<State>;
  step(context: StepContext, state: State, iteration: number): Promise<State>;
  stop(context: StepContext, state: State, history: readonly IterationRecord[]): StopReason | null;
  /** Evaluates what the result needs and the state does not hold. */
  finish?(context: StepContext, state: State): Promise<State>;
}

/** Whether the last `count` values of the history lie within `tolerance`. */
export function isValueSettled(
  history: readonly IterationRecord[],
  count: number,
  tolerance: number,
): boolean {
  if (history.length < count) return false;
  const values = history.slice(-count).map(({ value }) => value);
  return Math.max(...values) - Math.min(...values) <= tolerance;
}
