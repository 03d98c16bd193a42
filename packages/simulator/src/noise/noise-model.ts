import type { GateName } from "../circuit/operation.ts";
import type { Channel } from "./channel.ts";

/** What a gate rule can name: the gates of the table and the other unitary operations. */
export type NoisyGateName = GateName | "pauli" | "unitary" | "diagonal" | "permutation";

/** A channel and the qubits of the operation that it acts on. */
export interface ChannelPlacement {
  readonly channel: Channel;
  /**
   * Positions in the operation's list of qubits (its further controls come last). By default all of them, where a
   * one-qubit channel acts on each and a two-qubit channel needs an operation on two.
   */
  readonly on?: readonly number[];
}

/**
 * Noise behind the unitary operations that match every selector given; a selector left out matches all. The first rule of a
 * model that matches an operation is the one that counts; an empty `noise` makes the operation ideal.
 */
export interface GateNoiseRule {
  readonly gates?: readonly NoisyGateName[];
  /** Exactly these operands, in this order: an edge has a direction. */
  readonly qubits?: readonly number[];
  /** The operands may come in any order; `on` then counts positions in the rule's own list. */
  readonly anyOrder?: boolean;
  /** Number of operands, controls included. */
  readonly qubitCount?: number;
  /** How long the operation takes, for idle noise; 0 by default. */
  readonly duration?: number;
  readonly noise: readonly ChannelPlacement[];
}

/** Noise of measurements; the first rule that matches a measured qubit counts. */
export interface MeasurementNoiseRule {
  /** The qubits it holds for, by default all. */
  readonly qubits?: readonly number[];
  readonly duration?: number;
  /** One-qubit channels before the measurement. */
  readonly noise?: readonly Channel[];
  /**
   * `confusion[actual][read]`: the probability of reading an outcome when another is actual. Two rows hold for each qubit
   * alone; 2^k rows for all k `qubits` of the rule measured one right after the other (the first the least significant bit
   * of the row's number): correlated errors. The state collapses to the actual outcome.
   */
  readonly confusion?: readonly (readonly number[])[];
}

/** Noise behind the reset operations of a circuit; the first rule that matches a qubit counts. */
export interface ResetNoiseRule {
  readonly qubits?: readonly number[];
  readonly duration?: number;
  readonly noise: readonly Channel[];
}

/**
 * Relaxation while a qubit waits. Operations start as soon as their qubits are free and take their rules' durations; each
 * wait of a qubit, from its first operation on, is a thermal relaxation of that time. A conditional takes no time and what
 * is in it adds no waits.
 */
export interface IdleRelaxation {
  readonly kind: "relaxation";
  readonly t1: number;
  readonly t2: number;
  readonly excitedPopulation?: number;
  /** Qubits of other times. */
  readonly exceptions?: readonly {
    readonly qubit: number;
    readonly t1: number;
    readonly t2: number;
    readonly excitedPopulation?: number;
  }[];
}

/**
 * A one-qubit channel for each layer of the circuit that a qubit waits in, from its first operation on (and for those it
 * takes part in, if `includesActive`). Layers are counted over all operations or over those on two and more qubits, with
 * every operation in the first layer that its qubits allow.
 */
export interface IdleLayerNoise {
  readonly kind: "layer";
  readonly channel: Channel;
  readonly layers: "all" | "multi-qubit";
  readonly includesActive: boolean;
}

export type IdleNoise = IdleRelaxation | IdleLayerNoise;

/** The noise of a device, JSON-safe. Durations, t1 and t2 are in one unit (presets: seconds). */
export interface NoiseModel {
  readonly name?: string;
  /** What the numbers stand for and where they come from. */
  readonly description?: string;
  readonly gates: readonly GateNoiseRule[];
  readonly measurement: readonly MeasurementNoiseRule[];
  readonly reset: readonly ResetNoiseRule[];
  readonly idle?: IdleNoise;
}
