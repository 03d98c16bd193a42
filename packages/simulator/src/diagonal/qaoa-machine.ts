/** How probabilities are turned into a value: Σ p_k·d_k with d = cost, or d = t + min(cost − t, 0)/α for a threshold t. */
export interface Weighing {
  readonly tail?: { readonly threshold: number; readonly alpha: number };
  /** Keeps d·ψ for {@link QaoaMachine.slopes}. */
  readonly withAdjoint: boolean;
}

/** Angles of each layer: γ, and β for each of the mixer's rotations, row by row. */
export interface LayerAngles {
  readonly gammas: Float64Array;
  readonly betas: Float64Array;
}

/** A state and what QAOA does with it. */
export interface QaoaMachine extends AsyncDisposable {
  /** Rotations in a layer of the mixer. */
  readonly rotationCount: number;
  readonly threads: number;
  /** Prepares the state. */
  run(angles: LayerAngles): Promise<void>;
  weigh(weighing: Weighing): Promise<number>;
  /** Derivatives of the value that was weighed with its adjoint; the state is lost. */
  slopes(): Promise<LayerAngles>;
  /** |ψ_k|² after {@link weigh}. */
  probability(index: number): number;
  /** The state after {@link weigh}. */
  amplitudes(): { real: Float64Array; imaginary: Float64Array };
}
