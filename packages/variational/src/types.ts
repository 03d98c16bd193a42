import type { OptimizerCheckpoint } from "./checkpoint.ts";

/** A real function of real parameters, evaluated asynchronously (on worker threads, for example). */
export interface Objective {
  readonly parameterCount: number;
  /** f(θ). Must not keep or change the vector it is given. */
  value(parameters: Float64Array): Promise<number>;
  /** f(θ) and ∇f(θ) together; L-BFGS and Adam need it. */
  valueAndGradient?(parameters: Float64Array): Promise<{ value: number; gradient: Float64Array }>;
}

export const optimizerNames = ["l-bfgs", "adam", "spsa", "cobyla", "nelder-mead"] as const;
export type OptimizerName = (typeof optimizerNames)[number];

/** One iteration of an optimiser. Record 0 is the start. */
export interface IterationRecord {
  readonly iteration: number;
  /** f at the iterate; for SPSA the mean of the two perturbed values. */
  readonly value: number;
  /** ‖∇f‖∞ at the iterate; null where the optimiser knows no gradient. */
  readonly gradientNorm: number | null;
  /** Evaluations of the objective so far; a value with its gradient counts once. */
  readonly evaluations: number;
  /** Seconds of running since the start, those before a resume included. */
  readonly seconds: number;
}

/** Knobs of the single optimisers. Each optimiser reads its own and ignores the others. */
export interface OptimizerSettings {
  /** L-BFGS: correction pairs kept, default 20. */
  readonly memory?: number;
  /**
   * L-BFGS and SPSA: positive estimate D of the diagonal of the inverse Hessian, one entry a parameter. The first step of
   * L-BFGS is then −D∇f at full length, and D (scaled) is the inner matrix of every later step. SPSA perturbs each
   * parameter in proportion to √D.
   */
  readonly inverseDiagonal?: Float64Array | readonly number[];
  /** L-BFGS: largest change of one parameter in one trial step, default unlimited. */
  readonly maximumStep?: number;
  /** Adam: step size, default 0.05. */
  readonly learningRate?: number;
  /** Adam: decay of the mean gradient (default 0.9) and of its square (default 0.999). */
  readonly beta1?: number;
  readonly beta2?: number;
  /** Adam: added to the root of the mean square, default 1e-8. */
  readonly epsilon?: number;
  /**
   * SPSA: gain a of a/(A+k+1)^0.602. By default calibrated on 10 perturbation pairs at the start: the first step
   * moves each parameter by about 0.05, or by less where the curvature asks for it.
   */
  readonly gain?: number;
  /** SPSA: perturbation c of c/(k+1)^0.101, default 0.1. */
  readonly perturbation?: number;
  /** SPSA: stability constant A, default a tenth of maxIterations. */
  readonly stability?: number;
  /** COBYLA: first and last trust radius, default 0.25 and 1e-6. */
  readonly initialTrustRadius?: number;
  readonly finalTrustRadius?: number;
  /** Nelder–Mead: edge of the first simplex, default 0.1. */
  readonly initialSimplexSize?: number;
}

export interface MinimizeOptions {
  /** Default: L-BFGS for an objective with a gradient, COBYLA for one without. */
  readonly optimizer?: OptimizerName;
  /** Default 1000 with a gradient, 2000 for SPSA, the greater of 1000 and 200 a parameter for COBYLA and Nelder–Mead. */
  readonly maxIterations?: number;
  /** Default unlimited. */
  readonly maxEvaluations?: number;
  /**
   * Change of the value over consecutive iterations below which the run is converged, default 1e-9. L-BFGS asks in
   * addition that its model expects no larger decrease from the next step; Adam looks at 10 iterations, SPSA at the
   * means of two windows of 25, Nelder–Mead at the spread over the simplex. COBYLA ends by its trust radius instead.
   */
  readonly valueTolerance?: number;
  /** ‖∇f‖∞ below which the run is converged, default 1e-6. */
  readonly gradientTolerance?: number;
  /** Seed of SPSA's perturbations, default 0. */
  readonly seed?: number;
  readonly settings?: OptimizerSettings;
  readonly signal?: AbortSignal;
  readonly onIteration?: (record: IterationRecord) => void;
  /** Continue from here instead of from the start vector. The other options should be those of the first run. */
  readonly checkpoint?: OptimizerCheckpoint;
  /** Called between iterations, and once more when the run ends or is aborted. */
  readonly onCheckpoint?: (checkpoint: OptimizerCheckpoint) => void;
  /** Least time between checkpoints, default 2 s; 0 makes one at each iteration. */
  readonly checkpointIntervalSeconds?: number;
}

export type StopReason =
  | "value-tolerance"
  | "gradient-tolerance"
  | "trust-radius"
  | "no-parameters"
  | "line-search-failed"
  | "max-iterations"
  | "max-evaluations";

export interface MinimizeResult {
  readonly parameters: Float64Array;
  readonly value: number;
  /** ‖∇f‖∞ at the parameters, null where unknown. */
  readonly gradientNorm: number | null;
  readonly iterations: number;
  readonly evaluations: number;
  readonly converged: boolean;
  readonly stopReason: StopReason;
  readonly history: readonly IterationRecord[];
}
