/**
 * Noise channels as JSON-safe values. A channel acts on one or two qubits; the first qubit it is placed on is the least
 * significant bit of its matrices' index and the first letter of its Pauli texts.
 */

/**
 * ρ → Σ p_P PρP. Texts of I, X, Y, Z, all of one length (1 or 2), letter k on the channel's qubit k; the identity may be
 * left out and takes the remaining probability.
 */
export interface PauliChannel {
  readonly kind: "pauli";
  readonly probabilities: Readonly<Record<string, number>>;
}

/**
 * ρ → (1 − p)ρ + p·tr(ρ)·1/d, d = 2^qubitCount. As a Pauli channel every non-identity Pauli has probability p/d², so that
 * the total Pauli error probability is p(d² − 1)/d² and the average gate infidelity p(d − 1)/d. p may be at most
 * d²/(d² − 1), where all non-identity Paulis are equally likely and the identity is absent.
 */
export interface DepolarizingChannel {
  readonly kind: "depolarizing";
  readonly qubitCount: 1 | 2;
  readonly probability: number;
}

/**
 * Decay towards the diagonal state diag(1 − e, e), e = `excitedPopulation` (0 by default): the population's distance to it
 * shrinks by 1 − γ, coherences by √(1 − γ).
 */
export interface AmplitudeDampingChannel {
  readonly kind: "amplitude-damping";
  readonly gamma: number;
  readonly excitedPopulation?: number;
}

/** Coherences shrink by √(1 − λ), populations stay. */
export interface PhaseDampingChannel {
  readonly kind: "phase-damping";
  readonly lambda: number;
}

/**
 * Relaxation for a time: the population's distance to equilibrium shrinks by e^(−time/t1), coherences by e^(−time/t2).
 * t1, t2 and time in one unit (presets: seconds); t2 ≤ 2·t1. `excitedPopulation` is that of |1⟩ in equilibrium.
 */
export interface ThermalRelaxationChannel {
  readonly kind: "thermal-relaxation";
  readonly t1: number;
  readonly t2: number;
  readonly time: number;
  readonly excitedPopulation?: number;
}

/** The unitary exp(−i·angle·P/2) for a Pauli text of one or two letters: a gate that turns too far. */
export interface OverRotationChannel {
  readonly kind: "over-rotation";
  readonly pauli: string;
  readonly angle: number;
}

/** ρ → Σ KρK† for matrices of size 2 or 4 (row-major entries) with Σ K†K = 1. */
export interface KrausChannel {
  readonly kind: "kraus";
  readonly operators: readonly {
    readonly real: readonly number[];
    readonly imaginary: readonly number[];
  }[];
}

/** With `probability` the qubit is set to |0⟩, with `excitedProbability` (0 by default) to |1⟩, else left alone. */
export interface ResetChannel {
  readonly kind: "reset";
  readonly probability: number;
  readonly excitedProbability?: number;
}

export type Channel =
  | PauliChannel
  | DepolarizingChannel
  | AmplitudeDampingChannel
  | PhaseDampingChannel
  | ThermalRelaxationChannel
  | OverRotationChannel
  | KrausChannel
  | ResetChannel;

export const channelKinds = [
  "pauli",
  "depolarizing",
  "amplitude-damping",
  "phase-damping",
  "thermal-relaxation",
  "over-rotation",
  "kraus",
  "reset",
] as const satisfies readonly Channel["kind"][];

/** Qubits that a checked channel acts on. */
export function channelQubitCount(channel: Channel): 1 | 2 {
  switch (channel.kind) {
    case "pauli":
      return Object.keys(channel.probabilities)[0].length as 1 | 2;
    case "depolarizing":
      return channel.qubitCount;
    case "over-rotation":
      return channel.pauli.length as 1 | 2;
    case "kraus":
      return channel.operators[0].real.length === 4 ? 1 : 2;
    default:
      return 1;
  }
}
