import { ObjectiveValueError, OptimizerOptionError } from "./errors.ts";
import type { Objective } from "./types.ts";
import { infinityNorm } from "./vector.ts";

export interface Evaluation {
  readonly parameters: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Thrown inside an optimiser's step when `maxEvaluations` is used up; the loop catches it. */
export class EvaluationBudgetSignal extends Error {}

/** The lowest point of the current step, for a run that ends within it. */
export interface BestPoint {
  readonly parameters: Float64Array;
  readonly value: number;
  readonly gradientNorm: number | null;
}

/** Evaluates the objective: counts, checks for finite results, obeys the budget and the abort signal. */
export class Evaluator {
  evaluations: number;
  /** Lowest point evaluated since it was last set to null. */
  best: BestPoint | null = null;
  readonly #objective: Objective;
  readonly #maxEvaluations: number;
  readonly #signal: AbortSignal | undefined;

  constructor(
    objective: Objective,
    options: { maxEvaluations: number; evaluations: number; signal: AbortSignal | undefined },
  ) {
    this.#objective = objective;
    this.#maxEvaluations = options.maxEvaluations;
    this.#signal = options.signal;
    this.evaluations = options.evaluations;
  }

  async value(parameters: Float64Array): Promise<number> {
    this.#begin();
    const value = await this.#untilAborted(this.#objective.value(parameters.slice()));
    this.#accept(parameters, value, null);
    return value;
  }

  async valueAndGradient(parameters: Float64Array): Promise<Evaluation> {
    if (!this.#objective.valueAndGradient) {
      throw new OptimizerOptionError(
        'optimizer needs an objective with valueAndGradient; use "cobyla", "nelder-mead" or "spsa" without one',
      );
    }
    this.#begin();
    const { value, gradient } = await this.#untilAborted(
      this.#objective.valueAndGradient(parameters.slice()),
    );
    if (gradient.length !== parameters.length) {
      throw new OptimizerOptionError(
        `gradient must have ${parameters.length} entries, one a parameter, got ${gradient.length}`,
      );
    }
    if (!gradient.every(Number.isFinite)) {
      const index = gradient.findIndex((entry) => !Number.isFinite(entry));
      throw new ObjectiveValueError(
        `the objective's gradient must be finite, got ${gradient[index]} for parameter ${index}`,
        { parameters: Array.from(parameters), index },
      );
    }
    this.#accept(parameters, value, infinityNorm(gradient));
    // A copy, so that an objective may return the same buffer each time.
    return { parameters, value, gradient: gradient.slice() };
  }

  #begin(): void {
    this.#signal?.throwIfAborted();
    if (this.evaluations >= this.#maxEvaluations) throw new EvaluationBudgetSignal();
    this.evaluations++;
  }

  #accept(parameters: Float64Array, value: number, gradientNorm: number | null): void {
    if (!Number.isFinite(value)) {
      throw new ObjectiveValueError(`the objective's value must be finite, got ${value}`, {
        parameters: Array.from(parameters),
      });
    }
    if (this.best === null || value < this.best.value) {
      this.best = { parameters: parameters.slice(), value, gradientNorm };
    }
  }

  /** The evaluation's outcome, or a rejection as soon as the signal aborts. */
  async #untilAborted<T>(evaluation: Promise<T>): Promise<T> {
    const signal = this.#signal;
    if (!signal) return evaluation;
    let onAbort = (): void => undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      // The caller's own reason, whatever it is, is what the run rejects with.
      onAbort = () => reject(signal.reason as Error);
    });
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      return await Promise.race([evaluation, aborted]);
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }
}
