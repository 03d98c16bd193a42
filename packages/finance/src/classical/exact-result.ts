/** What a solver of a problem over bits found. */
export interface BinarySolution {
  readonly objective: number;
  readonly bits: Uint8Array;
  readonly method: string;
  /** Whether no feasible state has a smaller objective (to the solver's tolerance). */
  readonly proven: boolean;
  /** Objective less the best lower bound; 0 where proven, undefined where the method gives no bound. */
  readonly gap: number | undefined;
  readonly seconds: number;
}

/** What a solver of a problem over weights found. */
export interface WeightSolution {
  readonly objective: number;
  readonly weights: Float64Array;
  readonly expectedReturn: number;
  readonly variance: number;
  readonly method: string;
  /** Whether the weights are the global optimum (to the solver's tolerance). */
  readonly proven: boolean;
  readonly gap: number | undefined;
  readonly seconds: number;
}
